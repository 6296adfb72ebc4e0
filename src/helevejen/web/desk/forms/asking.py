"""Fields that are asked for and not demanded: nothing calls them optional, and an empty one is no fault yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms


class Asking(forms.Form):
    """A form some of whose fields may be left empty although they matter."""

    use_required_attribute = False

    def ask_for(self, *names: str) -> None:
        """Let these fields be shown as the others, and let them be empty."""
        for name in names:
            field = self.fields[name]
            field.required = True
            field.validate = _unless_empty(field)  # type: ignore[method-assign, assignment]


def _unless_empty(field: forms.Field) -> Callable[[Any], None]:
    demand = field.validate

    def validate(value: Any) -> None:
        if value not in field.empty_values:
            demand(value)

    return validate
