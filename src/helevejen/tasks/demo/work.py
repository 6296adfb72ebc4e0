"""
What comes of the demo's orders: lists, citizens who are asked, cards a company reads, and words about two workplaces.

It is done by the deeds of the apps, at moments of the demo's past, when all rows are there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from helevejen.companies import actions as company_actions
from helevejen.profiles import actions as profile_actions
from helevejen.proposals import actions as proposal_actions
from helevejen.proposals.actions import Asked, Interview, Why
from helevejen.suggestions import actions as suggestion_actions
from helevejen.tasks.demo.days import Days, at
from helevejen.tasks.demo.floor import Floor, find_floor
from helevejen.tasks.demo.orders import STABLE, TERMINAL, TRUCK
from helevejen.tasks.demo.places import begin_internship, begin_minifleks

if TYPE_CHECKING:
    from helevejen.cases.models import Case
    from helevejen.companies.models import Company
    from helevejen.proposals.models import Proposal


def play_work(on: date, years: int) -> None:
    """Play it all; a demo so small that somebody or something lacks goes without."""
    floor = find_floor(Days(on, years))
    if floor is not None:
        tell_of_companies(floor)
        hired = propose(floor)
        begin_internship(floor)
        begin_minifleks(floor, hired)


def propose(floor: Floor) -> Proposal:
    """Make the lists, ask the cast, and return the proposal of whoever was hired."""
    jens, rikke = floor.users["jens.bro"], floor.users["rikke.buhl"]
    hired = _is_hired(floor)
    _is_refused(floor)
    suggestion_actions.make_candidates(order=floor.orders[TRUCK], by=rikke, at=floor.ago(2, 720))
    suggestion_actions.make_openings(case=floor.cases["amina.holm"], by=jens, at=floor.ago(2, 740))
    _is_presented(floor)
    words = "Du kender hestene på Engly, og de søger en nogle formiddage. Der er god tid til opgaverne."
    amina = floor.cases["amina.holm"]
    _ask(floor, amina, STABLE, floor.ago(1, 620), Asked(shares=["considerations", "phone"], words=words))
    suggestion_actions.make_openings(case=amina, by=floor.users["amina.holm"], at=floor.ago(1, 1_210))
    _is_to_be_met(floor)
    return hired


def tell_of_companies(floor: Floor) -> None:
    """Write down a talk with a company, how big two workplaces are, and what somebody keeps to themselves."""
    rikke = floor.users["rikke.buhl"]
    haulier, stable = floor.orders[TRUCK].company, floor.orders[STABLE].company
    said = "De har fået flere ture til Aarhus og mangler hænder i terminalen efter nytår."
    company_actions.log_outreach(
        company=haulier, contact=haulier.contacts.order_by("pk").first(), channel="visit", text=said,
        promise="Sende et forslag til et forløb i januar", promised_on=floor.days.after(floor.days.on, 6),
        by=rikke, at=floor.ago(8, 660),
    )  # fmt: skip
    for company, employees, placed in ((haulier, "48.5", "1"), (stable, "6", "0")):
        _told_size(floor, company, Decimal(employees), Decimal(placed))
    carl = floor.cases["carl.juhl"]
    profile_actions.keep_private(
        citizen=carl.citizen, demands=["finances"], told_to=None, by=floor.users["carl.juhl"], at=floor.ago(30, 1_200)
    )


def _told_size(floor: Floor, company: Company, employees: Decimal, placed: Decimal) -> None:
    moment = floor.ago(8, 700)
    month = (moment.date().replace(day=1) - timedelta(days=1)).replace(day=1)
    workplace = company.workplaces.order_by("pk")[0]
    company_actions.keep_size(
        workplace=workplace, month=month, employees=employees, placed=placed, by=floor.users["rikke.buhl"], at=moment
    )


# --- The proposals ---


def _ask(floor: Floor, case: Case, order: str, moment: datetime, asked: Asked) -> Proposal:
    return proposal_actions.propose(
        case=case, order=floor.orders[order], asked=asked, by=floor.users["jens.bro"], at=moment
    )


def _shown(floor: Floor, case: Case, order: str, asked_on: int) -> Proposal:
    """Ask somebody, let them say yes the same evening, and show the company the card the day after."""
    asked = Asked(shares=["considerations"], words="Opgaverne ligner noget, du har lavet før.")
    made = _ask(floor, case, order, floor.ago(asked_on, 780), asked)
    by = case.citizen.user
    assert by is not None, "only those with an account are asked"
    made = proposal_actions.accept(proposal=made, agreed=["considerations"], by=by, at=floor.ago(asked_on, 1_140))
    return proposal_actions.present(proposal=made, by=floor.users["jens.bro"], at=floor.ago(asked_on - 1, 560))


def _is_presented(floor: Floor) -> None:
    _shown(floor, floor.cases["hodan.warsame"], TRUCK, 2)


def _is_refused(floor: Floor) -> None:
    shown = _shown(floor, floor.cases["dorte.lauridsen"], TERMINAL, 21)
    why = Why("hours", words="Vi kan kun tage imod om morgenen lige nu. Skriv gerne igen efter nytår.")
    proposal_actions.refuse(proposal=shown, why=why, by=floor.users["poul.krogh"], at=floor.ago(17, 600))


def _is_to_be_met(floor: Floor) -> None:
    """Let somebody nobody tells a story of be invited to an interview that lies ahead, where there is somebody."""
    if floor.somebody is None:
        return
    made = _shown(floor, floor.somebody, TERMINAL, 9)
    made = proposal_actions.want_to_meet(proposal=made, by=floor.users["poul.krogh"], at=floor.ago(6, 620))
    made = proposal_actions.give_name(proposal=made, by=floor.users["jens.bro"], at=floor.ago(5, 585))
    meeting = Interview(at(floor.days.after(floor.days.on, 3), 600), "Terminalen, indgang B")
    proposal_actions.set_interview(proposal=made, interview=meeting, by=floor.users["poul.krogh"], at=floor.ago(3, 660))


def _is_hired(floor: Floor) -> Proposal:
    jens, poul = floor.users["jens.bro"], floor.users["poul.krogh"]
    made = _shown(floor, floor.cases["erik.toft"], TERMINAL, 22)
    made = proposal_actions.want_to_meet(proposal=made, by=poul, at=floor.ago(19, 615))
    made = proposal_actions.give_name(proposal=made, by=jens, at=floor.ago(18, 580))
    meeting = Interview(floor.ago(15, 600), "Terminalen, indgang B")
    made = proposal_actions.set_interview(proposal=made, interview=meeting, by=poul, at=floor.ago(17, 655))
    return proposal_actions.hire(proposal=made, by=poul, at=floor.ago(14, 640))
