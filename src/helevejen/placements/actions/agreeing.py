"""An agreement is made, changed by a new version, read by both, and begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.audit.enums import Verb
from helevejen.cases.actions import jobs, locks
from helevejen.cases.models import Case
from helevejen.citizens import queries as citizen_queries
from helevejen.companies.models import Company, Contact, Workplace
from helevejen.core.deeds import action, refused_as, step
from helevejen.engines.calendar import day_of
from helevejen.placements.actions import keeping, ladder
from helevejen.placements.actions.keeping import UnableToKeepPlacement
from helevejen.placements.enums import Party, PlacementObjection, PlacementState
from helevejen.placements.models import Placement, Terms, TermsAnswer
from helevejen.placements.queries import standing
from helevejen.placements.rules import agreeing, durations
from helevejen.placements.rules.agreeing import Agreed
from helevejen.proposals.enums import ProposalState
from helevejen.proposals.models import Proposal
from helevejen.recruitment.enums import Verdict
from helevejen.recruitment.models import JobOrder


class UnableToPlanPlacement(UnableToKeepPlacement):
    """The agreement cannot be written so."""


class UnableToAnswerTerms(UnableToKeepPlacement):
    """The answer cannot be kept."""


class UnableToBeginPlacement(UnableToKeepPlacement):
    """It cannot begin yet."""


@dataclass(frozen=True, slots=True)
class At:
    """
    Where a placement is and what it is.

    Attributes:
        is_public: The employer is public; None when nobody asked.
        order: The job order it comes from; `proposal` the proposal, whose track then is the placement's.
        follows: The placement it grew out of.
    """

    company: Company
    form: str
    title: str
    workplace: Workplace | None = None
    contact: Contact | None = None
    is_public: bool | None = None
    order: JobOrder | None = None
    proposal: Proposal | None = None
    follows: Placement | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Another workplace of the same company; None when it is not known yet."""

    workplace: Workplace | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """
    How a job is followed up.

    Attributes:
        check_in_days: Between two check-ins with the citizen; `until` is the day after the last of the agreed time.
        talk_on: The first talk with the company.
        review_on: When the hours of a fleksjob are looked at for the first time.
    """

    check_in_days: int
    until: date
    talk_on: date | None = None
    review_on: date | None = None


@action
def plan_placement(*, case: Case, where: At, agreed: Agreed, by: User, at: datetime) -> Placement:
    """
    Write an agreement down. The citizen has the turn first: to read it and say yes.

    Raises:
        UnableToPlanPlacement: it is not whole, longer than the law allows, or the case is closed. Nothing is written.
    """
    case = locks.lock_case(case)
    if not case.is_open:
        raise UnableToPlanPlacement(PlacementObjection.CASE_CLOSED)
    _check_where(case, where)
    if where.proposal is not None:
        _check_proposal(where.proposal)
    clause = _check(case, where.form, where.title, where.is_public, agreed, at=at)
    track_id = where.proposal.pk if where.proposal else None
    placement = Placement.objects.create(case=case, track_id=track_id, made_by=by, made_at=at, **_columns_of(where))
    _write(placement, agreed, version=1, clause=clause, by=by, at=at)
    keeping.record(Verb.PLACEMENT_AGREED, placement, by=by, at=at, form=str(where.form))
    with refused_as(UnableToPlanPlacement):
        keeping.follow(placement, by=by, at=at)
    return placement


@action
def change_terms(
    *, placement: Placement, agreed: Agreed, reason: str, by: User, at: datetime, moved: Moved | None = None
) -> Placement:
    """
    Make a new version of an agreement, an extension for one, with the reason; both read it again.

    Args:
        moved: Where it is to be, when that was written wrong: until both have said yes.

    Raises:
        UnableToPlanPlacement, UnableToKeepPlacement: nothing has been written.
    """
    placement = keeping.hold(placement)
    before = keeping.terms_of(placement)
    if placement.state == PlacementState.ENDED:
        raise UnableToPlanPlacement(PlacementObjection.ENDED)
    if not reason.strip():
        raise UnableToPlanPlacement(PlacementObjection.NO_REASON)
    if objection := agreeing.objection_to_text(reason):
        raise UnableToPlanPlacement(objection)
    if keeping.is_running(placement) and agreed.starts_on != before.starts_on:
        raise UnableToPlanPlacement(PlacementObjection.STARTED_ALREADY)
    is_moved = _move(placement, moved)
    if not is_moved and _columns(agreed) == {name: getattr(before, name) for name in _columns(agreed)}:
        raise UnableToPlanPlacement(PlacementObjection.NOTHING_CHANGED)
    until = before.ends_until if agreed.starts_on == before.starts_on else None
    clause = _check(
        placement.case, placement.form, placement.title, placement.is_public, agreed, at=at, until_before=until
    )
    placement.version += 1
    placement.save(update_fields=["version", "workplace"])
    _write(placement, agreed, version=placement.version, clause=clause, by=by, at=at, reason=reason)
    if placement.form in agreeing.FLEX_FORMS and keeping.is_running(placement) and agreed.hours != before.hours:
        ladder.change_from_terms(placement, agreed, reason=reason, by=by, at=at)
    keeping.record(Verb.PLACEMENT_CHANGED, placement, by=by, at=at, version=placement.version)
    _follow(placement, by=by, at=at)
    return placement


