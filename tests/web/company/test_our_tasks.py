"""The company's page: contact, own turns, and nothing of anybody."""

from datetime import timedelta

import pytest
from django.db import transaction

from helevejen.audit.models import Access, AccessSubject
from helevejen.cases.actions import correct_turn, pass_turn, postpone_turn
from helevejen.cases.actions.company_turns import answer_as_company
from helevejen.cases.actions.turns import hand_turn, take_over_turn
from helevejen.proposals.models import Proposal
from tests.factories.cases import CaseFactory, CompanyContactFactory, TrackFactory
from tests.factories.companies import ContactFactory
from tests.factories.placements import PlacementFactory, TermsAnswerFactory
from tests.factories.proposals import DisclosureFactory, ProposalFactory
from tests.factories.recruitment import JobOrderFactory
from tests.factories.times import NOW
from tests.support.flat import assert_flat, count_reads
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

PAGE = "/virksomhed/"


def give_turn(cast, case):
    TrackFactory(
        case=case,
        turn__holder="company",
        turn__holder_name=cast.poul.company.name,
        turn__step="company_trains",
        turn__expects="Amina må ikke løfte",
        kind="job_and_company",
    )


def test_the_company_sees_its_contact_and_its_turns(cast, sign_in):
    give_turn(cast, cast.aminas_case)
    cast.jens.phone = "75910001"
    cast.jens.save()
    CompanyContactFactory(case=cast.aminas_case, company=cast.poul.company, by=cast.jens)
    text = sign_in(cast.poul.user).get(PAGE).text
    assert "Havnens Transport A/S" in text
    assert "I har bolden i 1 opgave." in text
    assert "I har en borger i praktik. Sig til os, hvordan det går." in text
    assert "Jens Bro" in text
    assert "75 91 00 01" in text


def test_nothing_about_a_citizen_is_on_the_page(cast, sign_in):
    give_turn(cast, cast.aminas_case)
    CompanyContactFactory(case=cast.aminas_case, company=cast.poul.company, text="Amina vil gerne prøve")
    text = sign_in(cast.poul.user).get(PAGE).text
    assert "Amina" not in text
    assert "Holm" not in text
    assert "løfte" not in text
    assert not Access.objects.exists(), "a page without persons is no look at anybody"


def test_each_line_has_a_reference_a_beginning_and_somebody_to_call(cast, sign_in):
    give_turn(cast, cast.aminas_case)
    cast.jens.phone = "75910001"
    cast.jens.save()
    text = sign_in(cast.poul.user).get(PAGE).text
    track = cast.aminas_case.tracks.get(kind="job_and_company")
    assert f"Opgave nr. {track.pk} · begyndte" in text
    assert "Aftalt med Jens Bro" in text
    assert 'href="tel:75910001"' in text
    assert f"/virksomhed/opgave/{track.open_turn.pk}/svar/" in text


def test_an_empty_page_says_what_will_come_and_whom_to_call(cast, sign_in):
    cast.ungdom.phone = "75910000"
    cast.ungdom.save()
    text = sign_in(cast.poul.user).get(PAGE).text
    assert "I har ikke bolden lige nu." in text
    assert "I har ikke en fast kontakt endnu." in text
    assert "75 91 00 00" in text


def test_a_contact_who_has_left_the_company_gets_404(cast, sign_in):
    cast.poul.is_active = False
    cast.poul.save()
    assert sign_in(cast.poul.user).get(PAGE).status_code == 404


def test_others_may_not(cast, sign_in):
    assert sign_in(cast.amina.user).get(PAGE).status_code == 403
    assert sign_in(cast.jens).get(PAGE).status_code == 403
    assert sign_in(None).get(PAGE).status_code == 302


def test_it_is_a_page_to_read(cast, sign_in):
    assert sign_in(cast.poul.user).post(PAGE).status_code == 405


def test_queries_are_flat(cast, sign_in):
    client = sign_in(cast.poul.user)
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE), lambda: give_turn(cast, cast.aminas_case))


def test_with_everything_on_it_the_page_asks_fifteen_times(cast, sign_in):
    give_turn(cast, cast.aminas_case)
    CompanyContactFactory(case=cast.aminas_case, company=cast.poul.company, by=cast.jens)
    TermsAnswerFactory(
        terms__placement=PlacementFactory(case=cast.aminas_case, company=cast.poul.company, running=True),
        terms__version=2, by=cast.amina.user,
    )  # fmt: skip
    with_interview_called_off(cast.aminas_case, JobOrderFactory(company=cast.poul.company))
    client = sign_in(cast.poul.user)
    assert "Samtalen" in client.get(PAGE).text
    assert count_reads(lambda: client.get(PAGE)) <= 15
    Proposal.objects.update(interview_at=NOW)  # it is past, and no more is asked about it
    assert count_reads(lambda: client.get(PAGE)) <= 14


