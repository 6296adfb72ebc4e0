"""Moments read quickly are the moments Django reads."""

from datetime import UTC, datetime, timedelta

import pytest

from helevejen.accounts.models import User
from helevejen.core.moments import quick
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "part", [timedelta(0), timedelta(microseconds=1), timedelta(milliseconds=30), timedelta(hours=5)]
)
def test_a_moment_read_quickly_is_the_one_django_reads(part):
    joined = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC) + part
    user = UserFactory(date_joined=joined)
    slow, fast = User.objects.annotate(at=quick("date_joined")).values_list("date_joined", "at").get(pk=user.pk)
    assert (slow, fast) == (joined, joined)
    assert fast.utcoffset() == timedelta(0)


def test_no_moment_is_none():
    user = UserFactory(last_login=None)
    assert User.objects.annotate(at=quick("last_login")).values_list("at", flat=True).get(pk=user.pk) is None
