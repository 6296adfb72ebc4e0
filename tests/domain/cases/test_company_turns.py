"""What a company is asked to do, and nothing about whom."""

from datetime import timedelta

import pytest

from helevejen.audit.models import Event
from helevejen.cases.actions import postpone_turn
from helevejen.cases.actions.company_turns import UnableToAnswerAsCompany, answer_as_company
from helevejen.cases.enums import TrackKind
from helevejen.cases.queries import company_turns as queries
from helevejen.cases.rules import chains
from helevejen.cases.rules import company_turns as rules
from tests.cast import NOW, TODAY
from tests.factories.cases import CompanyContactFactory, JobFactory, TrackFactory
from tests.factories.companies import CompanyFactory, WorkplaceFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db


def turn_at(case, name="", step="company_tries", **track):
    return TrackFactory(case=case, turn__holder="company", turn__holder_name=name, turn__step=step, **track)


def words(company):
    return [turn.words for turn in queries.turns_of_company(company, TODAY)]


def test_a_company_named_as_holder_has_the_turn(cast):
    turn_at(cast.aminas_case, cast.poul.company.name)
    assert words(cast.poul.company) == ["I har en borger i praktik og siger til, hvordan det går."]


def test_a_workplace_named_as_holder_counts_for_its_company(cast):
    WorkplaceFactory(company=cast.poul.company, name="Havnens Transport, Kaj 3")
    turn_at(cast.aminas_case, "Havnens Transport, Kaj 3")
    assert len(words(cast.poul.company)) == 1


def test_without_a_name_the_latest_talk_decides(cast):
    track = turn_at(cast.aminas_case)
    CompanyContactFactory(case=cast.aminas_case, track=track, company=cast.poul.company, at=NOW - timedelta(days=2))
    assert len(words(cast.poul.company)) == 1
    other = CompanyContactFactory(case=cast.aminas_case, track=track, at=NOW - timedelta(days=1)).company
    assert words(cast.poul.company) == []
    assert len(words(other)) == 1


def test_the_company_of_the_job_has_the_turns_of_its_track(cast):
    track = turn_at(cast.aminas_case, step="company_adapts", kind="retention")
    JobFactory(case=cast.aminas_case, company=cast.poul.company, retention_track=track)
    assert words(cast.poul.company) == ["I retter det til, vi har talt om."]


def test_another_companys_turn_and_ours_are_not_shown(cast):
    turn_at(cast.aminas_case, "Et andet sted ApS")
    turn_at(cast.bos_case)
    assert words(cast.poul.company) == []


def test_what_somebody_wrote_is_not_told(cast):
    turn_at(cast.aminas_case, cast.poul.company.name, turn__expects="Amina skal skånes for løft")
    assert words(cast.poul.company) == ["I har en borger i praktik og siger til, hvordan det går."]


def test_where_two_companies_have_one_name_the_latest_talk_decides(cast):
    namesake = CompanyFactory(name=cast.poul.company.name)
    track = turn_at(cast.aminas_case, cast.poul.company.name)
    assert words(cast.poul.company) == words(namesake) == []
    CompanyContactFactory(case=cast.aminas_case, track=track, company=namesake)
    assert words(cast.poul.company) == []
    assert len(words(namesake)) == 1


def test_a_turn_has_its_reference_its_beginning_and_whom_to_call(cast):
    cast.jens.phone = "75910001"
    cast.jens.save()
    track = turn_at(cast.aminas_case, cast.poul.company.name, opened_at=NOW - timedelta(days=9))
    (turn,) = queries.turns_of_company(cast.poul.company, TODAY)
    assert (turn.reference, turn.since) == (track.pk, TODAY - timedelta(days=9))
    assert (turn.asked_by, turn.phone) == ("Jens Bro", "75910001")


def test_a_postponed_turn_began_when_the_company_got_the_ball(cast):
    track = turn_at(cast.aminas_case, cast.poul.company.name, turn__due_on=TODAY, opened_at=NOW - timedelta(days=9))
    later = TODAY + timedelta(days=5)
    postpone_turn(track=track, by=cast.jens, at=NOW, due_on=later, reason="Sygdom")
    (turn,) = queries.turns_of_company(cast.poul.company, TODAY)
    assert (turn.since, turn.due_on) == (TODAY - timedelta(days=9), later)


# --- Answering ---


