"""The world of the walk, for the cases that need all of it."""

import pytest

from helevejen.core import clock
from tests.cast import NOW
from tests.walk.world import make_world


@pytest.fixture
def world(db, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    with clock.frozen(NOW, in_every_thread=True):
        yield make_world()
