from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from helevejen.cases import actions, queries
from helevejen.cases.enums import (
    Cap,
    DecisionObjection,
    DecisionOutcome,
    DecisionState,
    Holder,
    MissingElement,
    NoticeKind,
    TurnEvent,
)
from helevejen.cases.models import Decision, DecisionEvidence, Notice
from helevejen.cases.rules import decisions as rules
from tests.cast import NOW, TODAY
from tests.factories.cases import DecisionEvidenceFactory, DecisionFactory, NoteFactory, TrackFactory
from tests.factories.citizens import RelationFactory
from tests.support.flat import assert_flat

PARTS = {
    "outcome": DecisionOutcome.NO,
    "facts": "Du har søgt om praktik hos Skovly.\n\nDer er ingen ansatte.",
    "considerations": "En praktik kræver, at der er nogen at lære af.",
    "is_hearing_needed": False,
}


@pytest.fixture
def track(aminas_case):
    return aminas_case.tracks.get()


@pytest.fixture
def draft(aminas_case, jens, track):
    return actions.draft_decision(case=aminas_case, by=jens, at=NOW, kind="work_trial", track=track)


@pytest.fixture
def whole(draft, jens):
    return actions.write_decision(decision=draft, by=jens, at=NOW, **PARTS)


@pytest.fixture
def released(whole, jens):
    return actions.release_decision(decision=whole, by=jens, at=NOW)


def turn_of(track):
    return track.turns.get(ended_at=None)


def events_told(case):
    return [
        notice.values["event"] for notice in Notice.objects.filter(case=case, kind=NoticeKind.DECISION).order_by("pk")
    ]


# --- Drafting ---


def test_a_draft_begins_with_what_is_known(draft, jens, amina):
    assert (draft.state, draft.drafted_by, draft.drafted_at) == (DecisionState.DRAFT, jens, NOW)
    assert draft.law_clause == "LAB-61-2020"
    assert "Ankestyrelsen" in draft.complaint_guidance
    event = Event.objects.get(verb=Verb.DECISION_DRAFTED)
    assert (event.subject_id, event.cap, event.detail) == (amina.pk, Cap.AUTHORITY, {"kind": "work_trial"})


def test_of_several_laws_in_force_a_person_chooses(aminas_case, jens, monkeypatch):
    kind = rules.clauses().kinds["work_trial"]
    two = type(kind)(kind.id, kind.name_da, kind.name_en, kind.hearing, kind.laws * 2)
    monkeypatch.setitem(rules.clauses().kinds, "work_trial", two)
    assert actions.draft_decision(case=aminas_case, by=jens, at=NOW, kind="work_trial").law_clause == ""


@pytest.mark.parametrize("fault", ["kind", "track", "writer", "closed"])
def test_a_draft_that_cannot_be_begun(aminas_case, bos_case, jens, amina, fault):
    right = {"case": aminas_case, "by": jens, "at": NOW, "kind": "work_trial"}
    wrong, objection = {
        "kind": ({"kind": "fine"}, DecisionObjection.UNKNOWN_KIND),
        "track": ({"track": TrackFactory(case=bos_case)}, DecisionObjection.WRONG_TRACK),
        "writer": ({"by": amina.user}, DecisionObjection.NOT_STAFF),
        "closed": ({"case": _closed(bos_case, jens)}, DecisionObjection.CASE_CLOSED),
    }[fault]
    with pytest.raises(actions.UnableToDraftDecision) as refusal:
        actions.draft_decision(**{**right, **wrong})
    assert refusal.value.reason == objection
    assert not Decision.objects.exists()


def _closed(case, by):
    case.closed_at, case.closed_by, case.closing_reason = NOW, by, "moved"
    case.save()
    return case


# --- Writing ---


def test_parts_are_written_one_at_a_time(draft, jens):
    actions.write_decision(decision=draft, by=jens, at=NOW, facts="Noget.")
    decision = actions.write_decision(decision=draft, by=jens, at=NOW, considerations="Noget andet.")
    assert (decision.facts, decision.considerations) == ("Noget.", "Noget andet.")
    details = [event.detail for event in Event.objects.filter(verb=Verb.DECISION_CHANGED).order_by("pk")]
    assert details == [{"fields": ["facts"]}, {"fields": ["considerations"]}], "what was written is not in the log"


