"""Any Django form's fields as the design system wants them: which kind of control, and with which attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html

from helevejen.web.shared.forms import CapChooser, DayInput, PartsOfDate
from helevejen.web.shared.selects import drawn_select

if TYPE_CHECKING:
    from datetime import date

    from django.forms import BoundField
    from django.utils.safestring import SafeString

# The first that fits decides, so the special stands before the general.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.MultipleHiddenInput, "hidden"),
    (PartsOfDate, "date_parts"),
    (CapChooser, "cap"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.TimeInput, "time"),
    (forms.DateTimeInput, "text"),
    (forms.DateInput, "date"),
    (forms.ClearableFileInput, "file"),
    (forms.FileInput, "file"),
    (forms.NumberInput, "number"),
)

_CLASSES = {"select": "form-select", "number": "form-input input-short", "time": "form-input input-short"}


def control_kind(field: BoundField) -> str:
    """Return the kind of control: text, textarea, select, radios, checkboxes, checkbox, date, date_parts, time …"""
    widget = field.field.widget
    return next((kind for kind_of, kind in _KINDS if isinstance(widget, kind_of)), "text")


def describing_ids(field: BoundField) -> str:
    """Return the ids of the hint and the error, for aria-describedby."""
    ids = [f"{field.auto_id}-hint"] if field.help_text else []
    ids += [f"{field.auto_id}-error"] if field.errors else []
    return " ".join(ids)


def control(field: BoundField) -> SafeString:
    """Return the field's own widget with the design system's classes and what a screen reader needs."""
    kind = control_kind(field)
    widget = field.field.widget
    attrs: dict[str, Any] = {"class": f"{_CLASSES.get(kind, 'form-input')} {widget.attrs.get('class', '')}".strip()}
    attrs["placeholder"] = False  # it would vanish at the first letter; the hint stays
    if described := describing_ids(field):
        attrs["aria-describedby"] = described
    if field.errors:
        attrs["aria-invalid"] = "true"
    if kind == "textarea":
        attrs.setdefault("rows", widget.attrs.get("rows", "4") if widget.attrs.get("rows") != "10" else "4")
    return drawn_select(field, attrs) if kind == "select" else field.as_widget(attrs=attrs)


def day_box(name: str, day: date | str | None) -> SafeString:
    """Return a box for a day that belongs to no Django form, with what was written in it when that is no day."""
    box = DayInput().render(name, day or None, {"class": "form-input", "id": name})
    return format_html('<div class="date-picker" data-dateformat="DD/MM/YYYY">{}</div>', box)


def first_control_id(field: BoundField) -> str:
    """Return the id a link in the error summary should lead to: the first control of a group, else the control."""
    many = control_kind(field) in {"cap", "radios", "checkboxes", "date_parts"}
    return f"{field.auto_id}_0" if many else field.auto_id
