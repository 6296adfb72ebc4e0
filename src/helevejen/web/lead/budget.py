"""The budget of statements: what was granted, committed and spent, the year's amount, and corrections."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases.rules.statements import REFERENCE, SERIES
from helevejen.core import clock, formats, money
from helevejen.ledger import actions, queries
from helevejen.ledger.queries import AccountRow
from helevejen.web.lead import budget_forms as forms
from helevejen.web.lead.team import page_of
from helevejen.web.shared import phrasing
from helevejen.web.shared.access import fetch, requires
from helevejen.web.shared.doing import did


@dataclass(frozen=True, slots=True)
class AccountLine:
    """
    One account in words, and the shares of its budget as whole percents.

    Attributes:
        taken_home: What closing the year took home; empty while nothing was.
    """

    pk: int
    name: str
    period: str
    granted: str
    committed: str
    spent: str
    free: str
    taken_home: str
    used_percent: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """
    One entry of an account, in words.

    Attributes:
        day: With its year: an account has entries of the year after its own too.
        freed: What it changed of what is left, with its sign; empty when nothing.
        about: The number of the statement it concerns, never whose it is.
        may_credit: Something of a payment is left to credit.
    """

    pk: int
    day: str
    what: str
    about: str
    amount: str
    freed: str
    by: str
    reason: str
    decision: str
    state: str
    may_correct: bool
    may_credit: bool


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One correction that waits for a second person."""

    pk: int
    what: str
    amount: str
    reason: str
    asked_by: str
    asked_at: datetime
    is_own: bool


@requires(Permission.BUDGET_VIEW)
def budget(request: HttpRequest) -> HttpResponse:
    rows = queries.account_rows()
    today = clock.today()
    context = {
        "lines": [_line(row) for row in rows],
        "any_home": any(row.taken_home for row in rows),
        "now": next((_line(row) for row in rows if row.series == SERIES and _holds(row, today)), None),
        "year": today.year,
    }
    return render(request, "lead/budget.html", context)


@requires(Permission.BUDGET_VIEW)
def account_detail(request: HttpRequest, account_id: int) -> HttpResponse:
    account = fetch(request, queries.accounts(), pk=account_id)
    row = queries.account_row(account)
    waiting = [one for one in queries.open_corrections() if queries.account_of(one.entry) == account.pk]
    page = page_of(request, queries.entries_of(account), count=queries.count_entries_of(account))
    entries, today = queries.entry_rows(account, page.object_list), clock.today()
    paid = queries.spent_by_commitment(one.commitment for one in entries if one.is_payment)
    context = {
        "line": _line(row),
        "page": page,
        "entries": [_entry(one, row.unit, left=paid.get(one.commitment or 0, 0)) for one in entries],
        "waiting": [_waiting(one, row.unit, request.user) for one in waiting],
        "may_close": row.valid_until is not None and row.valid_until <= today and row.standing.free > 0,
        "is_closed": queries.is_closed(account),
        "today": today,
    }
    return render(request, "lead/account_detail.html", context)


@requires(Permission.BUDGET_SET)
def account_open(request: HttpRequest) -> HttpResponse:
    form = forms.OpenYear(request.POST or None, initial={"year": clock.today().year})
    if form.is_valid():
        year = form.cleaned_data["year"]
        new = actions.NewAccount(
            code=f"{SERIES}-{year}",
            name=_("Lægeattester %(year)s") % {"year": year},
            series=SERIES,
            period=(date(year, 1, 1), date(year + 1, 1, 1)),
        )
        values = {"grant": form.cleaned_data["amount"], "decision": form.cleaned_data["decision"]}
        if _did(request, form, actions.open_account, new=new, **values):
            messages.success(request, _("Budgettet er lagt ind."))
            return redirect("lead:budget")
    return _show(request, form, _("Læg et års budget ind"), _("Læg budgettet ind"))


