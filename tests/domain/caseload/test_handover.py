from datetime import timedelta

import pytest

from helevejen.accounts.models import Notice as StaffNotice
from helevejen.audit.enums import Verb
from helevejen.audit.models import Event
from helevejen.caseload import actions, perms, queries
from helevejen.caseload.enums import AssignmentReason, HandoverState, ItemKind
from helevejen.cases.enums import Holder, NoticeKind, TurnEvent
from helevejen.citizens import queries as citizen_queries
from helevejen.citizens.enums import RelationKind
from helevejen.citizens.models import Relation
from tests.factories.accounts import AbsenceFactory
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import CompanyContactFactory, MeetingFactory, PlanStepFactory, TrackFactory
from tests.factories.citizens import ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY

DAY = TODAY + timedelta(days=20)
THEN = NOW + timedelta(days=20)


def request(cast, **changes):
    given = {
        "case": cast.aminas_case,
        "to_user": cast.mette,
        "new_backup": cast.lene,
        "reason": AssignmentReason.LEAVE,
        "takes_effect_on": DAY,
        "by": cast.jens,
        "at": NOW,
    }
    return actions.request_handover(**given | changes)


def accepted(cast):
    handover = request(cast)
    actions.accept_handover(handover=handover, by=cast.mette, at=NOW)
    handover.refresh_from_db()
    return handover


def sign_all(handover, at):
    for item in queries.items_of(handover, at):
        actions.sign_item(handover=handover, kind=item.kind, reference=item.reference, by=handover.to_user, at=at)


def ready(cast):
    handover = accepted(cast)
    actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=NOW)
    actions.skip_joint_meeting(handover=handover, because="Amina vil hellere tale i telefon", by=cast.jens, at=NOW)
    sign_all(handover, NOW)
    return handover


def sees(user, citizen, at):
    return citizen in citizen_queries.citizens_visible_to(user, at)


# --- asking ---


def test_a_request_is_asked_and_opens_nothing_yet(cast):
    handover = request(cast)
    assert (handover.state, handover.from_user) == (HandoverState.REQUESTED, cast.jens)
    assert StaffNotice.objects.get(user=cast.mette).text == "Jens Bro beder dig overtage en sag."
    assert not Relation.objects.filter(citizen=cast.amina, user=cast.mette).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to_user": "jens"}, "allerede borgerens jobformidler"),
        ({"to_user": "rikke"}, "ikke ansat som jobformidler"),
        ({"new_backup": "mette"}, "en anden end jobformidleren"),
        ({"new_backup": "rikke"}, "vikar er ikke ansat"),
        ({"reason": AssignmentReason.FIRST}, "hvorfor borgeren skifter"),
        ({"takes_effect_on": TODAY}, "fra i morgen"),
    ],
)
def test_a_request_is_refused_with_words(cast, changes, words):
    people = {"jens", "mette", "rikke"}
    given = {name: getattr(cast, value) if value in people else value for name, value in changes.items()}
    with pytest.raises(actions.UnableToRequestHandover, match=words):
        request(cast, **given)


def test_one_hand_over_at_a_time(cast):
    request(cast)
    with pytest.raises(actions.UnableToRequestHandover, match="i gang"):
        request(cast)


def test_a_receiver_in_conflict_is_refused(cast):
    ConflictOfInterestFactory(user=cast.mette, citizen=cast.amina)
    with pytest.raises(actions.UnableToRequestHandover, match="inhabil"):
        request(cast)


def test_a_receiver_away_on_the_day_is_refused(cast):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=DAY, valid_until=DAY + timedelta(days=1))
    with pytest.raises(actions.UnableToRequestHandover, match="væk den dag"):
        request(cast)


def test_several_are_asked_for_in_one_deed_or_none(cast):
    wishes = [
        actions.HandoverWish(cast.carls_case, cast.nina, cast.jens),
        actions.HandoverWish(cast.frejas_case, cast.nina, cast.nina),
    ]
    words = {"reason": AssignmentReason.RESIGNATION, "takes_effect_on": DAY, "by": cast.lene, "at": NOW}
    with pytest.raises(actions.UnableToRequestHandover, match="Freja Ågård: Vikaren skal være en anden"):
        actions.request_handovers(wishes=wishes, **words)
    assert not cast.carls_case.handovers.exists()
    wishes[1] = actions.HandoverWish(cast.frejas_case, cast.nina, cast.jens)
    assert len(actions.request_handovers(wishes=wishes, **words)) == 2


