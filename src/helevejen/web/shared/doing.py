"""Doing what a form asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from helevejen.core.deeds import Refusal


def did(form: forms.Form, deed: Callable[..., object], /, **values: Any) -> bool:
    """Do the deed of a valid form; put a rule's objection on the form, and return whether it was done."""
    try:
        deed(**values)
    except Refusal as objection:
        form.add_error(None, str(objection))
        return False
    return True
