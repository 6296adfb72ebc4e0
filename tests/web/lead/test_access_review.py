"""The leader's review of emergency access and conflicts, and the control of the log."""

from datetime import timedelta

import pytest

from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.citizens.models import BreakGlass, ConflictOfInterest
from tests.cast import NOW
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
