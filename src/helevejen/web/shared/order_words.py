"""What an order says, as lines of a label and its words, the same for the desk and the company."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from helevejen.recruitment.enums import Consideration, EmploymentForm, OrderClock, Shift, Weekday
from helevejen.recruitment.rules import clocks as clock_rules
from helevejen.web.shared import phrasing

#: So many days in a row are written as from one to another.
_A_ROW: Final = 3


def facts_of(order: Any, today: date) -> list[tuple[str, str]]:
    """Return the facts of an order in words; what is not known says so."""
    count = ngettext("%(n)s person", "%(n)s personer", order.positions) % {"n": order.positions}
    starts = phrasing.day(order.starts_on, today) if order.starts_on else _("så snart som muligt")
    facts = [
        (_("Hvor mange"), count),
        (_("Timer om ugen"), hours_in_words(order)),
        (_("Første dag"), starts),
        (_("Dage"), _days(order.days) or _("efter aftale")),
        (_("Hvor"), order.workplace.name if order.workplace else _("efter aftale")),
        (_("Kan være"), forms_in_words(order)),
    ]
    if order.shifts:
        facts.append((_("Tider på døgnet"), _labels(Shift, order.shifts)))
    if order.considerations:
        facts.append((_("Plads til"), _labels(Consideration, order.considerations)))
    if order.may_be_split:
        facts.append((_("Deling"), _("Opgaven kan deles")))
    if order.demands_clean_record:
        facts.append((_("Straffeattest"), _("Der kræves en ren straffeattest")))
    return facts


def hours_in_words(order: Any) -> str:
    """Return the hours a week: one number, or from one to another."""
    least, most = (number_format(hours.normalize() + 0) for hours in (order.hours_least, order.hours_most))
    return least if least == most else _("%(least)s til %(most)s") % {"least": least, "most": most}


def forms_in_words(order: Any) -> str:
    """Return the forms of employment an order could take, in one line."""
    return _labels(EmploymentForm, order.forms)


def goals_on(day: date) -> dict[str, str]:
    """Return within what we call and give a shortlist when an order comes on a day, in words."""
    return {clock.value: _within(clock_rules.goal_on(clock, day)) for clock in (OrderClock.REPLY, OrderClock.SHORTLIST)}


def _within(goal: clock_rules.Clause) -> str:
    if goal.unit == "office_hour":
        words = ngettext("%(n)s time i vores åbningstid", "%(n)s timer i vores åbningstid", goal.amount)
    else:
        words = ngettext("%(n)s arbejdsdag", "%(n)s arbejdsdage", goal.amount)
    return words % {"n": goal.amount}


def _days(chosen: Iterable[str]) -> str:
    """Return days of the week in words: three or more in a row from the first to the last."""
    known = set(chosen)
    places = [place for place, one in enumerate(Weekday) if one.value in known]
    names = _labels(Weekday, chosen).split(", ")
    if len(places) >= _A_ROW and places[-1] - places[0] == len(places) - 1:
        return _("%(first)s til %(last)s") % {"first": names[0], "last": names[-1]}
    return ", ".join(names)


def _labels(kind: type[TextChoices], chosen: Iterable[str]) -> str:
    known = set(chosen)
    labels = [str(one.label) for one in kind if one.value in known]
    if kind is Weekday and get_language() == "en":  # English writes the names of days with a capital
        return ", ".join(labels)
    return ", ".join(label.lower() for label in labels)
