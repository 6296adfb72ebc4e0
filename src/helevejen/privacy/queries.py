"""
A citizen's copy of everything that is stored about them (GDPR art. 15), made from the declarations beside the fields.

A table belongs to a citizen when a chain of its foreign keys ends at one; the shortest chain is followed. A test fails
until every such table has a name here, so that a new one is in the copy from its first day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from helevejen.cases.queries.obligation_words import why_in_words
from helevejen.core import formats
from helevejen.core.danish_order import danish_key
from helevejen.core.personal import PersonalClass, declaration_of
from helevejen.privacy import rules
from helevejen.privacy.enums import FIELD_NAMES

_FURTHEST = 5

#: Where a field is called something else in one table than in the others.
_LABELS: dict[tuple[str, str], Any] = {
    ("citizens.citizen", "user"): gettext_lazy("Din konto"),
    ("citizens.wishanswer", "kind"): gettext_lazy("Svar"),
    ("citizens.wishanswer", "reason"): gettext_lazy("Hvorfor"),
    ("proposals.proposal", "reason"): gettext_lazy("Hvorfor virksomheden sagde nej"),
    ("proposals.proposalevent", "kind"): gettext_lazy("Hvad der skete"),
    ("placements.placement", "form"): gettext_lazy("Slags forløb"),
    ("placements.placement", "outcome"): gettext_lazy("Hvad det endte med"),
    ("placements.placement", "title"): gettext_lazy("Arbejdet"),
    ("placements.rung", "reason"): gettext_lazy("Hvorfor"),
    ("placements.terms", "goals"): gettext_lazy("Det skal læres eller prøves"),
    ("placements.terms", "reason"): gettext_lazy("Hvorfor aftalen blev ændret"),
    ("profiles.profilefact", "label"): gettext_lazy("Ord"),
    ("profiles.profilefact", "level"): gettext_lazy("Hvor godt"),
    ("profiles.profilefact", "reason"): gettext_lazy("Hvorfor"),
    ("profiles.profilefact", "source"): gettext_lazy("Hvor det kommer fra"),
    ("profiles.profilefact", "subject"): gettext_lazy("Hvad"),
    ("suggestions.suggestion", "place"): gettext_lazy("Nummer på listen"),
}

#: Where something comes from, as a table and the number of a row.
_ORIGIN = re.compile(r"([a-z]+\.[a-z]+):(\d+)")

#: What staff call something, in words to the citizen.
_TO_CITIZEN: dict[tuple[str, Any], Any] = {
    ("channel", "in_person"): gettext_lazy("Vi mødes"),
    ("preferred_channel", "in_person"): gettext_lazy("Vi mødes"),
    ("holder", "citizen"): gettext_lazy("Dig"),
    ("holder", "doctor"): gettext_lazy("Din læge"),
    ("holder", "jobformidler"): gettext_lazy("Din jobformidler"),
    ("outcome", "stopped_by_citizen"): gettext_lazy("Du ønskede at stoppe"),
    ("closing_reason", "wish"): gettext_lazy("Dit eget ønske"),
}

#: What happened, as the sentences on Min vej know it.
_EVENTS: dict[Any, Any] = {
    "proposed": gettext_lazy("tider foreslået"),
    "booked": gettext_lazy("samtale aftalt"),
    "moved": gettext_lazy("samtale flyttet"),
    "cancelled": gettext_lazy("samtale aflyst"),
    "hearing": gettext_lazy("du bliver hørt"),
    "released": gettext_lazy("afgørelse truffet"),
    "used": gettext_lazy("vi bruger det"),
    "not_yet": gettext_lazy("ikke endnu"),
    "cannot": gettext_lazy("det kan vi ikke"),
}

#: What each table is called, in the order of the copy.
NAMES: dict[str, Any] = {
    "citizens.citizen": gettext_lazy("Dig"),
    "citizens.targetgroupperiod": gettext_lazy("Målgrupper"),
    "citizens.contactgroupperiod": gettext_lazy("Kontaktgrupper"),
    "citizens.benefitperiod": gettext_lazy("Ydelser"),
    "citizens.wish": gettext_lazy("Dine drømme og ønsker"),
    "citizens.wishanswer": gettext_lazy("Svar på dine ønsker"),
    "profiles.profilefact": gettext_lazy("Din profil"),
    "profiles.privatefact": gettext_lazy("Job, du ikke vil have forslag om"),
    "suggestions.matchlist": gettext_lazy("Lister over job, der kan passe dig"),
    "suggestions.suggestion": gettext_lazy("Job, vi har set på til dig"),
    "suggestions.declinedorder": gettext_lazy("Job, du har sagt ikke passer"),
    "suggestions.factsheet": gettext_lazy("Det, listerne blev lavet ud fra"),
    "citizens.consent": gettext_lazy("Samtykker"),
    "citizens.veteranmark": gettext_lazy("Veteran"),
    "cases.case": gettext_lazy("Dine sager"),
    "caseload.assignment": gettext_lazy("Dine jobformidlere"),
    "caseload.handover": gettext_lazy("Skift af jobformidler"),
    "caseload.handoveritem": gettext_lazy("Punkter ved skift af jobformidler"),
    "cases.track": gettext_lazy("Spor i din sag"),
    "cases.turn": gettext_lazy("Hvem der har haft bolden"),
    "cases.nudge": gettext_lazy("Rykkere"),
    "waiting.forecast": gettext_lazy("Hvad vi har sagt om ventetiden"),
    "cases.goal": gettext_lazy("Mål i din plan"),
    "cases.planstep": gettext_lazy("Skridt i din plan"),
    "cases.meeting": gettext_lazy("Samtaler"),
    "cases.meetingslot": gettext_lazy("Foreslåede tider"),
    "cases.note": gettext_lazy("Notater"),
    "cases.message": gettext_lazy("Beskeder"),
    "inquiries.inquiry": gettext_lazy("Dine henvendelser"),
    "inquiries.post": gettext_lazy("Skrevet i dine henvendelser"),
    "inquiries.attachment": gettext_lazy("Filer i dine henvendelser"),
    "inquiries.wait": gettext_lazy("Hvad dine henvendelser har ventet på"),
    "inquiries.inquiryevent": gettext_lazy("Hvad der er sket med dine henvendelser"),
    "inquiries.incomingmail": gettext_lazy("Mails fra dig"),
    "cases.notice": gettext_lazy("Det, du har fået at vide på Min vej"),
    "cases.casecourse": gettext_lazy("Dine forløb efter loven"),
    "cases.obligation": gettext_lazy("Det, loven kræver i din sag"),
    "caseload.comingchange": gettext_lazy("Det, en kommende lov ændrer i din sag"),
    "cases.exemption": gettext_lazy("Fritagelser"),
    "cases.clockpause": gettext_lazy("Pauser i lovens frister"),
    "cases.clockevent": gettext_lazy("Hændelser, som lovens frister regnes fra"),
    "cases.decision": gettext_lazy("Afgørelser"),
    "cases.decisionevidence": gettext_lazy("Grundlag for afgørelser"),
    "inquiries.deadlinenotice": gettext_lazy("Breve om en ny dato for en afgørelse"),
    "cases.statement": gettext_lazy("Attester"),
    "cases.statementuse": gettext_lazy("Attester brugt i afgørelser"),
    "cases.companycontact": gettext_lazy("Kontakt med virksomheder"),
    "cases.job": gettext_lazy("Job"),
    "proposals.proposal": gettext_lazy("Job, du er foreslået til"),
    "proposals.proposalevent": gettext_lazy("Hvad der er sket med forslagene"),
    "proposals.disclosure": gettext_lazy("Hvad virksomheder har fået at se"),
    "placements.placement": gettext_lazy("Forløb i virksomheder"),
    "placements.terms": gettext_lazy("Aftaler om dine forløb"),
    "placements.termsanswer": gettext_lazy("Svar på aftalerne om dine forløb"),
    "placements.rung": gettext_lazy("Din timetrappe"),
    "placements.workedweek": gettext_lazy("Dine timer uge for uge"),
    "placements.doubt": gettext_lazy("Det, du har sagt ikke passer i dine forløb"),
    "placements.evaluation": gettext_lazy("Hvordan dine forløb gik"),
    "citizens.relation": gettext_lazy("Hvem der kan se din sag"),
    "citizens.breakglass": gettext_lazy("Nødadgang"),
    "citizens.conflictofinterest": gettext_lazy("Medarbejdere, som er inhabile"),
}

#: What a member of staff must look through before it is handed out.
_HELD_BACK: dict[str, Q] = {
    "cases.note": Q(is_shared_with_citizen=False),
    "cases.decision": ~Q(state="released"),
    "cases.decisionevidence": ~Q(decision__state="released"),
    "inquiries.deadlinenotice": ~Q(state="sent"),
    "cases.statementuse": ~Q(decision__state="released"),
    "placements.evaluation": Q(party="company"),
}

#: Keys for machines, not about anybody.
_LEFT_OUT = frozenset({"search_key", "cpr_index", "home_key", "external_id", "uid", "sequence"})


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the copy: what it is called, and its rows from field to value, in words."""

    name: str
    title: str
    rows: list[dict[str, Any]]

    @property
    def lines(self) -> list[list[tuple[str, Any]]]:
        """The rows with the names of the fields as people read them."""
        return [[(_label(self.name, name), value) for name, value in row.items()] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Record:
    """
    The copy.

    Attributes:
        held_back: The number of rows that a member of staff must look through first.
    """

    parts: list[Part]
    held_back: int


def own_record(citizen_id: int) -> Record:
    """Return everything stored about a citizen, table by table, without the empty ones. Two queries a table at most."""
    parts, held_back = [], 0
    for label, title in NAMES.items():
        model = apps.get_model(label)
        mine = model._meta.default_manager.filter(**{paths()[label]: citizen_id})
        hidden = _HELD_BACK.get(label)
        if hidden is not None:
            held_back += mine.filter(hidden).count()
            mine = mine.exclude(hidden)
        rows = [_in_words(row) for row in mine.select_related(*_loaded_with(model)).order_by("pk")]
        if rows:
            parts.append(Part(label, str(title), rows))
    return Record(parts, held_back)


@lru_cache(maxsize=1)
def paths() -> dict[str, str]:
    """Return the way from each table that is about a citizen to the citizen's number, by the table's label."""
    found = {model._meta.label_lower: path for model in _ours() if (path := _path_to_citizen(model)) is not None}
    return {"citizens.citizen": "pk"} | found


def _ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("helevejen.")]