# --- answering ---


def test_a_yes_opens_the_file_and_makes_the_list(cast):
    PlanStepFactory(case=cast.aminas_case)
    handover = accepted(cast)
    assert handover.state == HandoverState.ACCEPTED
    assert sees(cast.mette, cast.amina, NOW)
    assert {item.kind for item in handover.items.all()} == {ItemKind.TURN, ItemKind.PROMISE}
    assert StaffNotice.objects.filter(user=cast.jens, text="Mette Dahl har sagt ja til at overtage en sag.").exists()


def test_only_the_one_asked_answers(cast):
    handover = request(cast)
    with pytest.raises(actions.UnableToAcceptHandover, match="Kun den, der er spurgt"):
        actions.accept_handover(handover=handover, by=cast.jens, at=NOW)
    with pytest.raises(actions.UnableToRefuseHandover, match="Kun den, der er spurgt"):
        actions.refuse_handover(handover=handover, by=cast.lene, at=NOW, reason="Nej")


def test_a_no_has_a_reason_and_changes_nothing_else(cast):
    handover = request(cast)
    with pytest.raises(actions.UnableToRefuseHandover, match="Skriv, hvorfor"):
        actions.refuse_handover(handover=handover, by=cast.mette, at=NOW, reason="  ")
    actions.refuse_handover(handover=handover, by=cast.mette, at=NOW, reason="Jeg har 60 sager")
    handover.refresh_from_db()
    assert (handover.state, handover.refusal_reason) == (HandoverState.REFUSED, "Jeg har 60 sager")
    with pytest.raises(actions.UnableToAcceptHandover, match="allerede svaret"):
        actions.accept_handover(handover=handover, by=cast.mette, at=NOW)
    request(cast)


def test_somebody_who_finds_a_conflict_says_no_instead(cast):
    handover = request(cast)
    ConflictOfInterestFactory(user=cast.mette, citizen=cast.amina)
    with pytest.raises(actions.UnableToAcceptHandover, match="inhabil"):
        actions.accept_handover(handover=handover, by=cast.mette, at=NOW)


def test_a_withdrawn_hand_over_shuts_the_file_and_tells_a_citizen_who_had_been_told(cast):
    handover = accepted(cast)
    actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=NOW)
    actions.withdraw_handover(handover=handover, by=cast.jens, at=NOW + timedelta(hours=1))
    assert not sees(cast.mette, cast.amina, NOW + timedelta(hours=2))
    last = cast.aminas_case.notices.order_by("-pk").first()
    assert (last.kind, last.values["jobformidler"]) == (NoticeKind.NEW_JOBFORMIDLER, "Jens Bro")
    with pytest.raises(actions.UnableToWithdrawHandover, match="slut"):
        actions.withdraw_handover(handover=handover, by=cast.jens, at=NOW)


# --- the citizen ---


def test_the_citizen_is_told_who_when_and_why(cast):
    handover = accepted(cast)
    actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=NOW)
    notice = cast.aminas_case.notices.get()
    assert notice.kind == NoticeKind.HANDOVER_PLANNED
    assert notice.values == {
        "handover_id": handover.pk,
        "former": "Jens Bro",
        "jobformidler": "Mette Dahl",
        "backup": "Lene Krag",
        "takes_effect_on": DAY.isoformat(),
        "reason": "leave",
    }


def test_the_citizen_is_told_after_the_yes_once_and_before_the_day(cast):
    with pytest.raises(actions.UnableToTellCitizen, match="ikke sagt ja"):
        actions.tell_citizen_of_handover(handover=request(cast), by=cast.jens, at=NOW)
    handover = cast.aminas_case.handovers.get()
    actions.accept_handover(handover=handover, by=cast.mette, at=NOW)
    with pytest.raises(actions.UnableToTellCitizen, match="Dagen er nået"):
        actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=THEN)
    actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=NOW)
    with pytest.raises(actions.UnableToTellCitizen, match="har fået besked"):
        actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=NOW)


