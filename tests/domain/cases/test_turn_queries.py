"""Whose turn it is, for Min dag and for the file: the right rows, in order, and flat."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from helevejen.caseload.queries import new_in_caseload
from helevejen.cases import actions, queries
from helevejen.cases.enums import Holder, TrackKind, TurnBucket
from helevejen.cases.models import Case
from tests.cast import Cast
from tests.factories.accounts import AbsenceFactory
from tests.factories.caseload import AssignmentFactory
from tests.factories.cases import GoalFactory, MeetingFactory, NudgeFactory, PlanStepFactory, TrackFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory, WishAnswerFactory, WishFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat


def due(case: Case, days: int, **track: object) -> None:
    TrackFactory(case=case, turn__due_on=TODAY + timedelta(days=days), **track)


def test_my_turns_stand_by_day_and_in_their_bucket(cast: Cast) -> None:
    for days in (-1, 0, 4, 5):  # the Wednesday's Sunday is four days ahead
        due(cast.aminas_case, days, title=f"{days}")

    turns = queries.my_turns(cast.jens, TODAY)

    assert [(turn.label, turn.bucket) for turn in turns if turn.label != "Første kontakt"] == [
        ("-1", TurnBucket.OVERDUE),
        ("0", TurnBucket.TODAY),
        ("4", TurnBucket.THIS_WEEK),
        ("5", TurnBucket.LATER),
    ]
    assert turns[0].is_overdue


def test_the_turns_of_those_i_cover_are_mine_for_those_days(cast: Cast) -> None:
    AbsenceFactory(user=cast.jens, substitute=cast.mette)

    assert {turn.case_id for turn in queries.my_turns(cast.mette, TODAY)} == {cast.aminas_case.pk, cast.bos_case.pk}
    assert {turn.case_id for turn in queries.my_turns(cast.mette, TODAY + timedelta(days=30))} == {cast.bos_case.pk}


def test_a_turn_i_may_not_open_is_not_mine(cast: Cast) -> None:
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)

    assert queries.my_turns(cast.jens, TODAY) == []


def test_where_it_is_known_whose_files_are_open_only_theirs_are_told(cast: Cast) -> None:
    due(cast.aminas_case, -1, turn__holder=Holder.DOCTOR)
    MeetingFactory(case=cast.aminas_case, host=cast.jens, starts_at=NOW)
    AssignmentFactory._meta.model.objects.filter(case=cast.aminas_case).update(valid_from=NOW)
    opened = {cast.amina.pk}

    assert queries.my_turns(cast.jens, TODAY, opened=opened) == queries.my_turns(cast.jens, TODAY) != []
    assert queries.my_turns(cast.jens, TODAY, opened={cast.bo.pk}) == []
    late = queries.turns_waiting_too_long(cast.jens, TODAY)
    assert queries.turns_waiting_too_long(cast.jens, TODAY, opened=opened) == late != []
    assert queries.turns_waiting_too_long(cast.jens, TODAY, opened=set()) == []
    assert queries.my_meetings(cast.jens, NOW, opened=opened) == queries.my_meetings(cast.jens, NOW) != []
    assert queries.my_meetings(cast.jens, NOW, opened=set()) == []
    assert new_in_caseload(cast.jens, NOW, opened=opened) == new_in_caseload(cast.jens, NOW) != []
    assert new_in_caseload(cast.jens, NOW, opened=set()) == []


def test_a_turn_says_what_is_expected_in_three_tongues(cast: Cast) -> None:
    TrackFactory(case=cast.aminas_case, kind=TrackKind.RETENTION, turn__step="company_adapts", turn__holder="company")

    turn = next(row for row in queries.open_turns_of(cast.aminas_case, TODAY) if row.kind == TrackKind.RETENTION)

    assert turn.staff_words == "Virksomheden retter noget til"
    assert turn.citizen_words == "Din arbejdsplads retter det til, vi har talt om."
    assert turn.company_words == "I retter det til, vi har talt om."
    assert turn.why == "I har aftalt det med virksomheden."


def test_a_turn_says_it_in_english_too(cast: Cast) -> None:
    with translation.override("en"):
        (turn,) = queries.open_turns_of(cast.aminas_case, TODAY)

    assert turn.staff_words == "Call and agree on the first meeting"


def test_its_own_words_come_before_the_chains(cast: Cast) -> None:
    TrackFactory(
        case=cast.aminas_case, title="Ryggen", turn__expects="Ring til fysioterapeuten", turn__due_reason="Aftalt"
    )

    turn = next(row for row in queries.open_turns_of(cast.aminas_case, TODAY) if row.label == "Ryggen")

    assert (turn.staff_words, turn.why) == ("Ring til fysioterapeuten", "Aftalt")


def test_a_rule_names_its_law(cast: Cast) -> None:
    TrackFactory(case=cast.aminas_case, title="Høring", turn__step="you_are_heard", turn__due_kind="rule")

    assert [row.law for row in queries.open_turns_of(cast.aminas_case, TODAY) if row.label == "Høring"] == [
        "forvaltningsloven § 19"
    ]


def test_whoever_waits_has_waited_since_before_the_postponement(cast: Cast) -> None:
    track = TrackFactory(case=cast.aminas_case, title="Lægen", opened_at=NOW - timedelta(days=40))
    actions.pass_turn(
        track=track, by=cast.jens, at=NOW - timedelta(days=20), event="done", step="doctor_answers", cap="authority"
    )
    actions.postpone_turn(track=track, by=cast.jens, at=NOW, due_on=date(2026, 5, 4), reason="Ferie hos lægen")

    turn = queries.row_of(track, TODAY)

    assert turn is not None
    assert (turn.since, turn.held_since) == (NOW, NOW - timedelta(days=20))


def test_a_track_that_was_never_passed_has_waited_since_it_was_opened(cast: Cast) -> None:
    track = TrackFactory(case=cast.aminas_case, opened_at=NOW - timedelta(days=40))

    assert queries.row_of(track, TODAY).held_since == track.opened_at


def test_a_closed_track_has_no_row(cast: Cast) -> None:
    assert queries.row_of(TrackFactory(closed=True), TODAY) is None


def test_nudges_are_counted(cast: Cast) -> None:
    track = TrackFactory(case=cast.aminas_case)
    NudgeFactory(turn=track.open_turn, at=NOW - timedelta(days=3))
    NudgeFactory(turn=track.open_turn, at=NOW - timedelta(days=1))

    turn = queries.row_of(track, TODAY)

    assert (turn.nudge_count, turn.nudged_at) == (2, NOW - timedelta(days=1))


def test_a_parent_stands_before_its_subtracks(cast: Cast) -> None:
    parent = TrackFactory(case=cast.aminas_case, title="Afklaring")
    for title in ("Læge", "Speciallæge"):
        actions.start_track(
            case=cast.aminas_case, kind="clarification", by=cast.jens, at=NOW, parent=parent, title=title
        )
    TrackFactory(case=cast.aminas_case, title="Andet")

    labels = [row.label for row in queries.open_turns_of(cast.aminas_case, TODAY)]

    assert labels == ["Første kontakt", "Afklaring", "Læge", "Speciallæge", "Andet"]


def test_waiting_too_long_is_others_overdue_in_my_cases(cast: Cast) -> None:
    due(cast.aminas_case, -1, title="Min egen")
    due(cast.aminas_case, -1, title="Lægen", turn__holder=Holder.DOCTOR, opened_at=NOW - timedelta(days=50))
    due(cast.aminas_case, -9, title="Skolen", turn__holder=Holder.SCHOOL, opened_at=NOW - timedelta(days=20))
    due(cast.aminas_case, 1, title="I god tid", turn__holder=Holder.DOCTOR)
    due(cast.bos_case, -1, title="Mettes", turn__holder=Holder.DOCTOR)

    assert [turn.label for turn in queries.turns_waiting_too_long(cast.jens, TODAY)] == ["Lægen", "Skolen"]


def test_min_dag_is_flat(cast: Cast) -> None:
    def more() -> None:
        case = whole_case(CitizenFactory(), cast.jens, cast.mette)
        due(case, -1)
        due(case, -1, turn__holder=Holder.DOCTOR)
        wish = WishFactory(citizen=case.citizen)
        TrackFactory(case=case, kind=TrackKind.DIALOGUE, wish=wish, turn__step="we_answer_wish")

    more()
    assert_flat(lambda: queries.my_turns(cast.jens, TODAY), more)
    assert_flat(lambda: queries.turns_waiting_too_long(cast.jens, TODAY), more)
    assert_flat(lambda: queries.wishes_to_answer(cast.jens, TODAY), more)


def test_wishes_to_answer_are_the_newest_words_with_their_day(cast: Cast) -> None:
    wish = actions.say_wish(citizen=cast.amina, text="Heste", by=cast.amina.user, at=NOW)
    actions.say_wish(citizen=cast.amina, text="Heste og køer", by=cast.amina.user, at=NOW, replaces=wish)

    (waiting,) = queries.wishes_to_answer(cast.jens, TODAY)

    assert (waiting.text, waiting.turn.due_on) == ("Heste og køer", date(2026, 3, 25))
    assert queries.wishes_to_answer(cast.mette, TODAY) == []


def test_the_head_of_the_file_is_flat_and_names_the_dreams(cast: Cast) -> None:
    WishFactory(citizen=cast.amina, text="Heste")
    WishFactory(citizen=cast.amina, text="Hemmeligt", is_in_plan=False)
    WishFactory(citizen=cast.amina, text="Fortrudt", withdrawn_at=NOW)

    head = queries.get_case_file_head(_case(cast), TODAY)

    assert [wish.text for wish in head.wishes] == ["Heste"]
    assert (head.jobformidler, head.backup, head.since) == (cast.jens, cast.mette, date(2025, 5, 15))
    assert len(head.turns) == 1
    assert_flat(
        lambda: queries.get_case_file_head(_case(cast), TODAY),
        lambda: (TrackFactory(case=cast.aminas_case), WishAnswerFactory(wish__citizen=cast.amina)),
    )


def _case(cast: Cast) -> Case:
    return queries.cases_visible_to(cast.jens, NOW).get(pk=cast.aminas_case.pk)


def test_the_plan_stands_under_the_wishes_with_open_steps_first(cast: Cast) -> None:
    case = cast.aminas_case
    goal, reached = GoalFactory(case=case), GoalFactory(case=case, state="reached", set_at=NOW - timedelta(days=90))
    done = PlanStepFactory(case=case, goal=goal, done=True, due_on=TODAY)
    ours = PlanStepFactory(case=case, goal=goal)
    yours = PlanStepFactory(case=case, owner="you", due_on=TODAY)

    plan = queries.plan_of(case)

    assert [row.goal for row in plan.goals] == [goal, reached]
    assert plan.goals[0].steps == (ours, done)
    assert (plan.loose_steps, plan.ours, plan.yours) == ((yours,), [ours], [yours])
    assert plan.open_steps() == [yours, ours]


def test_the_plan_is_flat(cast: Cast) -> None:
    def more() -> None:
        PlanStepFactory(case=cast.aminas_case, goal=GoalFactory(case=cast.aminas_case), done=True)
        WishAnswerFactory(wish__citizen=cast.amina)

    more()
    assert_flat(lambda: queries.plan_of(cast.aminas_case), more)


def test_the_history_of_a_track_is_whole_and_flat(cast: Cast) -> None:
    track = TrackFactory(case=cast.aminas_case)

    def more() -> None:
        actions.correct_turn(track=track, by=cast.jens, at=NOW, reason="Fejl", expects=f"Ring {track.turns.count()}")

    more()
    history = queries.history_of(track)
    assert [(turn.number, turn.event_label, turn.note, turn.corrects) for turn in history] == [
        (1, "Rettet", "Fejl", None),
        (2, "", "", 1),
    ]
    assert_flat(lambda: queries.history_of(track), more)


def test_versions_of_a_wish_with_their_answers(cast: Cast) -> None:
    wish = actions.say_wish(citizen=cast.amina, text="Heste", by=cast.amina.user, at=NOW)
    actions.answer_wish(wish=wish, by=cast.jens, at=NOW, kind="used", reason="Det gør vi.")
    newer = actions.say_wish(citizen=cast.amina, text="Køer", by=cast.amina.user, at=NOW, replaces=wish)

    versions = queries.versions_of(newer)

    assert [(row.version, row.text, row.answer_label) for row in versions] == [
        (2, "Køer", ""),
        (1, "Heste", "Vi bruger det"),
    ]
    (current,) = queries.wishes_of(cast.amina)
    assert (current.text, current.due_on, current.answer) == ("Køer", date(2026, 3, 25), "")


@pytest.mark.parametrize("read", ["cases_visible_to", "tracks_visible_to", "plan_steps_visible_to", "goals_visible_to"])
def test_strangers_find_nothing_to_fetch(cast: Cast, read: str) -> None:
    PlanStepFactory(case=cast.aminas_case, goal=GoalFactory(case=cast.aminas_case))
    rows = getattr(queries, read)

    assert rows(cast.jens, NOW).exists()
    for stranger in (cast.omar, cast.bo.user, cast.poul.user, cast.karen, cast.bent):
        mine = rows(stranger, NOW)
        ids = {getattr(row, "case_id", row.pk) for row in mine}
        assert cast.aminas_case.pk not in ids


def test_the_leader_sees_but_does_not_work_the_case(cast: Cast) -> None:
    assert queries.tracks_visible_to(cast.lene, NOW).filter(case=cast.aminas_case).exists()
    assert not queries.tracks_workable_by(cast.lene, NOW).exists()
    assert not queries.cases_workable_by(cast.lene, NOW).exists()
    assert queries.tracks_workable_by(cast.jens, NOW).exists()


def test_tracks_of_a_case_stand_open_first(cast: Cast) -> None:
    closed = TrackFactory(case=cast.aminas_case, closed=True, opened_at=NOW - timedelta(days=300))

    tracks = queries.tracks_of(cast.aminas_case)

    assert (tracks[-1], tracks[0].is_open) == (closed, True)


def test_what_is_expected_of_the_citizen(cast: Cast) -> None:
    TrackFactory(case=cast.aminas_case, turn__holder=Holder.CITIZEN, turn__step="you_act")

    (turn,) = queries.turns_expected_of_citizen(cast.aminas_case, TODAY)

    assert turn.citizen_words == "Du gør det, vi har aftalt."


def test_the_citizens_open_case(cast: Cast) -> None:
    assert queries.find_open_case(cast.amina) == cast.aminas_case
    assert queries.find_open_case(cast.dorte) is None