def _path_to_citizen(model: type[Model]) -> str | None:
    ways: list[tuple[str, type[Model]]] = [("", model)]
    for _step in range(_FURTHEST):
        onward: list[tuple[str, type[Model]]] = []
        for path, here in ways:
            for field in here._meta.concrete_fields:
                target = field.related_model if field.is_relation else None
                if target is None or target is here or target._meta.app_label == "accounts":
                    continue
                if target._meta.label_lower == "citizens.citizen":
                    return f"{path}{field.name}"
                onward.append((f"{path}{field.name}__", target))
        ways = onward
    return None


def _loaded_with(model: type[Model]) -> list[str]:
    """Return what a row is told with: the people it names, and the track whose kind says what its step means."""
    fields = model._meta.concrete_fields
    people = [field.name for field in fields if field.is_relation and _is_person(field)]
    return [*people, "track"] if model._meta.label_lower == "cases.turn" else people


def _is_person(field: Field[Any, Any]) -> bool:
    target = field.related_model
    return target is not None and target._meta.label_lower == "accounts.user"


def fields_told(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the fields of a table that are in the copy: those declared personal, without keys and plumbing."""
    declared = declaration_of(model)
    return [
        field
        for field in model._meta.concrete_fields
        if field.name in declared
        and declared[field.name].klass != PersonalClass.NONE
        and field.name not in _LEFT_OUT
        and (not field.is_relation or _is_person(field))
    ]


def _in_words(row: Model) -> dict[str, Any]:
    values = [(field, getattr(row, field.name)) for field in fields_told(type(row))]
    return {field.name: _value(row, field, value) for field, value in values if value not in (None, "")}


def _value(row: Model, field: Field[Any, Any], value: Any) -> Any:
    if field.is_relation:
        return value.name
    if field.choices:
        said = _TO_CITIZEN.get((field.name, value))
        return str(said or getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return _plain(row, field, value)


def _plain(row: Model, field: Field[Any, Any], value: Any) -> Any:
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Decimal):
        return formats.number(value, decimals=0 if value == value.to_integral_value() else 2)
    if isinstance(value, dict):
        return _told(value)
    if row._meta.label_lower in {"cases.obligation", "caseload.comingchange"} and field.name == "why":
        return " ".join(why_in_words(value))
    if isinstance(value, int):
        return value
    if origin := _ORIGIN.fullmatch(str(value)):
        return _("%(what)s, nr. %(n)s") % {"what": NAMES.get(origin[1], origin[1]), "n": origin[2]}
    return rules.plain(row._meta.label_lower, field.name, str(value), of=_kind(row), language=get_language() or "da")


def _kind(row: Model) -> str:
    """Return the kind, of track or of fact, that says what the row's code means; empty where it has none."""
    of = {"cases.turn": "track.kind", "waiting.forecast": "kind", "profiles.profilefact": "kind"}.get(
        row._meta.label_lower
    )
    return str(attrgetter(of)(row)) if of else ""


def _label(table: str, field: str) -> str:
    return str(_LABELS.get((table, field)) or FIELD_NAMES.get(field, field))


def _told(values: dict[str, Any]) -> str:
    """
    Return the values that filled a sentence on Min vej, without keys of rows, in the order of their names.

    PostgreSQL keeps the values in an order of its own.
    """
    said = {FIELD_NAMES.get(name, name): value for name, value in values.items() if not name.endswith("_id")}
    told = {str(name): _told_value(value) for name, value in said.items() if value not in (None, "")}
    return "; ".join(f"{name}: {told[name]}" for name in sorted(told, key=danish_key))


def _told_value(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    day = rules.as_day(value)
    return formats.day(day) if day else str(_EVENTS.get(value, value))
