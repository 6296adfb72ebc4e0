"""What the profiles of citizens with an open case say of work, licences, languages and skills, for demand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from helevejen.cases.models import Case
from helevejen.core import bulk
from helevejen.profiles.enums import NO_MORE, FactKind
from helevejen.profiles.models import ProfileFact
from helevejen.recruitment.enums import RequirementKind
from helevejen.recruitment.rules.demand import Known

_KINDS: Final = {
    FactKind.LICENCE: RequirementKind.LICENCE,
    FactKind.LANGUAGE: RequirementKind.LANGUAGE,
    FactKind.SKILL: RequirementKind.SKILL,
}
_READ: Final = [*_KINDS, FactKind.OCCUPATION_DONE, FactKind.OCCUPATION_WISHED]


def citizens_with_cases() -> list[int]:
    """Return the citizens who have an open case. One query."""
    return list(Case.objects.open().order_by("citizen").values_list("citizen", flat=True).distinct())


def known_of(citizen_ids: Collection[int]) -> dict[int, Known]:
    """Return what some citizens have said, an empty one for who said nothing. A query for each 500."""
    found = {citizen_id: Known() for citizen_id in citizen_ids}
    for some in bulk.in_chunks(sorted(found)):
        facts = ProfileFact.objects.current().filter(citizen__in=some, kind__in=_READ).order_by("pk")
        for citizen_id, kind, subject, level, until in facts.values_list(
            "citizen", "kind", "subject", "level", "expires_on"
        ):
            _note(found[citizen_id], FactKind(kind), subject, level, until)
    return found


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
