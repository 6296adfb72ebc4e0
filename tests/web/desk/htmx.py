"""Asking as htmx does, from a page."""

from __future__ import annotations

from django.urls import reverse

HTMX = {"HX-Request": "true"}


def from_my_day() -> dict[str, str]:
    """Return the headers htmx sends from Min dag."""
    return HTMX | {"HX-Current-URL": "http://testserver" + reverse("desk:my_day")}


def from_file(case_id: int) -> dict[str, str]:
    """Return the headers htmx sends from a citizen's file."""
    return HTMX | {"HX-Current-URL": "http://testserver" + reverse("desk:case_detail", args=[case_id])}
