"""Which placements there are to see, and what a workplace may take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import DateField, Exists, F, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from helevejen.accounts.models import User
from helevejen.cases.models import Case
from helevejen.citizens import queries as citizen_queries
from helevejen.placements import perms
from helevejen.placements.enums import Party, PlacementState
from helevejen.placements.models import Doubt, Evaluation, Placement, Rung, Terms, TermsAnswer, WorkedWeek
from helevejen.placements.queries import standing
from helevejen.placements.queries.seen import PlacementRow, row_of
from helevejen.placements.rules import agreeing, durations, hours
from helevejen.recruitment import queries as recruitment_queries
from helevejen.recruitment.rules.places import Check

#: What `rows_of` tells of a placement and of a version of its terms.
_TOLD: Final = (
    *("form", "title", "state", "version", "outcome", "track_id", "job_id"),
    *("began_on", "ended_on", "asked_on", "talk_on"),
    *("case__closed_at", "case__citizen__given_name", "case__citizen__family_name"),
    *("company__name", "job__ended_on"),
)
_TOLD_OF_TERMS: Final = ("placement", "version", "starts_on", "ends_until", "hours")


def placements_visible_to(user: User, at: datetime) -> QuerySet[Placement]:
    """Return the placements a user may open with all that is told of them, those not ended first. Seven queries."""
    return _in_whole(user, at, Terms.objects.all())


def placements_with_group(user: User, at: datetime, on: date) -> QuerySet[Placement]:
    """Return the same with what `length_check` of the day asks of the citizen, and of which day. Seven queries."""
    asked = Value(on, DateField())
    group = citizen_queries.target_group_on("placement__case__citizen", Greatest(asked, OuterRef("starts_on")))
    day = Greatest(asked, F("starts_on"))
    return _in_whole(user, at, Terms.objects.annotate(group=Coalesce(group, Value("")), group_on=day))


def _in_whole(user: User, at: datetime, terms: QuerySet[Terms]) -> QuerySet[Placement]:
    loaded = perms.visible_to(user, at).select_related(
        "case__citizen", "case__jobformidler", "company", "workplace", "contact", "track", "job", "made_by"
    )
    return loaded.prefetch_related(
        Prefetch("terms", terms.select_related("made_by").order_by("version")),
        Prefetch("terms__answers", TermsAnswer.objects.select_related("by").order_by("pk")),
        Prefetch("rungs", Rung.objects.select_related("by").order_by("pk")),
        Prefetch("weeks", WorkedWeek.objects.select_related("by").order_by("pk")),
        Prefetch("doubts", Doubt.objects.select_related("by", "answered_by", "week").order_by("pk")),
        Prefetch("evaluations", Evaluation.objects.select_related("by").order_by("pk")),
    ).order_by("ended_on", "-made_at", "-pk")


def placements_listed(user: User, at: datetime) -> QuerySet[Placement]:
    """
    Return the placements a user may open with what `rows_of` tells of them. Four queries.

    Weeks are not read, and of doubts and evaluations only whether there are any. Nothing of what is encrypted, a
    citizen's number and home among it, has a place in a list.
    """
    told = Evaluation.objects.filter(placement=OuterRef("pk"))
    loaded = perms.visible_to(user, at).select_related("case__citizen", "company", "job")
    return (
        loaded.annotate(
            has_open_doubt=Exists(Doubt.objects.filter(placement=OuterRef("pk"), answered_at__isnull=True)),
            has_citizen_told=Exists(told.filter(party=Party.CITIZEN)),
            has_company_told=Exists(told.filter(party=Party.COMPANY)),
        )
        .only(*_TOLD)
        .prefetch_related(
            Prefetch("terms", Terms.objects.only(*_TOLD_OF_TERMS).order_by("version")),
            Prefetch("terms__answers", TermsAnswer.objects.only("terms", "party", "is_ok").order_by("pk")),
            Prefetch("rungs", Rung.objects.only("placement", "from_on", "hours", "review_on").order_by("pk")),
        )
        .order_by("ended_on", "-made_at", "-pk")
    )


def rows_of(placements: Iterable[Placement], reader: Party, on: date) -> list[PlacementRow]:
    """Return placements of `placements_listed` or of all that is told, those in being first. No query but theirs."""
    rows = [row_of(one, reader, on) for one in placements]
    return sorted(rows, key=lambda row: (row.state == PlacementState.ENDED, -row.pk))


def rows_of_case(case: Case, viewer: User, at: datetime, on: date) -> list[PlacementRow]:
    """Return a case's placements for staff, those in being first. Four queries, one without any."""
    return rows_of(placements_listed(viewer, at).filter(case=case), Party.JOBFORMIDLER, on)


def doubts_visible_to(user: User, at: datetime) -> QuerySet[Doubt]:
    """Return what citizens said does not fit in the placements a user may open."""
    visible = Doubt.objects.filter(placement__in=perms.visible_to(user, at).values("pk"))
    return visible.select_related("placement__case__citizen", "placement__company", "week")


def find_week(placement: Placement, pk: int) -> WorkedWeek | None:
    """Return a told week of a placement, None when it is of another. One query."""
    return WorkedWeek.objects.filter(placement=placement, pk=pk).first()


def place_checks(placement: Placement, on: date) -> list[Check]:
    """Return the checks of the workplace that the form asks for; empty when it asks none or no workplace is named."""
    wanted = agreeing.place_checks_of(placement.form)
    if placement.workplace is None or not wanted:
        return []
    return [one for one in recruitment_queries.checks_at(placement.workplace, on) if one.clause.kind in wanted]


def length_check(placement: Placement, on: date) -> durations.DurationCheck:
    """
    Return what the law says of the length of the agreement that holds.

    One query; none where `placements_with_group` brought the group of the day the length is judged by.
    """
    terms = next(one for one in placement.terms.all() if one.version == placement.version)
    before = next((one for one in placement.terms.all() if one.version == placement.version - 1), None)
    day, brought = max(on, terms.starts_on), vars(terms)
    if brought.get("group_on") == day:
        group = str(brought["group"])
    else:
        group = citizen_queries.find_target_group(placement.case.citizen_id, day)
    return durations.check_length(
        form=placement.form,
        group=group,
        is_public=placement.is_public,
        starts_on=terms.starts_on,
        ends_until=terms.ends_until,
        until_before=before.ends_until if before and before.starts_on == terms.starts_on else None,
    )


def find_placement_of_track(track_id: int) -> int | None:
    """Return the number of the placement that has a track, None when none has. One query."""
    return Placement.objects.filter(track=track_id).order_by("-pk").values_list("pk", flat=True).first()


def hours_now(placement: Placement, on: date) -> Decimal | None:
    """Return the hours a week the ladder says for a day. No query where the steps are loaded."""
    return hours.hours_on(standing.rungs_of(placement.rungs.all()), on)


def consideration_codes(placement: Placement) -> list[str]:
    """Return the considerations of the agreement that holds, as codes. No query where the versions are loaded."""
    return next((list(one.considerations) for one in placement.terms.all() if one.version == placement.version), [])
