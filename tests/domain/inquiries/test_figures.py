"""The figures of the inbox, and the catalogue of deadlines."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.queries import decision_kinds
from helevejen.inquiries import actions, queries
from helevejen.inquiries.enums import DeadlineObjection, Topic
from helevejen.inquiries.models import PublishedDeadline
from helevejen.inquiries.rules import deadlines, figures
from tests.cast import NOW, TODAY
from tests.factories.cases import DecisionFactory
from tests.factories.inquiries import InquiryFactory, PublishedDeadlineFactory
from tests.support.flat import assert_flat

DAY = timedelta(days=1)


@given(st.lists(st.integers(0, 500), min_size=5, max_size=60), st.sampled_from([0.5, 0.9, 1.0]))
def test_a_percentile_is_the_value_of_the_nearest_rank(values, share):
    counts = {value: values.count(value) for value in values}
    found = figures.percentile(counts, share)
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values)


def test_too_few_give_no_figure():
    assert figures.percentile({10: 4}, 0.5) is None
    assert (figures.share_of(1, 4), figures.share_of(1, 5)) == (None, 0.2)


def test_a_team_counts_its_own(cast):
    for minutes in (10, 20, 30, 40, 600):
        InquiryFactory(
            owner=cast.jens, team=cast.ungdom, solved=True, answer_minutes=minutes, solve_minutes=minutes,
            is_in_time=minutes < 600, handover_count=1, avoidable="where_is_my_case" if minutes == 10 else "",
        )  # fmt: skip
    InquiryFactory(owner=cast.jens, team=cast.ungdom, due_at=NOW - DAY, level=75)
    InquiryFactory(owner=cast.omar, team=cast.voksne)
    found = queries.figures_of(cast.ungdom, NOW - 30 * DAY, NOW)
    assert (found.arrived, found.answered, found.open_count, found.late, found.near) == (6, 5, 1, 1, 1)
    assert (found.answer.half, found.answer.nine_of_ten, found.in_time_share) == (30, 600, 0.8)
    assert (found.receipt.half, found.avoidable_share) == (None, None)
    assert set(found.avoidable.values()) == {None, 0}
    assert round(found.handovers, 2) == 0.83
    (line,) = queries.topics_of(cast.ungdom, NOW - 30 * DAY)
    assert (line.arrived, line.avoidable, line.answer.half) == (6, None, 30)


@given(st.lists(st.integers(0, 12), max_size=8))
def test_no_part_that_is_few_is_told_nor_found_by_subtraction(counts):
    shown = figures.told_of_parts(counts)
    assert not any(one is not None and 0 < one < figures.FEWEST for one in shown)
    hidden = [count for count, one in zip(counts, shown, strict=True) if one is None]
    whole = sum(counts)
    assert not hidden or sum(hidden) >= figures.FEWEST or 0 < whole < figures.FEWEST
    assert all(one in (None, count) for count, one in zip(counts, shown, strict=True))


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 12)))
def test_topics_of_few_are_brought_together(counts):
    own, few = figures.brought_together(counts)
    assert sorted(own + few) == sorted(counts)
    assert all(counts[name] >= figures.FEWEST for name in own)
    assert not few or sum(counts[name] for name in few) >= figures.FEWEST or not own


def test_the_few_of_each_topic_are_told_as_one(cast):
    for topic, times in ((Topic.MEETING, 6), (Topic.BENEFIT, 3), (Topic.JOB, 4)):
        for _one in range(times):
            InquiryFactory(owner=cast.jens, team=cast.ungdom, topic=topic)
    lines = queries.topics_of(cast.ungdom, NOW - DAY)
    assert [(line.topic, line.arrived) for line in lines] == [(str(Topic.MEETING.label), 6), ("Øvrige emner", 7)]


def test_an_older_one_is_outside_the_period(cast):
    InquiryFactory(owner=cast.jens, team=cast.ungdom, received_at=NOW - 60 * DAY)
    assert queries.figures_of(cast.ungdom, NOW - 30 * DAY, NOW).arrived == 0


def test_the_figures_cost_the_same_for_many(cast):
    def more():
        InquiryFactory(owner=cast.jens, team=cast.ungdom, solved=True)

    more()
    assert_flat(lambda: queries.figures_of(cast.ungdom, NOW - DAY, NOW), lambda: [more() for _ in range(5)])


# --- Deadlines ---


def publish(cast, **more):
    usual = {
        "kind": "work_trial", "law": "LAB § 61", "amount": 2, "unit": "week", "approved_on": TODAY, "valid_from": TODAY,
    }  # fmt: skip
    return actions.publish_deadline(**(usual | more), by=cast.lene, at=NOW)


def test_every_kind_the_house_can_draft_has_a_suggestion():
    assert {kind for kind, _name in decision_kinds()} == set(deadlines.suggestions())


def test_the_check_fails_until_every_kind_in_use_is_published(cast, capsys):
    with pytest.raises(CommandError, match="flex_job"):
        call_command("inquiries", "deadlines")
    for kind in deadlines.suggestions():
        publish(cast, kind=kind)
    call_command("inquiries", "deadlines", "--json")
    assert '"missing": []' in capsys.readouterr().out
    DecisionFactory(case=cast.aminas_case, kind="an_old_kind")
    with pytest.raises(CommandError, match="an_old_kind"):
        call_command("inquiries", "deadlines")


def test_a_change_ends_the_one_before(cast):
    old = publish(cast, approved_on=TODAY - 9 * DAY, valid_from=TODAY - 9 * DAY)
    new = publish(cast, amount=3)
    old.refresh_from_db()
    assert (old.valid_until, new.valid_until) == (TODAY, None)
    assert queries.deadlines_on(TODAY - DAY)["work_trial"] == old
    assert queries.deadlines_on(TODAY)["work_trial"] == new


@pytest.mark.parametrize(
    ("more", "objection"),
    [
        ({"kind": "findes_ikke"}, DeadlineObjection.UNKNOWN_KIND),
        ({"law": " "}, DeadlineObjection.NO_LAW),
        ({"amount": 0}, DeadlineObjection.NO_AMOUNT),
        ({"amount": 60}, DeadlineObjection.TOO_LONG),
        ({"approved_on": TODAY + DAY}, DeadlineObjection.APPROVED_LATER),
    ],
)
def test_what_cannot_be_published_is_refused(cast, more, objection):
    with pytest.raises(actions.UnableToPublishDeadline) as refused:
        publish(cast, **more)
    assert refused.value.reason == objection
    assert not PublishedDeadline.objects.exists()


def test_what_it_took_stands_beside_the_deadline(cast):
    PublishedDeadlineFactory(published_by=cast.lene)
    for days in (3, 5, 8, 13, 40):
        DecisionFactory(
            case=cast.aminas_case, released=True, drafted_at=NOW - (days + 10) * DAY, released_at=NOW - 10 * DAY
        )
    row = next(one for one in queries.deadline_catalogue(TODAY) if one.kind == "work_trial")
    assert (row.released, row.half_days, row.nine_of_ten_days, row.in_time_share) == (5, 8, 40, 0.8)


def test_a_decision_that_was_applied_for_is_counted_from_that_day(cast):
    PublishedDeadlineFactory(published_by=cast.lene)
    for days in (3, 5, 8, 13, 40):
        DecisionFactory(
            case=cast.aminas_case, released=True, drafted_at=NOW - 11 * DAY, released_at=NOW - 10 * DAY,
            applied_on=TODAY - (days + 10) * DAY, applied_by="portal",
        )  # fmt: skip
    row = next(one for one in queries.deadline_catalogue(TODAY) if one.kind == "work_trial")
    assert (row.released, row.applied, row.half_days, row.in_time_share) == (5, 5, 8, 0.8)


@pytest.mark.parametrize(
    ("begun", "amount", "unit", "due"),
    [
        ("2026-03-02", 2, "week", "2026-03-16"),
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2026-04-30", 1, "working_day", "2026-05-04"),
        ("2026-03-02", 15, "day", "2026-03-17"),
    ],
)
def test_a_deadline_is_counted_as_the_calendar_counts(begun, amount, unit, due):
    from datetime import date

    assert deadlines.due_day(date.fromisoformat(begun), amount, unit).isoformat() == due
