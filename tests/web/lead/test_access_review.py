"""The leader's review of emergency access and conflicts, and the control of the log."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.accounts.enums import Role
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.citizens import perms
from helevejen.citizens.enums import Level
from helevejen.citizens.models import BreakGlass, ConflictOfInterest
from tests.cast import NOW
from tests.factories.accounts import EmploymentFactory
from tests.factories.audit import AccessFactory, AccessSubjectFactory
from tests.factories.citizens import BreakGlassFactory, ConflictOfInterestFactory, RelationFactory

pytestmark = pytest.mark.django_db

LIST = "/ledelse/noedadgang/"
LOG = "/ledelse/log/"


def broken(cast, user, citizen, **changes):
    relation = RelationFactory(user=user, citizen=citizen, broken_glass=True)
    return BreakGlassFactory(relation=relation, **changes)


def test_leader_reviews_what_the_team_used_and_what_was_used_on_its_citizens(cast, sign_in):
    by_team = broken(cast, cast.mette, cast.carl, reason="Mette skulle se Carl med det samme")
    on_citizen = broken(cast, cast.nina, cast.amina, reason="Nina skulle se Amina med det samme")
    elsewhere = broken(cast, cast.nina, cast.carl, reason="Det angår et andet team helt og holdent")
    client = sign_in(cast.lene)
    text = client.get(LIST).text
    assert by_team.reason in text
    assert on_citizen.reason in text
    assert elsewhere.reason not in text
    assert "Carl" not in text.replace(by_team.reason, "")
    assert client.post(f"{LIST}{by_team.pk}/", {"was_justified": "1"}).status_code == 302
    assert client.post(f"{LIST}{on_citizen.pk}/", {"was_justified": "0"}).status_code == 302
    assert client.post(f"{LIST}{elsewhere.pk}/", {"was_justified": "1"}).status_code == 404
    assert dict(BreakGlass.objects.order_by("pk").values_list("pk", "was_justified")) == {
        by_team.pk: True,
        on_citizen.pk: False,
        elsewhere.pk: None,
    }


def test_frequent_use_is_flagged(cast, sign_in):
    for days in range(4):
        broken(cast, cast.nina, cast.amina, opened_at=NOW - timedelta(days=days))
    assert "4 gange på 30 dage" in sign_in(cast.lene).get(LIST).text


def test_own_use_and_own_conflict_are_for_another_leader(cast, sign_in):
    glass = broken(cast, cast.lene, cast.carl)
    client = sign_in(cast.lene)
    assert glass.reason not in client.get(LIST).text
    assert client.post(f"{LIST}{glass.pk}/", {"was_justified": "1"}).status_code == 404


def test_leader_ends_a_conflict_of_the_team(cast, sign_in):
    theirs = ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)
    elsewhere = ConflictOfInterestFactory(user=cast.omar, citizen=cast.carl)
    client = sign_in(cast.lene)
    assert "Jens Bro" in client.get(LIST).text
    assert client.post(f"/ledelse/inhabilitet/{theirs.pk}/slut/").status_code == 302
    assert client.post(f"/ledelse/inhabilitet/{elsewhere.pk}/slut/").status_code == 404
    assert list(ConflictOfInterest.objects.filter(ended_at__isnull=True)) == [elsewhere]


@pytest.mark.parametrize("name", ["jens", "karen", "bent"])
def test_review_is_for_leaders(cast, sign_in, name):
    assert sign_in(getattr(cast, name)).get(LIST).status_code == 403


def unexplained(count, **changes):
    last_month = NOW - timedelta(days=20)
    for number in range(count):
        look = AccessFactory(at=last_month, actor_id=7, purpose="break_glass", **changes)
        AccessSubjectFactory(access_id=look.pk, citizen_id=number + 1, at=last_month, purpose="break_glass")
        explained = AccessFactory(at=last_month, actor_id=7)
        AccessSubjectFactory(access_id=explained.pk, citizen_id=number + 1, at=last_month)


def test_control_draws_the_same_twenty_unexplained_looks_all_month(cast, sign_in):
    unexplained(30)
    client = sign_in(cast.karen)
    drawn = {row.access_id for row, _done in client.get(LOG).context["rows"]}
    assert len(drawn) == 20
    assert {row.access_id for row, _done in client.get(LOG).context["rows"]} == drawn
    assert not Access.objects.filter(pk__in=drawn, purpose="own_caseload").exists()
    assert AccessSubject.objects.filter(purpose="log_control").exists(), "the control itself is in the citizens' log"


def test_control_is_written_down_once_and_only_of_what_was_drawn(cast, sign_in):
    unexplained(3)
    client = sign_in(cast.karen)
    drawn = client.get(LOG).context["rows"][0][0].access_id
    other = AccessFactory().pk
    assert client.post(f"{LOG}{drawn}/", {"was_justified": "1"}).status_code == 302
    assert client.post(f"{LOG}{drawn}/", {"was_justified": "0"}).status_code == 302
    assert client.post(f"{LOG}{other}/", {"was_justified": "1"}).status_code == 404
    assert Event.objects.get(verb="log_controlled").detail == {"is_in_order": True}
    assert client.get(LOG).context["left"] == 2


def test_control_shows_who_must_explain(cast, sign_in):
    for number in range(10):
        AccessFactory(
            at=NOW - timedelta(hours=1),
            actor_id=cast.omar.pk,
            kind="search",
            purpose="search",
            criterion=f"navn {number}",
        )
    text = sign_in(cast.karen).get(LOG).text
    assert "Omar Aziz" in text
    assert "mange på en dag" in text


@pytest.mark.parametrize("name", ["jens", "lene", "bent", "rikke"])
def test_control_is_for_the_log_controller(cast, sign_in, name):
    assert sign_in(getattr(cast, name)).get(LOG).status_code == 403


# --- Naming who may see a specially protected citizen ---


def name_page(citizen):
    return reverse("lead:person_name", args=[citizen.pk])


@pytest.fixture
def omars_leader(cast):
    return EmploymentFactory(user__name="Lars Leder", team=cast.voksne, role=Role.TEAM_LEADER).user


def test_leader_names_somebody_for_a_specially_protected_citizen(cast, sign_in, omars_leader):
    client = sign_in(omars_leader)
    assert "Freja Ågård" in client.get(LIST).text
    values = {"user": cast.nina.pk, "until": "1-4-2026", "reason": "Omar er på barsel"}
    assert client.post(name_page(cast.freja), values).status_code == 302
    assert perms.level_of(cast.nina, cast.freja, NOW) == Level.NAMED
    assert perms.level_of(omars_leader, cast.freja, NOW) == Level.CARD


@pytest.mark.parametrize("wrong", [{"until": "1-3-2026"}, {"reason": ""}, {"user": ""}])
def test_naming_needs_a_person_a_day_to_come_and_a_reason(cast, sign_in, omars_leader, wrong):
    values = {"user": cast.nina.pk, "until": "1-4-2026", "reason": "Barsel"} | wrong
    assert sign_in(omars_leader).post(name_page(cast.freja), values).status_code == 422
    assert perms.level_of(cast.nina, cast.freja, NOW) is None


def test_naming_is_for_the_own_teams_leader_and_the_specially_protected(cast, sign_in, omars_leader):
    assert sign_in(cast.lene).get(name_page(cast.freja)).status_code == 404
    assert sign_in(omars_leader).get(name_page(cast.carl)).status_code == 404
    assert sign_in(cast.omar).get(name_page(cast.freja)).status_code == 403
    offered = dict(sign_in(omars_leader).get(name_page(cast.freja)).context["form"].fields["user"].choices)
    assert "Nina Skov" in offered.values()
    assert "Jens Bro" not in offered.values()
