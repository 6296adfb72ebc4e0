"""The inbox, and one inquiry with all that was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.audit.enums import Purpose
from helevejen.citizens.rules.access import reach_of
from helevejen.core import clock
from helevejen.inquiries import queries
from helevejen.inquiries.enums import Box
from helevejen.recruitment import queries as order_queries
from helevejen.recruitment.enums import OrderState
from helevejen.web.desk.forms import inquiries as forms
from helevejen.web.shared.access import fetch, level_in, permissions_of, requires, shows
from helevejen.web.shared.sorting import PARAMETER, order_asked_for

if TYPE_CHECKING:
    from helevejen.inquiries.queries import InquiryRow

ROWS_AT_A_TIME = 50
SOLVED_BOX = "solved"
#: What the lists sort by, the box's own order first: what is due first, and what was solved last.
_COLUMNS = ("frist", "fra", "hos", "modtaget")
_SOLVED_COLUMNS = ("", "loest", "fra", "hos", "modtaget")


@requires(Permission.INQUIRY_WORK)
@require_safe
def inquiries(request: HttpRequest) -> HttpResponse:
    now, box = clock.now(), request.GET.get("vis", Box.MINE)
    counts = queries.counts_of(request.user, now)
    if box == SOLVED_BOX:
        found = queries.solved_lately(request.user, now)
    else:
        box = box if box in Box.values else Box.MINE
        found = queries.inbox_of(request.user, box, now)
    page, rows = _page_of(request, found, counts.get(box), is_solved=box == SOLVED_BOX)
    show_rows(request, rows)
    may_work_cases = Permission.CASE_WORK in permissions_of(request)
    context = {
        "page": page,
        "rows": rows,
        "box": str(box),
        "is_solved": box == SOLVED_BOX,
        "sort": request.GET.get(PARAMETER, ""),
        "is_sorted": PARAMETER in request.GET,
        "boxes": [(one.value, one.label, counts[one.value]) for one in Box],
        "mine": counts[Box.MINE],
        "late_count": sum(row.is_late for row in rows),
        "letters": queries.count_notices_ready(request.user, now) if may_work_cases else 0,
        "today": clock.today(),
        "now": now,
    }
    return render(request, "desk/inquiries.html", context)


def _page_of(
    request: HttpRequest, found: Any, count: int | None, *, is_solved: bool
) -> tuple[Page[Any], list[InquiryRow]]:
    """
    Return a page of a box with its rows: in the box's own order, or by the column the address asks for.

    Args:
        count: How many the box has, where they have been counted with the other boxes.
    """
    columns = _SOLVED_COLUMNS if is_solved else _COLUMNS
    order = order_asked_for(request, columns, standard=columns[0])
    is_own = not order.is_falling and order.column == columns[0]
    if is_own:
        paginator = Paginator(found, ROWS_AT_A_TIME)
        if count is not None:
            paginator.count = count
        page = paginator.get_page(request.GET.get("side"))
        return page, queries.rows_of(page.object_list, clock.now())
    numbers = queries.in_order(found, order.column, is_falling=order.is_falling)
    page = Paginator(numbers, ROWS_AT_A_TIME).get_page(request.GET.get("side"))
    return page, queries.rows_of(queries.in_this_order(page.object_list), clock.now())


@requires(Permission.INQUIRY_WORK)
@require_safe
def inquiry_detail(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    return show_inquiry(request, fetch_inquiry(request, inquiry_id))


@requires(Permission.INQUIRY_WORK)
@require_safe
def attachment_read(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Hand a file out to be saved. It is never shown as a page: a stranger made it."""
    visible = queries.attachments_readable_by(request.user, clock.now())
    file = fetch(request, visible, shown="", pk=attachment_id)
    fetch_inquiry(request, file.post.inquiry_id, shown="AF")
    response = HttpResponse(file.content.encode("latin-1", errors="replace"), content_type="application/octet-stream")
    name = "".join(sign for sign in file.name if sign.isalnum() or sign in " ._-").strip() or "bilag"
    response["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    return response


def fetch_inquiry(request: HttpRequest, inquiry_id: int, *, shown: str = "AE") -> Any:
    """Return the inquiry a page is about; strangers get 404. Who has it may open it without another relation."""
    visible = queries.inquiries_visible_to(request.user, clock.now())
    return fetch(request, visible, shown=shown, otherwise=Purpose.INQUIRY, pk=inquiry_id)


def show_rows(request: HttpRequest, rows: list[InquiryRow]) -> None:
    """Note for the log whom a list of inquiries shows."""
    citizens = {row.citizen_id for row in rows if row.citizen_id is not None}
    if citizens:
        shows(request, citizens, shown="AE", otherwise=Purpose.INQUIRY)


def show_inquiry(
    request: HttpRequest, inquiry: Any, *, bound: tuple[str, django_forms.Form] | None = None
) -> HttpResponse:
    """
    Return the page of an inquiry.

    Args:
        bound: The form that was sent, by the name of its deed, to be shown with what was written in it.
    """
    now = clock.now()
    row = queries.row_of(inquiry, now)
    may_read = queries.may_read_words(request.user, inquiry, now)
    if may_read and inquiry.citizen_id is not None:
        shows(request, [inquiry.citizen_id], shown="F", kind=request.looked.kind)
    shown = _forms(request, inquiry, bound)
    about_order = _order_of(request, inquiry)
    context = {
        "inquiry": inquiry,
        "row": row,
        "posts": queries.posts_of(inquiry) if may_read else [],
        "may_read": may_read,
        "may_work": may_read and may_handle(request, inquiry) and inquiry.track_id is None,
        "about_order": about_order,
        "may_write_on_order": about_order is not None and about_order.state in {OrderState.OPEN, OrderState.PAUSED},
        "promised_at": queries.promised_now(inquiry),
        "can_be_told": queries.can_be_told(inquiry),
        "events": queries.events_of(inquiry),
        "forms": shown,
        "open_deeds": {name: bound is not None and name == bound[0] for name in shown},
        "canned": queries.canned_for(inquiry.topic, clock.today()),
        "today": clock.today(),
        "now": now,
    }
    return render(request, "desk/inquiry_detail.html", context, status=422 if bound and bound[1].is_bound else 200)


def may_handle(request: HttpRequest, inquiry: Any) -> bool:
    """Return whether the user may answer it: as its owner, by a relation that works, or as one of its team."""
    if inquiry.citizen_id is None or inquiry.citizen_id in request.looked.otherwise:
        return True
    level = level_in(request, inquiry.citizen_id)
    return level is not None and reach_of(level).may_work


def fetch_to_handle(request: HttpRequest, inquiry_id: int) -> Any:
    """
    Return the inquiry a deed is about.

    Raises:
        Http404: there is none for this user, its words are not for them, or it is handled in its case.
    """
    inquiry = fetch_inquiry(request, inquiry_id)
    is_readable = queries.may_read_words(request.user, inquiry, clock.now())
    if inquiry.track_id is not None or not is_readable or not may_handle(request, inquiry):
        raise Http404
    return inquiry


def _order_of(request: HttpRequest, inquiry: Any) -> Any:
    """Return the job order that is asked about, if the user works with orders; None of most inquiries, at no query."""
    if inquiry.order_id is None or Permission.ORDER_WORK not in permissions_of(request):
        return None
    return order_queries.orders_visible_to(request.user, clock.now()).filter(pk=inquiry.order_id).first()


def _forms(
    request: HttpRequest, inquiry: Any, bound: tuple[str, django_forms.Form] | None
) -> dict[str, django_forms.Form]:
    initial = {"number": inquiry.number}
    people = queries.people_to_choose(inquiry.owner, clock.today())
    fresh: dict[str, django_forms.Form] = {
        "answer": forms.AnswerInquiry(initial=initial | _begun(request), auto_id="svar_%s"),
        "hand_over": forms.HandOver(people=people, initial=initial, auto_id="videre_%s"),
        "wait": forms.WaitForSomebody(initial=initial, auto_id="vent_%s"),
        "promise": forms.PromiseAnew(is_told=queries.can_be_told(inquiry), initial=initial, auto_id="dato_%s"),
        "call": forms.NoteCall(initial=initial, auto_id="ring_%s"),
        "solve": forms.SolveInquiry(initial=initial, auto_id="loest_%s"),
        "reopen": forms.SayReason(initial=initial, auto_id="igen_%s"),
        "sender": forms.FindSender(initial=initial, auto_id="hvem_%s"),
    }
    return fresh | ({bound[0]: bound[1]} if bound else {})


def _begun(request: HttpRequest) -> dict[str, Any]:
    """Return the canned answer that was asked for, as the beginning of one's own."""
    asked = request.GET.get("fast", "")
    version = queries.find_canned(int(asked)) if request.method == "GET" and asked.isdecimal() else None
    return {"text": version.text, "canned": version.pk} if version else {}
