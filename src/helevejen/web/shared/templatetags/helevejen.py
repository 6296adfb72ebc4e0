"""The house's own filters: days as people say them, telephone numbers, caps, holders, form controls, bars."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helevejen.core import clock, formats
from helevejen.web.shared import controls, phrasing, words
from helevejen.web.shared.sorting import PARAMETER

if TYPE_CHECKING:
    from django.core.paginator import Paginator
    from django.forms import BoundField
    from django.utils.safestring import SafeString

register = template.Library()

# --- Days and moments; an empty value stays empty, so that a template need not ask first ---


@register.filter
def weekday(value: date | datetime | None, today: date | None = None) -> str:
    """Tirsdag den 3. marts."""
    return phrasing.weekday(value, today or clock.today()) if value else ""


@register.filter
def by_day(value: date | datetime | None, today: date | None = None) -> str:
    """Return the day as it stands after "senest": i dag, else tirsdag den 3. marts."""
    return phrasing.by_day(value, today or clock.today()) if value else ""


@register.filter
def lain_here(value: date | datetime | None, today: date | None = None) -> str:
    """Bolden har ligget her siden 3. marts, for 2 uger siden."""
    return phrasing.lain_here(value, today or clock.today()) if value else ""


@register.filter
def by_moment(value: datetime | None, today: date | None = None) -> str:
    """Return the moment as it stands after "senest": i dag kl. 13.00, else tirsdag den 3. marts kl. 13.00."""
    return phrasing.by_moment(value, today or clock.today()) if value else ""


@register.filter
def day(value: date | datetime | None, today: date | None = None) -> str:
    """3. marts."""
    return phrasing.day(value, today or clock.today()) if value else ""


@register.filter
def last_day(value: date | None, today: date | None = None) -> str:
    """Return the last day of a period whose `value` is the day after it: for "til og med"."""
    return day(value - timedelta(days=1) if value else None, today)


@register.filter
def days_until(valid_from: date, valid_until: date) -> str:
    """Den 3. marts, or fra 3. marts til og med 6. marts; `valid_until` is the day after the last."""
    return phrasing.days(valid_from, valid_until - timedelta(days=1), clock.today())


@register.filter
def day_back(valid_until: date, today: date) -> str:
    """Return the first working day after an absence, of the day after its last."""
    return phrasing.day_back(valid_until, today)


@register.filter
def short_day(value: date | datetime | None, today: date | None = None) -> str:
    """3/3, for tables."""
    return phrasing.short_day(value, today or clock.today()) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """09.30."""
    return formats.clock_time(value) if value else ""


@register.filter
def moment(value: datetime | None, today: date | None = None) -> str:
    """Tirsdag den 3. marts kl. 09.30."""
    return phrasing.moment(value, today or clock.today()) if value else ""


@register.filter
def from_today(value: date | datetime | None, today: date | None = None) -> str:
    """I går, i dag, om 3 dage, for 2 uger siden."""
    return formats.seen_from(phrasing.local_day(value), today or clock.today()) if value else ""


@register.filter
def ago(value: datetime | None, now: datetime | None = None) -> str:
    """For 2 minutter siden."""
    return phrasing.ago(value, now or clock.now()) if value else ""


@register.filter
def span(days: int | None) -> str:
    """3 dage, 2 uger, 4 måneder."""
    return "" if days is None else formats.span(int(days))


@register.filter
def within(days: int | None) -> str:
    """3 dage, 2 uger, 4 måneder, rounded up."""
    return "" if days is None else formats.within(int(days))


@register.filter
def office_time(minutes: int | None) -> str:
    """Straks, 12 min., 1,5 t."""
    return "" if minutes is None else phrasing.office_time(minutes)


# --- Numbers and names ---


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """12.345 or 12.345,5."""
    return "" if value is None else formats.number(value, decimals=decimals)


@register.filter
def percent(share: float | None) -> str:
    """12 %, of a share between 0 and 1."""
    return "" if share is None else formats.percent(share)


@register.filter
def phone(value: str | None) -> str:
    """75 91 00 00."""
    return phrasing.phone_number(value) if value else ""


@register.filter
def phone_link(value: str | None) -> str:
    """The address of a telephone link: digits and a leading plus only."""
    return "tel:" + "".join(sign for sign in value or "" if sign.isdigit() or sign == "+")


# --- Caps and holders ---


@register.filter
def cap_sign(cap: str) -> words.Sign:
    """Icon, word and hint of a cap."""
    return words.CAPS[words.cap_kind(cap)]


@register.filter
def cap_label(cap: str) -> str:
    """The Danish word of a cap."""
    return str(cap_sign(cap).word)


# The address of the sheet is that of the build, so an icon is drawn once. It keeps the script prefix of the first call:
# one process serves the house under one prefix.
@register.simple_tag
@lru_cache(maxsize=256)
def icon_svg(name: str) -> SafeString:
    """What `<c-icon name>` draws, for what stands on every line of a list: a component is dear there."""
    sheet = static("dkfds/img/all-svg-icons.svg")
    svg = '<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>'
    return format_html(svg, sheet, name)


@register.simple_tag
def ball_mark(
    holder: str, name: str = "", *, text: str = "", late: object = False, large: object = False, classes: str = ""
) -> SafeString:
    """Draw the ball: what `<c-ball>` draws by this, and what every line of a list draws without the component."""
    kind = words.holder_kind(holder)
    sign = words.HOLDERS[kind]
    dot = phrasing.initial_of(str(name)) if name and kind in words.PERSONS else icon_svg(sign.icon)
    return format_html(
        '<span class="ball ball--{}{}{}{}"><span class="ball__dot" aria-hidden="true">{}</span>'
        '<span class="ball__text">{}</span></span>',
        kind,
        " ball--late" if late else "",
        " ball--large" if large else "",
        f" {classes}" if classes else "",
        dot,
        text or (name if name and holder != "me" else str(sign.word)),
    )


@register.simple_tag
def due_mark(
    on: date,
    today: date | None = None,
    *,
    ours: object = False,
    done: object = False,
    exact: object = False,
    classes: str = "",
) -> SafeString:
    """Draw the due day: what `<c-due>` draws by this, and what every line of a list draws without the component."""
    seen = _Due(phrasing.local_day(on), today or clock.today(), bool(ours), bool(done), bool(exact), classes)
    return _drawn_due(seen, get_language() or "da")


class _Due(NamedTuple):
    """What a due day is drawn from."""

    on: date
    today: date
    is_ours: bool
    is_done: bool
    is_exact: bool
    classes: str


# A list says the same few days on all its lines; the language is that of the moment, and keeps the two apart.
@lru_cache(maxsize=4_096)
def _drawn_due(due: _Due, _language: str) -> SafeString:
    late = ""
    if due.on < due.today and not due.is_done:
        late = " due--late-ours" if due.is_ours else " due--late"
        before, seen = _("Over tiden:"), formats.seen_from(due.on, due.today)
        said = format_html('<span class="due__word">{}</span> {}', before, seen)
    else:
        by_day = phrasing.by_day(due.on, due.today)
        said = format_html("{}", by_day) if due.is_exact else format_html("{} {}", _("senest"), by_day)
    classes = f"due{late} {due.classes}".rstrip()
    return format_html('<time class="{}" datetime="{}">{}</time>', classes, due.on.isoformat(), said)


@register.simple_tag
def all_caps() -> list[tuple[str, words.Sign]]:
    """The three caps in their fixed order."""
    return list(words.CAPS.items())


# --- Forms ---


@register.filter
def control_kind(field: BoundField) -> str:
    """Which kind of control a field is drawn as."""
    return controls.control_kind(field)


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget in the design system's clothes."""
    return controls.control(field)