def test_the_citizen_answers_and_both_are_told(cast):
    handover = accepted(cast)
    amina = cast.amina.user
    with pytest.raises(actions.UnableToAnswerHandover, match="når du har fået besked"):
        actions.answer_handover_as_citizen(handover=handover, by=amina, at=NOW, text="Hvorfor?")
    actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=NOW)
    with pytest.raises(actions.UnableToAnswerHandover, match="Skriv dit svar"):
        actions.answer_handover_as_citizen(handover=handover, by=amina, at=NOW, text=" ")
    actions.answer_handover_as_citizen(handover=handover, by=amina, at=NOW, text="Det er helt fint.")
    handover.refresh_from_db()
    assert handover.citizen_answer == "Det er helt fint."
    told = StaffNotice.objects.filter(text="Borgeren har svaret på en overdragelse.").order_by("user_id")
    assert {notice.user for notice in told} == {cast.jens, cast.mette}


# --- meeting and list ---


def test_the_joint_meeting_is_one_of_the_case(cast):
    handover = accepted(cast)
    with pytest.raises(actions.UnableToPlanJointMeeting, match="hører ikke til"):
        actions.plan_joint_meeting(handover=handover, meeting=MeetingFactory(case=cast.bos_case), by=cast.jens, at=NOW)
    meeting = MeetingFactory(case=cast.aminas_case, purpose="handover")
    actions.plan_joint_meeting(handover=handover, meeting=meeting, by=cast.jens, at=NOW)
    handover.refresh_from_db()
    assert handover.joint_meeting == meeting


def test_no_meeting_needs_a_reason(cast):
    handover = accepted(cast)
    with pytest.raises(actions.UnableToPlanJointMeeting, match="Skriv, hvorfor"):
        actions.skip_joint_meeting(handover=handover, because="", by=cast.jens, at=NOW)


def test_before_the_yes_there_is_nothing_to_meet_about_or_sign(cast):
    handover = request(cast)
    with pytest.raises(actions.UnableToPlanJointMeeting, match="ikke sagt ja"):
        actions.skip_joint_meeting(handover=handover, because="x", by=cast.jens, at=NOW)
    with pytest.raises(actions.UnableToSignItem, match="ikke sagt ja"):
        actions.sign_item(handover=handover, kind="turn", reference="x", by=cast.mette, at=NOW)


def test_only_the_receiver_signs_and_only_what_is_on_the_list(cast):
    handover = accepted(cast)
    (item,) = queries.items_of(handover, NOW)
    with pytest.raises(actions.UnableToSignItem, match="Kun den nye"):
        actions.sign_item(handover=handover, kind=item.kind, reference=item.reference, by=cast.jens, at=NOW)
    with pytest.raises(actions.UnableToSignItem, match="ikke længere åbent"):
        actions.sign_item(handover=handover, kind="promise", reference="cases.planstep:0", by=cast.mette, at=NOW)
    for _ in range(2):
        actions.sign_item(handover=handover, kind=item.kind, reference=item.reference, by=cast.mette, at=NOW)
    assert Event.objects.filter(verb=Verb.HANDOVER_SIGNED).count() == 1


def test_what_is_opened_after_the_yes_can_be_signed_too(cast):
    handover = accepted(cast)
    promise = PlanStepFactory(case=cast.aminas_case)
    sign_all(handover, NOW)
    assert handover.items.get(reference=f"cases.planstep:{promise.pk}").signed_by == cast.mette


# --- completing ---


def test_the_case_changes_hands(cast):
    case = cast.aminas_case
    track = case.tracks.get()
    doctor = TrackFactory(case=case, turn__holder=Holder.DOCTOR)
    meeting = MeetingFactory(case=case, starts_at=THEN + timedelta(days=3))
    CompanyContactFactory(case=case)
    handover = ready(cast)
    actions.complete_handover(handover=handover, by=cast.mette, at=THEN)

    case.refresh_from_db()
    assert (case.jobformidler, case.backup) == (cast.mette, cast.lene)
    old, new = case.assignments.order_by("valid_from")
    assert (old.valid_until, new.valid_from) == (THEN, THEN)
    assert (new.jobformidler, new.reason, new.handover) == (cast.mette, AssignmentReason.LEAVE, handover)
    track.refresh_from_db()
    assert track.open_turn.holder_user == cast.mette
    assert track.turns.get(number=1).event == TurnEvent.TAKEN_OVER
    doctor.refresh_from_db()
    assert doctor.turns.count() == 1
    meeting.refresh_from_db()
    assert meeting.host == cast.mette
    assert case.notices.order_by("-pk").first().kind == NoticeKind.NEW_JOBFORMIDLER
    assert queries.changes_last_12_months(cast.amina, THEN + timedelta(days=1)) == 1


