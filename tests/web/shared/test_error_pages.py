"""The pages of misfortune stand on their own feet: no request, no database, no stranger told more than another."""

import html as markup
import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from helevejen.core import clock
from helevejen.web.shared import errors
from helevejen.web.shared.sessions import SEEN
from tests.web.desk.htmx import HTMX

PAGES = [
    "400.html", "401.html", "403.html", "403_csrf.html", "404.html", "405.html", "413.html", "429.html", "500.html",
    "503.html",
]  # fmt: skip
WORDS = "Jeg vil gerne\narbejde med <heste>."
HERE = {"Sec-Fetch-Site": "same-origin"}


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


def given_back(html):
    """Return the texts a page of misfortune gives back."""
    return [markup.unescape(text) for text in re.findall(r"<textarea[^>]*readonly[^>]*>\n?([^<]*)</textarea>", html)]


# --- What somebody wrote is not lost ---


def test_a_form_sent_after_the_session_ended_gives_the_words_back(client, cast):
    client.force_login(cast.amina.user)
    client.get(reverse("citizen:wish_say"))
    session = client.session
    session[SEEN] = int(clock.now().timestamp()) - 24 * 3600
    session.save()
    answer = client.post(reverse("citizen:wish_say"), {"text": WORDS}, headers=HERE)
    assert answer.status_code == 401
    assert "Du er blevet logget ud" in answer.text
    assert given_back(answer.text) == [WORDS]
    assert "no-store" in answer["Cache-Control"]
    assert not cast.amina.wishes.exists()


def test_a_form_sent_by_nobody_gives_the_words_back_and_a_page_leads_to_the_door(client, cast):
    answer = client.post(reverse("citizen:wish_say"), {"text": WORDS}, headers=HERE)
    assert (answer.status_code, given_back(answer.text)) == (401, [WORDS])
    assert client.get(reverse("citizen:wish_say")).status_code == 302


def test_whoever_was_signed_out_is_led_back_to_the_page_after_signing_in(client, cast, sign_in):
    page = reverse("citizen:wish_say")
    here = HERE | {"Host": "testserver", "Referer": f"http://testserver{page}"}
    answer = client.post(page, {"text": WORDS}, headers=here)
    assert f'href="/?next={quote(page, safe="")}"' in answer.text
    doors = f"/?next={page}"
    client.force_login(cast.amina.user)
    assert client.get(doors)["Location"] == page
    assert sign_in(cast.jens).get(doors)["Location"] == "/arbejde/"


@pytest.mark.parametrize("address", ["https://ond.example/", "//ond.example/min-vej/", "javascript:alert(1)"])
def test_nobody_is_led_out_of_the_site(client, cast, address):
    client.force_login(cast.amina.user)
    assert client.get("/", {"next": address})["Location"] == "/min-vej/"
    from_elsewhere = HERE | {"Host": "testserver", "Referer": address}
    assert "ond.example" not in Client().post(reverse("citizen:wish_say"), {"text": "x"}, headers=from_elsewhere).text


def test_a_part_of_a_page_never_becomes_the_door(client, cast):
    opened = client.get(reverse("desk:my_day"), headers=HTMX)
    assert (opened.status_code, opened["HX-Redirect"]) == (200, reverse(settings.LOGIN_URL))
    assert client.post(reverse("desk:my_day"), headers=HTMX).status_code == 401


def test_a_form_with_an_old_token_gives_the_words_back(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.amina.user)
    answer = client.post(reverse("citizen:wish_say"), {"text": WORDS}, headers=HERE)
    assert answer.status_code == 403
    assert "Siden har været åben for længe" in answer.text
    assert given_back(answer.text) == [WORDS]


def test_another_sites_words_are_not_shown_as_ours(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.amina.user)
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ond.example"}):
        answer = client.post(reverse("citizen:wish_say"), {"text": WORDS}, headers=headers)
        assert answer.status_code == 403
        assert "arbejde med" not in answer.text


def test_passwords_and_numbers_are_never_given_back():
    fields = {"password": "min lange sætning", "cpr": "010203 1234", "csrfmiddlewaretoken": "a b", "kind": "note"}
    request = RequestFactory().post("/", {**fields, "text": WORDS}, headers=HERE)
    assert errors.words_written(request) == [WORDS]
    assert errors.words_written(RequestFactory().get("/", {"text": WORDS}, headers=HERE)) == []


def test_a_text_of_one_word_is_given_back_and_a_choice_is_not():
    fields = {"kind": "note", "text": "Tak", "reason": "Syg", "wants_call": "on"}
    assert errors.words_written(RequestFactory().post("/", fields, headers=HERE)) == ["Tak", "Syg"]


@pytest.mark.parametrize(
    "number", ["010203 1234", "010203-1234", "01 02 03 1234", "010203 – 1234", "0102031234", "990203−1234"]
)
def test_a_cpr_number_in_any_field_is_not_given_back(number):
    fields = {"text": f" {number} ", "who": f"Amina Holm {number}, Vejle"}
    request = RequestFactory().post("/", fields, headers=HERE)
    assert errors.words_written(request) == ["Amina Holm ••••••-••••, Vejle"]


def test_other_numbers_in_a_letter_stay():
    text = "Ring på 75 91 00 01 den 01.02.2026 kl. 10.30, eller +45 75 91 00 01."
    assert errors.words_written(RequestFactory().post("/", {"text": text}, headers=HERE)) == [text]


def test_without_the_browsers_word_the_origin_tells_whose_form_it_was():
    request = RequestFactory().post("/", {"text": WORDS}, headers={"Origin": "http://testserver", "Host": "testserver"})
    assert errors.words_written(request) == [WORDS]


# --- What went wrong is said, and what to do now ---


def test_the_address_of_a_button_says_that_it_is_one(client):
    answer = client.get(reverse("public:demo_enter", args=["jens"]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "kan ikke åbnes alene" in answer.text


def test_the_address_of_a_deed_leads_to_the_page_it_is_done_on(cast, sign_in):
    client = sign_in(cast.poul.user)
    deed = reverse("company:our_order_pause", args=[7])
    for came_from in ("", f"http://testserver{deed}"):
        answer = client.get(deed, headers={"Host": "testserver", "Referer": came_from})
        assert answer.status_code == 405
        assert f'href="{reverse("company:our_order", args=[7])}"' in answer.text


def test_too_much_at_once_is_told_apart_from_nonsense(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client.post(reverse("set_language"), {"language": "x" * 200}, headers=HERE)
    assert answer.status_code == 413
    assert "fylder mere, end vi kan tage imod" in answer.text


def answer_to(fault):
    """Return what is answered while a fault is being handled."""
    request = RequestFactory().post("/", {"text": WORDS}, headers=HERE)
    try:
        _fail(fault)
    except Exception:  # noqa: BLE001 # as Django catches everything
        return errors.server_error(request)


def _fail(fault):
    raise fault


@pytest.mark.parametrize("words", ["database is locked", "attempt to write a readonly database", "server is closing"])
def test_a_database_that_is_busy_or_closed_passes_and_is_not_called_a_fault(words):
    answer = answer_to(OperationalError(words))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert given_back(answer.text) == [WORDS]


def test_any_other_fault_is_ours():
    answer = answer_to(ZeroDivisionError())
    assert answer.status_code == 500
    assert "Det er ikke din skyld" in answer.text
    assert given_back(answer.text) == [WORDS]


def test_a_form_that_cannot_be_read_has_no_words_to_give_back():
    request = RequestFactory().post("/", b"x", content_type="multipart/form-data", headers=HERE)
    assert errors.words_written(request) == []
