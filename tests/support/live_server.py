"""
The live server, quiet before a test ends.

A browser has its answer before the server has closed it, and may ask for more after the last line of a test: that
request would find the database shut, or emptied, or belonging to the next test. So every browser window is
closed, every line to the server is cut for reading, and what has been begun is waited for, while the
database is still the test's own.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread

from tests.support import patience


class QuietServer(ThreadedWSGIServer):
    """Knows the lines that are open to it, and who is answering on them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._answering: dict[tuple[str, int], tuple[socket.socket, threading.Thread]] = {}
        self._changed = threading.Condition()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, and remember it."""
        thread = threading.Thread(target=self._answer, args=(request, client_address), daemon=True)
        with self._changed:
            self._answering[client_address] = request, thread
            self._changed.notify_all()
        thread.start()

    def _answer(self, request: Any, client_address: Any) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            with self._changed:
                self._answering.pop(client_address, None)
                self._changed.notify_all()

    def become_quiet(self) -> None:
        """Wait until nobody is being answered; take no further request on the lines that are open."""
        self._take_in_all_who_wait()
        with self._changed:
            for line, _thread in self._answering.values():
                _cut_for_reading(line)
            is_quiet = self._changed.wait_for(lambda: not self._answering, timeout=patience.SECONDS)
        assert is_quiet, f"{len(self._answering)} requests of the test before are still being answered"

    def _take_in_all_who_wait(self) -> None:
        """Stand last in the queue: when this caller has been let in, so have all who came before."""
        with socket.create_connection(self.server_address[:2]) as last:
            me = last.getsockname()[:2]
            with self._changed:
                assert self._changed.wait_for(lambda: me in self._answering, timeout=patience.SECONDS)


def _cut_for_reading(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has been closed meanwhile
        line.shutdown(socket.SHUT_RD)


@pytest.fixture(scope="session", autouse=True)
def quiet_server() -> Iterator[None]:
    """Let the live server be one that can become quiet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", QuietServer)
        yield


@pytest.fixture(autouse=True)
def nothing_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close every window and wait for the server, after all that a test has of its own and before its database."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")  # what is asked for here is taken away after this
    server = request.getfixturevalue("live_server")
    browser = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    for window in browser.contexts if browser else ():
        window.close()
    server.thread.httpd.become_quiet()