@requires(Permission.BUDGET_SET)
def account_grant(request: HttpRequest, account_id: int) -> HttpResponse:
    account = fetch(request, queries.accounts(), pk=account_id)
    held = queries.account_row(account).standing
    initial = {"amount": money.plain(held.granted), "key": secrets.token_hex(16)}
    form = forms.SetGrant(request.POST or None, initial=initial)
    if form.is_valid() and _did(request, form, actions.set_grant, account=account, **form.cleaned_data):
        messages.success(request, _("Budgettet er ændret. Det gamle beløb kan stadig ses blandt posteringerne."))
        return redirect("lead:account_detail", account.pk)
    text = _("Der er brugt %(spent)s og sat %(committed)s til side. Lavere end det kan budgettet ikke blive.")
    parts = {"spent": money.show(held.spent), "committed": money.show(held.committed)}
    return _show(request, form, _("Skift budgettet"), _("Skift budgettet"), account=account, text=text % parts)


@requires(Permission.BUDGET_SET)
def account_close(request: HttpRequest, account_id: int) -> HttpResponse:
    account = fetch(request, queries.accounts(), pk=account_id)
    held = queries.account_row(account).standing
    form = forms.CloseYear(request.POST or None, initial={"key": secrets.token_hex(16)})
    if form.is_valid():
        values = {"decision": form.cleaned_data["decision"], "key": form.cleaned_data["key"]}
        if _did(request, form, actions.close_year, account=account, **values):
            messages.success(request, _("Året er gjort op. Det, der var tilbage, er taget hjem."))
            return redirect("lead:account_detail", account.pk)
    parts = {"free": money.show(held.free), "spent": money.show(held.spent), "committed": money.show(held.committed)}
    text = _(
        "Der er brugt %(spent)s, og %(free)s er tilbage og bliver taget hjem. Det bestilte, %(committed)s, bliver "
        "stående, til regningerne er kommet. Bliver en regning større end det, betaler det nye år resten."
    )
    return _show(request, form, _("Gør året op"), _("Gør året op"), account=account, text=text % parts)


@requires(Permission.BUDGET_SET)
def payment_credit(request: HttpRequest, payment_id: int) -> HttpResponse:
    payment = fetch(request, queries.payments(), pk=payment_id)
    commitment, account = payment.commitment, payment.commitment.account
    left = queries.spent_of(commitment)
    if request.method == "GET" and not left:
        text = _("Hele betalingen af %(about)s er kommet tilbage. Der er ikke mere at kreditere.")
        words = text % {"about": _statement(commitment.reference) or account.name}
        return _show(request, None, _("Kreditér en betaling"), "", account=account, text=words)
    form = forms.CreditPayment(
        request.POST or None, initial={"amount": money.plain(left), "key": secrets.token_hex(16)}
    )
    if form.is_valid() and _did(request, form, actions.credit_payment, commitment=commitment, **form.cleaned_data):
        messages.success(request, _("Krediteringen er skrevet. Pengene står på kontoen igen."))
        return redirect("lead:account_detail", account.pk)
    text = _("%(about)s er betalt med %(spent)s, når det, der er kommet tilbage, er trukket fra.")
    words = text % {"about": _statement(commitment.reference) or account.name, "spent": money.show(left)}
    return _show(request, form, _("Kreditér en betaling"), _("Skriv krediteringen"), account=account, text=words)


@requires(Permission.BUDGET_SET)
def entry_correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry = fetch(request, queries.correctable_entries(), pk=entry_id)
    account = queries.accounts().get(pk=queries.account_of(entry))
    form = forms.CorrectEntry(request.POST or None)
    if form.is_valid() and _did(request, form, actions.correct_entry, entry=entry, **form.cleaned_data):
        messages.success(request, _("Rettelsen er skrevet. Er beløbet stort, venter den på en anden leders ja."))
        return redirect("lead:account_detail", account.pk)
    amount = actions.shown(queries.amount_of(entry), account.unit)
    text = _("Posteringen ”%(what)s” på %(amount)s bliver ophævet af en ny. Begge bliver stående.")
    words = text % {"what": entry.get_kind_display(), "amount": amount}
    return _show(request, form, _("Ret en postering"), _("Ret"), account=account, text=words)


