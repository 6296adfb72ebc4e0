import pytest
from django.core.exceptions import ImproperlyConfigured

from helevejen.config.demo_mode import refuse_a_demo_of_real_people
from tests.factories.accounts import InstallationFactory

pytestmark = pytest.mark.django_db


def test_a_server_in_demo_mode_refuses_a_database_the_demo_did_not_make(cast, settings):
    settings.DEMO = True
    with pytest.raises(ImproperlyConfigured, match="demo did not make this database"):
        refuse_a_demo_of_real_people()


def test_a_server_in_demo_mode_takes_the_demos_own_database(settings):
    settings.DEMO = True
    InstallationFactory(made_by="demo")
    refuse_a_demo_of_real_people()


def test_outside_demo_mode_any_database_will_do(cast):
    refuse_a_demo_of_real_people()
