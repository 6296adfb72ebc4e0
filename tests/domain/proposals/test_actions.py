"""From the question to hired or not: each step passes the turn, and the company is shown what was agreed to."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from helevejen.accounts.models import Notice
from helevejen.audit.models import Access, Event
from helevejen.cases import actions as case_actions
from helevejen.cases.actions import company_turns
from helevejen.cases.models import Note, Turn
from helevejen.core.db import erasing
from helevejen.proposals import actions, perms, queries
from helevejen.proposals.actions import Asked, Interview, UnableToMoveProposal, Why
from helevejen.proposals.enums import ProposalState
from helevejen.proposals.models import Disclosure, Proposal
from helevejen.proposals.rules import cards
from helevejen.recruitment import actions as order_actions
from helevejen.recruitment.enums import OrderState
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules.orders import Demanded
from tests.cast import NOW, TODAY
from tests.factories.cases import MeetingFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.profiles import ProfileFactFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.suggestions import MatchListFactory, SuggestionFactory
from tests.factories.whole import whole_case

pytestmark = [pytest.mark.both, pytest.mark.django_db]

MEETING = Interview(NOW + timedelta(days=5), "Havnen 3")


@pytest.fixture
def order(cast):
    made = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, answered=True, positions=1)
    RequirementFactory(order=made, label="Truckcertifikat B")
    return made


@pytest.fixture
def asked(cast, order):
    question = Asked(["considerations", "phone"], "Det ligner det, du gerne vil.")
    return actions.propose(case=cast.aminas_case, order=order, asked=question, by=cast.jens, at=NOW)


def fresh(proposal):
    return Proposal.objects.select_related("track__open_turn", "order").get(pk=proposal.pk)


def ball(proposal):
    turn = fresh(proposal).track.open_turn
    return (turn.step, turn.holder, turn.holder_name) if turn else None


def come_to(proposal, cast, state):
    """Bring a proposal that was asked to a later state."""
    us, them = {"by": cast.jens, "at": NOW}, {"by": cast.poul.user, "at": NOW}
    actions.accept(proposal=proposal, agreed=["phone"], by=cast.amina.user, at=NOW)
    steps = [
        ("presented", lambda: actions.present(proposal=proposal, **us)),
        ("wanted", lambda: actions.want_to_meet(proposal=proposal, **them)),
        ("named", lambda: actions.give_name(proposal=proposal, **us)),
        ("interview", lambda: actions.set_interview(proposal=proposal, interview=MEETING, **them)),
        ("hired", lambda: actions.hire(proposal=proposal, **them)),
    ]
    for name, deed in steps:
        if fresh(proposal).state == state:
            break
        deed()
        assert fresh(proposal).state == name
    return fresh(proposal)


def test_the_whole_way_passes_the_turn_of_one_track(cast, order, asked):
    company = cast.poul.company.name
    assert ball(asked) == ("you_answer_proposal", "citizen", "")
    actions.accept(proposal=asked, agreed=["phone"], by=cast.amina.user, at=NOW)
    assert ball(asked) == ("we_present_proposal", "jobformidler", "")
    actions.present(proposal=asked, by=cast.jens, at=NOW)
    assert ball(asked) == ("company_reads_card", "company", company)
    actions.want_to_meet(proposal=asked, by=cast.poul.user, at=NOW)
    assert ball(asked) == ("we_give_name", "jobformidler", "")
    actions.give_name(proposal=asked, by=cast.jens, at=NOW)
    assert ball(asked) == ("company_sets_interview", "company", company)
    actions.set_interview(proposal=asked, interview=MEETING, by=cast.poul.user, at=NOW)
    assert ball(asked) == ("company_answers_interview", "company", company)
    actions.hire(proposal=asked, by=cast.poul.user, at=NOW)
    assert ball(asked) == ("we_make_agreement", "jobformidler", "")
    done = fresh(asked)
    assert (done.state, done.ended_at, done.seat) == ("hired", NOW, 1)
    kinds = list(done.events.order_by("number").values_list("kind", flat=True))
    assert kinds == ["proposed", "accepted", "presented", "wanted", "named", "interview", "hired"]
    assert JobOrder.objects.get(pk=order.pk).state == OrderState.FILLED
    assert Turn.objects.filter(track=done.track).count() == 7


def test_the_company_was_shown_the_card_and_then_the_name_and_nothing_that_was_not_agreed_to(cast, order, asked):
    ProfileFactFactory(citizen=cast.amina, licence=True)
    ProfileFactFactory(citizen=cast.amina, consideration=True)
    come_to(asked, cast, "interview")
    card, name = Disclosure.objects.order_by("pk")
    assert cards.read_card(card.shown).lines == (cards.Line("Truckcertifikat B", "must", "covered"),)
    assert cards.read_card(card.shown).needs is None
    person = cards.read_person(name.shown)
    assert (person.name, person.phone, person.email) == (cast.amina.name, cast.amina.phone, "")
    assert (card.company, card.holds_until) == (cast.poul.company, asked.holds_until)
    assert set(Access.objects.filter(kind="disclose").values_list("page", flat=True)) == {
        "proposal_shown", "proposal_named"
    }  # fmt: skip


def test_what_was_shown_stays_as_it_was_shown(cast, asked):
    come_to(asked, cast, "presented")
    with pytest.raises(DatabaseError), transaction.atomic():
        Disclosure.objects.update(shown="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        Disclosure.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        fresh(asked).events.update(kind="hired")


def test_a_no_ends_it_and_leaves_nothing_behind(cast, asked):
    notes, cases = Note.objects.count(), Event.objects.filter(verb__startswith="clock").count()
    actions.decline(proposal=asked, by=cast.amina.user, at=NOW)
    done = fresh(asked)
    assert (done.state, done.reason, done.track.outcome) == ("declined", "", "not_needed")
    assert (Note.objects.count(), Event.objects.filter(verb__startswith="clock").count()) == (notes, cases)
    assert "Det er i orden" in Notice.objects.get(user=cast.jens, kind="proposal").text


@pytest.mark.parametrize("state", ["accepted", "presented", "wanted", "named", "interview"])
def test_a_yes_taken_back_closes_the_company_s_eyes_at_once(cast, asked, state):
    come_to(asked, cast, state)
    seen = perms.visible_to(cast.poul.user, NOW)
    assert seen.exists() == (state != "accepted")
    actions.withdraw(proposal=asked, by=cast.amina.user, at=NOW)
    assert not seen.all().exists()
    assert fresh(asked).state == "withdrawn"


def test_somebody_hired_does_not_take_it_back_here(cast, asked):
    come_to(asked, cast, "hired")
    with pytest.raises(UnableToMoveProposal, match="slut"):
        actions.withdraw(proposal=asked, by=cast.amina.user, at=NOW)


def test_the_company_sees_nothing_when_the_yes_is_past_or_the_track_is_closed(cast, asked):
    come_to(asked, cast, "presented")
    until = fresh(asked).holds_until
    days = (until - TODAY).days
    assert perms.visible_to(cast.poul.user, NOW + timedelta(days=days - 1)).exists()
    assert not perms.visible_to(cast.poul.user, NOW + timedelta(days=days)).exists()
    case_actions.close_track(track=fresh(asked).track, by=cast.jens, at=NOW, outcome="not_needed")
    assert not perms.visible_to(cast.poul.user, NOW).exists()
    assert not fresh(asked).is_live


def test_a_card_is_not_shown_when_the_yes_is_past(cast, asked):
    come_to(asked, cast, "accepted")
    with pytest.raises(UnableToMoveProposal, match="gælder ikke længere"):
        actions.present(proposal=asked, by=cast.jens, at=NOW + timedelta(days=61))
    assert not Disclosure.objects.exists()


def test_what_the_company_asks_for_after_the_yes_is_not_answered_on_the_card(cast, order, asked):
    ProfileFactFactory(citizen=cast.amina, licence=True, subject="hygiene")
    come_to(asked, cast, "accepted")
    later = NOW + timedelta(hours=1)
    order_actions.require(
        order=order, demanded=Demanded("licence", "Hygiejne", code="hygiene"), by=cast.poul.user, at=later
    )
    with pytest.raises(UnableToMoveProposal, match="spørg igen"):
        actions.present(proposal=asked, by=cast.jens, at=later)
    assert (fresh(asked).state, Disclosure.objects.exists()) == ("accepted", False)
    actions.stop(proposal=asked, by=cast.jens, at=later)
    again = actions.propose(case=cast.aminas_case, order=order, asked=Asked(), by=cast.jens, at=later)
    actions.accept(proposal=again, agreed=[], by=cast.amina.user, at=later)
    actions.present(proposal=again, by=cast.jens, at=later)
    assert [line.text for line in cards.read_card(Disclosure.objects.get().shown).lines] == [
        "Truckcertifikat B",
        "Hygiejne",
    ]


def test_a_correction_before_the_yes_and_talks_after_it_change_nothing(cast, order, asked):
    demanded = Demanded("licence", "Hygiejne", code="hygiene")
    order_actions.require(order=order, demanded=demanded, by=cast.poul.user, at=NOW - timedelta(minutes=1))
    come_to(asked, cast, "accepted")
    order_actions.answer_order(order=order, by=cast.rikke, at=NOW + timedelta(hours=1), words="Vi talte om vagter.")
    actions.present(proposal=asked, by=cast.jens, at=NOW + timedelta(hours=2))
    assert fresh(asked).state == "presented"


def test_the_title_of_the_track_does_not_say_where(cast, order, asked):
    assert fresh(asked).track.title == order.title


def test_not_now_says_why_to_both(cast, order, asked):
    come_to(asked, cast, "presented")
    for why in (Why(""), Why("missing", "Kran")):
        with pytest.raises(UnableToMoveProposal):
            actions.refuse(proposal=asked, why=why, by=cast.poul.user, at=NOW)
    why = Why("missing", "Truckcertifikat B", "Kom igen, når du har det.")
    actions.refuse(proposal=asked, why=why, by=cast.poul.user, at=NOW)
    done = fresh(asked)
    assert (done.state, done.reason, done.missing, done.reason_words) == (
        "refused", "missing", "Truckcertifikat B", "Kom igen, når du har det.",
    )  # fmt: skip
    assert not perms.visible_to(cast.poul.user, NOW).exists()


def test_the_same_two_have_one_open_proposal(cast, order, asked):
    again = {"case": cast.aminas_case, "order": order, "asked": Asked(), "by": cast.jens, "at": NOW}
    with pytest.raises(UnableToMoveProposal, match="allerede foreslået"):
        actions.propose(**again)
    actions.decline(proposal=asked, by=cast.amina.user, at=NOW)
    assert actions.propose(**again).seat == 2


def test_one_left_behind_on_a_closed_track_stands_in_nobody_s_way(cast, order, asked):
    case_actions.close_track(track=asked.track, by=cast.jens, at=NOW, outcome="not_needed")
    again = actions.propose(case=cast.aminas_case, order=order, asked=Asked(), by=cast.jens, at=NOW)
    assert (fresh(asked).state, again.state) == ("stopped", "asked")


def test_more_than_was_asked_for_is_not_agreed_to(cast, asked):
    with pytest.raises(UnableToMoveProposal, match="ikke spurgt om"):
        actions.accept(proposal=asked, agreed=["email"], by=cast.amina.user, at=NOW)


def test_a_page_that_is_old_does_nothing(cast, asked):
    actions.accept(proposal=asked, agreed=[], by=cast.amina.user, at=NOW, expected=1)
    with pytest.raises(UnableToMoveProposal, match="borgeren sagde ja"):
        actions.withdraw(proposal=asked, by=cast.amina.user, at=NOW, expected=1)


def test_a_silent_party_is_reminded_by_a_person_and_then_released(cast, asked):
    day = timedelta(days=1)
    with pytest.raises(UnableToMoveProposal, match="tid til at svare"):
        actions.remind(proposal=asked, by=cast.jens, at=NOW + 7 * day)
    with pytest.raises(UnableToMoveProposal, match="Mind først"):
        actions.release(proposal=asked, by=cast.jens, at=NOW + 8 * day)
    actions.remind(proposal=asked, by=cast.jens, at=NOW + 8 * day)
    with pytest.raises(UnableToMoveProposal, match="tid til at svare"):
        actions.release(proposal=asked, by=cast.jens, at=NOW + 13 * day)
    actions.release(proposal=asked, by=cast.jens, at=NOW + 14 * day)
    assert fresh(asked).state == "released"
    assert cast.aminas_case.notices.filter(kind="nudge").count() == 1


def test_the_steps_are_not_passed_by_hand_nor_answered_as_other_turns(cast, asked):
    with pytest.raises(case_actions.UnableToPassTurn, match="sin egen side"):
        case_actions.pass_turn(
            track=asked.track, by=cast.jens, at=NOW, event="answered", step="we_find_companies", cap="company"
        )
    come_to(asked, cast, "presented")
    turn = fresh(asked).track.open_turn
    with pytest.raises(company_turns.UnableToAnswerAsCompany):
        company_turns.answer_as_company(turn=turn, by=cast.poul.user, at=NOW, text="Ja tak")


def test_the_last_position_ends_the_others_kindly(cast, order, asked):
    other = ProposalFactory(case=cast.bos_case, order=order, presented=True)
    elsewhere = ProposalFactory(case=cast.carls_case)
    come_to(asked, cast, "hired")
    assert fresh(other).state == ProposalState.FILLED
    assert fresh(other).track.outcome == "not_needed"
    assert fresh(elsewhere).state == "asked"
    assert JobOrder.objects.get(pk=order.pk).state == "filled"


def test_a_position_left_goes_on_with_the_others(cast, order, asked):
    JobOrder.objects.filter(pk=order.pk).update(positions=2)
    other = ProposalFactory(case=cast.bos_case, order=order, presented=True)
    come_to(asked, cast, "hired")
    assert fresh(other).state == "presented"
    assert JobOrder.objects.get(pk=order.pk).state == "open"


def test_an_order_that_ends_by_hand_ends_its_proposals(cast, order, asked):
    actions.move_order(order=order, to=OrderState.PAUSED, by=cast.rikke, at=NOW, reason="Ferie")
    assert fresh(asked).state == "asked"
    actions.move_order(order=order, to=OrderState.CLOSED, by=cast.rikke, at=NOW, closing="not_needed")
    assert fresh(asked).state == "filled"
    with pytest.raises(UnableToMoveProposal, match="ikke åben"):
        actions.propose(case=cast.bos_case, order=order, asked=Asked(), by=cast.mette, at=NOW)


def test_nobody_but_those_who_may_open_the_file_see_whose_proposal_it_is(cast, asked):
    assert perms.visible_to(cast.jens, NOW).get() == asked
    assert perms.visible_to(cast.amina.user, NOW).get() == asked
    for stranger in (cast.omar, cast.rikke, cast.bo.user, cast.poul.user):
        assert not perms.visible_to(stranger, NOW).exists()


def test_a_filled_order_takes_no_more(cast, order):
    ProposalFactory(case=whole_case(CitizenFactory(), cast.jens, cast.mette), order=order, state="hired",
                    answered_at=NOW, ended_at=NOW)  # fmt: skip
    with pytest.raises(UnableToMoveProposal, match="besat"):
        actions.propose(case=cast.bos_case, order=order, asked=Asked(), by=cast.mette, at=NOW)


def test_the_jobformidler_can_stop_it(cast, asked):
    actions.stop(proposal=asked, by=cast.jens, at=NOW)
    assert fresh(asked).state == "stopped"


def test_the_list_that_named_the_two_is_remembered_while_it_is_kept(cast, order):
    listed = SuggestionFactory(match_list=MatchListFactory(case=cast.bos_case), case=cast.bos_case, order=order)
    proposal = actions.propose(case=cast.bos_case, order=order, asked=Asked(), by=cast.mette, at=NOW)
    assert proposal.suggestion == listed
    with transaction.atomic(), erasing():
        listed.delete()
    assert fresh(proposal).suggestion is None


def told(case):
    """Return what a citizen was told of proposals, oldest first, by what happened."""
    return [one.values for one in case.notices.filter(kind="proposal").order_by("pk")]


def test_a_citizen_is_told_that_the_company_said_no(cast, asked):
    come_to(asked, cast, "presented")
    assert told(cast.aminas_case) == []
    actions.refuse(proposal=asked, why=Why("another"), by=cast.poul.user, at=NOW)
    assert told(cast.aminas_case) == [{"proposal_id": asked.pk, "event": "refused"}]


def test_a_citizen_is_told_of_a_meeting_and_of_each_new_time_for_it(cast, asked):
    come_to(asked, cast, "interview")
    later = Interview(NOW + timedelta(days=6), "Havnen 3")
    actions.set_interview(proposal=asked, interview=later, by=cast.poul.user, at=NOW)
    assert [one["event"] for one in told(cast.aminas_case)] == ["wanted", "interview", "interview"]


@pytest.mark.parametrize("deed", [actions.decline, actions.withdraw])
def test_a_citizen_is_not_told_of_the_own_no(cast, asked, deed):
    deed(proposal=asked, by=cast.amina.user, at=NOW)
    assert told(cast.aminas_case) == []


def test_those_whose_place_was_taken_are_told(cast, order, asked):
    other = ProposalFactory(case=cast.bos_case, order=order, presented=True)
    come_to(asked, cast, "hired")
    assert told(cast.bos_case) == [{"proposal_id": other.pk, "event": "filled"}]


def test_an_interview_on_top_of_a_meeting_is_told_to_the_jobformidler_alone(cast, asked):
    MeetingFactory(case=cast.aminas_case, starts_at=MEETING.starts_at + timedelta(minutes=30))
    come_to(asked, cast, "interview")
    told = Notice.objects.get(user=cast.jens, text__contains="to aftaler på samme tid")
    assert told.path == f"/arbejde/sag/{cast.aminas_case.pk}/samtaler/"
    assert not Notice.objects.filter(user=cast.poul.user).exists()


def test_whoever_writes_an_interview_on_top_of_a_meeting_is_not_told_of_the_own_deed(cast, asked):
    MeetingFactory(case=cast.aminas_case, starts_at=MEETING.starts_at)
    come_to(asked, cast, "named")
    actions.set_interview(proposal=asked, interview=MEETING, by=cast.jens, at=NOW)
    assert not Notice.objects.filter(user=cast.jens, text__contains="samme tid").exists()


def test_no_interview_is_set_on_a_day_on_which_the_yes_holds_no_more(cast, asked):
    come_to(asked, cast, "named")
    late = Interview(NOW + (asked.holds_until - TODAY), "Havnen 3")
    with pytest.raises(UnableToMoveProposal, match="Vælg en tidligere dag"):
        actions.set_interview(proposal=asked, interview=late, by=cast.poul.user, at=NOW)
    assert fresh(asked).interview_at is None


def test_an_interview_right_after_a_meeting_is_no_clash(cast, asked):
    MeetingFactory(case=cast.aminas_case, starts_at=MEETING.starts_at - timedelta(hours=1))
    come_to(asked, cast, "interview")
    assert not Notice.objects.filter(text__contains="samme tid").exists()


def test_an_interview_that_was_moved_takes_its_place_in_the_calendar(cast, asked):
    first = queries.interview_entry(come_to(asked, cast, "interview"))
    later = Interview(NOW + timedelta(days=6), "Havnen 3")
    actions.set_interview(proposal=asked, interview=later, by=cast.poul.user, at=NOW)
    moved = queries.interview_entry(fresh(asked))
    assert (moved.uid, first.sequence, moved.sequence) == (first.uid, 0, 1)
    assert (moved.starts_at, moved.ends_at - moved.starts_at) == (later.starts_at, timedelta(hours=1))
