"""One timeline: in order, in pages, flat, and no more of it than the viewer may read."""

from datetime import timedelta

import pytest

from helevejen.cases import actions, queries
from helevejen.cases.enums import Cap, NoteKind, TimelineKind
from helevejen.cases.models import Case
from helevejen.citizens.enums import WishAnswerKind
from tests.cast import Cast
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import (
    CompanyContactFactory,
    DecisionFactory,
    JobFactory,
    MeetingFactory,
    MessageFactory,
    NoteFactory,
    TrackFactory,
)
from tests.factories.citizens import RelationFactory, WishAnswerFactory, WishFactory
from tests.factories.times import NOW
from tests.support.flat import assert_flat


def everything(case: Case, hours: int = 1) -> None:
    """Let one of each kind happen, some hours ago."""
    at = NOW - timedelta(hours=hours)
    TrackFactory(case=case, closed_at=at, outcome="reached")
    NoteFactory(case=case, written_at=at)
    MeetingFactory(case=case, held=True, starts_at=at, ends_at=at + timedelta(minutes=30))
    DecisionFactory(case=case, released=True, released_at=at)
    CompanyContactFactory(case=case, at=at)
    MessageFactory(case=case, sent_at=at, track__opened_at=at)
    WishAnswerFactory(wish__citizen=case.citizen, wish__said_at=at, answered_at=at, answered_by=case.jobformidler)
    JobFactory(case=case, registered_at=at, retention_track__opened_at=at)


def kinds(page: queries.TimelinePage) -> set[str]:
    return {entry.kind for entry in page.entries}


def test_every_kind_of_event_is_a_line(cast: Cast) -> None:
    everything(cast.aminas_case)

    page = queries.timeline(cast.aminas_case, cast.jens, NOW)

    assert kinds(page) == set(TimelineKind)


def test_the_newest_stands_first_and_pages_join_without_gap_or_repeat(cast: Cast) -> None:
    for hours in range(1, 6):
        everything(cast.aminas_case, hours)

    whole = queries.timeline(cast.aminas_case, cast.jens, NOW, size=1_000)
    pages = [queries.timeline(cast.aminas_case, cast.jens, NOW, page=number, size=7) for number in range(1, 12)]

    assert [entry.at for entry in whole.entries] == sorted((entry.at for entry in whole.entries), reverse=True)
    joined = tuple(entry for page in pages for entry in page.entries)
    assert joined == whole.entries
    assert (pages[0].has_next, pages[0].has_previous, whole.has_next) == (True, False, False)


def test_it_takes_as_many_queries_for_many_lines_as_for_few(cast: Cast) -> None:
    everything(cast.aminas_case)

    assert_flat(
        lambda: queries.timeline(cast.aminas_case, cast.jens, NOW, size=1_000),
        lambda: everything(cast.aminas_case, hours=2),
    )


def test_it_can_be_narrowed_to_caps_and_kinds(cast: Cast) -> None:
    everything(cast.aminas_case)
    NoteFactory(case=cast.aminas_case, cap=Cap.MENTOR, headline="Om mod")

    company = queries.timeline(cast.aminas_case, cast.jens, NOW, caps=[Cap.COMPANY])
    notes = queries.timeline(cast.aminas_case, cast.jens, NOW, kinds=[TimelineKind.NOTE], caps=[Cap.MENTOR])

    assert {entry.cap for entry in company.entries} == {Cap.COMPANY}
    assert [entry.headline for entry in notes.entries] == ["Om mod"]


def test_a_turn_reads_as_a_call_for_staff_and_a_sentence_for_the_citizen(cast: Cast) -> None:
    actions.pass_turn(
        track=cast.aminas_case.tracks.get(),
        by=cast.jens,
        at=NOW,
        event="done",
        step="you_choose_time",
        cap="mentor",
        expected_turn=None,
    )

    staff = queries.timeline(cast.aminas_case, cast.jens, NOW).entries[0]
    citizen = queries.timeline(cast.aminas_case, cast.amina.user, NOW).entries[0]

    assert (staff.headline, staff.by_name, staff.holder) == (
        "Borgeren vælger en tid til samtalen",
        "Jens Bro",
        "citizen",
    )
    assert citizen.headline == "Vælg en tid til din samtale."


