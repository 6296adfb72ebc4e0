"""How many citizens answer to what open orders ask, as it may be told: as night has kept it, else counted now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from helevejen.profiles.enums import FactKind
from helevejen.recruitment.enums import RequirementKind
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.queries import ordered
from helevejen.recruitment.queries.known import supply_with_cases
from helevejen.recruitment.rules.demand import Need, Supply, Told, answers_of, told, told_apart
from helevejen.taxonomy import queries as taxonomy
from helevejen.taxonomy.licences import LICENCE_BY_CODE, codes_covered_by

#: The name under which the house keeps it at night.
KEPT_DEMAND: Final = "demand"


def told_with(kept: Told | None, groups: Mapping[str, str], needs: Collection[Need], on: date) -> tuple[Told, bool]:
    """
    Return what may be told of citizens, and whether some of it was counted now because nobody asked at night.

    No query where night has counted all; else three, and of everything four (one more for each 500 occupations).

    Args:
        kept: What night has counted; None for nothing.
        groups: The ISCO group of each occupation of the open orders, empty where there is none.
        needs: What the open orders need.
    """
    if kept is None:
        return _counted(groups, needs, on), False
    new_groups = {occupation: group for occupation, group in groups.items() if group not in kept.can}
    new_needs = [need for need in needs if need.thing not in kept.needs]
    if not new_groups and not new_needs:
        return kept, False
    now = _counted_of(new_groups, new_needs, on)
    return replace(kept, can={**kept.can, **now.can}, needs={**kept.needs, **now.needs}), True


def demand_to_keep(on: date) -> dict[str, Any]:
    """Return what may be told of citizens about all open orders, as plain values. Some seven queries, in a second."""
    orders = JobOrder.objects.open()
    groups = groups_of(orders.order_by().values_list("occupation_uri", flat=True).distinct())
    now = _counted(groups, {need.thing: need for _order, need in ordered.needs_of(orders)}.values(), on)
    needs = [[*thing, *numbers] for thing, numbers in sorted(now.needs.items())]
    return {"done": now.done, "wished": now.wished, "can": now.can, "needs": needs}


def kept_demand(content: Mapping[str, Any]) -> Told:
    """Return what night has kept."""
    needs = {(kind, subject, level): (have, unknown) for kind, subject, level, have, unknown in content["needs"]}
    return Told(content["done"], content["wished"], content["can"], needs)


def groups_of(occupations: Iterable[str]) -> dict[str, str]:
    """Return the ISCO group of each occupation, empty where nobody knows one. One query a 500."""
    asked = set(occupations)
    return dict.fromkeys(asked, "") | taxonomy.isco_groups_of(asked)


def _counted(groups: Mapping[str, str], needs: Collection[Need], on: date) -> Told:
    """Count everything, of all kinds of work that anybody has done or wants."""
    supply = supply_with_cases()
    done, wished = _worked(supply)
    return Told(done, wished, _can(_skills(groups, None), supply), _answers(needs, supply, on))


def _counted_of(groups: Mapping[str, str], needs: Collection[Need], on: date) -> Told:
    """Count some kinds of work and some needs, and read no more than they are about."""
    skills = _skills(groups, groups) if groups else {}
    about = set[str]().union(*skills.values(), *(_about(need) for need in needs))
    supply = supply_with_cases(about)
    return Told(can=_can(skills, supply), needs=_answers(needs, supply, on))


def _about(need: Need) -> set[str]:
    """Return the subjects of facts that say something of a need."""
    codes = LICENCE_BY_CODE if need.kind == RequirementKind.LICENCE else ()
    return {need.subject, *(code for code in codes if need.subject in codes_covered_by(code))}


def _worked(supply: Supply) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many have done the work of each group, and how many want it, where it may be told."""
    kinds = FactKind.OCCUPATION_DONE, FactKind.OCCUPATION_WISHED
    occupations: dict[str, set[str]] = defaultdict(set)
    for uri, group in taxonomy.isco_groups_of(
        {one.subject for kind in kinds for one in supply.said.get(kind, ())}
    ).items():
        occupations[group].add(uri)
    done, wished = ({group: told(len(supply.of(kind, uris))) for group, uris in occupations.items()} for kind in kinds)
    return _told_alone(done), _told_alone(wished)


def _told_alone(counts: Mapping[str, int | None]) -> dict[str, int]:
    return {group: count for group, count in sorted(counts.items()) if count is not None}


def _skills(groups: Mapping[str, str], occupations: Collection[str] | None) -> dict[str, set[str]]:
    """Return what orders of each group ask."""
    named = ordered.skills_named(occupations)
    skills: dict[str, set[str]] = {group: set() for group in sorted(set(groups.values()))}
    for occupation, group in groups.items():
        skills[group] |= named.get(occupation, set())
    return skills


def _can(skills: Mapping[str, set[str]], supply: Supply) -> dict[str, int | None]:
    return {group: told(len(supply.of(RequirementKind.SKILL, uris))) for group, uris in skills.items()}


def _answers(needs: Iterable[Need], supply: Supply, on: date) -> dict[tuple[str, str, str], Any]:
    shown = {need.thing: told_apart(answers_of(need, supply, on)) for need in needs}
    return {thing: (one["have"], one["unknown"]) for thing, one in shown.items()}