# --- An interview that was called off ---


def with_interview_called_off(case, order, **values):
    """A candidate the company was to meet in three days, who has said no since."""
    when = {"interview_at": NOW + timedelta(days=3), "interview_place": "Havnen 3"}
    ended = {"state": "withdrawn", "ended_at": NOW}
    proposal = ProposalFactory(case=case, order=order, **when | ended | values)
    DisclosureFactory(proposal=proposal)
    return proposal


def test_an_interview_called_off_stands_first_with_the_way_to_its_order(cast, sign_in):
    order = JobOrderFactory(company=cast.poul.company, title="Lagerfolk")
    with_interview_called_off(cast.aminas_case, order)
    client = sign_in(cast.poul.user)
    html = client.get(PAGE).text
    text = words_of(html)
    assert "En samtale er aflyst" in text
    assert "Lagerfolk: Samtalen lørdag den 14. marts kl. 09.00 med kandidat 1 bliver ikke til noget." in text
    assert "I skal ikke gøre noget. Svar eller spørg på ordrens side" in text
    assert text.index("Samtalen lørdag") < text.index("I har bolden", text.index("En samtale"))
    assert f'href="/virksomhed/ordre/{order.pk}/#ejer"' in html
    assert 'id="ejer"' in client.get(f"/virksomhed/ordre/{order.pk}/").text
    assert "Amina" not in text
    client.post("/sprog/", {"language": "en", "next": "/"})
    assert "One interview is called off" in words_of(client.get(PAGE).text)


def test_what_the_company_ended_what_is_past_and_what_is_anothers_is_not_told_there(cast, sign_in):
    order = JobOrderFactory(company=cast.poul.company)
    with_interview_called_off(cast.aminas_case, order, state="refused", reason="another", answered_at=NOW)
    with_interview_called_off(cast.bos_case, order, interview_at=NOW - timedelta(hours=1))
    with_interview_called_off(cast.aminas_case, JobOrderFactory())
    assert "Samtalen" not in sign_in(cast.poul.user).get(PAGE).text


def test_called_off_interviews_cost_the_same_for_many(cast, sign_in):
    client = sign_in(cast.poul.user)

    def more():
        with_interview_called_off(CaseFactory(), JobOrderFactory(company=cast.poul.company))

    more()
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE, {"vis": "alle"}), more)
    assert "11 samtaler er aflyst" in words_of(client.get(PAGE).text)


def test_of_many_orders_ten_are_read_and_all_are_counted(cast, sign_in):
    ended = JobOrderFactory(company=cast.poul.company, filled=True, title="Besat for længst", ordered_at=NOW)
    going = [JobOrderFactory(company=cast.poul.company, ordered_at=NOW - timedelta(days=n)) for n in range(1, 11)]
    page = sign_in(cast.poul.user).get(PAGE)
    assert [one.pk for one in page.context["orders"]] == [one.pk for one in going]
    assert "Se alle 11 ordrer" in page.text
    everything = sign_in(cast.poul.user).get(PAGE, {"vis": "alle"})
    assert [one.pk for one in everything.context["orders"]] == [*(one.pk for one in going), ended.pk]


# --- After the answer ---


def answered(cast, case):
    give_turn(cast, case)
    turn = case.tracks.get(kind="job_and_company").open_turn
    return answer_as_company(turn=turn, by=cast.poul.user, at=NOW, text="Det går godt.")


def test_after_the_answer_the_page_says_who_has_the_ball_and_until_when(cast, sign_in):
    cast.jens.phone = "75910001"
    cast.jens.save()
    turn = answered(cast, cast.aminas_case)
    text = words_of(sign_in(cast.poul.user).get(PAGE).text)
    assert "I har ikke bolden lige nu." in text
    assert "I har svaret, og vi har bolden (1)" in text
    assert "Jens Bro vender tilbage til jer. 75 91 00 01" in text
    assert f"Opgave nr. {turn.track_id} · I svarede i dag" in text
    assert "Amina" not in text


def test_when_it_has_gone_on_from_us_the_company_reads_no_more_of_it(cast, sign_in):
    turn = answered(cast, cast.aminas_case)
    pass_turn(track=turn.track, by=cast.jens, at=NOW + timedelta(hours=1), event="done", step="you_act", cap="mentor")
    assert "I har svaret" not in sign_in(cast.poul.user).get(PAGE).text
    with transaction.atomic():
        hand_turn(
            track=turn.track, by=cast.jens, at=NOW + timedelta(hours=2), event="done", step="we_follow_up", cap="mentor"
        )
    assert "I har svaret" not in sign_in(cast.poul.user).get(PAGE).text