@register.simple_tag
def day_box(name: str, day: date | str | None = None) -> SafeString:
    """Return a box for a day outside a Django form, drawn like every other, with its calendar."""
    return controls.day_box(name, day)


@register.filter
def describing_ids(field: BoundField) -> str:
    """The ids of hint and error."""
    return controls.describing_ids(field)


@register.filter
def first_control_id(field: BoundField) -> str:
    """Where a link in the error summary leads."""
    return controls.first_control_id(field)


@register.filter
def before_sentence(label: str) -> str:
    """A label as the start of a line: a colon, unless it ends in a sign of its own."""
    return f"{label}:" if str(label)[-1:].isalnum() else str(label)


@register.filter
def quoted(text: str) -> str:
    """What somebody wrote, between the quotation marks of the reader's language."""
    return phrasing.quoted(text)


# --- Tables and bars ---


@register.simple_tag(takes_context=True)
def sort_link(context: template.Context, key: str, standard: str = "", param: str = PARAMETER) -> dict[str, Any]:
    """
    Return where a column's header leads and how the column is sorted now.

    The first click sorts rising, the second falling; the page number is dropped, since page 4 of another order is
    no place to be. A standard column is the one the list is sorted by when the address says nothing.
    """
    query = context["request"].GET.copy()
    now = query.get(param, key if standard else "")
    query[param] = f"-{key}" if now == key else key
    query.pop("side", None)
    state = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    return {"href": "?" + query.urlencode(), "state": state}


@register.simple_tag(takes_context=True)
def sort_now(context: template.Context, param: str = PARAMETER) -> str:
    """What the address asks to sort by, for a form that narrows the same list and shall not lose it."""
    return str(context["request"].GET.get(param, ""))


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, number: int, param: str = "side") -> str:
    """The address of another page of the same list, with everything else in the address kept."""
    query = context["request"].GET.copy()
    query[param] = str(number)
    return "?" + query.urlencode()


@register.filter
def page_numbers(paginator: Paginator[Any], current: int) -> list[int]:
    """The page numbers to show: the ends and the neighbours, with 0 for a gap."""
    wanted = sorted({1, paginator.num_pages, *range(max(current - 1, 1), min(current + 1, paginator.num_pages) + 1)})
    numbers: list[int] = []
    for number in wanted:
        if numbers and number - numbers[-1] > 1:
            numbers.append(0)
        numbers.append(number)
    return numbers


@register.filter
def percent_of(value: float | None, whole: float | None) -> str:
    """A share of a whole between 0 and 100 with a point, for the coordinates of a drawing."""
    if not value or not whole:
        return "0"
    return f"{min(max(float(value) / float(whole), 0), 1) * 100:.1f}"
