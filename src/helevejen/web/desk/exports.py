"""Lists to take away as Excel: the board of orders, the catalogue of courses, and demand. No citizen is in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.core import clock
from helevejen.recruitment import queries
from helevejen.recruitment.enums import Box
from helevejen.web.desk.courses import asked_for, rows_on
from helevejen.web.desk.demand import demand_asked_for
from helevejen.web.shared.access import requires
from helevejen.web.shared.phrasing import moment
from helevejen.web.shared.spreadsheets import as_workbook


@requires(Permission.ORDER_WORK)
@require_safe
def orders_export(request: HttpRequest) -> HttpResponse:
    now, box = clock.now(), request.GET.get("vis", Box.OPEN)
    box = box if box in Box.values else Box.OPEN
    head = (_("Nr."), _("Søger"), _("Antal"), _("Timer fra"), _("Timer til"), _("Virksomhed"), _("Sted"), _("Hos"),
            _("Bestilt"), _("Tilstand"), _("Næste frist"), _("Senest"), _("Skift af ejer"))  # fmt: skip
    rows = [
        (one.pk, one.title, one.positions, one.hours_least, one.hours_most, one.company, one.place, one.owner,
         one.ordered_at, one.state_label, one.clock, one.due_at, one.transfer_count)
        for one in queries.rows_of(queries.in_box(request.user, box, now), now)
    ]  # fmt: skip
    return as_workbook("jobordrer", _("Jobordrer"), head, rows)


@requires(Permission.ORDER_WORK)
@require_safe
def courses_export(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request)
    head = (_("Nr."), _("Kursus"), _("Udbyder"), _("Giver"), _("Kræver"), _("Pris i kr."), _("Dage"), _("Sted"),
            _("Begynder"), _("Positivlisten"), _("Kilde"), _("Eksempel"))  # fmt: skip
    words = {True: _("ja"), False: _("nej"), None: _("ikke oplyst")}
    rows = [
        (row.course.key, row.course.title, row.course.provider, ", ".join(row.gives), ", ".join(row.asks),
         row.course.price_dkk, row.course.length_days, row.course.place, row.course.starts_on,
         words[row.course.is_on_positive_list], row.course.source, words[True] if row.course.is_example else "")
        for row in rows_on(clock.today()) if asked.fits(row)
    ]  # fmt: skip
    return as_workbook("kurser", _("Kurser"), head, rows)


@requires(Permission.ORDER_WORK)
@require_safe
def demand_export(request: HttpRequest) -> HttpResponse:
    asked = demand_asked_for(request)
    head = (_("Slags"), _("Arbejde eller krav"), _("Ordrer"), _("Pladser"), _("Har lavet det"), _("Ønsker det"),
            _("Kan noget af det"), _("Har det"), _("Ved vi ikke"))  # fmt: skip
    work = [
        (_("Arbejde"), row.label or _("Uden stillingsbetegnelse"), row.orders, row.positions,
         _told(row.done) if row.label else None, _told(row.wished) if row.label else None, _told(row.can), None, None)
        for row in asked.found.rows
    ]  # fmt: skip
    gaps = [
        (_("Krav"), row.label, row.orders, row.positions, None, None, None, _told(row.have), _shown(row.unknown))
        for row in asked.found.gaps
    ]
    notes = [_("Tal om borgere under %(n)s vises ikke.") % {"n": number_format(queries.LEAST_TOLD)}]
    if asked.made_at:
        notes.append(_("Borgerne er talt %(at)s.") % {"at": moment(asked.made_at, clock.today())})
    if asked.found.has_new:
        notes.append(_("Det, nye ordrer spørger om, er talt nu."))
    chosen = ", ".join(one for one in (asked.place, asked.form) if one)
    return as_workbook("efterspoergsel", _("Efterspørgsel"), head, [*work, *gaps], notes=[*notes, chosen])


def _told(count: int | None) -> int | str:
    return count if count is not None else _("under %(n)s") % {"n": queries.LEAST_TOLD}


def _shown(count: int | None) -> int | str:
    """Return a number that may be large and yet not told, so that another cannot be taken from it."""
    return count if count is not None else _("vises ikke")
