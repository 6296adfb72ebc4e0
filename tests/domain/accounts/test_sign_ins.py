import pytest

from helevejen.accounts import actions
from helevejen.accounts.models import Notice
from helevejen.audit.models import Event
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def test_who_came_in_is_written_down_with_the_ways(jens):
    actions.note_sign_in(user=jens, ways=["password", "totp"], at=NOW)
    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.object_id, event.detail) == (
        "signed_in",
        jens.pk,
        str(jens.pk),
        {"ways": ["password", "totp"]},
    )


@pytest.mark.parametrize("username", ["jens", "JENS"])
def test_who_was_refused_is_written_down_on_the_account(jens, username):
    actions.note_failed_sign_in(username=username, way="password", at=NOW)
    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.object_id) == ("sign_in_failed", None, str(jens.pk))


@pytest.mark.parametrize("typed", ["ukendt", "", "min hemmelige adgangskode"])
def test_what_was_typed_is_kept_nowhere(jens, typed):
    actions.note_failed_sign_in(username=typed, way="password", at=NOW, is_locked=True)
    event = Event.objects.get()
    assert (event.verb, event.object_id, event.actor_name) == ("sign_in_locked", "0", "Systemet")
    assert not typed or typed not in str(vars(event))


def test_the_owner_is_told_of_a_changed_factor(jens):
    actions.note_changed_factor(user=jens, what="totp_activated", at=NOW)
    assert Notice.objects.get(user=jens).text == "Der er tilføjet en kodeapp til din konto."
    assert Event.objects.get().detail == {"what": "totp_activated"}
