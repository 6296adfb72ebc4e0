from datetime import timedelta

import pytest

from helevejen.accounts.models import Employment
from helevejen.companies import perms
from tests.cast import NOW, TODAY
from tests.factories.companies import CompanyFactory


@pytest.mark.parametrize("name", ["jens", "mette", "omar", "lene", "rikke"])
def test_everybody_at_work_sees_every_company(cast, name):
    other = CompanyFactory()
    assert {other, cast.poul.company} <= set(perms.visible_to(getattr(cast, name), NOW))


def test_somebody_who_has_left_sees_none(cast):
    Employment.objects.filter(user=cast.jens).update(valid_until=TODAY)
    assert not perms.visible_to(cast.jens, NOW).exists()
    assert perms.visible_to(cast.jens, NOW - timedelta(days=1)).exists()


def test_a_contact_sees_the_own_company_alone(poul):
    CompanyFactory()
    assert list(perms.visible_to(poul.user, NOW)) == [poul.company]
    assert list(perms.contacts_visible_to(poul.user, NOW)) == [poul]


def test_a_contact_off_the_list_sees_none(poul):
    poul.is_active = False
    poul.save()
    assert not perms.visible_to(poul.user, NOW).exists()


def test_a_citizen_sees_none(amina, poul):
    assert not perms.visible_to(amina.user, NOW).exists()
    assert not perms.contacts_visible_to(amina.user, NOW).exists()
