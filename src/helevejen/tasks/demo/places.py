"""Two places at work in the demo: an internship with paid hours, and a minifleksjob whose hours have begun to grow."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from helevejen.cases import actions as case_actions
from helevejen.placements import actions
from helevejen.placements.actions import At, FollowUp, HowItWent, Worked
from helevejen.placements.enums import Said
from helevejen.placements.rules.agreeing import Agreed
from helevejen.placements.rules.hours import Rung, week_of
from helevejen.recruitment.enums import EmploymentForm
from helevejen.tasks.demo.floor import Floor
from helevejen.tasks.demo.orders import TERMINAL

if TYPE_CHECKING:
    from helevejen.placements.models import Placement
    from helevejen.proposals.models import Proposal

_FRIDAY: Final = 4


def begin_internship(floor: Floor) -> Placement:
    """Let Bo help in the haulier's workshop, some of the hours paid."""
    starts_on = floor.days.before(floor.days.on, 16)
    agreed = Agreed(
        purpose="At prøve værkstedet de to dage, der ikke er kursus, og se, hvad en dag med svejsning er.",
        goals="At skifte dæk selv. At svejse en samling under tilsyn.",
        starts_on=starts_on, ends_until=starts_on + timedelta(weeks=8), hours=Decimal(12), paid_hours=Decimal(4),
        considerations=("near_colleague",),
    )  # fmt: skip
    company = floor.orders[TERMINAL].company
    where = At(
        company, EmploymentForm.INTERNSHIP, "Medhjælper på værkstedet", workplace=company.workplaces.order_by("pk")[0],
        contact=company.contacts.order_by("pk").first(), is_public=False,
    )  # fmt: skip
    made = _agree(floor, "bo.lund", where, agreed, planned=20)
    made = actions.begin_placement(placement=made, by=floor.users["jens.bro"], at=floor.ago(16, 600))
    week = Worked(agreed.hours, agreed.paid_hours)
    _tell_weeks(floor, made, (first_week(starts_on, week, Decimal(6)), week, week))
    how = HowItWent(Said.YES, Said.PARTLY, Said.YES, "Mester forklarer godt. Der er meget larm ved portene.")
    actions.evaluate(placement=made, how=how, by=floor.users["bo.lund"], at=floor.ago(2, 1_170))
    return made


def begin_minifleks(floor: Floor, hired: Proposal) -> Placement:
    """Make the agreement of a proposal, begin the job, and let its hours grow once; the next review lies ahead."""
    jens, days = floor.users["jens.bro"], floor.days
    agreed = Agreed(
        purpose="Et job i få timer, som kan vokse.", starts_on=days.before(days.on, 11), hours=Decimal(4),
        intensity=70, considerations=("near_colleague", "own_pace"),
    )  # fmt: skip
    company = floor.orders[TERMINAL].company
    where = At(
        company, EmploymentForm.MINIFLEKS, "Medhjælper i terminalen", workplace=company.workplaces.order_by("pk")[0],
        contact=company.contacts.order_by("pk").first(), is_public=False, proposal=hired,
    )  # fmt: skip
    made = _agree(floor, "erik.toft", where, agreed, planned=13)
    follow_up = FollowUp(
        check_in_days=28, until=days.on + timedelta(days=150), talk_on=days.after(days.on, 4),
        review_on=days.before(days.on, 2),
    )  # fmt: skip
    case_actions.mark_notices_read(case=floor.cases["erik.toft"], at=floor.ago(12, 1_110))
    made = actions.begin_placement(placement=made, by=jens, at=floor.ago(11, 620), follow_up=follow_up)
    _tell_weeks(floor, made, (Worked(Decimal(4)), Worked(Decimal(4))))
    words = "Erik vil gerne have en formiddag til, og Poul har opgaverne."
    rung = Rung(days.before(days.on, 2), Decimal(6), days.after(days.on, 30))
    actions.review_hours(placement=made, rung=rung, reason="ready", words=words, by=jens, at=floor.ago(2, 650))
    return made


def _agree(floor: Floor, citizen: str, where: At, agreed: Agreed, *, planned: int) -> Placement:
    """Write an agreement that both say yes to within a day."""
    made = actions.plan_placement(
        case=floor.cases[citizen], where=where, agreed=agreed, by=floor.users["jens.bro"], at=floor.ago(planned, 600)
    )
    for party, moment in ((citizen, floor.ago(planned, 1_100)), ("poul.krogh", floor.ago(planned - 1, 660))):
        actions.answer_terms(placement=made, is_ok=True, by=floor.users[party], at=moment)
    return made


def first_week(began_on: date, whole: Worked, a_day: Decimal) -> Worked:
    """Return what can be worked from the first day to that week's Friday at most, when a whole week gives so much."""
    days = Decimal(max(1, _FRIDAY - began_on.weekday() + 1))
    hours = min(whole.hours, a_day * days)
    return Worked(hours, (whole.paid_hours * hours / whole.hours).to_integral_value())


def _tell_weeks(floor: Floor, placement: Placement, weeks: tuple[Worked, ...]) -> None:
    """Let the company tell the hours of the first weeks, each on the Friday before noon."""
    placement.refresh_from_db()
    assert placement.began_on is not None, "it has begun"
    first = week_of(placement.began_on)
    told = {first + timedelta(weeks=nth): worked for nth, worked in enumerate(weeks)}
    actions.tell_hours(placement=placement, weeks=told, by=floor.users["poul.krogh"], at=floor.ago(3, 690))
