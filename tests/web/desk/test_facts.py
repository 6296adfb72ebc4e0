"""The facts about a citizen: seen as far as the level shows them, asked for with a trace, changed beside what was."""

from datetime import date

import pytest
from django.urls import reverse

from helevejen.audit.models import Access, Event
from helevejen.core.cpr import written
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import (
    BenefitPeriodFactory,
    ConsentFactory,
    ContactGroupPeriodFactory,
    RelationFactory,
    TargetGroupPeriodFactory,
    VeteranMarkFactory,
)
from tests.support.flat import assert_flat, count_queries
from tests.web.desk.htmx import HTMX

pytestmark = pytest.mark.django_db

KNOWN = {
    "given_name": "Amina",
    "family_name": "Holm",
    "phone": "",
    "email": "",
    "preferred_channel": "in_person",
    "language": "da",
    "address": "Strandvejen 1",
    "postcode": "7000",
    "city": "Fredericia",
}


def url(name, case):
    return reverse(f"desk:{name}", args=[case.pk])


@pytest.fixture
def known(cast):
    """Amina with everything about her."""
    amina = cast.amina
    amina.address, amina.postcode, amina.city = "Strandvejen 1", "7000", "Fredericia"
    amina.save()
    TargetGroupPeriodFactory(citizen=amina, group="3", valid_from=date(2025, 1, 1), valid_until=date(2026, 1, 1))
    TargetGroupPeriodFactory(citizen=amina, group="8", valid_from=date(2026, 1, 1))
    ContactGroupPeriodFactory(citizen=amina)
    BenefitPeriodFactory(citizen=amina)
    VeteranMarkFactory(citizen=amina)
    ConsentFactory(citizen=amina, partner="Headspace")
    return amina


# --- Seeing ---


def test_the_jobformidler_sees_the_facts_and_a_masked_number(cast, sign_in, known):
    page = sign_in(cast.jens).get(url("case_facts", cast.aminas_case)).text
    for words in ("Strandvejen 1", "7000 Fredericia", "Person i ressourceforløb", "Kontanthjælp", "2.3", "Headspace"):
        assert words in page
    assert "Aktivitetsparat kontanthjælpsmodtager" in page  # what held before
    assert "Veteran, efter eget ønske" in page
    assert written(known.cpr) not in page
    assert "170590-••••" in page


def test_the_leader_sees_neither_street_nor_what_the_citizen_stated(cast, sign_in, known):
    page = sign_in(cast.lene).get(url("case_facts", cast.aminas_case)).text
    assert "Kontanthjælp" in page
    for hidden in ("Strandvejen", "Headspace", "Veteran", "Oplyst af borgeren selv"):
        assert hidden not in page


def test_the_coordinator_sees_what_was_stated_and_no_benefit(cast, sign_in, known):
    ConsentFactory(citizen=known, partner_user=cast.vibeke)
    RelationFactory(user=cast.vibeke, citizen=known, coordinator=True)
    page = sign_in(cast.vibeke).get(url("case_facts", cast.aminas_case)).text
    assert "Veteran, efter eget ønske" in page
    assert "Kontanthjælp" not in page


def test_the_queries_do_not_grow(cast, sign_in, known):
    client, address = sign_in(cast.jens), url("case_facts", cast.aminas_case)

    days = iter(range(1, 28))

    def more():
        day = next(days)
        TargetGroupPeriodFactory(citizen=known, valid_from=date(2024, 1, day), valid_until=date(2024, 1, day + 1))
        ConsentFactory(citizen=known)

    client.get(address)
    assert_flat(lambda: client.get(address), more)
    assert count_queries(lambda: client.get(address)) <= 18


# --- Asking for what is masked ---


def test_the_number_is_shown_when_asked_for_and_the_asking_is_written_down(cast, sign_in, known):
    client, address = sign_in(cast.jens), url("cpr_reveal", cast.aminas_case)
    assert client.get(address).status_code == 405
    page = client.post(address)
    assert written(known.cpr) in page.text
    assert "Målgruppe" in page.text
    assert written(known.cpr) in client.post(address, headers=HTMX).text
    assert Event.objects.filter(verb="cpr_revealed", subject_id=known.pk).count() == 2
    assert Access.objects.filter(kind="reveal").exists()


def test_whose_level_hides_the_number_gets_no_button_and_no_number(cast, sign_in, known):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    client = sign_in(cast.mette)
    assert "170590-••••" in client.get(url("case_facts", cast.aminas_case)).text
    assert url("cpr_reveal", cast.aminas_case) not in client.get(url("case_facts", cast.aminas_case)).text
    refused = client.post(url("cpr_reveal", cast.aminas_case)).text
    assert "Du kan ikke se CPR-nummeret for denne borger." in refused
    assert written(known.cpr) not in refused


