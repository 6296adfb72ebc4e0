"""Min vej: the question in plain words, yes and no, what was shared and when, taking it back, and a kind why not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.core import clock
from helevejen.proposals import actions
from helevejen.proposals.actions import Asked, Interview, Why
from helevejen.proposals.models import Proposal
from helevejen.proposals.queries import interviews_of
from helevejen.recruitment.actions import require
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.rules.orders import Demanded
from tests.cast import NOW
from tests.factories.cases import MeetingFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, answered=True)
    RequirementFactory(order=order, label="Truckcertifikat B")
    question = Asked(["phone"], "Det ligner din drøm.")
    return actions.propose(case=cast.aminas_case, order=order, asked=question, by=cast.jens, at=NOW)


@pytest.fixture
def amina_s(cast, sign_in):
    return sign_in(cast.amina.user)


def address(name, proposal):
    return reverse(f"citizen:{name}", args=[proposal.pk])


def page(client, proposal):
    return words_of(client.get(address("my_proposal", proposal)).text)


def test_the_question_stands_first_on_min_vej_and_says_what_one_says_yes_to(cast, asked, amina_s):
    front = amina_s.get(reverse("citizen:my_path")).text
    assert address("my_proposal", asked) in front
    assert "Sig ja eller nej til, at vi foreslår dig." in words_of(front)
    text = page(amina_s, asked)
    assert "Jens Bro spørger: Må vi foreslå dig til det her job?" in text
    assert "Det ligner din drøm." in text
    assert "Truckcertifikat B (skal have) Ikke oplyst" in text
    assert "kun til og med 10. maj" in text
    assert "Mit telefonnummer" in text
    assert "Min mail" not in text


def test_yes_is_an_answer_and_the_card_comes_next(asked, amina_s):
    text = words_of(amina_s.post(address("proposal_yes", asked), {"agreed": ["phone"]}, follow=True).text)
    assert "Vi viser virksomheden et kort uden dit navn" in text
    assert "Du sagde også ja til: Mit telefonnummer" in text
    assert Proposal.objects.get().state == "accepted"


def test_no_is_an_answer_that_is_not_asked_why(asked, amina_s):
    text = words_of(amina_s.post(address("proposal_no", asked), follow=True).text)
    assert "Det er helt i orden." in text
    assert Proposal.objects.get().state == "declined"


def test_what_was_not_asked_for_is_not_given(asked, amina_s):
    assert amina_s.post(address("proposal_yes", asked), {"agreed": ["email"]}).status_code == 422
    assert Proposal.objects.get().state == "asked"


def test_what_was_shared_with_whom_when_and_until_when(cast, asked, amina_s):
    actions.accept(proposal=asked, agreed=[], by=cast.amina.user, at=NOW)
    actions.present(proposal=asked, by=cast.jens, at=NOW)
    text = page(amina_s, asked)
    assert (
        "Vist for Havnens Transport A/S af Jens Bro onsdag den 11. marts kl. 09.00. Gælder til og med 10. maj." in text
    )
    actions.want_to_meet(proposal=asked, by=cast.poul.user, at=NOW)
    actions.give_name(proposal=asked, by=cast.jens, at=NOW)
    assert "Navn Amina Holm" in page(amina_s, asked)
    when = Interview(NOW.replace(day=20), "Havnen 3")
    actions.set_interview(proposal=asked, interview=when, by=cast.poul.user, at=NOW)
    assert "Havnen 3" in page(amina_s, asked)


def test_a_yes_is_taken_back_after_a_question_and_without_a_reason(cast, asked, amina_s):
    actions.accept(proposal=asked, agreed=[], by=cast.amina.user, at=NOW)
    assert address("proposal_take_back", asked) in amina_s.get(address("my_proposal", asked)).text
    assert "Du skal ikke sige hvorfor" in amina_s.get(address("proposal_take_back", asked)).text
    text = words_of(amina_s.post(address("proposal_take_back", asked), follow=True).text)
    assert "Du tog dit ja tilbage." in text
    assert "Har du fået lyst til jobbet alligevel? Sig det til Jens Bro." in text


def test_a_no_of_the_company_is_told_kindly_and_with_its_reason(cast, asked, amina_s):
    actions.accept(proposal=asked, agreed=[], by=cast.amina.user, at=NOW)
    actions.present(proposal=asked, by=cast.jens, at=NOW)
    why = Why("missing", "Truckcertifikat B", "Kom gerne igen.")
    actions.refuse(proposal=asked, why=why, by=cast.poul.user, at=NOW)
    front = amina_s.get(reverse("citizen:my_path")).text
    assert "En virksomhed sagde nej denne gang. Her kan du læse hvorfor." in words_of(front)
    assert address("my_proposal", asked) in front
    text = page(amina_s, asked)
    assert "Det blev ikke denne gang." in text
    assert "Se andre job, og hvilke kurser der kan åbne flere" in text
    assert "Der mangler noget, opgaven kræver: Truckcertifikat B" in text
    assert "Kom gerne igen." in text
    assert "Virksomheden kan ikke se det mere." in text
    assert "Gælder til og med" not in text
    listed = words_of(amina_s.get(reverse("citizen:my_proposals")).text)
    assert "Slut" in listed
    assert "Lagermedarbejdere med truck, Havnens Transport A/S" in listed


@pytest.mark.parametrize(("state", "said"), [("filled", "ikke ledigt mere"), ("released", "ikke din skyld")])
def test_every_end_is_kind(cast, amina_s, state, said):
    ended = ProposalFactory(case=cast.aminas_case, state=state, ended_at=NOW, track__closed=True)
    assert said in page(amina_s, ended)


def test_nothing_yet_says_what_will_come(amina_s):
    assert "Vi spørger dig her" in amina_s.get(reverse("citizen:my_proposals")).text


def test_another_citizen_finds_nothing(cast, asked, sign_in):
    client = sign_in(cast.bo.user)
    assert client.get(address("my_proposal", asked)).status_code == 404
    assert client.post(address("proposal_yes", asked)).status_code == 404
    assert client.post(address("proposal_take_back", asked)).status_code == 404


@pytest.fixture
def to_meet(cast, asked):
    """Amina meets the company on 20 March at nine."""
    us, them = {"proposal": asked, "by": cast.jens, "at": NOW}, {"proposal": asked, "by": cast.poul.user, "at": NOW}
    actions.accept(proposal=asked, agreed=[], by=cast.amina.user, at=NOW)
    actions.present(**us)
    actions.want_to_meet(**them)
    actions.give_name(**us)
    return actions.set_interview(**them, interview=Interview(NOW.replace(day=20), "Havnen 3"))


def test_the_interview_is_among_ones_appointments_with_a_file_for_the_calendar(to_meet, amina_s):
    for name in ("my_meetings", "my_path"):
        text = amina_s.get(reverse(f"citizen:{name}")).text
        assert "fredag den 20. marts kl. 09.00 Samtale om et job · Havnen 3 hos Havnens Transport A/S" in words_of(text)
        assert address("interview_calendar", to_meet) in text
        assert "To aftaler på samme tid" not in text
    assert "Du har 1 aftale." in amina_s.get(reverse("citizen:my_meetings")).text
    file = amina_s.get(address("interview_calendar", to_meet))
    assert file["Content-Type"].startswith("text/calendar")
    assert "20260320T090000" in file.text
    assert "Transport" not in file.text


def test_two_appointments_at_once_are_told_with_what_to_do(cast, to_meet, amina_s):
    MeetingFactory(case=cast.aminas_case, starts_at=NOW.replace(day=20))
    for name in ("my_meetings", "my_path"):
        text = words_of(amina_s.get(reverse(f"citizen:{name}")).text)
        assert "To aftaler på samme tid" in text
        assert "samtale hos Havnens Transport A/S. Ring til os. Så finder vi en anden tid." in text


def test_a_job_without_a_day_has_no_file_for_the_calendar(asked, amina_s):
    assert amina_s.get(address("interview_calendar", asked)).status_code == 404


def test_an_interview_that_is_over_or_taken_back_is_no_appointment(cast, to_meet, amina_s):
    assert interviews_of(cast.aminas_case, NOW.replace(day=20) + timedelta(minutes=59)) != []
    assert interviews_of(cast.aminas_case, NOW.replace(day=20) + timedelta(hours=1)) == []
    actions.withdraw(proposal=to_meet, by=cast.amina.user, at=NOW)
    assert interviews_of(cast.aminas_case, NOW) == []


def test_who_goes_back_after_taking_it_back_is_not_asked_again(asked, amina_s):
    amina_s.post(address("proposal_yes", asked), {"agreed": []})
    amina_s.post(address("proposal_take_back", asked))
    again = amina_s.get(address("proposal_take_back", asked))
    assert (again.status_code, again.headers["Location"]) == (302, address("my_proposal", asked))


def test_an_interview_that_is_called_off_is_taken_out_of_the_calendar(cast, to_meet, amina_s):
    assert address("interview_calendar", to_meet) in amina_s.get(address("my_proposal", to_meet)).text
    before = amina_s.get(address("interview_calendar", to_meet)).text
    assert "METHOD:PUBLISH" in before
    actions.withdraw(proposal=to_meet, by=cast.amina.user, at=NOW)
    assert "Tag den ud af din kalender" in amina_s.get(address("my_proposal", to_meet)).text
    file = amina_s.get(address("interview_calendar", to_meet)).text
    assert "METHOD:CANCEL" in file
    assert "STATUS:CANCELLED" in file
    (uid,) = [line for line in before.splitlines() if line.startswith("UID:")]
    assert uid in file
    assert ("SEQUENCE:0" in before, "SEQUENCE:1" in file) == (True, True)


def test_an_interview_that_has_been_is_not_called_off_by_what_came_of_it(cast, to_meet, amina_s):
    later = to_meet.interview_at + timedelta(days=1)
    why = actions.Why("another", "", "")
    actions.refuse(proposal=to_meet, why=why, by=cast.poul.user, at=later)
    with clock.frozen(later, in_every_thread=True):
        assert "Tag den ud af din kalender" not in amina_s.get(address("my_proposal", to_meet)).text
        assert "METHOD:PUBLISH" in amina_s.get(address("interview_calendar", to_meet)).text


def test_a_yes_to_a_task_that_changed_meanwhile_shows_the_new_one_first(cast, asked, amina_s):
    order = asked.order
    assert 'name="order_number"' in amina_s.get(address("my_proposal", asked)).text
    seen = JobOrder.objects.get(pk=order.pk).number
    require(order=order, demanded=Demanded("skill", "køre truck"), by=cast.poul.user, at=NOW)
    response = amina_s.post(address("proposal_yes", asked), {"order_number": seen}, follow=True)
    text = words_of(response.text)
    assert "Opgaven er ændret siden kl. 09.00. Læs den igen, før du svarer." in text
    assert "køre truck" in text
    assert Proposal.objects.get().state == "asked"