def test_the_law_is_one_of_the_kind(draft, jens):
    with pytest.raises(actions.UnableToWriteDecision) as refusal:
        actions.write_decision(decision=draft, by=jens, at=NOW, law_clause="LAB-116-2020")
    assert refusal.value.reason == DecisionObjection.LAW_OF_OTHER_KIND
    assert actions.write_decision(decision=draft, by=jens, at=NOW, law_clause="").law_clause == ""


@pytest.mark.parametrize("field", ["state", "released_at", "case", "text", "hearing_answer"])
def test_some_fields_are_written_by_deeds_alone(draft, jens, field):
    with pytest.raises(TypeError, match=field):
        actions.write_decision(decision=draft, by=jens, at=NOW, **{field: "x"})


# --- Notes it rests on ---


def test_a_draft_rests_on_notes_of_its_case(draft, jens, aminas_case):
    note = NoteFactory(case=aminas_case, cap=Cap.AUTHORITY)
    for _ in range(2):
        actions.attach_note(decision=draft, note=note, by=jens, at=NOW)
    assert [(one.note, one.note_cap) for one in draft.evidence.order_by("pk")] == [(note, Cap.AUTHORITY)]
    for _ in range(2):
        actions.detach_note(decision=draft, note=note, by=jens, at=NOW)
    assert not draft.evidence.exists()
    details = [event.detail for event in Event.objects.filter(verb=Verb.DECISION_CHANGED).order_by("pk")]
    assert details == [{"attached": note.pk}, {"detached": note.pk}], "doing it twice is one deed"


def test_a_mentors_note_is_never_evidence(draft, jens, aminas_case):
    with pytest.raises(actions.UnableToAttachNote) as refusal:
        actions.attach_note(decision=draft, note=NoteFactory(case=aminas_case, cap=Cap.MENTOR), by=jens, at=NOW)
    assert refusal.value.reason == DecisionObjection.MENTOR_NOTE