def test_the_former_reads_for_14_days_and_the_new_one_from_then_on(cast):
    actions.complete_handover(handover=ready(cast), by=cast.mette, at=THEN)
    assert sees(cast.jens, cast.amina, THEN + timedelta(days=13))
    assert not sees(cast.jens, cast.amina, THEN + timedelta(days=14, hours=1))
    assert sees(cast.mette, cast.amina, THEN + timedelta(days=400))
    kinds = Relation.objects.filter(citizen=cast.amina, valid_until__isnull=True).values_list("kind", flat=True)
    assert list(kinds) == [RelationKind.CASELOAD]


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("tell", "Giv borgeren besked først"),
        ("meet", "Hold den fælles samtale først"),
        ("sign", "kvittér for hvert punkt"),
        ("wait", "ikke nået"),
    ],
)
def test_nothing_may_be_left_out(cast, left_out, words):
    handover = accepted(cast)
    if left_out != "tell":
        actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=NOW)
    if left_out != "meet":
        actions.skip_joint_meeting(handover=handover, because="Telefon", by=cast.jens, at=NOW)
    if left_out != "sign":
        sign_all(handover, NOW)
    with pytest.raises(actions.UnableToCompleteHandover, match=words):
        actions.complete_handover(handover=handover, by=cast.mette, at=NOW if left_out == "wait" else THEN)
    cast.aminas_case.refresh_from_db()
    assert cast.aminas_case.jobformidler == cast.jens


def test_a_joint_meeting_must_have_been_held(cast):
    handover = ready(cast)
    meeting = MeetingFactory(case=cast.aminas_case, purpose="handover")
    actions.plan_joint_meeting(handover=handover, meeting=meeting, by=cast.jens, at=NOW)
    sign_all(handover, NOW)
    with pytest.raises(actions.UnableToCompleteHandover, match="Hold den fælles"):
        actions.complete_handover(handover=handover, by=cast.mette, at=THEN)
    meeting.state = "held"
    meeting.save()
    actions.complete_handover(handover=handover, by=cast.mette, at=THEN)


def test_a_promise_made_at_the_last_moment_is_not_lost(cast):
    handover = ready(cast)
    PlanStepFactory(case=cast.aminas_case)
    with pytest.raises(actions.UnableToCompleteHandover, match="kvittér"):
        actions.complete_handover(handover=handover, by=cast.mette, at=THEN)


def test_a_meeting_that_clashes_is_moved_first(cast):
    start = THEN + timedelta(days=3)
    MeetingFactory(case=cast.aminas_case, starts_at=start)
    MeetingFactory(case=cast.bos_case, starts_at=start + timedelta(minutes=30))
    with pytest.raises(actions.UnableToCompleteHandover, match="på samme tid"):
        actions.complete_handover(handover=ready(cast), by=cast.mette, at=THEN)


def test_a_receiver_who_has_left_cannot_take_over(cast):
    handover = ready(cast)
    employment = cast.mette.employments.get()
    employment.valid_until = TODAY + timedelta(days=10)
    employment.save()
    with pytest.raises(actions.UnableToCompleteHandover, match="ikke ansat"):
        actions.complete_handover(handover=handover, by=cast.lene, at=THEN)


# --- who may open it ---


def opens(cast, name, at=NOW):
    return perms.visible_to(getattr(cast, name), at).exists()


def test_a_request_is_open_to_giver_receiver_and_leader_only(cast):
    request(cast)
    assert {name for name in ("jens", "mette", "lene", "omar", "nina", "karen", "rikke") if opens(cast, name)} == {
        "jens",
        "mette",
        "lene",
    }
    assert not perms.visible_to(cast.amina.user, NOW).filter(to_user=cast.jens).exists()


def test_the_substitute_of_the_giver_may_open_it(cast):
    HandoverFactory(case=cast.aminas_case, to_user=cast.lene)
    assert not opens(cast, "mette")
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert opens(cast, "mette")


def test_a_request_to_somebody_in_conflict_is_shut(cast):
    request(cast)
    ConflictOfInterestFactory(user=cast.mette, citizen=cast.amina)
    assert not opens(cast, "mette")


def test_after_a_no_the_one_asked_sees_it_no_more(cast):
    handover = request(cast, case=cast.carls_case, to_user=cast.mette, new_backup=cast.nina)
    assert opens(cast, "mette")
    actions.refuse_handover(handover=handover, by=cast.mette, at=NOW, reason="Nej")
    assert not opens(cast, "mette")
