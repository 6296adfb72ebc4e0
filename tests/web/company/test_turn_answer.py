"""The company answers one of its turns; nobody else's."""

from datetime import timedelta

import pytest

from helevejen.cases import actions
from helevejen.proposals.models import Proposal
from tests.cast import NOW, TODAY
from tests.factories.cases import TrackFactory
from tests.factories.companies import ContactFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def track(cast):
    name = cast.poul.company.name
    turn = {"turn__holder": "company", "turn__holder_name": name, "turn__step": "company_answers"}
    return TrackFactory(case=cast.aminas_case, kind="job_and_company", turn__expects="Amina må ikke løfte", **turn)


def at(track):
    return f"/virksomhed/opgave/{track.open_turn.pk}/svar/"


def test_the_page_says_what_is_asked_and_nothing_of_whom(cast, sign_in, track):
    text = sign_in(cast.poul.user).get(at(track)).text
    assert "Svar til Jens Bro" in text
    assert "I svarer os, om I vil gå videre." in text
    assert f"Opgave nr. {track.pk}" in text
    assert "Amina" not in text
    assert "løfte" not in text


def test_an_answer_is_sent_and_thanked_for(cast, sign_in, track):
    client = sign_in(cast.poul.user)
    response = client.post(at(track), {"text": "Ja, kom forbi."}, follow=True)
    assert response.redirect_chain == [("/virksomhed/", 302)]
    assert "Tak for svaret. Nu har Jens Bro bolden." in response.text
    assert "I har ikke bolden lige nu." in response.text


def test_an_answered_task_that_is_opened_again_shows_what_was_answered_when_and_by_whom(cast, sign_in, track):
    client = sign_in(cast.poul.user)
    client.post(at(track), {"text": "Ja, kom forbi."})
    response = client.get(at(track))
    assert response.status_code == 200
    for words in ("I har svaret", f"{cast.poul.name} svarede", "Ja, kom forbi.", "I svarer os, om I vil gå videre."):
        assert words in response.text
    again = client.post(at(track), {"text": "Og tag handsker med."})
    assert again.status_code == 409
    assert "Og tag handsker med." in again.text
    assert cast.aminas_case.company_contacts.count() == 1


def test_a_task_that_ended_otherwise_is_said_to_be_done_and_nothing_written_is_lost(cast, sign_in, track):
    address = at(track)
    done = {"event": "done", "step": "you_visit_company", "cap": "company"}
    actions.pass_turn(track=track, by=cast.jens, at=NOW, **done)
    client = sign_in(cast.poul.user)
    page = client.get(address)
    assert page.status_code == 200
    assert "Opgaven er klaret" in page.text
    assert "I skal ikke svare mere." in page.text
    late = client.post(address, {"text": "Ja, kom forbi."})
    assert late.status_code == 409
    assert "Ja, kom forbi." in late.text
    assert not cast.aminas_case.company_contacts.exists()
    assert sign_in(ContactFactory(with_account=True).user).get(address).status_code == 404


def test_a_task_with_a_new_day_is_answered_at_the_address_it_had(cast, sign_in, track):
    address = at(track)
    later = TODAY + timedelta(days=20)
    actions.postpone_turn(track=track, by=cast.jens, at=NOW, due_on=later, reason="De har travlt.")
    client = sign_in(cast.poul.user)
    assert "Svar til Jens Bro" in client.get(address).text
    assert "Tak for svaret." in client.post(address, {"text": "Ja, kom forbi."}, follow=True).text


def test_another_company_does_not_see_what_was_answered(cast, sign_in, track):
    sign_in(cast.poul.user).post(at(track), {"text": "Ja, kom forbi."})
    other = ContactFactory(with_account=True)
    assert sign_in(other.user).get(at(track)).status_code == 404


def test_the_jobformidler_and_the_citizen_read_it(cast, sign_in, track):
    sign_in(cast.poul.user).post(at(track), {"text": "Vi har en plads fra mandag."})
    track.refresh_from_db()
    assert track.open_turn.holder_user == cast.jens
    assert "Læs virksomhedens svar" in sign_in(cast.jens).get("/arbejde/").text
    assert "Vi har en plads fra mandag." in sign_in(cast.jens).get(f"/arbejde/sag/{track.case_id}/").text
    citizen = sign_in(cast.amina.user)
    assert "Virksomheden har svaret, og vi ringer til dig." in citizen.get("/min-vej/").text
    assert "Vi har en plads fra mandag." in citizen.get("/min-vej/skrevet-om-mig/").text


def test_being_called_is_answer_enough(cast, sign_in, track):
    sign_in(cast.poul.user).post(at(track), {"text": "", "wants_call": "on"})
    assert cast.aminas_case.company_contacts.get().text == "Ring til os."


def test_nothing_is_no_answer(cast, sign_in, track):
    response = sign_in(cast.poul.user).post(at(track), {"text": " "})
    assert response.status_code == 422
    assert "Skriv jeres svar, eller sæt kryds ved, at vi skal ringe." in response.text
    assert not cast.aminas_case.company_contacts.exists()


def test_another_companys_turn_cannot_be_found(cast, sign_in):
    turn = {"turn__holder": "company", "turn__holder_name": "Et andet sted ApS", "turn__step": "company_answers"}
    other = TrackFactory(case=cast.aminas_case, kind="job_and_company", **turn)
    client = sign_in(cast.poul.user)
    assert client.get(at(other)).status_code == 404
    assert client.post(at(other), {"text": "Ja"}).status_code == 404
    assert other.turns.count() == 1


def test_others_may_not(cast, sign_in, track):
    assert sign_in(cast.amina.user).get(at(track)).status_code == 403
    assert sign_in(cast.jens).post(at(track), {"text": "Ja"}).status_code == 403
    assert sign_in(None).get(at(track)).status_code == 302


# --- A candidate ---


@pytest.fixture
def candidate(cast):
    """Amina, shown to the company until tomorrow."""
    name = cast.poul.company.name
    turn = {"track__turn__holder": "company", "track__turn__holder_name": name}
    return ProposalFactory(
        case=cast.aminas_case, presented=True, order__company=cast.poul.company, holds_until=TODAY + timedelta(days=1),
        track__turn__step="company_reads_card", **turn,
    )  # fmt: skip


def test_the_task_of_a_candidate_leads_to_the_candidate(cast, sign_in, candidate):
    response = sign_in(cast.poul.user).get(at(candidate.track))
    assert response["Location"] == f"/virksomhed/kandidater/{candidate.pk}/"


def test_the_task_of_a_candidate_whose_yes_is_past_says_so_kindly_and_asks_nothing(cast, sign_in, candidate):
    Proposal.objects.filter(pk=candidate.pk).update(holds_until=TODAY)
    client = sign_in(cast.poul.user)
    response = client.get(at(candidate.track))
    assert response.status_code == 200
    assert "I skal ikke svare mere." in response.text
    assert f"Opgave nr. {candidate.pk}" in response.text
    assert "<textarea" not in response.text
    again = client.post(at(candidate.track), {"text": "Vi vil gerne mødes."})
    assert again.status_code == 409
    assert "Vi vil gerne mødes." in again.text
