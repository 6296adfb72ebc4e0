"""Statements at the desk: ordered beside what waiting costs, reminded of, received, paid, cancelled, used."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.cases.models import Nudge, Statement, Turn
from helevejen.ledger import queries as ledger
from tests.factories.cases import DecisionFactory, StatementFactory, TrackFactory
from tests.factories.citizens import BenefitPeriodFactory
from tests.factories.ledger import AccountFactory
from tests.factories.times import NOW, TODAY
from tests.support.flat import assert_flat, count_queries
from tests.web.desk.htmx import HTMX
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

ORDER = {
    "kind": "status",
    "purpose": "work_ability",
    "questions": "Hvad kan ryggen holde til?",
    "supplier_name": "Lægehuset Kongensgade",
}


def url(name, pk):
    return reverse(f"desk:{name}", args=[pk])


@pytest.fixture
def account():
    return AccountFactory(name="Lægeattester 2026", series="statements", valid_from=TODAY - timedelta(days=69))


@pytest.fixture
def statement(cast):
    return StatementFactory(case=cast.aminas_case)


def plain(response):
    return response.text.replace("\xa0", " ")


# --- The tab ---


def test_statements_stand_with_what_they_wait_for(cast, sign_in, statement):
    Statement.objects.update(promised_on=TODAY + timedelta(days=20))
    StatementFactory(case=cast.aminas_case, received=True)
    page = plain(sign_in(cast.jens).get(url("case_statements", cast.aminas_case.pk)))
    for words in ("LÆ 125 Statusattest", "Lægehuset", "397,00 kr. sat til side", "har ventet"):
        assert words in page
    assert "Skånehensyn for ryggen." in page
    assert "Lovet svar senest " in words_of(page)
    assert "senest senest" not in words_of(page)


def test_a_late_answer_is_late_and_promised_nothing(cast, sign_in, statement):
    Statement.objects.update(promised_on=TODAY - timedelta(days=3))
    page = words_of(sign_in(cast.jens).get(url("case_statements", cast.aminas_case.pk)).text)
    assert "· Over tiden: for 3 dage siden · har ventet" in page
    assert "Lovet svar" not in page


def test_a_usual_day_is_expected_and_not_promised(cast, sign_in):
    usual = TODAY - timedelta(days=6) + timedelta(days=14)  # a status statement is usually there in 14 days
    ordered_at = NOW - timedelta(days=6)
    StatementFactory(case=cast.aminas_case, ordered_at=ordered_at, promised_on=usual)
    page = words_of(sign_in(cast.jens).get(url("case_statements", cast.aminas_case.pk)).text)
    assert "Svar ventes senest torsdag den 19. marts · det er den sædvanlige svartid" in page
    assert "Lovet svar" not in page


def test_what_costs_nothing_sets_nothing_aside(cast, sign_in):
    client = sign_in(cast.jens)
    free = ORDER | {"kind": "hospital_records", "supplier_name": "Kolding Sygehus"}
    page = words_of(client.post(url("statement_order", cast.aminas_case.pk), free, follow=True).text)
    assert "Attesten er bestilt. Den koster ikke noget." in page
    assert "koster ikke noget" in page.split("LÆ 105", 1)[1]
    assert "sat til side" not in page
    cancelled = client.post(url("statement_cancel", Statement.objects.get().pk), {"reason": "Fortrudt"}, follow=True)
    assert "pengene er fri" not in cancelled.text


def test_without_statements_it_says_what_will_come(cast, sign_in):
    page = sign_in(cast.jens).get(url("case_statements", cast.aminas_case.pk)).text
    assert "Vi venter ikke på nogen attest" in page


def test_the_cost_of_another_week_stands_beside_while_we_wait(cast, sign_in):
    BenefitPeriodFactory(citizen=cast.amina, benefit="ressourceforloebsydelse", valid_from=TODAY - timedelta(weeks=59))
    client, address = sign_in(cast.jens), url("case_statements", cast.aminas_case.pk)
    assert "2.2" not in words_of(client.get(address).text)
    StatementFactory(case=cast.aminas_case)
    page = plain(client.get(address))
    assert "Det koster kommunen <strong>ca. 2.200 kr.</strong> at vente en uge mere." in page
    assert "Præcist 2.205,05 kr. for ugen" in page
    assert "Derfor regnes der som Kontanthjælp." in page
    assert "ikke kontrolleret af økonomi" in page


def test_the_cost_is_the_least_it_can_be_while_earlier_support_would_make_it_more(cast, sign_in):
    BenefitPeriodFactory(citizen=cast.amina, benefit="kontanthjaelp", valid_from=TODAY - timedelta(weeks=5))
    StatementFactory(case=cast.aminas_case)
    page = plain(sign_in(cast.jens).get(url("case_statements", cast.aminas_case.pk)))
    assert "Det koster kommunen <strong>mindst ca. " in page
    assert "Borgeren er mindst i uge 6 med ydelse" in page
    assert "Har borgeren haft ydelse før, kan det være flere uger." in page


def test_the_queries_do_not_grow(cast, sign_in):
    case, client = cast.aminas_case, sign_in(cast.jens)

    def more():
        StatementFactory(case=case)

    more()
    client.get(url("case_statements", case.pk))
    assert_flat(lambda: client.get(url("case_statements", case.pk)), more)
    assert count_queries(lambda: client.get(url("case_statements", case.pk))) <= 17


def test_health_is_not_for_everybody(cast, sign_in, statement):
    for stranger in (cast.omar, cast.rikke, cast.bent):
        assert sign_in(stranger).get(url("case_statements", cast.aminas_case.pk)).status_code in {403, 404}
        assert sign_in(stranger).get(url("statement_receive", statement.pk)).status_code in {403, 404}


def test_whose_the_days_of_a_clarification_were_stands_with_how_it_usually_goes(cast, sign_in):
    TrackFactory(case=cast.aminas_case, template="by_region", turn__step="we_agree_questions")
    page = sign_in(cast.jens).get(url("case_statements", cast.aminas_case.pk)).text
    for words in ("Hvem dagene har ligget hos", "Det har varet", "Sådan går det som regel"):
        assert words in page
    assert "Afklaring med speciallæge og region" in page


def test_the_step_of_the_template_stands_first_when_the_ball_is_sent_on(cast, sign_in):
    track = TrackFactory(case=cast.aminas_case, template="by_trial", turn__step="company_tries", turn__holder="company")
    page = sign_in(cast.jens).get(url("turn_pass", track.pk)).text
    assert page.index("we_read_company_answer") < page.index("we_decide")


# --- The order ---


def test_a_statement_is_ordered_beside_its_price_and_what_is_left(cast, sign_in, account):
    client, address = sign_in(cast.jens), url("statement_order", cast.aminas_case.pk)
    form = plain(client.get(address))
    assert "LÆ 125 Statusattest – 397,00 kr." in form
    assert "LÆ 155 Speciallægeattest – pris efter aftale" in form
    assert "Der er 1.000,00 kr. af 1.000,00 kr. tilbage på ”Lægeattester 2026”." in form
    page = plain(client.post(address, ORDER, follow=True))
    assert "Attesten er bestilt, og prisen er sat til side." in page
    statement = Statement.objects.get()
    assert (statement.price_oere, statement.ordered_by) == (39_700, cast.jens)
    assert ledger.standing(account).committed == 39_700


def test_the_track_that_waits_is_chosen(cast, sign_in, account):
    parent = TrackFactory(case=cast.aminas_case)
    sign_in(cast.jens).post(url("statement_order", cast.aminas_case.pk), ORDER | {"parent": parent.pk})
    assert Statement.objects.get().track.parent == parent


def test_without_money_nothing_is_ordered_and_it_says_so(cast, sign_in):
    client, address = sign_in(cast.jens), url("statement_order", cast.aminas_case.pk)
    assert "ikke sat penge af til attester i år" in client.get(address).text
    response = client.post(address, ORDER)
    assert response.status_code == 422
    assert "Bed din leder om at lægge budgettet ind" in response.text
    assert "Hvad kan ryggen holde til?" in response.text
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": ""}, "Vælg en attest."),
        ({"questions": ""}, "Skriv, hvad lægen skal svare på."),
        ({"price": "mange"}, "Skriv beløbet i kroner"),
        ({"price": "-1"}, "Beløbet kan ikke være under 0."),
        ({"kind": "specialist"}, "Aftal en med lægen"),
        ({"price": "1.001"}, "ikke penge nok"),
        ({"promised_on": "1-1-2020"}, "allerede gået"),
    ],
)
def test_what_is_missing_is_said(cast, sign_in, account, change, words):
    response = sign_in(cast.jens).post(url("statement_order", cast.aminas_case.pk), ORDER | change)
    assert response.status_code == 422
    assert words in response.text


def test_a_form_sent_twice_orders_once(cast, sign_in, account):
    client, address = sign_in(cast.jens), url("statement_order", cast.aminas_case.pk)
    for _ in range(2):
        client.post(address, ORDER | {"key": "0" * 32})
    assert Statement.objects.count() == 1


def test_the_form_is_a_part_for_htmx(cast, sign_in, account):
    part = sign_in(cast.jens).get(url("statement_order", cast.aminas_case.pk), headers=HTMX).text
    assert "<html" not in part


# --- What becomes of it ---


def test_a_reminder_is_written_down_once_a_day(cast, sign_in, statement):
    client, address = sign_in(cast.jens), url("statement_remind", statement.pk)
    page = client.post(address, {"note": "Talte med sekretæren", "promised_on": "1-4-2026"}, follow=True).text
    assert "Rykkeren er skrevet ned." in page
    assert "rykket én gang" in page
    assert Nudge.objects.get().note == "Talte med sekretæren"
    response = client.post(address, {})
    assert response.status_code == 422
    assert "Der er allerede rykket i dag" in response.text


def test_an_answer_is_received_with_its_bill_and_the_ball_comes_back(cast, sign_in, statement):
    client = sign_in(cast.jens)
    assert 'value="397,00"' in client.get(url("statement_receive", statement.pk)).text
    page = client.post(
        url("statement_receive", statement.pk), {"answer": "Kan stå en halv time", "bill": "380"}, follow=True
    )
    assert "betalt 380,00 kr." in plain(page)
    assert "Kan stå en halv time" in page.text
    turn = Turn.objects.get(open_key=statement.track_id)
    assert (turn.step, turn.holder_user) == ("we_read_statement", cast.jens)


def test_a_bill_that_comes_later_is_written_in(cast, sign_in, account):
    statement = StatementFactory(case=cast.aminas_case, received=True)
    page = plain(sign_in(cast.jens).post(url("statement_pay", statement.pk), {"bill": "397,00"}, follow=True))
    assert "betalt 397,00 kr." in page
    assert sign_in(cast.jens).post(url("statement_pay", statement.pk), {"bill": "1"}).status_code == 422


def test_a_cancelled_statement_says_why(cast, sign_in, statement):
    client = sign_in(cast.jens)
    assert client.post(url("statement_cancel", statement.pk), {}).status_code == 422
    page = client.post(url("statement_cancel", statement.pk), {"reason": "Borgeren er flyttet"}, follow=True).text
    assert "Attesten er afbestilt, og pengene er fri igen." in page
    assert "Borgeren er flyttet" in page


def test_a_received_statement_is_used_in_a_draft(cast, sign_in):
    statement = StatementFactory(case=cast.aminas_case, received=True)
    client = sign_in(cast.jens)
    page = client.get(url("statement_use", statement.pk)).text
    assert "Der er ikke noget udkast til en afgørelse." in page
    assert url("decision_draft", cast.aminas_case.pk) in page
    assert 'name="decision"' not in page
    assert "Brug attesten</button>" not in page
    assert client.post(url("statement_use", statement.pk), {}).status_code == 422
    decision = DecisionFactory(case=cast.aminas_case)
    page = client.post(url("statement_use", statement.pk), {"decision": decision.pk}, follow=True).text
    assert "Attesten er brugt i afgørelsen" in page
    assert url("decision_detail", decision.pk) in page
    assert "LÆ 125 Statusattest" in client.get(url("decision_write", decision.pk)).text
    assert "LÆ 125 Statusattest" in client.get(url("decision_detail", decision.pk)).text


def test_a_substitute_may_and_who_only_reads_may_not(cast, sign_in, statement):
    assert sign_in(cast.lene).post(url("statement_cancel", statement.pk), {"reason": "x"}).status_code in {403, 404}
    statement.refresh_from_db()
    assert statement.is_open


# --- From the turn that asks for it ---


def test_the_order_moves_the_ball_of_the_turn_that_asked_for_it(cast, sign_in, account):
    TrackFactory(case=cast.aminas_case)
    asked = TrackFactory(case=cast.aminas_case, turn__step="we_order_statement")
    address = f"{url('statement_order', cast.aminas_case.pk)}?spor={asked.pk}"
    client = sign_in(cast.jens)
    assert f'<option value="{asked.pk}" selected>' in client.get(address).text
    client.post(address, ORDER | {"parent": asked.pk})
    assert Statement.objects.get().track.parent == asked
    assert Turn.objects.get(open_key=asked.pk).step == "await_subtracks"
