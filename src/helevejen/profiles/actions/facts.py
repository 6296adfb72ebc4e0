"""Writing, correcting, confirming and taking away the facts of a profile. A fact is never changed, only followed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens.models import Citizen, Wish
from helevejen.core import deeds
from helevejen.core.deeds import action
from helevejen.engines.calendar import day_of
from helevejen.profiles.enums import NO_MORE, FactObjection, Source
from helevejen.profiles.models import ProfileFact
from helevejen.profiles.rules import facts as rules
from helevejen.profiles.rules import saying
from helevejen.profiles.rules.facts import Said
from helevejen.taxonomy.actions import Typed, keep_choice_of_person


class UnableToWriteFact(deeds.Refusal):
    """The fact cannot be written or corrected like that; nothing has been changed."""


class UnableToConfirmFact(deeds.Refusal):
    """The fact cannot be confirmed by this person; nothing has been changed."""


class UnableToWithdrawFact(deeds.Refusal):
    """The fact cannot be taken away by this person; nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Word:
    """
    Whose word a fact is.

    Attributes:
        reason: Why it is written; of staff alone, and for the citizen to read.
    """

    source: str = Source.CITIZEN
    reason: str = ""


@action
def write_fact(
    *,
    citizen: Citizen,
    said: Said,
    by: User,
    at: datetime,
    word: Word | None = None,
    wish: Wish | None = None,
    typed: Typed | None = None,
) -> ProfileFact:
    """
    Write a new fact; the word that there are no more of its kind falls.

    Args:
        typed: The words for which the concept was chosen; kept with it as far as they tell of nobody.

    Raises:
        UnableToWriteFact: a rule forbids it, or the same thing stands already.
    """
    citizen = _lock(citizen)
    said = rules.tidied(said)
    _demand_sayable(citizen, said, by=by, word=word or Word(), wish=wish)
    for standing in _standing(citizen, said.kind):
        if rules.is_same_thing(said_in(standing), said):
            raise UnableToWriteFact(FactObjection.KNOWN)
        if standing.subject == NO_MORE:
            _end(standing, by=by, at=at)
    _keep_choice(typed, said.subject, at=at)
    return _write(citizen, said, by=by, at=at, word=word or Word(), wish=wish)


@action
def correct_fact(
    *, fact: ProfileFact, said: Said, by: User, at: datetime, word: Word | None = None, typed: Typed | None = None
) -> ProfileFact:
    """
    Write a new version of a fact; the old one remains, with whoever said it.

    Args:
        typed: The words for which the concept was chosen, as in `write_fact`.

    Raises:
        UnableToWriteFact: a rule forbids it, it is not the newest version, or nothing is new.
    """
    citizen = _lock(fact.citizen)
    fact = ProfileFact.objects.get(pk=fact.pk)
    said = rules.tidied(said)
    _demand_standing(fact, UnableToWriteFact)
    _demand_sayable(citizen, said, by=by, word=word or Word(), wish=None)
    if said.kind != fact.kind or NO_MORE in {said.subject, fact.subject}:
        raise UnableToWriteFact(FactObjection.NOT_HERE)
    if said == said_in(fact):
        raise UnableToWriteFact(FactObjection.SAME)
    others = [one for one in _standing(citizen, said.kind) if one.pk != fact.pk]
    if any(rules.is_same_thing(said_in(one), said) for one in others):
        raise UnableToWriteFact(FactObjection.KNOWN)
    if said.subject != fact.subject:
        _keep_choice(typed, said.subject, at=at)
    fact.replaced_at = at
    fact.save(update_fields=["replaced_at"])
    return _write(citizen, said, by=by, at=at, word=word or Word(), wish=fact.wish, replaces=fact)


@action
def confirm_fact(*, fact: ProfileFact, by: User, at: datetime) -> ProfileFact:
    """
    Write down that the other side says so too: the citizen of what staff wrote, staff of what the citizen wrote.

    Raises:
        UnableToConfirmFact: it is not theirs to confirm, it is confirmed, or it is not the newest version.
    """
    citizen = _lock(fact.citizen)
    fact = ProfileFact.objects.get(pk=fact.pk)
    _demand_standing(fact, UnableToConfirmFact)
    if objection := saying.objection_to_confirming(
        _speaker(citizen, by),
        is_by_citizen=fact.written_by_id == citizen.user_id,
        is_confirmed=fact.confirmed_at is not None,
        is_writer=fact.written_by_id == by.pk,
    ):
        raise UnableToConfirmFact(objection)
    fact.confirmed_by, fact.confirmed_at = by, at
    fact.save(update_fields=["confirmed_by", "confirmed_at"])
    _record(Verb.FACT_CONFIRMED, fact, by=by, at=at)
    return fact


