"""Every test begins in the language of the house: that of the last page asked for would outlive its test."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def language_of_the_house() -> None:
    translation.deactivate()
