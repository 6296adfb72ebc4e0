"""Emergency access, conflicts of interest, who can see and who has looked, one's own looks."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import Access
from helevejen.citizens import perms
from helevejen.citizens.enums import Level
from helevejen.citizens.models import BreakGlass, ConflictOfInterest
from helevejen.core.cpr import made_up
from tests.cast import NOW
from tests.factories.citizens import ConflictOfInterestFactory, RelationFactory

pytestmark = pytest.mark.django_db

NOBODYS = made_up(date(1990, 5, 17), 950)  # the factories go to 800
GLASS = "/arbejde/noedadgang/"
REASON = "Borgeren står i skranken uden medicin, og ingen kan nås."


def ask(client, citizen, **changes):
    values = {"cpr": citizen.cpr, "reason_kind": "contact", "reason": REASON} | changes
    return client.post(GLASS, values)


def test_break_glass_opens_the_file(cast, sign_in):
    response = ask(sign_in(cast.omar, reauthenticated_at=NOW), cast.amina)
    assert (response.status_code, response["Location"]) == (302, reverse("desk:citizen_detail", args=[cast.amina.pk]))
    assert perms.level_of(cast.omar, cast.amina, NOW) == Level.BREAK_GLASS
    assert BreakGlass.objects.get().reason == REASON


def test_break_glass_finds_by_whole_name_and_birthday(cast, sign_in):
    client = sign_in(cast.omar, reauthenticated_at=NOW)
    assert ask(client, cast.amina, cpr="", name="amina holm", born="17-5-1990").status_code == 302


def test_break_glass_asks_to_sign_in_anew(cast, sign_in):
    client = sign_in(cast.omar, reauthenticated_at=NOW - timedelta(minutes=6))
    assert "Log ind igen" in client.get(GLASS).text
    assert ask(client, cast.amina).status_code == 422
    assert not BreakGlass.objects.exists()


def test_break_glass_says_the_same_of_the_unknown_the_protected_and_the_near(cast, sign_in):
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.bo)
    client = sign_in(cast.jens, reauthenticated_at=NOW)
    numbers = (NOBODYS, cast.freja.cpr, cast.bo.cpr)
    answers = [ask(client, cast.amina, cpr=number) for number in numbers]
    texts = {answer.text.replace(number, "") for answer, number in zip(answers, numbers, strict=True)}
    tokenless = {text.split("<main")[1].split("csrfmiddlewaretoken")[0] for text in texts}
    assert {answer.status_code for answer in answers} == {422}
    assert len(tokenless) == 1
    assert Access.objects.filter(kind="search", criterion__endswith="••••").count() == 3


def test_break_glass_asks_for_a_reason_and_for_whom(cast, sign_in):
    client = sign_in(cast.omar, reauthenticated_at=NOW)
    assert ask(client, cast.amina, reason="kort").status_code == 422
    assert ask(client, cast.amina, cpr="").status_code == 422
    assert ask(client, cast.amina, cpr="12").status_code == 422
    assert not Access.objects.exists()


@pytest.mark.parametrize("name", ["rikke", "vibeke", "karen", "bent"])
def test_break_glass_is_for_those_who_work_cases(cast, sign_in, name):
    assert sign_in(getattr(cast, name)).get(GLASS).status_code == 403


def test_conflict_is_declared_and_closes_the_file(cast, sign_in):
    client = sign_in(cast.jens)
    page = f"/arbejde/borger/{cast.amina.pk}/inhabil/"
    assert "Amina Holm" in client.get(page).text
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"kind": "family"}).status_code == 302
    assert ConflictOfInterest.objects.get().user == cast.jens
    assert client.get(page).status_code == 404


def test_colleague_declares_a_conflict_from_the_card_and_a_stranger_cannot(cast, sign_in):
    page = f"/arbejde/borger/{cast.amina.pk}/inhabil/"
    assert sign_in(cast.omar).post(page, {"kind": "family"}).status_code == 404
    assert sign_in(cast.mette).post(page, {"kind": "family"}).status_code == 302


def test_conflict_may_be_declared_from_emergency_access(cast, sign_in):
    RelationFactory(user=cast.omar, citizen=cast.amina, broken_glass=True)
    page = f"/arbejde/borger/{cast.amina.pk}/inhabil/"
    assert sign_in(cast.omar).post(page, {"kind": "friend"}).status_code == 302


def test_who_can_see_and_who_has_looked(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.jens)
    page = f"/arbejde/borger/{cast.amina.pk}/adgang/"
    client.get(page)
    RelationFactory(user=cast.omar, citizen=cast.amina, meeting=True, reason="Samtale på fredag")
    with django_assert_max_num_queries(15):
        text = client.get(page).text
    assert "Omar Aziz" in text
    assert "Samtale på fredag" in text
    assert "Lene Krag" in text
    assert "Så: navn og kontakt og hvem der har set oplysningerne" in text


def test_who_has_looked_is_for_the_jobformidler_and_the_leader(cast, sign_in):
    RelationFactory(user=cast.omar, citizen=cast.amina, meeting=True)
    page = f"/arbejde/borger/{cast.amina.pk}/adgang/"
    assert sign_in(cast.lene).get(page).status_code == 200
    assert sign_in(cast.omar).get(page).status_code == 404
    assert sign_in(cast.mette).get(page).status_code == 404


def test_own_looks_name_only_those_still_known(cast, sign_in):
    relation = RelationFactory(user=cast.omar, citizen=cast.amina, meeting=True)
    RelationFactory(user=cast.omar, citizen=cast.bo, meeting=True)
    client = sign_in(cast.omar)
    assert "Ingen opslag" in client.get("/arbejde/mine-opslag/").text
    for citizen in (cast.amina, cast.bo):
        client.post(f"/arbejde/borger/{citizen.pk}/inhabil/", {})
    relation.valid_until = NOW - timedelta(minutes=1)
    relation.save()
    text = client.get("/arbejde/mine-opslag/").text
    assert "Bo Lund" in text
    assert "Amina" not in text
    assert "En borger, du ikke længere kan se" in text
