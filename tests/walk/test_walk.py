"""The walk over the whole site finds nothing; over pages with planted leaks it finds each of them."""

from dataclasses import replace

import pytest

from helevejen.core import clock
from tests.cast import NOW
from tests.support.urls import addresses
from tests.walk.walker import unknown_parameters, walk
from tests.walk.world import make_world, missing_tables

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    with clock.frozen(NOW, in_every_thread=True):
        yield make_world()


def test_the_world_holds_a_row_of_every_table_about_a_citizen(world):
    assert missing_tables() == set()
    assert len(world.canaries) > 60


def test_every_parameter_of_every_address_can_be_walked(world):
    assert unknown_parameters(addresses(), world) == []


def test_no_leak_anywhere(world):
    ours = [one for one in addresses() if one.is_ours and not one.name.startswith("shared:gallery")]
    assert sorted({str(finding) for finding in walk(ours, world)}) == []


def test_planted_leaks_are_all_found(world, settings):
    settings.ROOT_URLCONF = "tests.walk.leaky_urls"
    planted = [one for one in addresses("tests.walk.leaky_urls") if one.module == "tests.walk.leaky_urls"]
    assert len(planted) == 14
    found = {finding.address for finding in walk(planted, world)}
    assert {one.name for one in planted} - found == {"sound"}


def test_a_parameter_without_an_object_is_not_passed_over(world):
    strange = [replace(one, parameters={"letter_id": "int"}) for one in addresses() if one.name == "desk:my_day"]
    assert unknown_parameters(strange, world) == ["desk:my_day: letter_id"]
