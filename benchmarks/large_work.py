"""
What comes of the orders of the large municipality: some 2,400 proposals in all states, 350 placements, some lists.

Done by the deeds of the apps, at moments of the weeks before its day, as the demo does it: each row is one that the
product could have written. It takes minutes, and goes on where it was stopped.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from benchmarks import large, large_market

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helevejen.tasks.demo.chance import Dice
    from helevejen.tasks.demo.days import Days

PROPOSALS, PLACEMENTS, CANDIDATE_LISTS, OPENING_LISTS = 2_400, 350, 3, 60
#: Steps after the question, each some working days later, and how often a proposal goes that way.
_WAYS: dict[tuple[str, ...], float] = {
    (): 0.16,
    ("decline",): 0.1,
    ("accept",): 0.08,
    ("accept", "withdraw"): 0.04,
    ("accept", "present"): 0.16,
    ("accept", "present", "refuse"): 0.1,
    ("accept", "present", "want"): 0.05,
    ("accept", "present", "want", "name"): 0.05,
    ("accept", "present", "want", "name", "interview"): 0.07,
    ("accept", "present", "want", "name", "interview", "hire"): 0.13,
    ("accept", "stop"): 0.04,
    ("remind", "release"): 0.02,
}
#: Ways that end: they may be long past. The others wait for somebody now.
_ENDS = {"decline", "withdraw", "refuse", "hire", "stop", "release"}
_STEP_DAYS = 2
_FIRST_OF_EACH = 12  # cases of those who are measured get as many proposals each


@dataclass(frozen=True, slots=True)
class Pair:
    """Whom it is about, and of what order."""

    case: Any
    order: Any


def make_work(days: Days) -> dict[str, int]:
    """Make what is not there yet, and return how much of each there is."""
    _propose(days)
    _place(days)
    _list(days)
    return counts()


def is_whole() -> bool:
    """Return whether all of it is there: the lists come last."""
    return counts()["lists"] >= CANDIDATE_LISTS + OPENING_LISTS


def counts() -> dict[str, int]:
    """Return the rows that say how much there is."""
    from helevejen.placements.models import Placement
    from helevejen.proposals.models import Proposal
    from helevejen.suggestions.models import MatchList

    return {
        "proposals": Proposal.objects.count(),
        "placements": Placement.objects.count(),
        "lists": MatchList.objects.count(),
    }


# --- Proposals ---


def _propose(days: Days) -> None:
    """Ask citizens about orders and let it go each its way; what is refused by a rule is left where it came to."""
    from helevejen.core.deeds import Refusal
    from helevejen.proposals.models import Proposal

    there = set(Proposal.objects.values_list("case", "order"))
    dice, done = large_market.chance_of("proposals"), len(there)
    for pair in islice(_pairs(), PROPOSALS):
        way = dice.weighted(_WAYS)
        slack = dice.whole(0, 18 if way and way[-1] in _ENDS else 2)
        if (pair.case.pk, pair.order.pk) in there:
            continue
        try:
            _go(days, pair, way, slack)
        except Refusal:
            continue
        done += 1
        if done % 200 == 0:
            print(f"{done} proposals ...", file=sys.stderr, flush=True)


def _pairs() -> Iterator[Pair]:
    """Return who is asked about what: those who are measured about a dozen orders each, then everybody in turn."""
    from helevejen.cases.models import Case

    orders = list(large_market.own_orders().select_related("company"))
    cases = Case.objects.open().select_related("citizen__user", "jobformidler")
    busy = large.measured_cases()
    dice = large_market.chance_of("pairs")
    for case in busy:
        for _nth in range(_FIRST_OF_EACH):
            yield Pair(case, _by_the_front(dice, orders))
    rest = list(cases.exclude(pk__in=[case.pk for case in busy]).order_by("pk"))
    while True:
        yield Pair(dice.one_of(rest), _by_the_front(dice, orders))


def _by_the_front(dice: Dice, orders: list[Any]) -> Any:
    """Return an order, those of the busiest companies more often."""
    return orders[int(dice.unit() ** 1.5 * len(orders))]


def _go(days: Days, pair: Pair, way: tuple[str, ...], slack: int) -> None:
    from helevejen.proposals import actions
    from helevejen.tasks.demo.days import at

    asked_on = 1 + slack + (20 if "release" in way else _STEP_DAYS * len(way))
    asked = actions.Asked(shares=["considerations", "phone"], words="Opgaverne ligner noget, du har lavet før.")
    moment = _ago(days, asked_on, 600)
    if moment < pair.case.opened_at or moment < pair.order.ordered_at:
        moment = max(pair.case.opened_at, pair.order.ordered_at) + timedelta(minutes=30)
    made = actions.propose(case=pair.case, order=pair.order, asked=asked, by=pair.case.jobformidler, at=moment)
    steps = _steps(pair, made)
    for nth, step in enumerate(way, start=1):
        gone = asked_on - (8 * nth if "release" in way else _STEP_DAYS * nth)
        then = max(at(days.before(days.on, max(gone, 1)), 640 + nth), moment + timedelta(minutes=nth))
        if then.date() >= days.on:
            return
        steps[step](then)


def _steps(pair: Pair, made: Any) -> dict[str, Callable[[datetime], Any]]:
    """Return what each step does, by whom it is done."""
    from helevejen.proposals import actions

    staff, citizen = pair.case.jobformidler, pair.case.citizen.user or pair.case.jobformidler
    firm, why = _who_answers(pair), actions.Why("hours", words="Vi kan kun tage imod om morgenen lige nu.")
    shares = ["considerations"]

    def interview(at: datetime) -> None:
        meeting = actions.Interview(at + timedelta(days=3), "Hovedindgangen")
        actions.set_interview(proposal=made, interview=meeting, by=firm, at=at)

    return {
        "accept": lambda at: actions.accept(proposal=made, agreed=shares, by=citizen, at=at),
        "decline": lambda at: actions.decline(proposal=made, by=citizen, at=at),
        "withdraw": lambda at: actions.withdraw(proposal=made, by=citizen, at=at),
        "present": lambda at: actions.present(proposal=made, by=staff, at=at),
        "refuse": lambda at: actions.refuse(proposal=made, why=why, by=firm, at=at),
        "want": lambda at: actions.want_to_meet(proposal=made, by=firm, at=at),
        "name": lambda at: actions.give_name(proposal=made, by=staff, at=at),
        "interview": interview,
        "hire": lambda at: actions.hire(proposal=made, by=firm, at=at),
        "stop": lambda at: actions.stop(proposal=made, by=staff, at=at),
        "remind": lambda at: actions.remind(proposal=made, by=staff, at=at),
        "release": lambda at: actions.release(proposal=made, by=staff, at=at),
    }


def _who_answers(pair: Pair) -> Any:
    """Return who speaks for the company: its contact with an account, or else the jobformidler who was told."""
    contact = pair.order.company.contacts.filter(user__isnull=False).first()
    return contact.user if contact else pair.case.jobformidler


# --- Placements ---


@dataclass(frozen=True, slots=True)
class Place:
    """A place at work to be made: whose, where, when it is agreed and from when it runs."""

    case: Any
    where: Any
    agreed_at: datetime
    starts_on: date


def _place(days: Days) -> None:
    """Make the agreement of those who were hired, and internships for others; most have begun, some are over."""
    from helevejen.core.deeds import Refusal
    from helevejen.placements.models import Placement

    there = set(Placement.objects.values_list("case", flat=True))
    dice, count = large_market.chance_of("placements"), len(there)
    for place in [*_internships(days), *_hired(days)]:
        is_over = dice.happens(0.25)
        if place.case.pk in there or count >= PLACEMENTS:
            continue
        there.add(place.case.pk)
        try:
            _make_place(days, place, is_over=is_over)
        except Refusal:
            continue
        count += 1


def _internships(days: Days) -> Iterator[Place]:
    """Return internships: one for each who is measured, and then for others, of the busiest companies more often."""
    from helevejen.cases.models import Case
    from helevejen.placements.actions import At
    from helevejen.recruitment.enums import EmploymentForm

    orders = list(large_market.own_orders().select_related("company", "workplace", "contact"))
    dice = large_market.chance_of("internships")
    others = Case.objects.open().filter(opened_at__lt=_ago(days, 60, 0)).select_related("jobformidler").order_by("pk")
    for case in [*large.measured_cases(), *others[: PLACEMENTS // 2]]:
        order, back = _by_the_front(dice, orders), dice.whole(3, 18)
        form = EmploymentForm.INTERNSHIP
        where = At(order.company, form, order.title, order.workplace, order.contact, is_public=False)
        yield Place(case, where, _ago(days, back + 2, 610), days.before(days.on, back))


def _hired(days: Days) -> Iterator[Place]:
    from helevejen.placements.actions import At
    from helevejen.proposals.models import Proposal

    related = ("case__jobformidler", "order__company", "order__workplace", "order__contact")
    hired = Proposal.objects.filter(state="hired", placements__isnull=True, ended_at__isnull=False).order_by("pk")
    for made in hired.select_related(*related):
        order = made.order
        form = next(one for one in ("minifleks", "ordinary", "internship") if one in order.forms)
        where = At(order.company, form, order.title, order.workplace, order.contact, is_public=False, proposal=made)
        agreed_at = made.ended_at + timedelta(minutes=30)
        yield Place(made.case, where, agreed_at, days.after(agreed_at.date(), 1))


def _make_place(days: Days, place: Place, *, is_over: bool) -> None:
    """Agree on a place at work, let both say yes, begin it, tell its weeks, and end it where it is over."""
    from helevejen.placements import actions
    from helevejen.tasks.demo.days import at

    staff, moment = place.case.jobformidler, place.agreed_at
    made = actions.plan_placement(case=place.case, where=place.where, agreed=_agreed(place), by=staff, at=moment)
    for party in ("citizen", "company"):
        moment += timedelta(minutes=30)
        actions.answer_terms(placement=made, is_ok=True, by=staff, at=moment, noted_for=party)
    if place.starts_on >= days.on:
        return
    follow_up = actions.FollowUp(check_in_days=28, until=days.on + timedelta(days=150), talk_on=days.after(days.on, 4))
    actions.begin_placement(placement=made, by=staff, at=at(place.starts_on, 980), follow_up=follow_up)
    if place.starts_on < days.before(days.on, 3):
        _tell_weeks(days, made, place.starts_on, by=staff)
        if is_over:
            over = days.before(days.on, 2)
            actions.end_placement(placement=made, outcome="as_agreed", on=over, by=staff, at=at(over, 900))


def _agreed(place: Place) -> Any:
    from helevejen.placements.rules.agreeing import Agreed
    from helevejen.recruitment.enums import EmploymentForm

    is_job, is_mini = place.where.form != EmploymentForm.INTERNSHIP, place.where.form == EmploymentForm.MINIFLEKS
    return Agreed(
        purpose="Et job, der kan vokse." if is_job else "At prøve, hvordan en dag med opgaverne er.",
        starts_on=place.starts_on, hours=Decimal(8 if is_mini else 20), intensity=70 if is_mini else None,
        ends_until=None if is_job else place.starts_on + timedelta(weeks=4), considerations=("near_colleague",),
    )  # fmt: skip


def _tell_weeks(days: Days, placement: Any, starts_on: date, *, by: Any) -> None:
    from helevejen.placements import actions
    from helevejen.placements.actions import Worked
    from helevejen.placements.rules.hours import week_of

    first, last = week_of(starts_on), week_of(days.before(days.on, 3))
    weeks = {first + timedelta(weeks=nth): Worked(Decimal(18)) for nth in range((last - first).days // 7 + 1)}
    actions.tell_hours(placement=placement, weeks=weeks, by=by, at=_ago(days, 3, 690))


# --- Lists ---


def _list(days: Days) -> None:
    """Keep a few lists: candidates of the busiest orders, and openings for those who are measured and some others."""
    from helevejen.cases.models import Case
    from helevejen.suggestions import actions

    for nth, order in enumerate(large_market.own_orders().open().select_related("owner")[:CANDIDATE_LISTS]):
        actions.make_candidates(order=order, by=order.owner, at=_ago(days, 1, 700 + nth))
    some = Case.objects.open().select_related("jobformidler").order_by("pk")
    for nth, case in enumerate([*large.measured_cases(), *some[:OPENING_LISTS]]):
        actions.make_openings(case=case, by=case.jobformidler, at=_ago(days, 1, 720 + nth))


def _ago(days: Days, back: int, minutes: int) -> datetime:
    from helevejen.tasks.demo.days import at

    return at(days.before(days.on, back), minutes)