@action
def answer_terms(
    *,
    placement: Placement,
    is_ok: bool,
    by: User,
    at: datetime,
    words: str = "",
    noted_for: str = "",
    version: int | None = None,
) -> TermsAnswer:
    """
    Say of the agreement that it is seen and fine, or that something does not fit.

    Args:
        noted_for: On whose behalf, where a member of staff writes down that they said so.
        version: Which one the page showed.

    Raises:
        UnableToAnswerTerms, UnableToKeepPlacement: nothing has been written.
    """
    placement = keeping.hold(placement)
    if placement.state == PlacementState.ENDED:
        raise UnableToAnswerTerms(PlacementObjection.ENDED)
    if version not in {None, placement.version}:
        raise UnableToAnswerTerms(PlacementObjection.OLD_VERSION)
    if objection := agreeing.objection_to_text(words, is_needed=not is_ok):
        raise UnableToAnswerTerms(objection)
    party, is_noted = keeping.party_of(by, noted_for=noted_for)
    if party == Party.COMPANY and not placement.is_open_to_company:
        raise UnableToAnswerTerms(PlacementObjection.NOT_SEEN_BY_CITIZEN)
    terms = keeping.terms_of(placement)
    answer = TermsAnswer.objects.create(
        terms=terms, party=party, is_ok=is_ok, words=words.strip(), is_noted=is_noted, by=by, at=at
    )
    if party == Party.CITIZEN and is_ok and not placement.is_open_to_company:
        placement.is_open_to_company = True
        placement.save(update_fields=["is_open_to_company"])
    keeping.record(Verb.PLACEMENT_READ, placement, by=by, at=at, party=str(party), is_ok=is_ok)
    if not is_noted and not is_ok:
        tell_jobformidler(placement, at=at)
    _follow(placement, by=by, at=at)
    return answer


@action
def begin_placement(
    *, placement: Placement, by: User, at: datetime, on: date | None = None, follow_up: FollowUp | None = None
) -> Placement:
    """
    Write down that a placement has begun. Where it is a job, the job of the case begins and its retention follows.

    Args:
        on: The first day; the agreed one when left out.
        follow_up: Needed for a job.

    Raises:
        UnableToBeginPlacement, UnableToKeepPlacement: both have not seen the agreement, it is too early, or the
            follow-up cannot be so. Nothing has been changed.
    """
    placement = keeping.hold(placement)
    terms = keeping.terms_of(placement)
    stands = standing.of(placement)
    began_on = on or terms.starts_on
    if objection := agreeing.objection_to_beginning(
        state=placement.state, is_citizen_ok=stands.is_citizen_ok, is_company_ok=stands.is_company_ok,
        starts_on=terms.starts_on, ends_until=terms.ends_until, began_on=began_on, on=day_of(at),
    ):  # fmt: skip
        raise UnableToBeginPlacement(objection)
    placement.state, placement.began_on = PlacementState.RUNNING, began_on
    if agreeing.is_job(placement.form):
        _begin_job(placement, terms, follow_up, began_on=began_on, by=by, at=at)
    placement.save(update_fields=["state", "began_on", "job", "talk_on"])
    if placement.form in agreeing.FLEX_FORMS and follow_up is not None:
        with refused_as(UnableToBeginPlacement):
            ladder.start(placement, terms, review_on=follow_up.review_on, by=by, at=at)
    keeping.record(Verb.PLACEMENT_BEGAN, placement, by=by, at=at)
    _follow(placement, by=by, at=at)
    return placement


# --- Steps ---


@step
def tell_jobformidler(placement: Placement, *, at: datetime) -> None:
    """Tell the jobformidler that citizen or company has said that something does not fit. Never who or what."""
    text = gettext_lazy("Noget passer ikke i et forløb i en virksomhed. Du har bolden.")
    tell_staff(
        [placement.case.jobformidler], kind="placement", text=text, at=at, path=f"/arbejde/forloeb/{placement.pk}/"
    )


