"""Facts of a profile in words."""

import pytest
from django.utils import translation

from helevejen.profiles.queries import words
from helevejen.profiles.rules.facts import Said


@pytest.mark.parametrize(
    ("language", "said", "heading"),
    [
        ("da", Said("days", codes=("mon",)), "Mandag"),
        ("da", Said("days", codes=("mon", "tue", "wed")), "Mandag, tirsdag og onsdag"),
        ("en", Said("days", codes=("mon", "tue", "wed")), "Monday, Tuesday and Wednesday"),
        ("da", Said("shifts", codes=("day", "night")), "Om dagen og om natten"),
        ("en", Said("shifts", codes=("day", "night")), "By day and at night"),
    ],
)
def test_days_and_hours_of_the_day_are_written_as_each_language_does(language, said, heading):
    with translation.override(language):
        assert words.heading(said) == heading


@pytest.mark.parametrize(("language", "years", "told"), [("da", 6, "6 år"), ("en", 1, "1 year"), ("en", 6, "6 years")])
def test_years_are_counted(language, years, told):
    with translation.override(language):
        assert words.details(Said("occupation_done", label="x", years=years)) == [told]
