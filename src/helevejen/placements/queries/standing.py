"""How a placement stands, for the rule that says what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from helevejen.placements.enums import Party
from helevejen.placements.models import Placement, TermsAnswer
from helevejen.placements.models import Rung as RungRow
from helevejen.placements.rules import agreeing, hours
from helevejen.placements.rules.moves import Standing


def of(placement: Placement) -> Standing:
    """Return how a placement stands. Five queries; none where terms, answers, rungs and the rest are loaded."""
    terms = next(one for one in placement.terms.all() if one.version == placement.version)
    citizen, company = (answer_of(terms.answers.all(), party) for party in (Party.CITIZEN, Party.COMPANY))
    began_on = placement.began_on or terms.starts_on
    return Standing(
        state=placement.state,
        is_trial=not agreeing.is_job(placement.form),
        starts_on=began_on,
        ends_on=_last_day(placement, terms.ends_until),
        is_citizen_ok=citizen is not None and citizen.is_ok,
        is_company_ok=company is not None and company.is_ok,
        is_questioned=_is_questioned(placement, [citizen, company]),
        has_company_said=has_told(placement, Party.COMPANY),
        asked_on=placement.asked_on,
        review_on=review_on(placement.rungs.all()),
        talk_on=placement.talk_on,
        is_job_over=placement.job is not None and placement.job.ended_on is not None,
    )


def has_told(placement: Placement, party: str) -> bool:
    """Return whether a party has told how it went. No query where it is loaded, or brought along by a list."""
    brought = vars(placement).get(_TOLD.get(party, ""))
    return any(one.party == party for one in placement.evaluations.all()) if brought is None else bool(brought)


#: Under which names `placements_listed` brings along who has told; of the jobformidler nobody asks.
_TOLD: dict[str, str] = {Party.CITIZEN: "has_citizen_told", Party.COMPANY: "has_company_told"}


def answer_of(answers: Iterable[TermsAnswer], party: str) -> TermsAnswer | None:
    """Return the latest answer of a party to a version, None when there is none. No query of its own."""
    return max((one for one in answers if one.party == party), key=lambda one: one.pk, default=None)


def written_of(rows: Iterable[RungRow]) -> list[hours.Rung]:
    """Return the steps of a ladder in the order they were written. No query of its own."""
    return [hours.Rung(row.from_on, row.hours, row.review_on) for row in sorted(rows, key=lambda row: row.pk)]


def rungs_of(rows: Iterable[RungRow]) -> list[hours.Rung]:
    """Return the steps of a ladder that stand, by day. No query of its own."""
    return hours.standing(written_of(rows))


def review_on(rows: Iterable[RungRow]) -> date | None:
    """Return when the hours are to be looked at again. No query of its own."""
    stands = rungs_of(rows)
    return stands[-1].review_on if stands else None


def _last_day(placement: Placement, ends_until: date | None) -> date | None:
    """Return the last day: the one agreed, or that of its job where that has ended already."""
    if placement.job is not None and placement.job.ended_on is not None:
        return placement.job.ended_on
    return ends_until - timedelta(days=1) if ends_until else None


def _is_questioned(placement: Placement, answers: Iterable[TermsAnswer | None]) -> bool:
    if any(one is not None and not one.is_ok for one in answers):
        return True
    if (brought := vars(placement).get("has_open_doubt")) is not None:
        return bool(brought)
    return any(one.answered_at is None for one in placement.doubts.all())
