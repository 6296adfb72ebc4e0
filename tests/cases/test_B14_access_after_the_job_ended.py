"""B14. Gladsaxe: somebody who had left kept the access to the case system."""

from datetime import timedelta

import pytest

from helevejen.accounts import actions
from helevejen.accounts.models import Employment
from helevejen.core import clock
from tests.cast import NOW, TODAY
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db


def end(cast, user, on):
    actions.end_employment(employment=Employment.objects.get(user=user), by=cast.bent, at=NOW, on=on)


def test_every_session_is_dead_at_the_next_request(cast, sign_in):
    page = f"/arbejde/borger/{cast.amina.pk}/adgang/"
    desk, phone = sign_in(cast.jens), sign_in(cast.jens)
    assert [client.get(page).status_code for client in (desk, phone)] == [200, 200]
    end(cast, cast.jens, TODAY)
    for client in (desk, phone):
        assert client.get(page).status_code == 302
        assert client.post(page).status_code == 401
        assert "_auth_user_id" not in client.session


def test_the_last_day_is_a_whole_day(cast):
    end(cast, cast.jens, TODAY + timedelta(days=1))
    page = f"/arbejde/borger/{cast.amina.pk}/adgang/"
    midnight = NOW.replace(hour=23, minute=0)  # in Denmark, in winter
    with clock.frozen(midnight - timedelta(seconds=1)):
        client = signed_in(cast.jens)
        assert client.get(page).status_code == 200
    with clock.frozen(midnight):
        assert client.get(page).status_code == 302


def test_emergency_access_dies_with_the_job(cast, sign_in):
    from tests.factories.citizens import RelationFactory

    RelationFactory(user=cast.omar, citizen=cast.amina, broken_glass=True)
    client = sign_in(cast.omar)
    assert client.get(f"/arbejde/borger/{cast.amina.pk}/inhabil/").status_code == 200
    end(cast, cast.omar, TODAY)
    assert client.get(f"/arbejde/borger/{cast.amina.pk}/inhabil/").status_code == 302


def test_an_employment_ends_once_and_not_before_it_began(cast):
    with pytest.raises(actions.UnableToEndEmployment):
        end(cast, cast.jens, TODAY - timedelta(days=5_000))
    end(cast, cast.jens, TODAY)
    with pytest.raises(actions.UnableToEndEmployment):
        end(cast, cast.jens, TODAY + timedelta(days=5))
