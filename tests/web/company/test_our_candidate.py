"""The company's candidates: a card of the allow-list and nothing else, a name after a wish to meet, an answer."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from helevejen.audit.models import AccessSubject
from helevejen.cases.actions import close_case
from helevejen.proposals import actions, queries
from helevejen.proposals.actions import Asked
from helevejen.proposals.models import Disclosure, Proposal
from helevejen.recruitment.enums import OrderState
from tests.cast import NOW
from tests.factories.citizens import CitizenFactory
from tests.factories.companies import ContactFactory
from tests.factories.profiles import ProfileFactFactory
from tests.factories.proposals import DisclosureFactory, ProposalFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

#: A word for every field of the citizen and the profile; none of them may ever reach the company before the name.
SECRETS = {
    "given_name": "Zqgiven", "family_name": "Zqfamily", "phone": "55443322", "email": "zqmail@example.dk",
    "address": "Zqgade 7",
}  # fmt: skip


@pytest.fixture
def order(cast):
    made = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, answered=True, positions=2, days=["mon"])
    RequirementFactory(order=made, label="Truckcertifikat B")
    RequirementFactory(order=made, label="Pakke varer", kind="skill", code="")
    return made


@pytest.fixture
def shown(cast, order):
    """Amina with a secret in every field, said yes to all that was asked for but the mail, and shown."""
    for name, value in SECRETS.items():
        setattr(cast.amina, name, value)
    cast.amina.save()
    ProfileFactFactory(citizen=cast.amina, licence=True)
    ProfileFactFactory(citizen=cast.amina, label="Zqskill")
    ProfileFactFactory(citizen=cast.amina, kind="hours", label="", hours=Decimal(12))
    ProfileFactFactory(citizen=cast.amina, consideration=True, label="Zqwhy")
    ProfileFactFactory(citizen=cast.amina, kind="refusal", subject="nights", label="Zqrefusal")
    asked = Asked(["considerations", "phone", "email"], "Zqwords til dig")
    proposal = actions.propose(case=cast.aminas_case, order=order, asked=asked, by=cast.jens, at=NOW)
    actions.accept(proposal=proposal, agreed=["considerations", "phone"], by=cast.amina.user, at=NOW)
    actions.present(proposal=proposal, by=cast.jens, at=NOW)
    return proposal


def address(name, row):
    return reverse(f"company:{name}", args=[row.pk])


def pages(client, order, proposal):
    """Everything the company can read."""
    addresses = [reverse("company:our_tasks"), address("our_order", order), address("our_candidate", proposal)]
    return "".join(client.get(one).text for one in addresses)


def test_the_card_says_what_was_agreed_to(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    text = words_of(client.get(address("our_candidate", shown)).text)
    assert "Kandidat 1" in text
    assert "Truckcertifikat B (skal have) Ja" in text
    assert "Pakke varer (skal have) Ikke oplyst" in text
    assert "12 om ugen" in text
    assert "Et roligt sted" in text
    assert address("our_candidate", shown) in client.get(reverse("company:our_tasks")).text


def test_before_the_name_nothing_of_the_citizen_is_on_any_page(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    for step in (lambda: None, lambda: client.post(address("candidate_want", shown))):
        step()
        text = pages(client, order, shown)
        words = ("Zqskill", "Zqwhy", "Zqrefusal", "Zqwords")  # whole ones: a form's own token may hold any two letters
        leaks = [*SECRETS.values(), "Zqgade", *words, cast.amina.cpr, cast.amina.cpr[:6]]
        assert [word for word in leaks if word in text] == []
        assert "/arbejde/" not in text


def test_the_stored_card_holds_the_fields_of_the_allow_list_exactly(cast, shown):
    stored = json.loads(Disclosure.objects.get().shown)
    assert set(stored) == {"lines", "hours", "days", "shifts", "needs"}
    assert {key for line in stored["lines"] for key in line} == {"text", "weight", "standing"}
    assert {key for need in stored["needs"] for key in need} == {"subject", "kg", "minutes"}


def test_the_name_comes_with_what_was_agreed_to_and_no_more(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    client.post(address("candidate_want", shown))
    actions.give_name(proposal=shown, by=cast.jens, at=NOW)
    text = words_of(client.get(address("our_candidate", shown)).text)
    assert "Zqgiven Zqfamily" in text
    assert "Kandidat 1" not in text
    assert "55443322" in text
    for secret in ("zqmail", "Zqgade", "Zqskill", "Zqwhy", "Zqrefusal", "Zqwords", cast.amina.cpr[:6]):
        assert secret not in pages(client, order, shown)


def test_from_card_to_hired(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    text = words_of(client.post(address("candidate_want", shown), {"number": 0}, follow=True).text)
    assert "Vi giver jer navnet inden for to arbejdsdage" in text
    actions.give_name(proposal=shown, by=cast.jens, at=NOW)
    assert client.post(address("candidate_interview", shown), {"day": "20-3-2026"}).status_code == 422
    when = {"day": "20-3-2026", "clock": "10", "place": "Havnen 3"}
    client.post(address("candidate_interview", shown), when)
    page = client.get(address("our_candidate", shown)).text
    assert "20. marts" in words_of(page)
    for kept in ("20/03/2026", "10.00", "Havnen 3"):
        assert f'value="{kept}"' in page  # who moves it need not write again what stays
    assert "Tillykke" in client.post(address("candidate_hire", shown), follow=True).text
    assert Proposal.objects.get().state == "hired"
    assert "Zqgiven Zqfamily Kandidat 1 Ansat." in words_of(client.get(address("our_order", order)).text)


def with_an_interview(cast, client, shown):
    client.post(address("candidate_want", shown))
    actions.give_name(proposal=shown, by=cast.jens, at=NOW)
    client.post(address("candidate_interview", shown), {"day": "20-3-2026", "clock": "10", "place": "Havnen 3"})


def test_the_company_is_told_that_an_interview_is_off_and_not_who_it_was_with(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    with_an_interview(cast, client, shown)
    actions.withdraw(proposal=Proposal.objects.get(), by=cast.amina.user, at=NOW)
    html = client.get(address("our_order", order)).text
    assert "Kandidat 1: Samtalen fredag den 20. marts kl. 10.00 bliver ikke til noget." in words_of(html)
    assert [word for word in SECRETS.values() if word in html] == []
    told = words_of(sign_in(cast.jens).get(reverse("desk:my_day")).text)
    assert "Sig til virksomheden, at samtalen er aflyst." in told
    desk = words_of(sign_in(cast.jens).get(reverse("desk:proposal_detail", args=[shown.pk])).text)
    assert "Aflyst. Sig det til virksomheden." in desk


def test_what_the_company_itself_said_no_to_is_not_called_off(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    with_an_interview(cast, client, shown)
    client.post(address("candidate_refuse", shown), {"reason": "another"})
    text = words_of(client.get(address("our_order", order)).text)
    assert "I sagde nej denne gang." in text
    assert "bliver ikke til noget" not in text
    desk = words_of(sign_in(cast.jens).get(reverse("desk:proposal_detail", args=[shown.pk])).text)
    assert "Aflyst" not in desk


def test_a_case_that_closes_calls_the_interview_off(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    with_an_interview(cast, client, shown)
    close_case(case=cast.aminas_case, by=cast.jens, at=NOW, reason="moved")
    off = "Kandidat 1: Samtalen fredag den 20. marts kl. 10.00 bliver ikke til noget."
    assert off in words_of(client.get(address("our_order", order)).text)
    assert queries.interview_entry(Proposal.objects.get(pk=shown.pk)).is_cancelled


@pytest.mark.parametrize(("by_company", "is_told"), [(True, False), (False, True)])
def test_who_fills_the_places_itself_is_not_told_that_its_interview_is_off(
    cast, order, shown, sign_in, by_company, is_told
):
    client = sign_in(cast.poul.user)
    with_an_interview(cast, client, shown)
    actions.move_order(order=order, to="filled", by=cast.poul.user if by_company else cast.rikke, at=NOW)
    text = words_of(client.get(address("our_order", order)).text)
    assert ("Samtalen fredag den 20. marts kl. 10.00 bliver ikke til noget." in text) is is_told
    desk = words_of(sign_in(cast.jens).get(reverse("desk:proposal_detail", args=[shown.pk])).text)
    assert ("Aflyst. Sig det til virksomheden." in desk) is is_told


def test_an_order_that_is_over_waits_for_no_candidate(cast, order, sign_in):
    client = sign_in(cast.poul.user)
    assert "Vi viser jer et kort" in words_of(client.get(address("our_order", order)).text)
    actions.move_order(order=order, to=OrderState.CLOSED, by=cast.rikke, at=NOW, closing="other", reason="Solgt.")
    text = words_of(client.get(address("our_order", order)).text)
    assert "Vi viser jer et kort" not in text
    assert "I har ingen kandidater til den her ordre." in text


def test_the_first_card_shown_is_number_one_whoever_was_asked_before(cast, order, sign_in):
    for case, answer in ((cast.bos_case, actions.decline), (cast.carls_case, None), (cast.aminas_case, actions.accept)):
        one = actions.propose(case=case, order=order, asked=Asked(), by=case.jobformidler, at=NOW)
        if answer is not None:
            more = {"agreed": []} if answer is actions.accept else {}
            answer(proposal=one, by=case.citizen.user or case.jobformidler, at=NOW, **more)
    actions.present(proposal=one, by=cast.jens, at=NOW)
    client = sign_in(cast.poul.user)
    assert "Kandidat 1" in words_of(client.get(address("our_candidate", one)).text)
    client.post(address("candidate_refuse", one), {"reason": "hours"})
    assert "Kandidat 1: I sagde nej denne gang." in words_of(client.get(address("our_order", order)).text)


def test_the_page_does_not_tell_that_the_citizen_was_reminded(cast, order, sign_in):
    pages = []
    for case, is_reminded in ((cast.aminas_case, False), (cast.bos_case, True)):
        one = actions.propose(case=case, order=order, asked=Asked(), by=case.jobformidler, at=NOW)
        at = NOW + timedelta(days=8)
        if is_reminded:
            actions.remind(proposal=one, by=case.jobformidler, at=at)
        actions.accept(proposal=one, agreed=[], by=case.jobformidler, at=at)
        actions.present(proposal=one, by=case.jobformidler, at=at)
        pages.append(sign_in(cast.poul.user).get(address("our_candidate", one)).text)
    numbers = [set(re.findall(r'name="number" value="(\d+)"', page)) for page in pages]
    assert numbers == [{"0"}, {"0"}]


def test_somebody_else_at_the_company_was_there_first(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    client.post(address("candidate_want", shown), {"number": 0})
    response = client.post(address("candidate_refuse", shown), {"reason": "hours", "number": 0})
    assert response.status_code == 422
    assert "Der er sket noget siden" in response.text


def test_a_yes_that_is_past_leaves_no_task_behind(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    assert "I har bolden i 1 opgave." in words_of(client.get(reverse("company:our_tasks")).text)
    Proposal.objects.update(holds_until=NOW.date())
    text = words_of(client.get(reverse("company:our_tasks")).text)
    assert "I har ikke bolden lige nu." in text
    assert str(shown.pk) not in text.split()


def test_not_now_has_a_reason_and_closes_the_card(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    unsaid = client.post(address("candidate_refuse", shown), {})
    assert unsaid.status_code == 422
    assert unsaid.text.count('<details class="deed " open') == 1
    form = {"reason": "missing", "missing": "Pakke varer", "words": "Kom gerne igen."}
    text = words_of(client.post(address("candidate_refuse", shown), form, follow=True).text)
    assert "Kandidat 1: I sagde nej denne gang. Der mangler noget, opgaven kræver: Pakke varer" in text
    assert client.get(address("our_candidate", shown)).status_code == 404


def test_a_yes_taken_back_is_gone_at_once(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    actions.withdraw(proposal=shown, by=cast.amina.user, at=NOW)
    assert client.get(address("our_candidate", shown)).status_code == 404
    assert client.post(address("candidate_want", shown)).status_code == 404
    assert "Kandidat 1" not in client.get(address("our_order", order)).text


def test_a_step_that_is_not_theirs_is_refused_in_words(cast, shown, sign_in):
    client = sign_in(cast.poul.user)
    response = client.post(address("candidate_hire", shown))
    assert response.status_code == 422
    assert "Det kan ikke gøres nu" in response.text


def test_every_look_is_in_the_citizen_s_log_with_its_reason(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)
    client.get(address("our_candidate", shown))
    client.get(address("our_order", order))
    looks = AccessSubject.objects.filter(citizen_id=cast.amina.pk, purpose="proposal")
    assert looks.count() == 2


def test_another_company_and_other_kinds_of_people_find_nothing(cast, shown, sign_in):
    other = ContactFactory(company__name="En anden", with_account=True).user
    assert sign_in(other).get(address("our_candidate", shown)).status_code == 404
    assert sign_in(other).post(address("candidate_hire", shown)).status_code == 404
    for user in (cast.amina.user, cast.jens):
        assert sign_in(user).get(address("our_candidate", shown)).status_code == 403


def test_the_page_of_an_order_costs_the_same_with_many_candidates(cast, order, shown, sign_in):
    client = sign_in(cast.poul.user)

    def more():
        case = whole_case(CitizenFactory(), cast.jens, cast.mette)
        step = {"track__turn__step": "company_reads_card", "track__turn__holder": "company"}
        DisclosureFactory(proposal=ProposalFactory(case=case, order=order, presented=True, **step))

    client.get(address("our_order", order))
    assert_flat(lambda: client.get(address("our_order", order)), more)