@step
def _move(placement: Placement, moved: Moved | None) -> bool:
    """Correct the workplace of a held placement that is saved afterwards, and return whether it became another."""
    if moved is None or (moved.workplace.pk if moved.workplace else None) == placement.workplace_id:
        return False
    stands = standing.of(placement)
    if objection := agreeing.objection_to_moving(
        state=placement.state, is_citizen_ok=stands.is_citizen_ok, is_company_ok=stands.is_company_ok
    ):
        raise UnableToPlanPlacement(objection)
    if moved.workplace is not None and moved.workplace.company_id != placement.company_id:
        raise UnableToPlanPlacement(PlacementObjection.OF_OTHER_COMPANY)
    placement.workplace = moved.workplace
    return True


@step
def _begin_job(
    placement: Placement, terms: Terms, follow_up: FollowUp | None, *, began_on: date, by: User, at: datetime
) -> None:
    if follow_up is None:
        raise UnableToBeginPlacement(PlacementObjection.UNKNOWN_CHOICE)
    with refused_as(UnableToBeginPlacement):
        placement.job = jobs.begin_job(
            case=placement.case, by=by, at=at, employer_name=placement.company.name, company=placement.company,
            title=placement.title, form=agreeing.JOB_FORMS[placement.form], weekly_hours=terms.hours,
            started_on=began_on, check_in_days=follow_up.check_in_days, follow_up_until=follow_up.until,
        )  # fmt: skip
    placement.talk_on = follow_up.talk_on


@step
def _follow(placement: Placement, *, by: User, at: datetime) -> None:
    with refused_as(UnableToKeepPlacement):
        keeping.follow(placement, by=by, at=at)


@step
def _write(
    placement: Placement, agreed: Agreed, *, version: int, clause: str, by: User, at: datetime, reason: str = ""
) -> Terms:
    return Terms.objects.create(
        placement=placement, version=version, clause=clause, reason=reason.strip(), made_by=by, made_at=at,
        **_columns(agreed),
    )  # fmt: skip


def _columns_of(where: At) -> dict[str, Any]:
    columns = {one.name: getattr(where, one.name) for one in fields(where)}
    if where.proposal is not None:
        columns["order"] = where.proposal.order
    return columns | {"title": where.title.strip()}


def _columns(agreed: Agreed) -> dict[str, Any]:
    texts = {"purpose": agreed.purpose.strip(), "goals": agreed.goals.strip()}
    return asdict(agreed) | texts | {"considerations": list(agreed.considerations)}


def _check_where(case: Case, where: At) -> None:
    order = where.proposal.order if where.proposal else where.order
    for one in (where.workplace, where.contact, order):
        if one is not None and one.company_id != where.company.pk:
            raise UnableToPlanPlacement(PlacementObjection.OF_OTHER_COMPANY)
    if any(one is not None and one.case_id != case.pk for one in (where.follows, where.proposal)):
        raise UnableToPlanPlacement(PlacementObjection.UNKNOWN_CHOICE)


def _check_proposal(proposal: Proposal) -> None:
    """Refuse a proposal that has not led to a job, and one that an agreement was made of: they would share a turn."""
    state = Proposal.objects.values_list("state", flat=True).get(pk=proposal.pk)
    if state != ProposalState.HIRED:
        raise UnableToPlanPlacement(PlacementObjection.UNKNOWN_CHOICE)
    if Placement.objects.unended().filter(proposal=proposal.pk).exists():
        raise UnableToPlanPlacement(PlacementObjection.AGREED_ALREADY)


def _check(
    case: Case,
    form: str,
    title: str,
    is_public: bool | None,
    agreed: Agreed,
    *,
    at: datetime,
    until_before: date | None = None,
) -> str:
    """Return the number of the clause that decided the length, empty when none did."""
    on = day_of(at)
    if objection := agreeing.objection_to_agreement(form, agreed, title=title, on=on):
        raise UnableToPlanPlacement(objection)
    found = durations.check_length(
        form=form,
        group=citizen_queries.find_target_group(case.citizen_id, max(on, agreed.starts_on)),
        is_public=is_public,
        starts_on=agreed.starts_on,
        ends_until=agreed.ends_until,
        until_before=until_before,
    )
    if found.verdict == Verdict.NO:
        raise UnableToPlanPlacement(PlacementObjection.TOO_LONG, **_law(found))
    return found.clause.id if found.clause else ""


def _law(found: durations.DurationCheck) -> Mapping[str, str]:
    assert found.clause is not None, "only a clause says no"
    latest = found.latest_on or date.max - timedelta(days=1)
    law = f"{found.clause.act} {found.clause.paragraph}"
    return {"law": law[0].upper() + law[1:], "id": found.clause.id, "day": date_format(latest, "j. F Y")}