@pytest.mark.parametrize("step", ["we_decide", "we_follow_up"])
def test_our_own_next_step_is_no_answer_owed_to_the_company(cast, sign_in, step):
    turn = answered(cast, cast.aminas_case)
    pass_turn(track=turn.track, by=cast.jens, at=NOW + timedelta(hours=1), event="done", step=step, cap="mentor")
    assert turn.track.turns.get(ended_at__isnull=True).holder == "jobformidler"
    assert "I har svaret" not in sign_in(cast.poul.user).get(PAGE).text


def test_a_reading_of_the_answer_that_is_postponed_or_taken_over_is_still_owed(cast, sign_in):
    turn = answered(cast, cast.aminas_case)
    later = {"due_on": turn.due_on + timedelta(days=2), "reason": "Sygdom"}
    postpone_turn(track=turn.track, by=cast.jens, at=NOW + timedelta(hours=1), **later)
    with transaction.atomic():
        take_over_turn(track=turn.track, to_user=cast.mette, by=cast.lene, at=NOW + timedelta(hours=2))
    assert f"{cast.mette.name} vender tilbage til jer." in words_of(sign_in(cast.poul.user).get(PAGE).text)


def test_a_reading_of_the_answer_corrected_to_another_step_is_not_owed(cast, sign_in):
    turn = answered(cast, cast.aminas_case)
    correct_turn(track=turn.track, by=cast.jens, at=NOW + timedelta(hours=1), reason="Forkert trin", step="we_decide")
    assert "I har svaret" not in sign_in(cast.poul.user).get(PAGE).text


def test_another_companys_answer_is_not_theirs(cast, sign_in):
    answered(cast, cast.aminas_case)
    other = ContactFactory(with_account=True)
    assert "I har svaret" not in sign_in(other.user).get(PAGE).text


def test_what_is_agreed_with_one_person_stands_together_with_one_number(cast, sign_in):
    cast.jens.phone, cast.mette.phone = "75910001", "75910002"
    cast.jens.save()
    cast.mette.save()
    for case in (cast.aminas_case, cast.aminas_case, cast.bos_case):
        give_turn(cast, case)
    text = sign_in(cast.poul.user).get(PAGE).text
    assert "I har bolden i 3 opgaver." in words_of(text)
    assert (text.count("tel:75910001"), text.count("tel:75910002")) == (1, 1)
    assert text.count("/svar/") == 3


def test_ten_orders_and_ten_placements_stand_there_with_what_waits_first_and_the_rest_a_press_away(cast, sign_in):
    JobOrderFactory.create_batch(11, company=cast.poul.company, title="Truckfører")
    for day in range(11):
        placement = PlacementFactory(
            case=cast.aminas_case, company=cast.poul.company, running=True, title=f"Forløb {day}."
        )
        TermsAnswerFactory(terms=placement.terms.get(), by=cast.amina.user)
    client = sign_in(cast.poul.user)
    text = client.get(PAGE).text
    assert text.count("Truckfører</a>") == text.count("Praktik: Amina Holm") == 10
    assert "Se alle 11 ordrer" in text
    assert "Se alle 11 forløb" in text
    whole = client.get(PAGE, {"vis": "alle"}).text
    assert whole.count("Truckfører</a>") == whole.count("Praktik: Amina Holm") == 11
    assert "Se alle" not in whole


def test_the_log_names_those_whom_the_first_page_shows_and_no_others(cast, sign_in):
    for case in [cast.aminas_case, *(CaseFactory() for _ in range(10))]:
        PlacementFactory(case=case, company=cast.poul.company, running=True)
    client = sign_in(cast.poul.user)
    client.get(PAGE)
    assert AccessSubject.objects.exclude(citizen_id=cast.amina.pk).count() == 10
    assert not AccessSubject.objects.filter(citizen_id=cast.amina.pk).exists(), (
        "the oldest of eleven is not on the page"
    )
    client.get(PAGE, {"vis": "alle"})
    assert AccessSubject.objects.filter(citizen_id=cast.amina.pk).count() == 1


def test_answers_owed_cost_the_same_for_many(cast, sign_in):
    client = sign_in(cast.poul.user)

    def more():
        give_turn(cast, cast.aminas_case)
        turn = cast.aminas_case.tracks.filter(kind="job_and_company").order_by("-pk")[0].open_turn
        answer_as_company(turn=turn, by=cast.poul.user, at=NOW, text="Det går godt.")

    more()
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE), more)
