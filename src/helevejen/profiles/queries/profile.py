"""Reads of one citizen's profile, as far as the reader may know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.citizens.enums import Level
from helevejen.citizens.models import Citizen, Wish
from helevejen.citizens.rules.access import reach_of
from helevejen.profiles import perms
from helevejen.profiles.enums import NO_MORE, Asked, Expiry, FactKind
from helevejen.profiles.models import PrivateFact, ProfileFact
from helevejen.profiles.rules import saying
from helevejen.taxonomy.licences import LICENCE_BY_CODE


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A fact that stands.

    Attributes:
        earlier: The versions before it, the newest first.
        expiry: How a licence stands today; None for what does not expire.
    """

    fact: ProfileFact
    earlier: tuple[ProfileFact, ...]
    expiry: Expiry | None


@dataclass(frozen=True, slots=True)
class KindOfFacts:
    """
    All that is known of one kind.

    Attributes:
        facts: Those that stand, without the word that there are no more.
        disagreed: What the citizen has said is not so, and nobody has written since; the newest first.
        finished: The word that there are no more, if it stands.
    """

    kind: FactKind
    asked: Asked
    facts: tuple[Standing, ...]
    disagreed: tuple[ProfileFact, ...]
    finished: ProfileFact | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile, kind by kind in the order of the page; a kind the reader's level does not show is not there."""

    kinds: tuple[KindOfFacts, ...]

    @property
    def to_confirm(self) -> tuple[Standing, ...]:
        """What staff wrote and the citizen has not confirmed."""
        standing = [one for kind in self.kinds for one in kind.facts]
        return tuple(one for one in standing if not is_by_citizen(one.fact) and one.fact.confirmed_at is None)

    @property
    def expiring(self) -> tuple[Standing, ...]:
        """Licences that are over or will soon be."""
        standing = [one for kind in self.kinds for one in kind.facts]
        return tuple(one for one in standing if one.expiry in {Expiry.OVER, Expiry.SOON})


def facts_visible_to(user: User, at: datetime) -> QuerySet[ProfileFact]:
    """Return the facts the user may read, with whom they are about and whose word they are, the newest first."""
    readable = perms.facts_readable_by(user, at).order_by("-written_at", "-pk")
    return readable.select_related("citizen", "written_by", "confirmed_by", "withdrawn_by")


def profile_of(citizen: Citizen, user: User, level: Level, at: datetime, on: date) -> Profile:
    """Return what the reader may know of a citizen's profile, the versions before too. One query."""
    rows: dict[str, list[ProfileFact]] = defaultdict(list)
    for fact in facts_visible_to(user, at).filter(citizen=citizen.pk):
        fact.citizen = citizen
        rows[fact.kind].append(fact)
    shown = [kind for kind in FactKind if kind != FactKind.CONSIDERATION or "F" in reach_of(level).shows]
    return Profile(tuple(_kind(kind, rows[kind], on) for kind in shown))


def count_to_confirm(citizen: Citizen) -> int:
    """Return how many things staff wrote about the citizen that the citizen has not said yes or no to. One query."""
    theirs = ProfileFact.objects.current().filter(citizen=citizen.pk, confirmed_at__isnull=True)
    return theirs.exclude(written_by=citizen.user_id).exclude(subject=NO_MORE).count()


def is_by_citizen(fact: ProfileFact) -> bool:
    """Return whether the citizen wrote the fact."""
    return fact.written_by_id == fact.citizen.user_id


def private_demands_seen_by(user: User, citizen: Citizen, at: datetime) -> list[PrivateFact]:
    """Return what keeps a suggestion away, as far as the user may know: the citizen, or who was told. One query."""
    readable = perms.private_facts_readable_by(user, at).filter(citizen=citizen.pk, withdrawn_at__isnull=True)
    return list(readable.select_related("told_to").order_by("pk"))


def wishes_to_link(citizen: Citizen) -> list[Wish]:
    """Return the wishes in the citizen's own words that an occupation can be linked to, the newest first. One query."""
    standing = Wish.objects.filter(citizen=citizen.pk, replaced_at__isnull=True, withdrawn_at__isnull=True)
    return list(standing.order_by("-said_at", "-pk"))


def _kind(kind: FactKind, rows: list[ProfileFact], on: date) -> KindOfFacts:
    current = [one for one in rows if one.is_current]
    finished = next((one for one in current if one.subject == NO_MORE), None)
    facts = tuple(_standing(one, rows, on) for one in reversed(current) if one.subject != NO_MORE)
    asked = saying.asked_of(one.subject for one in current)
    return KindOfFacts(kind, asked, facts, tuple(_disagreed(rows)), finished)


def _standing(fact: ProfileFact, rows: list[ProfileFact], on: date) -> Standing:
    earlier = [one for one in rows if one.first_id == fact.first_id and one.version < fact.version]
    earlier.sort(key=lambda one: -one.version)
    expires = fact.kind == FactKind.LICENCE and (
        fact.expires_on is not None or (fact.subject in LICENCE_BY_CODE and LICENCE_BY_CODE[fact.subject].expires)
    )
    return Standing(fact, tuple(earlier), saying.expiry_of(fact.expires_on, on) if expires else None)


def _disagreed(rows: list[ProfileFact]) -> Iterable[ProfileFact]:
    standing = {(one.subject, one.label.casefold()) for one in rows if one.is_current}
    for one in rows:
        key = (one.subject, one.label.casefold())
        if one.disagreement is not None and key not in standing:
            standing.add(key)
            yield one
