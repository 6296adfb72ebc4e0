"""
Whose the facts are, and what is known.

Source: docs/rules/profile.md. Everything is the citizen's; what staff write is marked and can be disagreed with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from helevejen.profiles.enums import NO_MORE, Asked, Expiry, FactObjection, Source
from helevejen.profiles.rules.facts import objection_to_words
from helevejen.profiles.rules.words import MOST_REASON_LETTERS
from helevejen.taxonomy.licences import codes_covered_by

#: A licence takes a course or a doctor's appointment to renew. The house's own figure.
EXPIRY_WARNING_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Speaker:
    """
    Who says something about a citizen.

    Attributes:
        is_citizen: The citizen.
        is_staff: A member of staff; whether this citizen is open to them is asked elsewhere.
    """

    is_citizen: bool
    is_staff: bool


def objection_to_writing(
    speaker: Speaker, *, source: str, reason: str, was_disagreed_with: bool
) -> FactObjection | None:
    """
    Return why somebody cannot write or correct a fact, or None.

    Staff say where it comes from and why; what the citizen has said is not so, staff do not write again.

    Args:
        was_disagreed_with: The citizen has taken the same thing away as not true, and has not written it since.

    Source:
        docs/rules/profile.md (whoever says so).
    """
    if speaker.is_citizen:
        return None if source == Source.CITIZEN and not reason else FactObjection.NOT_HERE
    if not speaker.is_staff:
        return FactObjection.NOT_THIS_PERSON
    if source not in set(Source) - {Source.CITIZEN}:
        return FactObjection.NO_SOURCE
    if not reason.strip():
        return FactObjection.NO_REASON
    if was_disagreed_with:
        return FactObjection.DISAGREED
    return objection_to_words(reason, MOST_REASON_LETTERS)


def objection_to_state(*, is_replaced: bool, is_withdrawn: bool) -> FactObjection | None:
    """
    Return why nothing more can be done with a version of a fact, or None.

    Source:
        docs/rules/profile.md (versions).
    """
    if is_withdrawn:
        return FactObjection.WITHDRAWN
    return FactObjection.NOT_CURRENT if is_replaced else None


def objection_to_confirming(
    speaker: Speaker, *, is_by_citizen: bool, is_confirmed: bool, is_writer: bool
) -> FactObjection | None:
    """
    Return why somebody cannot confirm a fact, or None: the citizen what staff wrote, staff what the citizen wrote.

    Source:
        docs/rules/profile.md (confirming).
    """
    if not (speaker.is_citizen or speaker.is_staff):
        return FactObjection.NOT_THIS_PERSON
    if is_confirmed:
        return FactObjection.CONFIRMED
    is_same_side = speaker.is_citizen == is_by_citizen
    return FactObjection.OWN_WORDS if is_writer or is_same_side else None


def objection_to_withdrawing(speaker: Speaker, *, is_by_citizen: bool, disagreement: str) -> FactObjection | None:
    """
    Return why somebody cannot take a fact away, or None: the citizen any of them, staff what staff wrote.

    Source:
        docs/rules/profile.md (whoever says so).
    """
    if speaker.is_citizen:
        return FactObjection.TOO_LONG if len(disagreement) > MOST_REASON_LETTERS else None
    if not speaker.is_staff:
        return FactObjection.NOT_THIS_PERSON
    return FactObjection.NOT_THEIRS if is_by_citizen else None


def asked_of(subjects: Iterable[str]) -> Asked:
    """
    Return how much is known of a kind, by the subjects of the facts that stand. Nothing said is not a no.

    Source:
        docs/rules/profile.md (unknown is a state).
    """
    known = list(subjects)
    if NO_MORE in known:
        return Asked.ALL
    return Asked.SOME if known else Asked.NOT_YET


def expiry_of(expires_on: date | None, on: date) -> Expiry:
    """
    Return how a licence stands on a day; it holds through the day that is printed on it.

    Source:
        docs/rules/profile.md (licences and their last day).

    Examples:
        >>> expiry_of(date(2026, 3, 1), date(2026, 3, 1)).value, expiry_of(date(2026, 3, 1), date(2026, 3, 2)).value
        ('soon', 'over')
    """
    if expires_on is None:
        return Expiry.UNKNOWN
    if expires_on < on:
        return Expiry.OVER
    return Expiry.SOON if expires_on <= on + timedelta(days=EXPIRY_WARNING_DAYS) else Expiry.HOLDS


def has_licence(wanted: str, held: Iterable[tuple[str, date | None]], on: date) -> bool | None:
    """
    Return whether a licence is held on a day: yes, no, or None where nobody has said.

    What a held licence covers is held too. One that is over is a no; others not named are a no only where it was said
    that there are no more.

    Args:
        held: The codes that stand, each with its last day, the word that there are no more among them.

    Source:
        docs/rules/profile.md (unknown is a state; licences and their last day).

    Examples:
        >>> has_licence("B", [("CE", None)], date(2026, 3, 11)), has_licence("D", [("CE", None)], date(2026, 3, 11))
        (True, None)
    """
    known = list(held)
    if any(wanted in codes_covered_by(code) and expiry_of(last, on) != Expiry.OVER for code, last in known):
        return True
    is_said = any(wanted in codes_covered_by(code) or code == NO_MORE for code, _last in known)
    return False if is_said else None
