"""What the profiles of citizens with an open case say of work, licences, languages and skills, for demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.db.models import Aggregate, Count, QuerySet, TextField

from helevejen.cases.models import Case
from helevejen.core import bulk
from helevejen.profiles.enums import NO_MORE, FactKind
from helevejen.profiles.models import ProfileFact
from helevejen.recruitment.enums import RequirementKind
from helevejen.recruitment.rules.demand import Known, Said, Supply

_KINDS: Final = {
    FactKind.LICENCE: RequirementKind.LICENCE,
    FactKind.LANGUAGE: RequirementKind.LANGUAGE,
    FactKind.SKILL: RequirementKind.SKILL,
}
_READ: Final = [*_KINDS, FactKind.OCCUPATION_DONE, FactKind.OCCUPATION_WISHED]


class _Together(Aggregate):
    """The numbers of a group in one text, parted by commas: reading one row of a thousand is not reading a thousand."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "STRING_AGG(CAST(%(expressions)s AS text), ',')"
        return self.as_sql(compiler, connection, template=template, **more)


def supply_with_cases(about: Collection[str] | None = None) -> Supply:
    """
    Return what the citizens with an open case have said, thing by thing. Two queries.

    Args:
        about: Only these subjects, and that there are no more of a kind; None for all.
    """
    cases = Case.objects.open()
    facts = ProfileFact.objects.current().filter(citizen__in=cases.values("citizen"), kind__in=_READ)
    if about is not None:
        facts = facts.filter(subject__in={*about, NO_MORE})
    things = facts.order_by("kind", "subject", "level", "expires_on").values("kind", "subject", "level", "expires_on")
    said: dict[str, list[Said]] = defaultdict(list)
    for kind, subject, level, until, who in things.annotate(who=_Together("citizen")).values_list(*_THING, "who"):
        said[_KINDS.get(kind, kind)].append(Said(subject, level, until, frozenset(map(int, who.split(",")))))
    return Supply(cases.aggregate(count=Count("citizen", distinct=True))["count"], said)


_THING: Final = ("kind", "subject", "level", "expires_on")


def known_of(citizen_ids: Collection[int]) -> dict[int, Known]:
    """Return what some citizens have said, an empty one for who said nothing. A query for each 500."""
    found = {citizen_id: Known() for citizen_id in citizen_ids}
    for some in bulk.in_chunks(sorted(found)):
        _note_all(found, _facts_of(some))
    return found


def _facts_of(citizens: Iterable[int] | QuerySet[Any, Any]) -> Iterable[tuple[Any, ...]]:
    facts = ProfileFact.objects.current().filter(citizen__in=citizens, kind__in=_READ).order_by("pk")
    return facts.values_list("citizen", "kind", "subject", "level", "expires_on")


def _note_all(found: Mapping[int, Known], facts: Iterable[tuple[Any, ...]]) -> None:
    for citizen_id, kind, *said in facts:
        _note(found[citizen_id], FactKind(kind), *said)


def _note(known: Known, kind: FactKind, subject: str, level: str, until: object) -> None:
    if subject == NO_MORE:
        if kind in _KINDS:
            known.no_more.add(_KINDS[kind].value)
    elif kind == FactKind.LICENCE:
        known.licences[subject] = until  # type: ignore[assignment]  # the last day of a licence
    elif kind == FactKind.LANGUAGE:
        known.languages[subject] = level
    elif subject:
        {
            FactKind.SKILL: known.skills,
            FactKind.OCCUPATION_DONE: known.done,
            FactKind.OCCUPATION_WISHED: known.wished,
        }[kind].add(subject)
