"""No test reaches out: only loopback and Unix sockets may be connected to."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class ReachedOut(AssertionError):
    """A test tried to talk to another machine."""


@pytest.fixture(scope="session", autouse=True)
def no_outside_network() -> Iterator[None]:
    """Refuse connections that leave the machine, and names that would have to be asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        yield


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(address[0]):
            raise ReachedOut(f"a test tried to reach {address[0]}; use the fake of the client")
        return connect(self, address)

    return guarded


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
