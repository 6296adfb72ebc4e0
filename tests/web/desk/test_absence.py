from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import CompanyContactFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.times import TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat

ABSENCE, FIGURES = reverse("desk:my_absence"), reverse("desk:my_figures")


def test_my_absence_and_whom_i_cover(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    AbsenceFactory(
        user=cast.mette,
        substitute=cast.jens,
        valid_from=TODAY + timedelta(days=30),
        valid_until=TODAY + timedelta(days=37),
    )
    text = sign_in(cast.jens).get(ABSENCE).text
    assert "Vikar: Mette Dahl" in text
    assert "<strong>Mette Dahl</strong>" in text
    assert "Omar" not in text


def test_an_empty_page_says_whom_to_tell(cast, sign_in):
    assert "Sig det til Lene Krag" in sign_in(cast.jens).get(ABSENCE).text
    assert "Sig det til din leder" in sign_in(cast.omar).get(ABSENCE).text


def test_what_is_over_or_cancelled_is_gone(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette, valid_from=TODAY - timedelta(days=9), valid_until=TODAY)
    assert "Intet fravær planlagt" in sign_in(cast.jens).get(ABSENCE).text


def test_my_figures_are_mine(cast, sign_in):
    CompanyContactFactory(case=cast.aminas_case, minutes=60)
    text = sign_in(cast.jens).get(FIGURES).text
    assert "Du følger 1 borger." in text
    assert "Kun du og din leder kan se tallene." in text
    assert "100 %" in text
    assert "Mette" not in text
    assert "Ingen tid endnu" in sign_in(cast.omar).get(FIGURES).text


def test_cases_covered_are_counted_in_my_figures(cast, sign_in):
    AbsenceFactory(user=cast.mette, substitute=cast.jens)
    assert "Du dækker 1 som vikar." in sign_in(cast.jens).get(FIGURES).text


@pytest.mark.parametrize("url", [ABSENCE, FIGURES])
def test_the_pages_need_the_permission(cast, sign_in, url):
    assert sign_in(cast.karen).get(url).status_code == 403
    assert sign_in(cast.amina.user).get(url).status_code == 403
    assert sign_in(None).get(url).status_code == 302


@pytest.mark.parametrize("url", [ABSENCE, FIGURES])
def test_the_pages_are_flat(cast, sign_in, url):
    client = sign_in(cast.jens)
    client.get(url)
    assert_flat(lambda: client.get(url), lambda: whole_case(CitizenFactory(), cast.jens, cast.mette))
