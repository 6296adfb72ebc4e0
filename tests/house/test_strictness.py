"""The strictness of the tests is itself tested, since a net with a hole looks like a net."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import models
from django.template import Context, Template
from django.template.base import Origin

from tests.support.live_server import QuietServer
from tests.support.network import ReachedOut
from tests.support.undefined import _OURS, UndefinedTemplateVariable


def _render(source: str, *, name: str) -> str:
    return Template(source, origin=Origin(name)).render(Context({"known": "yes"}))


def test_undefined_variable_in_our_template_fails() -> None:
    with pytest.raises(UndefinedTemplateVariable, match="unknown"):
        _render("{% if known %}{{ unknown }}{% endif %}", name=str(_OURS / "helevejen/page.html"))


def test_undefined_variable_elsewhere_is_empty() -> None:
    assert _render("[{{ unknown }}]", name="/elsewhere/page.html") == "[]"


def test_connection_to_another_machine_fails() -> None:
    with socket.socket() as outside, pytest.raises(ReachedOut, match="192"):
        outside.connect(("192.0.2.1", 80))


def test_day_refuses_a_moment() -> None:
    with pytest.raises(AssertionError, match="moment"):
        models.DateField().to_python(datetime(2026, 11, 21, tzinfo=UTC))


@pytest.mark.django_db
def test_unordered_rows_come_shuffled() -> None:
    numbers = list(ContentType.objects.order_by("pk").values_list("pk", flat=True))
    tries = [list(ContentType.objects.values_list("pk", flat=True)) for _ in range(3)]
    assert sorted(tries[0]) == numbers
    assert any(one != numbers for one in tries)


class _SlowToClose(list[bytes]):
    """An answer the asker has in full long before the server is through with it."""

    closed = 0

    def close(self) -> None:
        time.sleep(0.2)
        type(self).closed += 1


@pytest.fixture
def slow_server() -> Iterator[QuietServer]:
    def answer(_environ: object, start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [("Content-Length", "3")])
        return _SlowToClose([b"hej"])

    server = QuietServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(answer)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield server
    server.shutdown()
    server.server_close()
    serving.join()


def test_server_is_quiet_only_when_every_answer_is_closed(slow_server: QuietServer) -> None:
    lines = [socket.create_connection(slow_server.server_address) for _ in range(3)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    for line in lines:
        answered = b""
        while not answered.endswith(b"hej"):
            answered += line.recv(1000)
    slow_server.become_quiet()
    assert _SlowToClose.closed == len(lines)
    for line in lines:  # kept open by the asker all the time
        assert line.recv(1000) == b""
        line.close()
