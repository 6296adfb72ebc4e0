"""
A select drawn as Django draws it, without a template for each of its options.

A choice among three hundred people takes 1,200 templates otherwise, some 30 ms of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.forms import Select, Widget
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.forms import BoundField


def drawn_select(field: BoundField, attrs: dict[str, Any]) -> SafeString:
    """Return what `field.as_widget(attrs=attrs)` returns for a select."""
    widget = field.field.widget
    attrs = field.build_widget_attrs(attrs, widget)
    if field.auto_id and "id" not in widget.attrs:
        attrs.setdefault("id", field.auto_id)
    if not _is_plain(type(widget)):
        told = widget.get_context(field.html_name, field.value(), attrs)["widget"]
        parts = format_html_join("", "{}", ((part,) for part in _groups(told)))
        return format_html('<select name="{}"{}>{}\n</select>', told["name"], _attributes(told["attrs"]), parts)
    all_attrs = _attributes(widget.build_attrs(widget.attrs, attrs))
    parts = SafeString("".join(_options(widget.choices, set(widget.format_value(field.value())))))
    return format_html('<select name="{}"{}>{}\n</select>', field.html_name, all_attrs, parts)


@cache
def _is_plain(widget: type[Widget]) -> bool:
    """Return whether a widget makes its options as Django's own select of one does."""
    made_by = ("get_context", "optgroups", "create_option", "format_value")
    is_select = issubclass(widget, Select) and not widget.allow_multiple_selected
    return is_select and all(getattr(widget, name) is getattr(Select, name) for name in made_by)


def _options(choices: Iterable[tuple[Any, Any]], chosen: set[str]) -> Iterator[str]:
    """Yield the options of a select of one; of two with the value that is chosen, the first is."""
    left = set(chosen)
    for value, label in choices:
        is_group = isinstance(label, list | tuple)
        if is_group and value:
            yield f'\n  <optgroup label="{conditional_escape(value)}">'
        for key, words in label if is_group else [("" if value is None else value, label)]:
            is_chosen = bool(left) and str(key) in left
            left = set() if is_chosen else left
            selected = " selected" if is_chosen else ""
            yield f'\n  <option value="{conditional_escape(str(key))}"{selected}>{conditional_escape(words)}</option>'
        if is_group and value:
            yield "\n  </optgroup>"


def _groups(told: Mapping[str, Any]) -> Iterator[SafeString]:
    for name, options, _index in told["optgroups"]:
        drawn = format_html_join(
            "",
            '\n  <option value="{}"{}>{}</option>',
            ((str(one["value"]), _attributes(one["attrs"]), one["label"]) for one in options),
        )
        yield format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, drawn) if name else drawn


def _attributes(attrs: Mapping[str, Any]) -> SafeString:
    parts = (
        format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))
        for name, value in attrs.items()
        if value is not False
    )
    return SafeString("".join(parts))