# --- Who reads what ---


@pytest.fixture
def notes(cast: Cast) -> None:
    case = cast.aminas_case
    NoteFactory(case=case, headline="Ordinær", kind=NoteKind.ORDINARY, unshared=True)
    NoteFactory(case=case, headline="Helbred", kind=NoteKind.HEALTH)
    NoteFactory(case=case, headline="Uklar", kind=NoteKind.UNCLASSIFIED)
    NoteFactory(case=case, headline="Mentor", cap=Cap.MENTOR)


def read_by(cast: Cast, viewer: object) -> set[str]:
    page = queries.timeline(cast.aminas_case, viewer, NOW, kinds=[TimelineKind.NOTE])  # type: ignore[arg-type]
    return {entry.headline for entry in page.entries}


@pytest.mark.usefixtures("notes")
def test_the_jobformidler_reads_every_note(cast: Cast) -> None:
    assert read_by(cast, cast.jens) == {"Ordinær", "Helbred", "Uklar", "Mentor"}


@pytest.mark.usefixtures("notes")
def test_the_citizen_reads_what_is_shared(cast: Cast) -> None:
    assert read_by(cast, cast.amina.user) == {"Helbred", "Uklar", "Mentor"}


@pytest.mark.usefixtures("notes")
def test_a_substitute_reads_all_but_the_mentors(cast: Cast) -> None:
    AbsenceFactory(user=cast.jens, substitute=cast.mette)

    assert read_by(cast, cast.mette) == {"Ordinær", "Helbred", "Uklar"}


@pytest.mark.usefixtures("notes")
def test_a_substitute_reads_a_mentors_note_of_their_own(cast: Cast) -> None:
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    NoteFactory(case=cast.aminas_case, headline="Egen", cap=Cap.MENTOR, written_by=cast.mette)
    NoteFactory(case=cast.aminas_case, headline="Lederens", cap=Cap.MENTOR, written_by=cast.lene)

    assert read_by(cast, cast.mette) == {"Ordinær", "Helbred", "Uklar", "Egen"}
    assert read_by(cast, cast.lene) == {"Ordinær"}


@pytest.mark.usefixtures("notes")
def test_the_leader_reads_ordinary_notes(cast: Cast) -> None:
    assert read_by(cast, cast.lene) == {"Ordinær"}


@pytest.mark.usefixtures("notes")
def test_strangers_read_nothing_at_all(cast: Cast) -> None:
    everything(cast.aminas_case)

    for stranger in (cast.mette, cast.omar, cast.bo.user, cast.poul.user, cast.karen, cast.bent, cast.rikke):
        assert queries.timeline(cast.aminas_case, stranger, NOW).entries == ()


def test_a_coordinator_with_consent_reads_wishes_and_jobs_only(cast: Cast) -> None:
    everything(cast.aminas_case)
    RelationFactory(user=cast.vibeke, citizen=cast.amina, coordinator=True, valid_from=NOW - timedelta(days=1))

    assert kinds(queries.timeline(cast.aminas_case, cast.vibeke, NOW)) <= {"wish", "wish_answer", "job"}


def test_the_citizen_sees_no_draft_of_a_decision(cast: Cast) -> None:
    DecisionFactory(case=cast.aminas_case)

    assert "decision" in kinds(queries.timeline(cast.aminas_case, cast.jens, NOW))
    assert "decision" not in kinds(queries.timeline(cast.aminas_case, cast.amina.user, NOW))


def test_a_wish_and_its_answer_are_two_lines(cast: Cast) -> None:
    wish = WishFactory(citizen=cast.amina, said_at=NOW - timedelta(hours=5))
    actions.answer_wish(wish=wish, by=cast.jens, at=NOW, kind=WishAnswerKind.NOT_YET, reason="Stalden er fuld.")

    answer, said = (
        entry
        for entry in queries.timeline(cast.aminas_case, cast.amina.user, NOW).entries
        if entry.kind in {"wish", "wish_answer"}
    )
    assert (answer.state, answer.detail) == ("Ikke endnu", "Stalden er fuld.")
    assert (said.detail, said.is_from_citizen) == ("Jeg vil gerne arbejde med heste.", True)
