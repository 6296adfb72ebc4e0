"""Dreams and wishes: said, said anew, taken back, answered."""

import pytest

from helevejen.cases.models import Track
from helevejen.citizens.models import Wish
from tests.factories.citizens import CitizenFactory, WishAnswerFactory, WishFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

LIST = "/min-vej/oensker/"
SAY = "/min-vej/oensker/nyt/"


def test_a_wish_is_kept_word_for_word_and_an_answer_is_promised(cast, sign_in):
    client = sign_in(cast.amina.user)
    assert "får du svar senest onsdag den 25. marts." in client.get(SAY).text
    response = client.post(SAY, {"text": "Jeg vil arbejde med heste", "is_in_plan": "on"}, follow=True)
    assert "du får svar senest onsdag den 25. marts." in response.text
    assert "Jeg vil arbejde med heste" in response.text
    assert "Står i din plan." in response.text
    wish = Wish.objects.get()
    assert (wish.citizen, wish.text, wish.is_in_plan) == (cast.amina, "Jeg vil arbejde med heste", True)
    assert Track.objects.open().filter(wish=wish).exists()


def test_a_wish_need_not_be_in_the_plan(cast, sign_in):
    response = sign_in(cast.amina.user).post(SAY, {"text": "Kun noget jeg tænker på"}, follow=True)
    assert "Står ikke i din plan." in response.text


def test_an_empty_wish_is_asked_for_again(cast, sign_in):
    response = sign_in(cast.amina.user).post(SAY, {"text": "  "})
    assert response.status_code == 422
    assert "Skriv dit ønske." in response.text
    assert not Wish.objects.exists()


def test_a_wish_is_said_anew_and_the_old_words_stay(cast, sign_in):
    old = WishFactory(citizen=cast.amina, text="Heste")
    client = sign_in(cast.amina.user)
    assert "Heste" in client.get(f"{LIST}{old.pk}/ret/").text
    client.post(f"{LIST}{old.pk}/ret/", {"text": "Heste eller hunde", "is_in_plan": "on"})
    new = Wish.objects.get(replaced_at=None)
    assert (new.text, new.version, new.first_id) == ("Heste eller hunde", 2, old.pk)
    listed = client.get(LIST).text
    assert "Heste eller hunde" in listed
    assert "Se alle 2 udgaver" in listed
    versions = client.get(f"{LIST}{new.pk}/").text
    assert versions.index("Heste eller hunde") < versions.index("<bdi>Heste</bdi>")


def test_words_that_did_not_change_are_no_new_wish(cast, sign_in):
    wish = WishFactory(citizen=cast.amina, text="Heste")
    response = sign_in(cast.amina.user).post(f"{LIST}{wish.pk}/ret/", {"text": "Heste", "is_in_plan": "on"})
    assert response.status_code == 422
    assert "Ønsket er uændret. Skriv, hvad der er nyt." in response.text


def test_an_old_version_cannot_be_changed(cast, sign_in):
    old = WishFactory(citizen=cast.amina, text="Heste")
    client = sign_in(cast.amina.user)
    client.post(f"{LIST}{old.pk}/ret/", {"text": "Hunde"})
    response = client.post(f"{LIST}{old.pk}/ret/", {"text": "Katte"})
    assert response.status_code == 422
    assert "Ønsket er ændret siden." in response.text


def test_a_wish_is_taken_back_after_asking(cast, sign_in):
    wish = WishFactory(citizen=cast.amina, text="Heste")
    client = sign_in(cast.amina.user)
    assert "Vil du tage ønsket tilbage?" in client.get(f"{LIST}{wish.pk}/tag-tilbage/").text
    assert "Du har ikke skrevet noget endnu" in client.post(f"{LIST}{wish.pk}/tag-tilbage/", follow=True).text
    response = client.post(f"{LIST}{wish.pk}/tag-tilbage/")
    assert response.status_code == 422
    assert "Ønsket er taget tilbage." in response.text


def test_the_answer_is_shown_with_its_reason_and_who_gave_it(cast, sign_in):
    WishAnswerFactory(
        wish__citizen=cast.amina, kind="not_yet", reason="Først skal ryggen have ro.", answered_by=cast.jens
    )
    text = sign_in(cast.amina.user).get(LIST).text
    assert "Vores svar: Ikke endnu." in text
    assert "Først skal ryggen have ro." in text
    assert "Jens Bro, 11. marts" in text


def test_a_wish_can_be_said_before_there_is_a_case(sign_in, db):
    newcomer = CitizenFactory(with_account=True)
    client = sign_in(newcomer.user)
    assert "Din jobformidler læser det, når du har fået en." in client.get(SAY).text
    assert "Tak. Dit ønske er gemt." in client.post(SAY, {"text": "Heste"}, follow=True).text


def test_the_page_says_before_writing_that_there_is_a_limit(cast, sign_in):
    text = sign_in(cast.amina.user).get(SAY).text
    assert text.index("Send inden for 15 minutter.") < text.index("<textarea")


def test_queries_are_flat(cast, sign_in):
    client = sign_in(cast.amina.user)
    WishFactory(citizen=cast.amina)
    client.get(LIST)
    assert_flat(lambda: client.get(LIST), lambda: WishAnswerFactory(wish__citizen=cast.amina))
