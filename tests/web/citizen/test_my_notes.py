"""What is written about me, each piece under its cap."""

import pytest

from tests.factories.cases import CompanyContactFactory, NoteFactory
from tests.factories.citizens import CitizenFactory
from tests.support.flat import assert_flat

pytestmark = pytest.mark.django_db

PAGE = "/min-vej/skrevet-om-mig/"


@pytest.mark.parametrize(
    ("cap", "words"),
    [
        ("authority", "Myndighed"),
        ("mentor", "Mentor"),
        ("company", "Virksomhed"),
    ],
)
def test_a_note_says_the_cap_it_was_written_with(cast, sign_in, cap, words):
    NoteFactory(case=cast.aminas_case, cap=cap, text="Vi talte om ryggen.")
    main = sign_in(cast.amina.user).get(PAGE).text.split('class="timeline', 1)[1]
    assert words in main
    assert "Vi talte om ryggen." in main
    assert "Jens Bro" in main


def test_health_and_unclassified_notes_are_mine_to_read(cast, sign_in):
    NoteFactory(case=cast.aminas_case, health=True, text="Om helbredet")
    NoteFactory(case=cast.aminas_case, kind="unclassified", text="Uden klasse")
    text = sign_in(cast.amina.user).get(PAGE).text
    assert "Om helbredet" in text
    assert "Uden klasse" in text


def test_a_note_that_is_not_shared_is_not_there(cast, sign_in):
    NoteFactory(case=cast.aminas_case, unshared=True, text="Ikke delt")
    NoteFactory(case=cast.bos_case, text="Om en anden")
    text = sign_in(cast.amina.user).get(PAGE).text
    assert "Ikke delt" not in text
    assert "Om en anden" not in text
    assert "Der er ikke skrevet noget her" in text


def test_talks_with_companies_are_there_too(cast, sign_in):
    CompanyContactFactory(case=cast.aminas_case, text="De vil gerne se dig.")
    text = sign_in(cast.amina.user).get(PAGE).text
    assert "De vil gerne se dig." in text
    assert "Kontakt med en virksomhed: " in text


def test_one_cap_at_a_time(cast, sign_in):
    NoteFactory(case=cast.aminas_case, mentor=True, text="Som mentor")
    NoteFactory(case=cast.aminas_case, text="Som myndighed")
    text = sign_in(cast.amina.user).get(PAGE, {"kasket": "mentor"}).text
    assert "Som mentor" in text
    assert "<bdi>Som myndighed</bdi>" not in text


def test_many_notes_have_pages(cast, sign_in):
    for number in range(60):
        NoteFactory(case=cast.aminas_case, text=f"Notat {number}")
    client = sign_in(cast.amina.user)
    assert "Ældre" in client.get(PAGE).text
    assert "Nyere" in client.get(PAGE, {"side": "2"}).text
    assert client.get(PAGE, {"side": "x"}).status_code == 200


def test_without_a_case_there_is_nothing_yet(sign_in, db):
    newcomer = CitizenFactory(with_account=True)
    assert "Der er ikke skrevet noget her" in sign_in(newcomer.user).get(PAGE).text


def test_queries_are_flat(cast, sign_in):
    client = sign_in(cast.amina.user)
    NoteFactory(case=cast.aminas_case)
    CompanyContactFactory(case=cast.aminas_case)
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE), lambda: NoteFactory(case=cast.aminas_case))
