"""Finding a citizen by name or number, and a colleague's card."""

import pytest
from django.urls import reverse

from helevejen.audit.models import Access, AccessSubject
from helevejen.cases.enums import Holder, TrackKind
from helevejen.core import cpr as cpr_numbers
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import TrackFactory, TurnFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat
from tests.web.shared.drawing import words_of

PAGE = reverse("desk:citizen_search")


def found(client, text):
    """Return the words of what a search finds, sent as the form sends it."""
    response = client.post(PAGE, {"text": text})
    return words_of(response.text.split('id="found"')[1]) if 'id="found"' in response.text else ""


# --- The search ---


def test_a_part_of_a_name_finds(cast, sign_in):
    text = found(sign_in(cast.jens), "holm ami")
    assert "Amina Holm født 17. maj 1990 · jobformidler Jens Bro" in text


@pytest.mark.parametrize("written", [cpr_numbers.written, str])
def test_a_whole_number_finds_and_never_stands_in_an_address(cast, sign_in, written):
    response = sign_in(cast.jens).post(PAGE, {"text": written(cast.amina.cpr)})
    assert response.status_code == 200
    assert "Amina Holm" in response.text
    assert cast.amina.cpr not in response.text
    assert cpr_numbers.written(cast.amina.cpr) not in response.text


@pytest.mark.parametrize("text", ["amina", "170590"])
def test_nothing_in_the_address_is_searched_for(cast, sign_in, text):
    response = sign_in(cast.jens).get(f"{PAGE}?text={text}&navn={text}")
    assert "Amina Holm" not in response.text
    assert not Access.objects.exists()


def test_part_of_a_number_finds_nobody(cast, sign_in):
    assert "Vi fandt ingen med det CPR-nummer" in found(sign_in(cast.jens), cast.amina.cpr[:6])


def test_a_colleague_finds_a_card_and_no_file(cast, sign_in):
    response = sign_in(cast.mette).post(PAGE, {"text": "amina"})
    assert reverse("desk:citizen_card", args=[cast.amina.pk]) in response.text
    assert f'href="{reverse("desk:citizen_detail", args=[cast.amina.pk])}"' not in response.text
    assert "17. maj 1990" not in response.text


def test_a_substitute_finds_the_file(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    response = sign_in(cast.mette).post(PAGE, {"text": "amina"})
    assert reverse("desk:citizen_detail", args=[cast.amina.pk]) in response.text


@pytest.mark.parametrize(("who", "name"), [("omar", "amina"), ("jens", "freja"), ("nina", "freja")])
def test_strangers_find_nothing_and_cannot_tell(cast, sign_in, who, name):
    client = sign_in(getattr(cast, who))
    assert found(client, name) == found(client, "findesslet").replace("findesslet", name)
    assert found(client, getattr(cast, name).cpr) == found(client, cpr_numbers.made_up(cast.amina.birth_date, 799))


def test_a_citizen_one_may_not_touch_is_not_found(cast, sign_in):
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)
    assert "Vi fandt ingen" in found(sign_in(cast.jens), "amina")


def test_an_empty_box_is_asked_to_be_filled(cast, sign_in):
    response = sign_in(cast.jens).post(PAGE, {"text": " "})
    assert response.status_code == 422
    assert "Skriv et navn eller et CPR-nummer." in response.text


@pytest.mark.parametrize("name", ["rikke", "karen", "anders"])
def test_it_needs_the_permission(cast, sign_in, name):
    assert sign_in(getattr(cast, name)).get(PAGE).status_code == 403


def test_every_search_is_written_down_with_what_was_searched_for_but_no_number(cast, sign_in):
    client = sign_in(cast.jens)
    client.post(PAGE, {"text": "findesikke"})
    client.post(PAGE, {"text": "amina"})
    client.post(PAGE, {"text": cast.amina.cpr})
    looks = list(Access.objects.order_by("pk"))
    assert [look.criterion for look in looks] == ["findesikke", "amina", "CPR-nummer"]
    assert {(look.kind, look.purpose) for look in looks} == {("search", "search")}
    assert AccessSubject.objects.filter(access_id=looks[1].pk).count() == 1


def test_its_queries_are_flat(cast, sign_in):
    client = sign_in(cast.jens)
    client.post(PAGE, {"text": "nr"})

    def more():
        whole_case(CitizenFactory(), cast.jens, cast.mette)

    more()
    assert_flat(lambda: client.post(PAGE, {"text": "nr"}), more)


