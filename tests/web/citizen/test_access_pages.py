"""Who has seen my data, a copy of everything, and what I have said yes to."""

import json
import re
from datetime import timedelta

import pytest

from helevejen.accounts.enums import Role
from helevejen.citizens import perms
from helevejen.citizens.enums import Level
from helevejen.citizens.models import Consent, VeteranMark
from tests.cast import NOW
from tests.factories.accounts import EmploymentFactory
from tests.factories.audit import AccessFactory, AccessSubjectFactory
from tests.factories.cases import DecisionFactory, MeetingFactory, NoteFactory
from tests.factories.citizens import ConsentFactory, VeteranMarkFactory, WishFactory

pytestmark = pytest.mark.django_db

LOOKS = "/min-vej/hvem-har-set/"
DATA = "/min-vej/mine-oplysninger/"
CONSENTS = "/min-vej/samtykke/"


def look_at(citizen, count=1, **changes):
    for _ in range(count):
        look = AccessFactory(actor_unit="Ungdom", actor_id=1, data_classes="AE", **changes)
        AccessSubjectFactory(access_id=look.pk, citizen_id=citizen.pk)


def test_citizen_sees_unit_role_purpose_and_what(cast, sign_in):
    look_at(cast.amina)
    text = sign_in(cast.amina.user).get(LOOKS).text
    assert "Jobformidler, Ungdom" in text
    assert "Så: navn og kontakt og sag og notater" in text
    assert "Din jobformidler arbejder med din sag" in text
    assert "Jens Bro" not in text.split("<main")[1], "names are shown where the municipality has decided so"


def test_a_form_that_was_opened_is_not_told_as_the_deed_it_is_for(cast, sign_in):
    look_at(cast.amina, page="goal_set")
    assert "Satte et mål" not in sign_in(cast.amina.user).get(LOOKS).text
    look_at(cast.amina, page="goal_set", kind="change")
    assert "Satte et mål" in sign_in(cast.amina.user).get(LOOKS).text


def test_names_are_shown_where_the_municipality_has_decided_so(cast, sign_in, settings):
    settings.SHOWS_STAFF_NAMES = True
    look_at(cast.amina)
    assert "Jens Bro" in sign_in(cast.amina.user).get(LOOKS).text


def test_citizen_sees_nobody_elses_log(cast, sign_in):
    look_at(cast.bo)
    assert "Ingen endnu" in sign_in(cast.amina.user).get(LOOKS).text


def test_log_is_paged_and_own_visits_are_asked_for(cast, sign_in, django_assert_max_num_queries):
    look_at(cast.amina, 60)
    client = sign_in(cast.amina.user)
    assert "Ældre" in client.get(LOOKS).text
    with django_assert_max_num_queries(15):
        assert "Nyere" in client.get(LOOKS, {"side": "2"}).text
    assert "Borgeren selv" not in client.get(LOOKS).text
    assert "Borgeren selv" in client.get(LOOKS, {"mine": ""}).text


def test_copy_of_everything_holds_the_own_words_and_holds_back_what_must_be_read_first(cast, sign_in):
    WishFactory(citizen=cast.amina, text="Jeg vil arbejde med heste")
    NoteFactory(case=cast.aminas_case, text="Vi talte om heste")
    NoteFactory(case=cast.aminas_case, text="Ikke delt endnu", unshared=True)
    DecisionFactory(case=cast.aminas_case, facts="Et udkast")
    MeetingFactory(case=cast.aminas_case, citizen=cast.amina)
    NoteFactory(case=cast.bos_case, text="Om Bo")
    look_at(cast.amina)
    text = sign_in(cast.amina.user).get(DATA).text
    for word in ("Jeg vil arbejde med heste", "Vi talte om heste", f"-{cast.amina.cpr[6:]}", "Jens Bro", "Samtaler"):
        assert word in text
    for word in ("Ikke delt endnu", "Et udkast", "Om Bo", "Lund"):
        assert word not in text
    assert "2 stykker skal en medarbejder læse igennem" in text