@pytest.mark.both
def test_the_database_refuses_a_mentors_note_too(draft, aminas_case):
    note = NoteFactory(case=aminas_case, cap=Cap.MENTOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionEvidence.objects.create(decision=draft, note=note, note_cap=note.cap)


def test_a_note_of_another_case_is_refused(draft, jens, bos_case):
    with pytest.raises(actions.UnableToAttachNote) as refusal:
        actions.attach_note(decision=draft, note=NoteFactory(case=bos_case, cap=Cap.AUTHORITY), by=jens, at=NOW)
    assert refusal.value.reason == DecisionObjection.NOTE_OF_OTHER_CASE


# --- Hearing ---


@pytest.fixture
def heard(draft, jens):
    actions.write_decision(decision=draft, by=jens, at=NOW, facts="Stedet har ingen ansatte.")
    return actions.send_hearing(decision=draft, by=jens, at=NOW)


def test_the_citizen_is_asked_and_has_the_ball(heard, track):
    assert (heard.is_hearing_needed, heard.hearing_sent_on, heard.hearing_due_on) == (True, TODAY, date(2026, 3, 25))
    turn = turn_of(track)
    assert (turn.holder, turn.step, turn.due_on, turn.due_kind) == (
        Holder.CITIZEN,
        "you_are_heard",
        date(2026, 3, 25),
        "rule",
    )
    assert events_told(heard.case) == ["hearing"]


def test_the_answer_gives_the_jobformidler_the_ball(heard, track, amina, jens):
    later = NOW + timedelta(days=3)
    decision = actions.answer_hearing(decision=heard, by=amina.user, at=later, answer=" Hans kone arbejder der. ")
    assert (decision.hearing_answer, decision.hearing_answered_on) == ("Hans kone arbejder der.", later.date())
    turn = turn_of(track)
    assert (turn.holder_user, turn.step) == (jens, "we_decide")
    assert track.turns.get(number=turn.number - 1).event == TurnEvent.ANSWERED


def test_a_ball_that_has_gone_elsewhere_is_left_alone(heard, track, amina, jens):
    actions.pass_turn(track=track, by=jens, at=NOW, event=TurnEvent.DONE, step="we_follow_up", cap=Cap.AUTHORITY)
    actions.answer_hearing(decision=heard, by=amina.user, at=NOW, answer="Ja.")
    assert turn_of(track).step == "we_follow_up"


def test_a_draft_beside_the_tracks_is_heard_about_too(aminas_case, jens, track):
    draft = actions.draft_decision(case=aminas_case, by=jens, at=NOW, kind="mentor")
    actions.write_decision(decision=draft, by=jens, at=NOW, facts="Noget.")
    actions.send_hearing(decision=draft, by=jens, at=NOW, due_on=TODAY + timedelta(days=7))
    assert turn_of(track).step == "we_invite"


@pytest.mark.parametrize("fault", ["facts", "short", "unneeded", "twice"])
def test_a_hearing_that_cannot_be_sent(draft, jens, fault):
    parts = {"facts": "" if fault == "facts" else "Noget.", "is_hearing_needed": False if fault == "unneeded" else None}
    actions.write_decision(decision=draft, by=jens, at=NOW, **parts)
    if fault == "twice":
        actions.send_hearing(decision=draft, by=jens, at=NOW)
    due_on = TODAY + timedelta(days=6 if fault == "short" else 14)
    with pytest.raises(actions.UnableToSendHearing) as refusal:
        actions.send_hearing(decision=draft, by=jens, at=NOW, due_on=due_on)
    assert (
        refusal.value.reason
        == {
            "facts": DecisionObjection.NO_FACTS,
            "short": DecisionObjection.HEARING_TOO_SHORT,
            "unneeded": DecisionObjection.HEARING_NOT_NEEDED,
            "twice": DecisionObjection.HEARING_SENT,
        }[fault]
    )


def test_an_answer_nobody_asked_for(draft, jens):
    with pytest.raises(actions.UnableToAnswerHearing) as refusal:
        actions.answer_hearing(decision=draft, by=jens, at=NOW, answer="Ja.")
    assert refusal.value.reason == DecisionObjection.HEARING_NOT_SENT


def test_an_empty_answer_and_a_second_one(heard, amina):
    with pytest.raises(actions.UnableToAnswerHearing) as refusal:
        actions.answer_hearing(decision=heard, by=amina.user, at=NOW, answer="  ")
    assert refusal.value.reason == DecisionObjection.NO_ANSWER
    actions.answer_hearing(decision=heard, by=amina.user, at=NOW, answer="Ja.")
    with pytest.raises(actions.UnableToAnswerHearing) as refusal:
        actions.answer_hearing(decision=heard, by=amina.user, at=NOW, answer="Nej.")
    assert refusal.value.reason == DecisionObjection.HEARING_ANSWERED


# --- Releasing ---


def test_a_whole_decision_is_released(released, jens, track):
    assert (released.state, released.released_by, released.released_at) == (DecisionState.RELEASED, jens, NOW)
    assert released.complaint_due_on == TODAY + timedelta(weeks=4)
    assert turn_of(track).step == "we_follow_up"
    assert events_told(released.case) == ["released"]
    event = Event.objects.get(verb=Verb.DECISION_RELEASED)
    assert event.detail == {"outcome": "no", "law": "LAB-61-2020"}


def test_the_ball_goes_where_the_jobformidler_sends_it(whole, jens, track):
    actions.release_decision(decision=whole, by=jens, at=NOW, next_step="you_act", due_on=TODAY + timedelta(days=9))
    assert (turn_of(track).holder, turn_of(track).due_on) == (Holder.CITIZEN, TODAY + timedelta(days=9))


@pytest.mark.parametrize(
    ("part", "value", "element"),
    [
        ("outcome", "", MissingElement.OUTCOME),
        ("facts", " ", MissingElement.FACTS),
        ("considerations", "", MissingElement.CONSIDERATIONS),
        ("law_clause", "", MissingElement.LAW),
        ("is_hearing_needed", None, MissingElement.HEARING_NOT_CONSIDERED),
        ("is_hearing_needed", True, MissingElement.HEARING_NOT_SENT),
        ("complaint_guidance", "", MissingElement.COMPLAINT_GUIDANCE),
        ("complaint_due_on", TODAY + timedelta(days=27), MissingElement.COMPLAINT_DEADLINE),
    ],
)
def test_nothing_is_released_while_an_element_is_missing(whole, jens, track, part, value, element):
    before = turn_of(track)
    actions.write_decision(decision=whole, by=jens, at=NOW, **{part: value})
    whole.refresh_from_db()
    assert queries.missing_in(whole, TODAY) == [element]
    with pytest.raises(actions.UnableToReleaseDecision) as refusal:
        actions.release_decision(decision=whole, by=jens, at=NOW)
    assert refusal.value.missing == [element]
    assert str(refusal.value) == element.label
    whole.refresh_from_db()
    assert (whole.state, whole.text) == (DecisionState.DRAFT, "")
    assert turn_of(track) == before


@pytest.mark.parametrize("cap", [Cap.MENTOR, Cap.COMPANY, ""])
def test_only_the_cap_of_authority_decides(whole, jens, cap):
    with pytest.raises(actions.UnableToReleaseDecision) as refusal:
        actions.release_decision(decision=whole, by=jens, at=NOW, cap=cap)
    assert refusal.value.missing == [MissingElement.AUTHORITY_CAP]


@pytest.mark.parametrize("fault", ["citizen releases", "account closed"])
def test_only_a_person_on_the_staff_decides(whole, jens, amina, fault):
    if fault == "account closed":
        jens.is_active = False
        jens.save()
    by = amina.user if fault == "citizen releases" else jens
    with pytest.raises(actions.UnableToReleaseDecision) as refusal:
        actions.release_decision(decision=whole, by=by, at=NOW)
    assert refusal.value.missing == [MissingElement.PERSON]


def test_a_hearing_holds_the_decision_up_until_it_is_over(heard, jens):
    actions.write_decision(decision=heard, by=jens, at=NOW, **{**PARTS, "is_hearing_needed": True})
    last = datetime(2026, 3, 25, 22, 59, tzinfo=UTC)  # a minute to midnight in Denmark
    with pytest.raises(actions.UnableToReleaseDecision) as refusal:
        actions.release_decision(decision=heard, by=jens, at=last)
    assert refusal.value.missing == [MissingElement.HEARING_NOT_OVER]
    released = actions.release_decision(decision=heard, by=jens, at=last + timedelta(minutes=1))
    assert released.complaint_due_on == date(2026, 4, 23)


def test_an_answer_ends_the_hearing(heard, jens, amina):
    actions.write_decision(decision=heard, by=jens, at=NOW, **{**PARTS, "is_hearing_needed": True})
    actions.answer_hearing(decision=heard, by=amina.user, at=NOW, answer="Det er rigtigt.")
    released = actions.release_decision(decision=heard, by=jens, at=NOW)
    assert ("Det har du svaret", ["Det er rigtigt."]) in queries.decision_text(released)


def test_a_plain_yes_needs_no_hearing(whole, jens):
    yes = {"outcome": DecisionOutcome.YES, "is_hearing_needed": None}
    actions.write_decision(decision=whole, by=jens, at=NOW, **yes)
    assert actions.release_decision(decision=whole, by=jens, at=NOW).is_hearing_needed is False


def test_an_old_page_is_told_who_moved_the_ball(whole, jens, mette, track):
    seen = turn_of(track)
    actions.pass_turn(track=track, by=mette, at=NOW, event=TurnEvent.DONE, step="we_follow_up", cap=Cap.AUTHORITY)
    with pytest.raises(actions.UnableToReleaseDecision, match="Mette sendte bolden videre"):
        actions.release_decision(decision=whole, by=jens, at=NOW, expected_turn=seen.pk)
    whole.refresh_from_db()
    assert whole.state == DecisionState.DRAFT


def test_a_track_that_is_closed_holds_nothing_up(whole, jens, track):
    actions.close_track(track=track, by=jens, at=NOW, outcome="reached")
    assert actions.release_decision(decision=whole, by=jens, at=NOW).state == DecisionState.RELEASED


# --- Afterwards ---


@pytest.mark.parametrize("state", ["released", "withdrawn"])
def test_what_is_no_draft_is_not_changed(aminas_case, jens, state):
    traits = {"released": True} if state == "released" else {"state": "withdrawn"}
    decision = DecisionFactory(case=aminas_case, **traits)
    note = NoteFactory(case=aminas_case, cap=Cap.AUTHORITY)
    deed = {"decision": decision, "by": jens, "at": NOW}
    for act, words in (
        (actions.write_decision, {"facts": "x"}),
        (actions.attach_note, {"note": note}),
        (actions.detach_note, {"note": note}),
        (actions.send_hearing, {}),
        (actions.answer_hearing, {"answer": "x"}),
        (actions.release_decision, {}),
        (actions.withdraw_draft, {}),
    ):
        with pytest.raises(actions.decisions.Refusal) as refusal:
            act(**deed, **words)
        assert refusal.value.reason == DecisionObjection.NOT_DRAFT


@pytest.mark.both
@pytest.mark.parametrize("change", [{"facts": "x"}, {"state": "draft"}, {"released_at": None}, {"text": ""}])
def test_the_database_freezes_what_is_released(released, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=released.pk).update(**change)


@pytest.mark.both
def test_no_decision_is_deleted(draft):
    with pytest.raises(DatabaseError), transaction.atomic():
        draft.delete()


def test_a_draft_is_laid_away(draft, jens):
    assert actions.withdraw_draft(decision=draft, by=jens, at=NOW).state == DecisionState.WITHDRAWN
    assert queries.decisions_of(draft.case, jens, NOW) == []


def test_a_draft_laid_away_takes_the_ball_back(heard, jens, track, amina):
    actions.withdraw_draft(decision=heard, by=jens, at=NOW)
    assert (turn_of(track).holder_user, turn_of(track).step) == (jens, "we_decide")
    assert queries.decisions_of(heard.case, amina.user, NOW) == []


def test_every_deed_is_written_down(heard, jens, amina):
    actions.answer_hearing(decision=heard, by=amina.user, at=NOW, answer="Ja.")
    actions.withdraw_draft(decision=heard, by=jens, at=NOW)
    deeds = [
        (event.verb, event.actor_id, event.subject_id)
        for event in Event.objects.filter(object_kind="cases.decision").order_by("pk")
    ]
    assert deeds == [
        (Verb.DECISION_DRAFTED, jens.pk, amina.pk),
        (Verb.DECISION_CHANGED, jens.pk, amina.pk),
        (Verb.HEARING_SENT, jens.pk, amina.pk),
        (Verb.HEARING_ANSWERED, amina.user.pk, amina.pk),
        (Verb.DECISION_WITHDRAWN, jens.pk, amina.pk),
    ]
    assert not Event.objects.filter(detail__icontains="Ja.").exists()


# --- Reading ---


def test_the_text_is_whole_and_in_reading_order(released):
    text = queries.decision_text(released)
    assert [heading for heading, _paragraphs in text] == [
        "Afgørelse",
        "Oplysningerne i sagen",
        "Loven",
        "Det har vi lagt vægt på",
        "Sådan kan du klage",
    ]
    said = dict(text)
    assert said["Afgørelse"] == ["Virksomhedspraktik: Nej.", "Truffet 11. marts 2026 af Jens Bro."]
    assert said["Oplysningerne i sagen"] == ["Du har søgt om praktik hos Skovly.", "Der er ingen ansatte."]
    assert said["Loven"] == ["Afgørelsen er truffet efter lov om en aktiv beskæftigelsesindsats § 61."]
    assert said["Sådan kan du klage"][-1] == "Vi skal have din klage senest onsdag den 8. april 2026."


def test_the_text_is_the_one_that_was_released(released, monkeypatch):
    before = queries.decision_text(released)
    released.refresh_from_db()
    monkeypatch.setitem(rules.clauses().kinds, "work_trial", None)
    assert queries.decision_text(released) == before


def test_a_decision_is_released_in_danish_whatever_the_screen_speaks(whole, jens):
    with translation.override("en"):
        released = actions.release_decision(decision=whole, by=jens, at=NOW)
        assert released.text.startswith("# Afgørelse\n\nVirksomhedspraktik: Nej.")


def test_a_draft_shows_the_parts_written_so_far(draft):
    assert [heading for heading, _ in queries.decision_text(draft)] == ["Loven", "Sådan kan du klage"]


def test_kinds_and_laws_are_offered_in_the_users_language():
    assert ("flex_job", "Fleksjob") in queries.decision_kinds()
    assert queries.laws_for("flex_job", TODAY) == [("LAB-116-2020", "lov om en aktiv beskæftigelsesindsats § 116")]
    assert queries.laws_for("flex_job", date(2019, 1, 1)) == []
    assert queries.laws_for("unknown", TODAY) == []
    with translation.override("en"):
        assert queries.decision_name("flex_job") == "Flex job"
    assert queries.decision_name("gone") == "gone"


def test_a_released_decision_lacks_nothing(released):
    assert queries.missing_in(released, TODAY) == []


def test_the_citizen_reads_what_is_released_and_what_they_are_asked_about(aminas_case, heard, amina):
    released = DecisionFactory(case=aminas_case, released=True, drafted_at=NOW - timedelta(days=60))
    DecisionFactory(case=aminas_case)
    assert queries.decisions_of(aminas_case, amina.user, NOW) == [heard, released]
    assert list(queries.decisions_visible_to(amina.user, NOW)) == [heard, released]


def test_what_a_decision_rests_on_is_read_in_order(draft, jens, aminas_case):
    notes = [NoteFactory(case=aminas_case, cap=Cap.COMPANY) for _ in range(2)]
    for note in notes:
        actions.attach_note(decision=draft, note=note, by=jens, at=NOW)
    assert [one.note for one in queries.evidence_of(draft)] == notes


def test_only_notes_that_may_be_read_and_used_are_offered(draft, jens, aminas_case, omar):
    usable = NoteFactory(case=aminas_case, cap=Cap.COMPANY)
    NoteFactory(case=aminas_case, cap=Cap.MENTOR)
    used = NoteFactory(case=aminas_case, cap=Cap.AUTHORITY)
    actions.attach_note(decision=draft, note=used, by=jens, at=NOW)
    assert list(queries.notes_for_evidence(draft, jens, NOW)) == [usable]
    assert list(queries.notes_for_evidence(draft, omar, NOW)) == []


def test_drafts_are_for_those_who_may_read_of_health(aminas_case, draft, jens, lene):
    released = DecisionFactory(case=aminas_case, released=True, drafted_at=NOW - timedelta(days=60))
    assert queries.decisions_of(aminas_case, jens, NOW) == [draft, released]
    assert queries.decisions_of(aminas_case, lene, NOW) == [released]


@pytest.mark.parametrize(
    ("trait", "sees"), [("meeting", 1), ("handover", 2), ("former", 1), ("coordinator", 0), ("broken_glass", 2)]
)
def test_a_relation_shows_decisions_as_far_as_its_level(aminas_case, draft, amina, omar, trait, sees):
    DecisionFactory(case=aminas_case, released=True)
    RelationFactory(user=omar, citizen=amina, valid_from=NOW, **{trait: True})
    assert len(queries.decisions_of(aminas_case, omar, NOW)) == sees


def test_a_stranger_sees_no_decision(released, omar, jens, amina, bo):
    assert list(queries.decisions_visible_to(jens, NOW)) == [released]
    assert list(queries.decisions_visible_to(omar, NOW)) == []
    assert list(queries.decisions_visible_to(bo.user, NOW)) == []


def test_the_list_of_decisions_is_flat(aminas_case, jens):
    drafts = [DecisionFactory(case=aminas_case)]

    def make():
        DecisionFactory(case=aminas_case, released=True)
        DecisionEvidenceFactory(decision=drafts[0])

    def read():
        for decision in queries.decisions_of(aminas_case, jens, NOW):
            assert decision.case.citizen.name
            assert decision.drafted_by.name
            assert decision.state == DecisionState.DRAFT or decision.released_by.name
            queries.decision_text(decision)
        assert all(one.note.written_by.name for one in queries.evidence_of(drafts[0]))

    make()
    assert_flat(read, make)