@action
def withdraw_fact(*, fact: ProfileFact, by: User, at: datetime, disagreement: str = "") -> ProfileFact:
    """
    Take a fact away.

    When the citizen takes away what staff wrote, that is a disagreement, and staff do not write it again.

    Args:
        disagreement: What is wrong with it, in the citizen's words; may be left empty.

    Raises:
        UnableToWithdrawFact: it is not theirs to take away, or it is not the newest version.
    """
    citizen = _lock(fact.citizen)
    fact = ProfileFact.objects.get(pk=fact.pk)
    _demand_standing(fact, UnableToWithdrawFact)
    speaker = _speaker(citizen, by)
    is_by_citizen = fact.written_by_id == citizen.user_id
    if objection := saying.objection_to_withdrawing(
        speaker, is_by_citizen=is_by_citizen, disagreement=disagreement.strip()
    ):
        raise UnableToWithdrawFact(objection)
    if speaker.is_citizen and not is_by_citizen:
        fact.disagreement = disagreement.strip()
    _end(fact, by=by, at=at)
    return fact


@action
def finish_kind(*, citizen: Citizen, kind: str, by: User, at: datetime, word: Word | None = None) -> ProfileFact:
    """
    Write down that there are no more facts of a kind than those that stand, or none.

    Raises:
        UnableToWriteFact: it is said already, or there is never more than one of the kind.
    """
    citizen = _lock(citizen)
    said = rules.no_more_of(kind)
    _demand_sayable(citizen, said, by=by, word=word or Word(), wish=None)
    if any(one.subject == NO_MORE for one in _standing(citizen, kind)):
        raise UnableToWriteFact(FactObjection.KNOWN)
    return _write(citizen, said, by=by, at=at, word=word or Word(), wish=None)


def said_in(fact: ProfileFact) -> Said:
    """Return what a row says."""
    values = {name: getattr(fact, name) for name in Said.__slots__ if name != "codes"}
    return Said(**values, codes=tuple(fact.codes.split()))


def _write(
    citizen: Citizen,
    said: Said,
    *,
    by: User,
    at: datetime,
    word: Word,
    wish: Wish | None,
    replaces: ProfileFact | None = None,
) -> ProfileFact:
    fact = ProfileFact.objects.create(
        citizen=citizen,
        first_id=replaces.first_id if replaces else None,
        version=replaces.version + 1 if replaces else 1,
        **asdict(said) | {"codes": " ".join(said.codes)},
        wish=wish,
        source=Source(word.source),
        reason=word.reason.strip(),
        written_by=by,
        written_at=at,
    )
    if replaces is None:
        fact.first = fact
        fact.save(update_fields=["first"])
    _record(Verb.FACT_CORRECTED if replaces else Verb.FACT_WRITTEN, fact, by=by, at=at)
    return fact


def _end(fact: ProfileFact, *, by: User, at: datetime) -> None:
    fact.withdrawn_by, fact.withdrawn_at = by, at
    fact.save(update_fields=["withdrawn_by", "withdrawn_at", "disagreement"])
    _record(Verb.FACT_WITHDRAWN, fact, by=by, at=at)


def _keep_choice(typed: Typed | None, uri: str, *, at: datetime) -> None:
    if typed is not None and uri:
        keep_choice_of_person(typed, uri, on=day_of(at))


def _lock(citizen: Citizen) -> Citizen:
    """Let one person at a time write in a profile, so that the same thing is not said twice in the same moment."""
    locked = Citizen.objects.select_for_update(of=("self",), no_key=True).defer("cpr", "address")
    return locked.get(pk=citizen.pk)


def _standing(citizen: Citizen, kind: str) -> list[ProfileFact]:
    return list(ProfileFact.objects.current().filter(citizen=citizen, kind=kind).order_by("pk"))


def _demand_standing(fact: ProfileFact, refusal: type[deeds.Refusal]) -> None:
    if objection := saying.objection_to_state(
        is_replaced=fact.replaced_at is not None, is_withdrawn=fact.withdrawn_at is not None
    ):
        raise refusal(objection)


def _demand_sayable(citizen: Citizen, said: Said, *, by: User, word: Word, wish: Wish | None) -> None:
    objection = saying.objection_to_writing(
        _speaker(citizen, by),
        source=word.source,
        reason=word.reason.strip(),
        was_disagreed_with=by.is_staff_member and _was_disagreed_with(citizen, said),
    ) or rules.objection_to_saying(said)
    if objection is None and wish is not None and wish.citizen_id != citizen.pk:
        objection = FactObjection.NOT_HERE
    if objection:
        raise UnableToWriteFact(objection)


def _was_disagreed_with(citizen: Citizen, said: Said) -> bool:
    """Return whether the last word on the same thing was the citizen's that it is not so."""
    of_kind = ProfileFact.objects.filter(citizen=citizen, kind=said.kind).order_by("-pk")
    last = next((one for one in of_kind if rules.is_same_thing(said_in(one), said)), None)
    return last is not None and last.disagreement is not None


def _speaker(citizen: Citizen, by: User) -> saying.Speaker:
    return saying.Speaker(is_citizen=citizen.user_id == by.pk, is_staff=by.is_staff_member)


def _record(verb: Verb, fact: ProfileFact, *, by: User, at: datetime) -> None:
    detail = {"kind": str(fact.kind), "version": fact.version}
    audit_actions.record_event(verb, subject=fact, by=by, at=at, citizen_id=fact.citizen_id, detail=detail)