@requires(Permission.BUDGET_SET)
def correction_answer(request: HttpRequest, correction_id: int) -> HttpResponse:
    correction = fetch(request, queries.open_corrections(), pk=correction_id)
    account = queries.accounts().get(pk=queries.account_of(correction.entry))
    form = forms.AnswerCorrection(request.POST or None)
    if form.is_valid() and _did(request, form, actions.answer_correction, correction=correction, **form.cleaned_data):
        messages.success(request, _("Dit svar er skrevet ned."))
        return redirect("lead:account_detail", account.pk)
    text = _("%(name)s vil ophæve ”%(what)s” på %(amount)s: %(reason)s")
    words = text % {
        "name": correction.asked_by.name,
        "what": correction.entry.get_kind_display(),
        "amount": actions.shown(queries.amount_of(correction.entry), account.unit),
        "reason": correction.reason,
    }
    return _show(request, form, _("Svar på en rettelse"), _("Gem svaret"), account=account, text=words)


def _did(request: HttpRequest, form: django_forms.Form, deed: Callable[..., object], **values: Any) -> bool:
    return did(form, deed, by=request.user, at=clock.now(), **values)


def _show(
    request: HttpRequest,
    form: django_forms.Form | None,
    title: str,
    submit: str,
    *,
    account: Any = None,
    text: str = "",
) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "account": account, "text": text}
    status = 422 if form and form.is_bound and form.errors else 200
    return render(request, "lead/budget_deed.html", context, status=status)


def _holds(row: AccountRow, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day < row.valid_until)


def _line(row: AccountRow) -> AccountLine:
    held = row.standing
    granted, committed, spent, free = (
        actions.shown(part, row.unit) for part in (row.budget, held.committed, held.spent, held.free)
    )
    used = held.committed + held.spent
    return AccountLine(
        pk=row.pk,
        name=row.name,
        period=str(row.valid_from.year) if row.valid_from else "",
        granted=granted,
        committed=committed,
        spent=spent,
        free=free,
        taken_home=actions.shown(row.taken_home, row.unit) if row.taken_home else "",
        used_percent=round(100 * used / row.budget) if row.budget else 0,
    )


def _entry(one: Any, unit: str, *, left: int) -> EntryLine:
    by = _("%(name)s og %(other)s") % {"name": one.by, "other": one.approved_by} if one.approved_by else one.by
    state = _("Rettet") if one.is_corrected else _("Venter på en anden leder") if one.is_asked else ""
    return EntryLine(
        pk=one.pk,
        day=formats.short_day(phrasing.local_day(one.at)),
        what=one.kind_label,
        about=_statement(one.reference),
        amount=actions.shown(one.amount, unit),
        freed=_signed(one.freed, unit),
        by=by,
        reason=one.reason,
        decision=one.decision,
        state=state,
        may_correct=one.may_correct,
        may_credit=one.is_payment and left > 0,
    )


def _signed(amount: int, unit: str) -> str:
    words = actions.shown(abs(amount), unit)
    return f"+{words}" if amount > 0 else f"\N{MINUS SIGN}{words}" if amount else ""


def _statement(reference: str) -> str:
    if not reference.startswith(REFERENCE):
        return ""
    return _("Attest nr. %(number)s") % {"number": reference.removeprefix(REFERENCE)}


def _waiting(one: Any, unit: str, user: Any) -> WaitingLine:
    return WaitingLine(
        pk=one.pk,
        what=str(one.entry.get_kind_display()),
        amount=actions.shown(queries.amount_of(one.entry), unit),
        reason=one.reason,
        asked_by=one.asked_by.name,
        asked_at=one.asked_at,
        is_own=one.asked_by_id == user.pk,
    )
