"""The pages of misfortune stand on their own feet: no request, no database, no stranger told more than another."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]


@pytest.mark.parametrize("name", PAGES)
def test_every_error_page_can_be_made_out_of_nothing(name):
    html = render_to_string(name)
    assert '<html lang="da">' in html
    assert 'href="/"' in html


@pytest.mark.parametrize("name", PAGES)
def test_every_error_page_knows_english(name):
    with translation.override("en"):
        assert '<html lang="en">' in render_to_string(name)


def test_not_found_does_not_say_whether_there_was_something():
    assert "eller også kan du ikke se den" in render_to_string("404.html")
