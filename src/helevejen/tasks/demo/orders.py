"""A handful of job orders of the demo: a haulier who needs two for the warehouse, and some more."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from helevejen.recruitment.rules import clocks
from helevejen.tasks.demo import order_rows, rows
from helevejen.tasks.demo.days import at

if TYPE_CHECKING:
    from helevejen.tasks.demo.world import World


@dataclass(frozen=True, slots=True)
class _Ordered:
    """
    One order.

    Attributes:
        firm: Which of the municipality's companies; the first three are known by name.
        back: So many working days ago, at a minute of the day.
        said: What was said to the company; empty when nobody has called yet.
        found: How many candidates were suggested, with the words about it; None when it is still looked for.
        needs: Kind, weight, label, code and level of what is required.
        occupation: The URI and the name of the occupation in the classification; empty where it has none.
    """

    firm: int
    title: str
    tasks: str
    positions: int
    hours: tuple[str, str]
    back: int
    minute: int
    forms: tuple[str, ...]
    needs: tuple[tuple[str, str, str, str, str], ...] = ()
    days: tuple[str, ...] = ()
    shifts: tuple[str, ...] = ("day",)
    considerations: tuple[str, ...] = ()
    may_be_split: bool = False
    said: str = ""
    found: tuple[int, str] | None = None
    next_step: str = ""
    occupation: tuple[str, str] = ("", "")


_ESCO: Final = "http://data.europa.eu/esco/occupation/"
_WAREHOUSE: Final = (f"{_ESCO}bea705fe-06ac-4147-b8e0-6e8ac1208d8f", "lagerarbejder")
_PICKER: Final = (f"{_ESCO}cd94def5-3442-4c2e-ae3d-0761a3008bcb", "lagerekspedient")
_LORRY: Final = (f"{_ESCO}45037d43-a8f5-4f46-b332-b2935bc305f4", "lastbilchauffør")
#: The orders that proposals and places at work are made of, see `work`.
TRUCK, STABLE, TERMINAL = "Lagermedarbejdere med truck", "Staldmedhjælper nogle formiddage", "Medhjælpere i terminalen"
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri")
_ORDERS: Final = (
    _Ordered(
        0, TRUCK,
        "Læsse lastbiler af, stille paller på plads og plukke ordrer. Der er to, der lærer fra sig.",
        2, ("4", "37"), 2, 600, ("ordinary", "flex", "minifleks", "internship"),
        (("licence", "must", "Gaffeltruckcertifikat (B)", "forklift_b", ""), ("language", "nice", "Dansk", "da", "A2"),
         ("skill", "learnable", "Pluk med scanner", "", "")),
        days=_WEEKDAYS, considerations=("short_days", "fixed_hours", "near_colleague"), may_be_split=True,
        said="Vi talte med Poul. De vil gerne begynde med få timer.", next_step="Vi kommer forbi og ser lageret",
        occupation=_WAREHOUSE,
    ),
    _Ordered(
        0, "Chauffør med C/E-kort", "Køre faste ture til Aarhus og retur. Tidligt op, hjemme til aften.",
        1, ("37", "37"), 1, 870, ("ordinary",),
        (("licence", "must", "Kørekort til lastbil med påhængsvogn (C/E)", "CE", ""),
         ("licence", "must", "Chaufførens EU-kvalifikationsbevis", "eu_driver", "")),
        days=_WEEKDAYS, occupation=_LORRY,
    ),
    _Ordered(
        1, STABLE, "Fodre, muge ud og feje. Rolige dyr og god tid.",
        1, ("3", "10"), 6, 560, ("minifleks", "internship"),
        days=("mon", "wed", "fri"), considerations=("own_pace", "no_customers", "one_task"),
        said="Vi så stalden sammen med ejeren.",
        found=(1, "Vi spørger en, der kender stalden."), next_step="Vi fortæller, hvad svaret blev",
    ),
    _Ordered(
        2, "Ordreplukkere om aftenen", "Plukke og pakke varer til butikker.",
        4, ("15", "30"), 9, 700, ("ordinary", "wage_subsidy"), (("language", "must", "Dansk", "da", "A2"),),
        days=_WEEKDAYS, shifts=("evening",), said="De har travlt fra den første.",
        found=(3, "Tre vil gerne vise, hvad de kan."),
        occupation=_PICKER,
    ),
    _Ordered(
        0, TERMINAL, "Sortere pakker, mærke paller og holde orden i terminalen.",
        3, ("3", "12"), 26, 570, ("minifleks", "internship"), (("skill", "learnable", "Pluk med scanner", "", ""),),
        days=_WEEKDAYS, considerations=("short_days", "near_colleague", "own_pace"), may_be_split=True,
        said="De har haft to i få timer før og vil gerne igen.", found=(2, "To vil gerne begynde med få timer."),
        occupation=_WAREHOUSE,
    ),
)  # fmt: skip


def place_orders(world: World) -> None:
    """Write the orders of the first municipality; its recruiter has them."""
    owner = world.staff.others["recruiter"].id
    for ordered in _ORDERS:
        if ordered.firm < len(world.firms):
            _place(world, ordered, owner)


def _place(world: World, ordered: _Ordered, owner: int) -> None:
    book, days, company = world.book, world.days, world.firms[ordered.firm].id
    placed_at = at(days.before(days.on, ordered.back), ordered.minute)
    contact = next(one for one in book.rows[rows.Contact] if one.company == company)
    buyer = contact.user or owner
    promise = clocks.promise_for(placed_at)
    answered_at = at(days.before(days.on, ordered.back), ordered.minute + 90) if ordered.said else None
    found_at = at(days.before(days.on, ordered.back - 2), 640) if ordered.found else None
    events = [("ordered", placed_at, buyer, "")]
    if answered_at:
        events.append(("answered", answered_at, owner, ordered.said))
    if found_at and ordered.found:
        events.append(("shortlisted" if ordered.found[0] else "none_found", found_at, owner, ordered.found[1]))
    order = book.add(
        order_rows.JobOrder, company=company, workplace=contact.workplace, contact=contact.id,
        title=ordered.title, tasks=ordered.tasks,
        occupation_uri=ordered.occupation[0], occupation_label=ordered.occupation[1],
        positions=ordered.positions, hours_least=Decimal(ordered.hours[0]), hours_most=Decimal(ordered.hours[1]),
        forms=list(ordered.forms), days=list(ordered.days), shifts=list(ordered.shifts),
        considerations=list(ordered.considerations),
        may_be_split=ordered.may_be_split, owner=owner, ordered_by=buyer, ordered_at=placed_at, number=len(events),
        reply_due_at=promise.reply_by, shortlist_due_at=promise.shortlist_by, answered_at=answered_at,
        shortlisted_at=found_at, shortlist_count=ordered.found[0] if ordered.found else None,
        next_step=ordered.next_step, next_due_on=days.after(days.on, 2) if ordered.next_step else None,
    )  # fmt: skip
    for number, (kind, moment, by, words) in enumerate(events, start=1):
        book.add(
            order_rows.OrderEvent, order=order, number=number, kind=kind, at=moment, by=by, words=words, owner=owner
        )
    for kind, weight, label, code, level in ordered.needs:
        book.add(order_rows.Requirement, order=order, kind=kind, weight=weight, label=label, code=code, level=level)
