"""The facts of an order in words."""

import pytest
from django.utils import translation

from helevejen.web.shared.order_words import facts_of
from tests.cast import TODAY
from tests.factories.recruitment import JobOrderFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "label", "days"), [("da", "Dage", "mandag til fredag"), ("en", "Days", "Monday to Friday")]
)
def test_days_in_a_row_are_written_from_the_first_to_the_last_and_times_apart(language, label, days):
    order = JobOrderFactory(days=["mon", "tue", "wed", "thu", "fri"], shifts=["day", "evening"])
    with translation.override(language):
        said = dict(facts_of(order, TODAY))
    assert said[label] == days
    assert set(said.values()) & {"dag, aften", "day, evening"}


@pytest.mark.parametrize(
    ("language", "label", "days"), [("da", "Dage", "mandag, fredag"), ("en", "Days", "Monday, Friday")]
)
def test_days_are_written_as_each_language_does(language, label, days):
    order = JobOrderFactory(days=["mon", "fri"], shifts=[])
    with translation.override(language):
        assert dict(facts_of(order, TODAY))[label] == days
