"""Publishing deadlines for decisions, and the letters when one cannot be kept."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.cases.actions import messages
from helevejen.cases.enums import Cap
from helevejen.cases.models import Decision, Track
from helevejen.cases.queries import decision_kinds, decision_name
from helevejen.core.deeds import Refusal, action, refused_as
from helevejen.engines.calendar import day_of
from helevejen.inquiries.enums import NoticeObjection, NoticeState
from helevejen.inquiries.models import DeadlineNotice, PublishedDeadline
from helevejen.inquiries.queries.tending import is_letter_needed
from helevejen.inquiries.rules import deadlines as rules


class UnableToPublishDeadline(Refusal):
    """The deadline cannot be published so."""


class UnableToSendNotice(Refusal):
    """The letter cannot be sent so."""


@action
def publish_deadline(
    *, kind: str, law: str, amount: int, unit: str, approved_on: date, valid_from: date, by: User, at: datetime
) -> PublishedDeadline:
    """
    Publish how long a kind of decision may take from a day on; what held before ends that day.

    Raises:
        UnableToPublishDeadline: nothing has been changed.
    """
    open_ones = PublishedDeadline.objects.select_for_update(of=("self",)).filter(kind=kind, valid_until__isnull=True)
    present = list(open_ones.order_by("pk"))
    known = {one for one, _name in decision_kinds()} | {one.kind for one in present}
    if objection := rules.objection_to_deadline(
        is_known=kind in known,
        law=law,
        amount=amount,
        unit=unit,
        approved_on=approved_on,
        valid_from=valid_from,
        others_from=[one.valid_from for one in present],
    ):
        raise UnableToPublishDeadline(objection)
    open_ones.update(valid_until=valid_from)
    deadline = PublishedDeadline.objects.create(
        kind=kind, law=law.strip(), amount=amount, unit=unit, valid_from=valid_from, approved_on=approved_on,
        reviewed_on=day_of(at), published_by=by, published_at=at,
    )  # fmt: skip
    detail = {"kind": kind, "amount": amount, "unit": unit, "from": valid_from.isoformat()}
    audit_actions.record_event(Verb.DEADLINE_PUBLISHED, subject=deadline, by=by, at=at, detail=detail)
    return deadline


@action
def ready_notice(*, about: Decision | Track, due_on: date, at: datetime) -> DeadlineNotice | None:
    """
    Make the letter about a new date ready and tell the jobformidler; None when it is there already.

    Args:
        about: The draft, or the track on which a decision is asked for and nobody has drafted one.
    """
    whose = {"decision": about} if isinstance(about, Decision) else {"track": about}
    if DeadlineNotice.objects.filter(**whose, due_on=due_on).exists():
        return None
    new = rules.new_date(due_on, on=day_of(at))
    notice = DeadlineNotice.objects.create(**whose, due_on=due_on, new_due_on=new, made_at=at)
    text = gettext_lazy("En frist for en afgørelse er ved at udløbe. Et brev med en ny dato er gjort klar.")
    tell_staff([about.case.jobformidler], kind="deadline", text=text, at=at, path=f"/arbejde/fristbreve/{notice.pk}/")
    return notice


@action
def send_notice(*, notice: DeadlineNotice, cause: str, new_due_on: date, by: User, at: datetime) -> None:
    """
    Send the letter: the citizen reads on Min vej when the decision comes and what it waits for.

    Raises:
        UnableToSendNotice: nothing has been sent.
    """
    notice = _locked(notice)
    if objection := rules.objection_to_notice(
        is_ready=notice.state == NoticeState.READY and is_letter_needed(notice),
        cause=cause,
        new_due_on=new_due_on,
        due_on=notice.due_on,
        on=day_of(at),
    ):
        raise UnableToSendNotice(objection)
    with refused_as(UnableToSendNotice):
        text = letter_text(notice.kind, notice.due_on, new_due_on, cause)
        messages.tell_by_message(case=notice.case, by=by, at=at, cap=Cap.AUTHORITY, text=text)
    notice.cause, notice.new_due_on, notice.state = cause.strip(), new_due_on, NoticeState.SENT
    notice.closed_at, notice.closed_by = at, by
    notice.save(update_fields=["cause", "new_due_on", "state", "closed_at", "closed_by"])
    _record(Verb.DEADLINE_NOTICE_SENT, notice, by=by, at=at)


@action
def drop_notice(*, notice: DeadlineNotice, by: User | None, at: datetime) -> None:
    """
    Put a letter away that is not needed: the decision comes in time, or is made.

    Raises:
        UnableToSendNotice: it has been sent or put away already.
    """
    notice = _locked(notice)
    if notice.state != NoticeState.READY:
        raise UnableToSendNotice(NoticeObjection.NOT_READY)
    notice.state, notice.closed_at, notice.closed_by = NoticeState.DROPPED, at, by
    notice.save(update_fields=["state", "closed_at", "closed_by"])
    _record(Verb.DEADLINE_NOTICE_DROPPED, notice, by=by, at=at)


def letter_text(kind: str, due_on: date, new_due_on: date, cause: str) -> str:
    """Return the letter, in Danish, as the citizen reads it; the kind is empty while nobody has drafted a decision."""
    with translation.override("da"):
        begins = gettext("Du venter på en afgørelse om %(what)s.") % {"what": decision_name(kind).lower()}
        if not kind:
            begins = gettext("Du venter på en afgørelse.")
        goes_on = gettext(
            "Vi skulle have truffet den senest %(due)s, men det når vi ikke. Du får afgørelsen senest %(new)s. "
            "Vi venter på: %(cause)s"
        ) % {
            "due": date_format(due_on, "j. F Y"),
            "new": date_format(new_due_on, "j. F Y"),
            "cause": cause.strip(),
        }
        return f"{begins} {goes_on}"


def _locked(notice: DeadlineNotice) -> DeadlineNotice:
    DeadlineNotice.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=notice.pk)
    return DeadlineNotice.objects.select_related("decision__case", "track__case").get(pk=notice.pk)


def _record(verb: Verb, notice: DeadlineNotice, *, by: User | None, at: datetime) -> None:
    detail = {"due": notice.due_on.isoformat(), "new": notice.new_due_on.isoformat()}
    audit_actions.record_event(verb, subject=notice, by=by, at=at, citizen_id=notice.case.citizen_id, detail=detail)
