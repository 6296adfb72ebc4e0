"""What is kept of a list in words, for the citizen's copy of everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

from django.utils.translation import gettext as _

from helevejen.core import formats
from helevejen.engines.matching.market import Citizen, Held, Place
from helevejen.engines.matching.views import for_citizen
from helevejen.recruitment.models import Course, JobOrder
from helevejen.suggestions.queries import views
from helevejen.suggestions.rules import sheets, words
from helevejen.taxonomy import queries as taxonomy


def sheet_in_words(text: str, language: str) -> str:
    """Return the facts that were used, in one line. A query for the names of concepts."""
    citizen = sheets.citizen_in(text)
    uris = {*citizen.skills, *citizen.occupations, *citizen.wishes, *citizen.refused_occupations}
    names = views.own_names(language) | taxonomy.labels_of(uris, language)
    told = [_told(getattr(citizen, field.name), names) for field in fields(Citizen) if field.name != "key"]
    return "; ".join(words for words in told if words)


def record_in_words(text: str, language: str) -> str:
    """Return what the rules said of one job, in one line. Two queries."""
    record = sheets.record_in(text)
    names = views.names_in([record], language)
    view = for_citizen(record, language, names)
    order = JobOrder.objects.filter(pk=words.number_of(record.order)).values_list("title", "company__name").first()
    head = _("%(title)s hos %(company)s") % {"title": order[0], "company": order[1]} if order else ""
    return " ".join([f"{head}:" if head else "", *view.good, *view.in_the_way, *view.questions]).strip()


def courses_in_words(text: str) -> str:
    """Return how many jobs courses would have opened, in one line. One query."""
    _offered, opened = sheets.courses_in(text)
    titles = dict(
        Course.objects.filter(external_id__in=[key for key, _o in opened]).values_list("external_id", "title")
    )
    return "; ".join(f"{titles.get(key, key)}: {len(orders)}" for key, orders in opened)


def _told(value: object, names: Mapping[str, str]) -> str:
    """Return one thing that was known; what was not known, or not so, says nothing."""
    if value is False:
        return _("ikke forslag, der kræver ren straffeattest")
    if isinstance(value, Place):
        return _("midten af postnummeret, %(x)s meter øst og %(y)s meter nord") % {"x": value.x, "y": value.y}
    if isinstance(value, frozenset | tuple):
        return ", ".join(_one(one, names) for one in _in_order(value))
    return "" if value is None or value is True else str(value)


def _in_order(values: Iterable[object]) -> list[object]:
    return list(values) if isinstance(values, tuple) else sorted(values, key=str)


def _one(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, Held):
        until = f" ({formats.day(value.until)})" if value.until else ""
        return f"{names.get(value.code, value.code)}{until}"
    if isinstance(value, tuple):
        return " ".join(_one(part, names) for part in value)
    return names.get(str(value), str(value))