def test_a_stranger_asks_in_vain(cast, sign_in, known):
    for stranger in (cast.mette, cast.omar):
        assert sign_in(stranger).post(url("cpr_reveal", cast.aminas_case)).status_code == 404
        assert sign_in(stranger).post(url("address_reveal", cast.aminas_case), {"reason": "x" * 30}).status_code == 404


def test_a_protected_address_is_shown_with_a_reason(cast, sign_in, known):
    known.protection = "protected"
    known.save()
    client, address = sign_in(cast.jens), url("address_reveal", cast.aminas_case)
    page = client.get(url("case_facts", cast.aminas_case)).text
    assert "Strandvejen" not in page
    assert "Vis med grund" in page
    short = client.post(address, {"reason": "Fordi"}, headers=HTMX)
    assert short.status_code == 422
    assert "Skriv med mindst 20 tegn" in short.text
    assert "Strandvejen" not in short.text
    shown = client.post(address, {"reason": "Skal sende et brev med posten."}, headers=HTMX)
    assert "Strandvejen 1" in shown.text
    assert "Strandvejen 1" in client.post(address, {"reason": "Skal sende et brev med posten."}).text
    assert Event.objects.filter(verb="address_revealed").count() == 2


# --- Changing ---


def test_facts_are_changed(cast, sign_in, known):
    client, address = sign_in(cast.jens), url("citizen_change", cast.aminas_case)
    assert 'value="Strandvejen 1"' in client.get(address).text
    client.post(address, KNOWN | {"phone": "20304050", "language": "ti", "needs_interpreter": "on"})
    known.refresh_from_db()
    assert (known.phone, known.language, known.needs_interpreter, known.address) == (
        "20304050",
        "ti",
        True,
        "Strandvejen 1",
    )
    assert "Tolk: tigrinya" in client.get(url("case_facts", cast.aminas_case)).text


def test_a_protected_address_is_neither_shown_nor_lost_when_something_else_is_changed(cast, sign_in, known):
    known.protection = "protected"
    known.save()
    client, address = sign_in(cast.jens), url("citizen_change", cast.aminas_case)
    assert "Strandvejen" not in client.get(address).text
    client.post(address, KNOWN | {"address": "Et andet sted", "phone": "20304050"})
    known.refresh_from_db()
    assert (known.phone, known.address) == ("20304050", "Strandvejen 1")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Der er ikke ændret noget."),
        ({"given_name": ""}, "Skriv fornavnet."),
        ({"email": "amina"}, "Skriv mailadressen med @ og punktum"),
        ({"postcode": "700"}, "Et postnummer har fire cifre."),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(cast, sign_in, known, change, words):
    response = sign_in(cast.jens).post(url("citizen_change", cast.aminas_case), KNOWN | change)
    assert response.status_code == 422
    assert words in response.text


def test_beside_a_fault_stands_what_was_there(cast, sign_in, known):
    wrong = KNOWN | {"address": "Nyvej 2", "email": "amina"}
    response = sign_in(cast.jens).post(url("citizen_change", cast.aminas_case), wrong)
    assert "Står nu: Strandvejen 1" in response.text


def test_a_dated_fact_follows_the_present_one(cast, sign_in, known):
    case, client = cast.aminas_case, sign_in(cast.jens)
    client.post(url("target_group_set", case), {"group": "9", "valid_from": "1-3-2026", "source": "Rehabteamet"})
    client.post(url("contact_group_set", case), {"group": "2.5", "valid_from": "1-3-2026", "source": "Fagsystemet"})
    client.post(url("benefit_set", case), {"benefit": "dagpenge", "valid_from": "1-3-2026", "source": "A-kassen"})
    page = client.get(url("case_facts", case)).text
    for words in ("Fleksjobvisiteret", "2.5", "Dagpenge", "Person i ressourceforløb"):
        assert words in page
    assert known.target_groups.get(group="8").valid_until == date(2026, 3, 1)


def test_a_dated_fact_that_will_not_do_is_refused(cast, sign_in, known):
    case, client = cast.aminas_case, sign_in(cast.jens)
    same = client.post(url("target_group_set", case), {"group": "8", "valid_from": "1-3-2026", "source": "X"})
    assert "Det gælder allerede." in same.text
    early = client.post(url("benefit_set", case), {"benefit": "dagpenge", "valid_from": "1-1-2020", "source": "X"})
    assert early.status_code == 422
    without = client.post(url("benefit_set", case), {"benefit": "dagpenge", "valid_from": "1-3-2026"})
    assert "Skriv, hvor oplysningen kommer fra." in without.text


def test_a_telephone_number_is_read_as_one_and_kept_in_one_form(cast, sign_in, known):
    client, address = sign_in(cast.jens), url("citizen_change", cast.aminas_case)
    refused = client.post(address, KNOWN | {"phone": "2030 40"})
    assert refused.status_code == 422
    assert "Skriv et dansk nummer med otte cifre" in refused.text
    client.post(address, KNOWN | {"phone": "+45 20 30 40 50"})
    known.refresh_from_db()
    assert known.phone == "20304050"