def test_an_answer_is_kept_with_the_case_and_the_jobformidler_has_the_ball(cast):
    track = turn_at(cast.aminas_case, cast.poul.company.name, kind="job_and_company", step="company_answers")
    turn = answer(cast.poul, track, "  Ja, vi vil gerne møde vedkommende. ")
    assert (turn.step, turn.holder, turn.holder_user) == ("we_read_company_answer", "jobformidler", cast.jens)
    assert turn.due_on == TODAY + timedelta(days=5), "three working days from a Wednesday"
    contact = cast.aminas_case.company_contacts.get()
    assert contact.text == "Ja, vi vil gerne møde vedkommende."
    assert (contact.company, contact.contact_name, contact.channel) == (cast.poul.company, "Poul Lund", "portal")
    assert (contact.by, contact.minutes, contact.track) == (cast.poul.user, 0, track)
    assert words(cast.poul.company) == []
    assert set(Event.objects.values_list("verb", "actor_id")) == {
        ("contact_logged", cast.poul.user_id), ("turn_passed", cast.poul.user_id),
    }  # fmt: skip


def test_whoever_only_asks_to_be_called_need_not_write(cast):
    answer(cast.poul, turn_at(cast.aminas_case, cast.poul.company.name), "", wants_call=True)
    assert cast.aminas_case.company_contacts.get().text == "Ring til os."


def test_where_the_chain_has_no_such_link_we_follow_up(cast):
    track = turn_at(cast.aminas_case, cast.poul.company.name, kind="mentoring", step="we_talk_again")
    assert answer(cast.poul, track).step == "we_follow_up"


@pytest.mark.parametrize(("text", "reason"), [("", "no_text"), ("  ", "no_text"), ("x" * 2_001, "too_long")])
def test_nothing_and_too_much_is_not_sent(cast, text, reason):
    track = turn_at(cast.aminas_case, cast.poul.company.name)
    refused_to(cast.poul, track, reason, text)


def test_a_stranger_cannot_answer(cast):
    track = turn_at(cast.aminas_case, "Et andet sted ApS")
    refused_to(cast.poul, track, "turn_ended")


def test_a_contact_who_has_left_cannot_answer(cast):
    track = turn_at(cast.aminas_case, cast.poul.company.name)
    cast.poul.is_active = False
    cast.poul.save()
    refused_to(cast.poul, track, "turn_ended")


def test_a_turn_is_answered_once(cast):
    track = turn_at(cast.aminas_case, cast.poul.company.name)
    turn = track.open_turn
    answer(cast.poul, track)
    with pytest.raises(UnableToAnswerAsCompany, match="allerede sendt videre"):
        answer_as_company(turn=turn, by=cast.poul.user, at=NOW, text="Igen")
    assert cast.aminas_case.company_contacts.count() == 1


@pytest.mark.parametrize("kind", TrackKind.values)
def test_the_ball_goes_to_the_jobformidler_on_every_kind_of_track(kind):
    link = chains.step_of(kind, rules.step_after(kind))
    assert link is not None
    assert link.holder == "jobformidler"


@pytest.mark.parametrize(
    ("is_theirs", "holder", "text", "wants_call", "reason"),
    [
        (True, "company", "Ja", False, None),
        (True, "company", "", True, None),
        (True, "company", " ", False, "no_text"),
        (True, "company", "x" * 2_001, True, "too_long"),
        (False, "company", "Ja", False, "turn_ended"),
        (True, "citizen", "Ja", False, "turn_ended"),
    ],
)
def test_the_rule_of_answering(is_theirs, holder, text, wants_call, reason):
    given = {"is_theirs": is_theirs, "holder": holder, "text": text, "wants_call": wants_call}
    assert rules.objection_to_answering(**given) == reason


def answer(contact, track, text="Det går godt.", **more):
    return answer_as_company(turn=track.open_turn, by=contact.user, at=NOW, text=text, **more)


def refused_to(contact, track, reason, text="Ja"):
    with pytest.raises(UnableToAnswerAsCompany) as refusal:
        answer(contact, track, text)
    assert refusal.value.reason == reason
    assert not track.case.company_contacts.exists()
    assert track.turns.count() == 1


def test_the_contact_is_whoever_at_work_talked_last(cast):
    company = cast.poul.company
    assert queries.find_contact_for(company, TODAY) is None
    CompanyContactFactory(case=cast.aminas_case, company=company, by=cast.jens, at=NOW - timedelta(days=9))
    CompanyContactFactory(case=cast.carls_case, company=company, by=cast.omar, at=NOW - timedelta(days=1))
    assert queries.find_contact_for(company, TODAY) == cast.omar
    cast.omar.employments.update(valid_until=TODAY)
    assert queries.find_contact_for(company, TODAY) == cast.jens


def test_turns_of_a_company_are_flat(cast):
    company = CompanyFactory(name="Mange ApS")
    assert_flat(lambda: queries.turns_of_company(company, TODAY), lambda: turn_at(cast.aminas_case, "Mange ApS"))
