"""The coordinator's first page: those who said yes, and nobody else."""

from datetime import timedelta

import pytest

from helevejen.audit.models import AccessSubject
from helevejen.cases.models import Turn
from helevejen.citizens.models import Consent
from tests.cast import NOW, TODAY
from tests.factories.cases import MeetingFactory, TrackFactory
from tests.factories.citizens import CitizenFactory, ConsentFactory, RelationFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

PAGE = "/arbejde/veteraner/"


def says_yes(cast, citizen, **consent):
    RelationFactory(user=cast.vibeke, citizen=citizen, coordinator=True)
    return ConsentFactory(citizen=citizen, partner_user=cast.vibeke, **consent)


@pytest.fixture
def vibeke(cast, sign_in):
    return sign_in(cast.vibeke)


def test_before_anybody_has_said_yes_the_page_says_what_will_come(cast, vibeke):
    text = vibeke.get(PAGE).text
    assert "Ingen har sagt ja endnu" in text
    assert not AccessSubject.objects.exists()


def test_whoever_said_yes_stands_with_jobformidler_ball_and_next_meeting(cast, vibeke):
    says_yes(cast, cast.amina)
    MeetingFactory(case=cast.aminas_case, place="Klinikken", starts_at=NOW + timedelta(days=1))
    MeetingFactory(case=cast.aminas_case, starts_at=NOW + timedelta(days=9))
    text = vibeke.get(PAGE).text
    assert "1 veteran har sagt ja" in text
    assert "Amina Holm" in text
    assert "Jens Bro" in text
    assert "vikar: Mette Dahl" in text
    assert "torsdag den 12. marts kl. 09.00" in text
    assert "8. februar 2027" in text
    assert "Klinikken" not in text
    assert "Bo Lund" not in text
    assert AccessSubject.objects.get().purpose == "coordinator"


def test_that_a_doctor_has_the_ball_is_not_told(cast, vibeke):
    says_yes(cast, cast.amina)
    TrackFactory(case=cast.aminas_case, kind="health_and_social", turn__holder="doctor", turn__holder_name="Dr. Glad")
    text = vibeke.get(PAGE).text
    assert "En anden" in text
    assert "Dr. Glad" not in text
    assert "Lægen" not in text
    assert Turn.objects.filter(holder="doctor").exists()


@pytest.mark.parametrize("no_longer", [{"withdrawn_at": NOW}, {"valid_until": TODAY}])
def test_a_yes_that_is_over_closes_the_row_at_once(cast, vibeke, no_longer):
    consent = says_yes(cast, cast.amina)
    assert "Amina" in vibeke.get(PAGE).text
    Consent.objects.filter(pk=consent.pk).update(**no_longer)
    assert "Amina" not in vibeke.get(PAGE).text


def test_a_yes_to_another_coordinator_is_not_hers(cast, vibeke):
    says_yes(cast, cast.amina)
    Consent.objects.update(partner_user=cast.nina)
    assert "Amina" not in vibeke.get(PAGE).text


def test_special_protection_is_closed_to_a_coordinator(cast, vibeke):
    says_yes(cast, cast.freja)
    assert "Freja" not in vibeke.get(PAGE).text


def test_a_veteran_without_a_case_has_nobody_yet(cast, vibeke):
    says_yes(cast, cast.dorte)
    text = vibeke.get(PAGE).text
    assert "1 har ingen jobformidler lige nu." in text
    assert "Ingen endnu" in text


def test_the_page_costs_the_same_whatever_its_length(cast, vibeke):
    says_yes(cast, cast.amina)
    vibeke.get(PAGE)  # the first request begins the session
    assert_flat(lambda: vibeke.get(PAGE), lambda: says_yes(cast, CitizenFactory()))


@pytest.mark.parametrize("name", ["jens", "lene", "rikke", "karen", "bent"])
def test_veterans_are_for_the_coordinator(cast, sign_in, name):
    assert sign_in(getattr(cast, name)).get(PAGE).status_code == 403
