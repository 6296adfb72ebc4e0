"""A real OpenID provider on the loopback, with people to be."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.conf import LazySettings
from django.test import Client

from tests.support import patience

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it is built on is about to change its names
    import oidc_provider_mock

#: What it says of its own future, in its own thread, while one of our tests runs.
_ITS_OWN_BUSINESS = "ignore:get_jwt_config.self, grant. is deprecated:DeprecationWarning"

SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/loa/Substantial"
LOW = "https://data.gov.dk/concept/core/nsis/loa/Low"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests that ask for the provider, and no others, pass over its own deprecations."""
    for item in items:
        if "provider" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings(_ITS_OWN_BUSINESS))


class RunningProvider:
    """One provider; `person` puts somebody in it, `sign_in` goes the whole way of a browser."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"

    def person(self, sub: str, **claims: Any) -> str:
        answer = requests.put(f"{self.address}/users/{sub}", json=claims, timeout=patience.SECONDS)
        answer.raise_for_status()
        return sub

    def sign_in(self, client: Client, door: str, sub: str) -> Any:
        """Go from our door to the provider, say yes there as `sub`, and come back; return our last answer."""
        sent = client.get(door)
        answered = requests.post(sent["Location"], data={"sub": sub}, allow_redirects=False, timeout=patience.SECONDS)
        return client.get(answered.headers["Location"])


@pytest.fixture(scope="session")
def running_provider() -> Iterator[RunningProvider]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
            yield RunningProvider(server.server_port)


@pytest.fixture
def provider(running_provider: RunningProvider, settings: LazySettings) -> RunningProvider:
    facts = {
        "metadata_url": f"{running_provider.address}/.well-known/openid-configuration",
        "client_id": "helevejen",
        "client_secret": "a secret of the test",
        "acr_values": SUBSTANTIAL,
        "scope": "openid profile email",
    }
    settings.IDENTITY_PROVIDERS = {"citizens": facts, "companies": facts}
    return running_provider