def test_copy_as_a_file_is_an_export(cast, sign_in):
    WishFactory(citizen=cast.amina, text="Jeg vil arbejde med heste")
    response = sign_in(cast.amina.user).get("/min-vej/mine-oplysninger.json")
    assert response["Content-Disposition"].startswith("attachment")
    content = json.loads(response.content)
    assert content["data"]["citizens.wish"][0]["text"] == "Jeg vil arbejde med heste"
    assert content["held_back"] == 0
    assert {"data", "looks", "drawn_at", "municipality", "held_back"} == set(content)


def test_veteran_says_yes_to_the_coordinator_and_no_again(cast, sign_in):
    client = sign_in(cast.amina.user)
    assert "Vibeke" not in client.get(CONSENTS).text
    client.post(f"{CONSENTS}veteran/", {"is_veteran": "1"})
    assert "Vibeke Thorsen" in client.get(CONSENTS).text
    assert client.post(f"{CONSENTS}ja/{cast.vibeke.pk}/", {"months": "6"}).status_code == 302
    assert perms.level_of(cast.vibeke, cast.amina, NOW) == Level.COORDINATOR
    consent = Consent.objects.get()
    assert client.post(f"{CONSENTS}nej/{consent.pk}/").status_code == 302
    assert perms.level_of(cast.vibeke, cast.amina, NOW) is None
    client.post(f"{CONSENTS}veteran/", {"is_veteran": "0"})
    assert not VeteranMark.objects.filter(withdrawn_at__isnull=True).exists()


def test_consent_is_given_to_coordinators_alone(cast, sign_in):
    client = sign_in(cast.amina.user)
    client.post(f"{CONSENTS}ja/{cast.omar.pk}/", {"months": "6"})
    client.post(f"{CONSENTS}ja/{cast.vibeke.pk}/", {"months": "99"})
    assert not Consent.objects.exists()


def test_each_coordinator_has_fields_of_their_own_and_each_no_says_to_whom(cast, sign_in):
    client = sign_in(cast.amina.user)
    client.post(f"{CONSENTS}veteran/", {"is_veteran": "1"})
    other = EmploymentFactory(role=Role.VETERAN_COORDINATOR).user
    ConsentFactory(citizen=cast.amina, partner="Vibeke Thorsen")
    html = client.get(CONSENTS).text
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert f'id="id_{other.pk}_months_0"' in html
    assert 'Sig nej igen<span class="sr-only"> – Vibeke Thorsen</span>' in html


def test_a_consent_says_what_it_means_in_plain_words(cast, sign_in):
    ConsentFactory(citizen=cast.amina, partner="Vibeke Thorsen", given_at=NOW - timedelta(days=1))
    text = sign_in(cast.amina.user).get(CONSENTS).text
    assert "Må se mit navn, mine ønsker, og at jeg er veteran." in text
    assert "Du sagde ja 10. marts. Det gælder til og med" in text
    assert "amtykke" not in text.split("<main")[1].split("</main>")[0].replace('action="/min-vej/samtykke', "")


def test_nobody_withdraws_anothers_consent(cast, sign_in):
    VeteranMarkFactory(citizen=cast.bo)
    consent = ConsentFactory(citizen=cast.bo, partner_user=cast.vibeke)
    assert sign_in(cast.amina.user).post(f"{CONSENTS}nej/{consent.pk}/").status_code == 404
    assert Consent.objects.get().withdrawn_at is None


@pytest.mark.parametrize("page", [LOOKS, DATA, CONSENTS, "/min-vej/mine-oplysninger.json"])
def test_staff_and_companies_have_no_such_page(cast, sign_in, page):
    assert sign_in(cast.jens).get(page).status_code == 403
    assert sign_in(cast.poul.user).get(page).status_code == 403