# --- The number a company says on the telephone ---


@pytest.fixture
def task(cast):
    turn = {"turn__holder": Holder.COMPANY, "turn__holder_name": "Havnens Transport A/S"}
    return TrackFactory(case=cast.aminas_case, kind=TrackKind.JOB_AND_COMPANY, **turn)


@pytest.mark.parametrize("written", ["{}", "opgave {}", "Opgave nr. {}", "task no. {}", "nr. {}"])
def test_the_number_of_a_companys_task_finds_the_case(cast, sign_in, task, written):
    response = sign_in(cast.jens).post(PAGE, {"text": written.format(task.pk)})
    text = words_of(response.text)
    assert f"Amina Holm opgave nr. {task.pk}" in text
    assert "virksomheden har bolden" in text
    assert reverse("desk:case_detail", args=[cast.aminas_case.pk]) in response.text


def test_a_task_that_has_been_answered_is_still_found(cast, sign_in, task):
    answered = TrackFactory(case=cast.aminas_case, kind=TrackKind.JOB_AND_COMPANY)
    TurnFactory(track=answered, holder=Holder.COMPANY)
    text = found(sign_in(cast.jens), f"opgave {answered.pk}")
    assert "Amina Holm" in text
    assert "virksomheden har bolden" not in text


@pytest.mark.parametrize("who", ["mette", "omar", "nina"])
def test_a_task_of_a_case_that_is_not_open_cannot_be_told_from_none(cast, sign_in, task, who):
    client = sign_in(getattr(cast, who))
    assert found(client, f"opgave {task.pk}") == found(client, "opgave 987654321")


def test_a_number_no_company_was_told_finds_nothing(cast, sign_in):
    track = TrackFactory(case=cast.aminas_case, turn__holder=Holder.DOCTOR)
    assert "Vi fandt ingen med det CPR-nummer eller opgavenummer" in found(sign_in(cast.jens), str(track.pk))
    assert "Vi fandt ingen" in found(sign_in(cast.jens), "9" * 60)


def test_a_search_by_task_is_written_down_without_a_number(cast, sign_in, task):
    client = sign_in(cast.jens)
    client.post(PAGE, {"text": f"opgave {task.pk}"})
    client.post(PAGE, {"text": f"{task.pk}"})
    looks = list(Access.objects.order_by("pk"))
    assert [look.criterion for look in looks] == ["opgavenummer", "CPR-nummer"]
    assert list(AccessSubject.objects.values_list("citizen_id", flat=True)) == [cast.amina.pk, cast.amina.pk]


# --- The card ---


def card(citizen):
    return reverse("desk:citizen_card", args=[citizen.pk])


def test_a_card_says_whom_to_ask(cast, sign_in):
    text = words_of(sign_in(cast.mette).get(card(cast.amina)).text)
    assert "Jens Bro følger borgeren og svarer på alt om sagen." in text
    assert "Du har ikke adgang til sagen." in text
    assert "Brug nødadgang" in text


def test_a_card_tells_no_more_than_that(cast, sign_in):
    html = sign_in(cast.mette).get(card(cast.amina)).text
    assert "1990" not in html
    assert "Ring og aftal" not in html


def test_whoever_may_open_the_file_is_led_there(cast, sign_in):
    assert "Åbn sag" in sign_in(cast.jens).get(card(cast.amina)).text


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [("omar", "amina", 404), ("nina", "freja", 404), ("mette", "dorte", 404), ("karen", "amina", 403)],
)
def test_a_card_is_for_the_team(cast, sign_in, who, whom, status):
    assert sign_in(getattr(cast, who)).get(card(getattr(cast, whom))).status_code == status


def test_a_look_at_a_card_is_written_down(cast, sign_in):
    sign_in(cast.mette).get(card(cast.amina))
    look = Access.objects.get()
    assert (look.page, look.purpose, look.data_classes) == ("citizen_card", "colleague", "A")


def test_one_can_write_at_once_and_reads_first_what_was_found(cast, sign_in):
    client = sign_in(cast.jens)
    assert "autofocus" in client.get(PAGE).text
    assert "autofocus" not in client.post(PAGE, {"text": "amina"}).text
