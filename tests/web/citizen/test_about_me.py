"""Language and interpreter, and the ways to the rest."""

import pytest
from django.utils.translation import override

from helevejen.citizens.perms import level_of
from helevejen.inquiries.perms import readable_by
from helevejen.web.citizen.shown.about import about_of
from tests.cast import NOW
from tests.factories.inquiries import InquiryFactory

pytestmark = pytest.mark.django_db

PAGE = "/min-vej/om-mig/"


def test_language_and_interpreter_are_chosen(cast, sign_in):
    client = sign_in(cast.amina.user)
    text = client.get(PAGE).text
    assert "العربية – arabisk" in text
    assert "Dansk" in text
    response = client.post(PAGE, {"language": "ar", "needs_interpreter": "on"}, follow=True)
    assert "Det er gemt." in response.text
    cast.amina.refresh_from_db()
    assert (cast.amina.language, cast.amina.needs_interpreter) == ("ar", True)


def test_saying_the_same_is_told(cast, sign_in):
    response = sign_in(cast.amina.user).post(PAGE, {"language": "da"})
    assert response.status_code == 422
    assert "Der er ikke ændret noget." in response.text


def test_a_language_that_is_not_on_the_list_is_kept(cast, sign_in):
    cast.amina.language = "sw"
    cast.amina.save()
    assert 'value="sw" selected' in sign_in(cast.amina.user).get(PAGE).text


def test_an_unknown_language_is_refused(cast, sign_in):
    assert sign_in(cast.amina.user).post(PAGE, {"language": "xx"}).status_code == 422


def test_the_page_leads_to_consents_looks_and_the_copy(cast, sign_in):
    text = sign_in(cast.amina.user).get(PAGE).text
    for address in ("/min-vej/samtykke/", "/min-vej/hvem-har-set/", "/min-vej/mine-oplysninger/"):
        assert f'href="{address}"' in text


@pytest.mark.parametrize(
    ("protection", "told"),
    [
        ("protected", "Vi ved, at dit navn og din adresse er beskyttet."),
        ("special", "Vi ved, at du har særlig beskyttelse. Kun din jobformidler og de medarbejdere, der er navngivet"),
    ],
)
def test_whoever_is_protected_reads_that_we_know(cast, sign_in, protection, told):
    assert "beskyttet" not in sign_in(cast.amina.user).get(PAGE).text
    cast.amina.protection = protection
    cast.amina.save()
    assert told in sign_in(cast.amina.user).get(PAGE).text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("da", "Lederen af teamet kan se dit navn, hvem din jobformidler er, og hvis tur det er."),
        ("da", "Skriver du til os, kan den, der får din besked, læse den."),
        ("en", "Only your jobformidler and the staff who are named in your case can open it."),
        ("en", "The leader of the team can see your name, who your jobformidler is, and whose turn it is."),
        ("en", "If you write to us, whoever gets your message can read it."),
    ],
)
def test_the_specially_protected_read_who_knows_of_them_all_the_same(cast, language, told):
    cast.amina.protection = "special"
    with override(language):
        assert told in about_of(cast.amina).protection


@pytest.mark.both
def test_what_the_specially_protected_are_told_is_so(cast):
    cast.amina.protection = "special"
    cast.amina.save()
    inquiry = InquiryFactory(citizen=cast.amina, owner=cast.mette, team=cast.ungdom)
    assert [level_of(one, cast.amina, NOW) for one in (cast.jens, cast.lene, cast.mette)] == ["own", "card", None]
    assert list(readable_by(cast.mette, NOW)) == [inquiry]
    assert not readable_by(cast.lene, NOW).exists()
