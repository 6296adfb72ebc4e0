"""
The work of the large municipality: 2,000 open job orders, profiles of everybody with an open case, courses.

    python -m benchmarks.large           # makes it with the municipality, or adds it to one that is there without it

Made by chance from a seed and laid by bulk, as the demo lays its rows. Orders fall on companies as on a market: the
first, which has an account, has some forty, most have one or none. What comes of the orders is `benchmarks.large_work`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from benchmarks import large

if TYPE_CHECKING:
    from helevejen.tasks.demo.chance import Dice
    from helevejen.tasks.demo.days import Days

SEED = 42
ORDERS = 2_000
COURSES = 120
RECRUITERS = 20
#: How much less each next company orders than the one before it.
_FALL = 0.62
#: Where the orders of the benchmark are told from those of the demo.
MARK = "benchmark-"

_TASKS = (
    "Tage imod varer, stille dem på plads og gøre dem klar til at blive kørt ud.",
    "Gøre rent på kontorer og i kantinen, nogle timer om morgenen.",
    "Pakke ordrer og holde orden på lageret. Der er altid en at spørge.",
    "Hjælpe i køkkenet med at anrette, vaske op og fylde op.",
    "Passe de grønne områder: klippe, feje og plante.",
)
_FORMS = (["ordinary"], ["ordinary", "wage_subsidy"], ["minifleks", "flex"], ["internship", "ordinary"], ["internship"])
_CONSIDERATIONS = ("short_days", "breaks", "fixed_hours", "no_lifting", "quiet", "own_pace", "one_task")
_WEEK = ["mon", "tue", "wed", "thu", "fri"]
_LICENCES = (
    ("B", "Kørekort til bil (B)"),
    ("forklift_b", "Gaffeltruckcertifikat (B)"),
    ("C", "Kørekort til lastbil (C)"),
)


@dataclass(frozen=True, slots=True)
class Trade:
    """An occupation of the classification with its name and the skills it asks for."""

    uri: str
    label: str
    skills: tuple[tuple[str, str], ...]


def make_market(days: Days) -> dict[str, int]:
    """Make what is not there yet, and return how much of each there is."""
    from django.db import transaction

    trades = _trades()
    with transaction.atomic():
        _employ_recruiters(days)
        _offer_courses(days, trades)
        _lay_orders(days, trades)
        _lay_profiles(days, trades)
    return counts()


def counts() -> dict[str, int]:
    """Return the rows that say how large the market is."""
    from helevejen.profiles.models import ProfileFact
    from helevejen.recruitment.models import Course, JobOrder

    return {
        "open orders": JobOrder.objects.open().count(),
        "facts in profiles": ProfileFact.objects.current().count(),
        "courses": Course.objects.count(),
    }


def own_orders() -> Any:
    """Return the orders of the benchmark, those of the busiest companies first."""
    from helevejen.recruitment.models import JobOrder

    return JobOrder.objects.filter(external_id__startswith=MARK).order_by("company_id", "pk")


def lay(app: Any, table: str, rows: list[dict[str, Any]]) -> None:
    """Lay rows that all have the same names, and let coming numbers follow."""
    if rows:
        app.lay_rows(table, tuple(rows[0]), [tuple(row.values()) for row in rows])
        app.catch_up(table)


def _trades() -> list[Trade]:
    from helevejen.taxonomy.models import ConceptLabel, OccupationSkill

    labels = dict(ConceptLabel.objects.filter(language="da", is_preferred=True).values_list("concept__uri", "text"))
    skills: dict[str, list[tuple[str, str]]] = {}
    links = OccupationSkill.objects.filter(occupation__is_current=True).order_by("occupation__uri", "skill__uri")
    for occupation, skill in links.values_list("occupation__uri", "skill__uri"):
        if occupation in labels and skill in labels:
            skills.setdefault(occupation, []).append((skill, labels[skill][:120]))
    return [Trade(uri, labels[uri], tuple(found)) for uri, found in skills.items()]


# --- Who has the orders, and the catalogue ---


def _employ_recruiters(days: Days) -> None:
    """Employ as many recruiters as 2,000 orders ask for; the demo has one a municipality."""
    from helevejen.accounts.enums import Role, UserKind
    from helevejen.accounts.models import Employment, Team, User
    from helevejen.tasks.demo.days import start_of
    from helevejen.tasks.demo.staff import NO_PASSWORD

    there, first_day = Employment.objects.filter(role=Role.RECRUITER).count(), days.before(days.on, 300)
    for number in range(there, RECRUITERS):
        username = f"opgave.{number}"
        user = User.objects.create(
            username=username, kind=UserKind.STAFF, name=f"Opgave Nummer {number}", password=NO_PASSWORD,
            email=f"{username}@kommunen.example", is_active=True, date_joined=start_of(first_day),
        )  # fmt: skip
        Employment.objects.create(
            user=user, team=Team.objects.order_by("pk")[0], role=Role.RECRUITER, title="Rekrutteringskonsulent",
            weekly_hours=37, valid_from=first_day,
        )  # fmt: skip


def _offer_courses(days: Days, trades: list[Trade]) -> None:
    from helevejen.recruitment.actions import rows
    from helevejen.recruitment.models import Course

    dice, there = chance_of("courses"), Course.objects.filter(external_id__startswith=MARK).count()
    year, first, made = date(days.on.year, 1, 1), rows.last_id("course"), []
    for number in range(0 if there else COURSES - 12):
        trade = dice.one_of(trades)
        made.append(
            {
                "id": first + number + 1, "external_id": f"{MARK}{number}", "title": f"{trade.label} {number}",
                "provider": "Eksempelskolen", "price_dkk": dice.whole(1, 20) * 1_000, "length_days": dice.whole(1, 30),
                "place": "Vejle", "is_on_positive_list": None, "skills": [uri for uri, _label in _some(dice, trade, 3)],
                "licences": [dice.one_of(_LICENCES)[0]] if dice.happens(0.3) else [], "requires": [],
                "starts_on": days.after(days.on, dice.whole(1, 60)), "source": "Opfundet til målinger.",
                "is_example": True, "valid_from": year,
            }
        )  # fmt: skip
    lay(rows, "course", made)


# --- Orders ---


def _lay_orders(days: Days, trades: list[Trade]) -> None:
    from helevejen.accounts.enums import Role
    from helevejen.accounts.models import Employment
    from helevejen.companies.models import Contact
    from helevejen.recruitment.actions import rows

    if own_orders().exists():
        return
    dice = chance_of("orders")
    contacts = list(Contact.objects.order_by("pk").values("pk", "company", "workplace"))
    upto = list(accumulate((1 + number) ** -_FALL for number in range(len(contacts))))
    owners = list(
        Employment.objects.filter(role=Role.RECRUITER, valid_until=None).order_by("user").values_list("user", flat=True)
    )
    first, orders, events, needs = rows.last_id("joborder"), [], [], []
    for number in range(ORDERS):
        hit = dice.unit() * upto[-1]
        at_whom = contacts[next(place for place, edge in enumerate(upto) if hit < edge)]
        trade, owner, order = dice.one_of(trades), dice.one_of(owners), first + number + 1
        placed, told = _order(dice, days, trade)
        of_whom = {"company": at_whom["company"], "workplace": at_whom["workplace"], "contact": at_whom["pk"]}
        orders.append(
            {"id": order, "external_id": f"{MARK}{number}", "owner": owner, "ordered_by": owner} | placed | of_whom
        )
        events += [
            {"order": order, "number": n, "kind": kind, "at": moment, "by": owner, "words": words, "owner": owner}
            for n, (kind, moment, words) in enumerate(told, start=1)
        ]
        needs += [{"order": order} | one for one in _needs(dice, trade)]
    for table, made in (("joborder", orders), ("orderevent", events), ("requirement", needs)):
        lay(rows, table, made)


def _order(dice: Dice, days: Days, trade: Trade) -> tuple[dict[str, Any], list[tuple[str, Any, str]]]:
    """Return an order, and what has happened to it: half have a shortlist, one in ten has no answer yet."""
    from helevejen.recruitment.rules import clocks
    from helevejen.tasks.demo.days import at

    back, chance = dice.whole(31, 90), dice.unit()
    back = dice.whole(0, 2) if chance < 0.1 else back
    ordered_at = at(days.before(days.on, back or 1), dice.whole(500, 800))
    answered_at = ordered_at + timedelta(minutes=90) if chance >= 0.1 else None
    found_at = at(days.before(days.on, back - 2), 640) if chance >= 0.5 else None
    told = [("ordered", ordered_at, "")]
    if answered_at:
        told.append(("answered", answered_at, "Vi talte om opgaverne og om timerne."))
    if found_at:
        told.append(("shortlisted", found_at, "Vi har fundet nogen, der gerne vil høre mere."))
    promise, least = clocks.promise_for(ordered_at), dice.whole(3, 37)
    forms = dice.one_of(_FORMS)
    if "minifleks" in forms:
        least = min(least, 10)
    order = {
        "title": f"{trade.label.capitalize()}"[:150], "tasks": dice.one_of(_TASKS), "occupation_uri": trade.uri,
        "occupation_label": trade.label, "positions": dice.whole(1, 5), "hours_least": Decimal(least),
        "hours_most": Decimal(min(37, least + dice.whole(0, 20))), "forms": forms, "days": _WEEK,
        "shifts": ["day"] if dice.happens(0.7) else ["evening"],
        "considerations": [one for one in _CONSIDERATIONS if dice.happens(0.3)], "may_be_split": dice.happens(0.3),
        "ordered_at": ordered_at, "number": len(told), "reply_due_at": promise.reply_by,
        "shortlist_due_at": promise.shortlist_by, "answered_at": answered_at, "shortlisted_at": found_at,
        "shortlist_count": dice.whole(1, 4) if found_at else None,
        "next_step": "Vi ringer og hører, hvordan det går" if found_at else "",
        "next_due_on": days.after(days.on, dice.whole(0, 15)) if found_at else None,
    }  # fmt: skip
    return order, told


def _needs(dice: Dice, trade: Trade) -> list[dict[str, Any]]:
    needs = [
        {"kind": "skill", "weight": dice.one_of(("must", "nice", "nice", "learnable")), "label": label, "code": "",
         "uri": uri, "level": ""}
        for uri, label in _some(dice, trade, 4)
    ]  # fmt: skip
    if dice.happens(0.3):
        code, label = dice.one_of(_LICENCES)
        needs.append({"kind": "licence", "weight": "must", "label": label, "code": code, "uri": "", "level": ""})
    if dice.happens(0.5):
        level = dice.one_of(("A2", "B1", "B2"))
        needs.append({"kind": "language", "weight": "must", "label": "Dansk", "code": "da", "uri": "", "level": level})
    return needs


def _some(dice: Dice, trade: Trade, most: int) -> list[tuple[str, str]]:
    first = dice.whole(0, max(0, len(trade.skills) - most))
    found = {label: uri for uri, label in trade.skills[first : first + most]}
    return [(uri, label) for label, uri in found.items()]


# --- Profiles ---


def _lay_profiles(days: Days, trades: list[Trade]) -> None:
    """Write a profile for every citizen with an open case who has none: the demo asks fewer than half."""
    from helevejen.cases.models import Case
    from helevejen.profiles.actions import rows
    from helevejen.tasks.demo.days import at

    dice, number, made = chance_of("profiles"), rows.last_id("profilefact"), []
    told_at = at(days.before(days.on, 20), 640)
    cases = Case.objects.open().filter(citizen__profile_facts__isnull=True).order_by("pk")
    for citizen, account, staff in cases.values_list("citizen", "citizen__user", "jobformidler"):
        for said in _facts(dice, trades):
            number += 1
            is_confirmed = account is not None and dice.happens(0.7)
            made.append(
                {"id": number, "citizen": citizen, "first": number, "source": "told", "written_by": staff,
                 "reason": "Vi talte om det ved samtalen.", "written_at": told_at, **said,
                 "confirmed_by": account if is_confirmed else None,
                 "confirmed_at": told_at + timedelta(days=1) if is_confirmed else None}
            )  # fmt: skip
    lay(rows, "profilefact", made)


_NOTHING = {
    "subject": "", "label": "", "level": "", "evidence": "", "years": None, "hours": None, "intensity": None,
    "codes": "", "minutes": None, "kg": None,
}  # fmt: skip


def _facts(dice: Dice, trades: list[Trade]) -> list[dict[str, Any]]:
    done, wished, hours = dice.one_of(trades), dice.one_of(trades), dice.one_of((4, 8, 12, 20, 30, 37, 37, 37))
    skills = [
        (1.0, "skill", {"subject": uri, "label": label, "level": dice.one_of(("some", "good")), "evidence": "work"})
        for uri, label in _some(dice, done, 2)
    ]
    each: list[tuple[float, str, dict[str, Any]]] = [
        *skills,
        (0.8, "occupation_done", {"subject": done.uri, "label": done.label, "years": dice.whole(1, 14)}),
        (0.7, "occupation_wished", {"subject": wished.uri, "label": wished.label}),
        (0.9, "language", {"subject": "da", "level": dice.one_of(("A2", "B1", "B2", "native", "native"))}),
        (0.5, "licence", {"subject": dice.one_of(_LICENCES)[0]}),
        (0.8, "hours", {"hours": Decimal(hours), "intensity": 100 if hours > 15 else 70}),
        (0.7, "days", {"codes": "mon tue wed thu fri"}),
        (0.5, "shifts", {"codes": "day"}),
        (0.5, "travel", {"subject": dice.one_of(("public", "bike", "car")), "minutes": 45}),
        (0.4, "consideration", {"subject": dice.one_of(("change", "breaks", "quiet", "fixed_times"))}),
    ]
    return [{"kind": kind} | _NOTHING | said for share, kind, said in each if dice.happens(share)]


def chance_of(source: str) -> Dice:
    from helevejen.tasks.demo.chance import Chance

    return Chance(SEED).dice(f"large {source}")


def calendar() -> Days:
    """Return the calendar of the large municipality."""
    from helevejen.tasks.demo.days import Days

    return Days(date.fromisoformat(large.DAY), 2)
