"""The strictness of the tests is itself tested, since a net with a hole looks like a net."""

import socket
from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.template import Context, Template
from django.template.base import Origin

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
