"""Signing somebody in without the ceremony, at the moment the cast lives in."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client

from helevejen.accounts.models import User
from helevejen.core import clock
from tests.factories.times import NOW

SignIn = Callable[..., Client]


def signed_in(user: User | None, *, reauthenticated_at: datetime | None = None, **options: object) -> Client:
    """Return a client of somebody who has been through sign-in with a second factor; None is anybody."""
    client = Client(raise_request_exception=False, **options)
    if user is None:
        return client
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["has_second_factor"] = True
    if reauthenticated_at is not None:
        session["reauthenticated_at"] = reauthenticated_at.isoformat()
    session.save()
    return client


@pytest.fixture
def sign_in() -> Iterator[SignIn]:
    """Sign people in, with the clock of the whole test at the cast's morning: `sign_in(cast.jens).get("/")`."""
    with clock.frozen(NOW, in_every_thread=True):
        yield signed_in
