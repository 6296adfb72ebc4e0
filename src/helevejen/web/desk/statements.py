"""The medical statements of a case: ordered beside what waiting costs, reminded of, received, paid, cancelled, used."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helevejen.accounts.enums import Permission
from helevejen.cases import actions, queries
from helevejen.cases.enums import StatementState
from helevejen.cases.rules import statements as rules
from helevejen.citizens.enums import Benefit
from helevejen.citizens.rules.access import reach_of
from helevejen.core import clock, money
from helevejen.web.desk.adding import cap_of, kinds_under
from helevejen.web.desk.deeds import Deed, done, done_on, sent, show_deed
from helevejen.web.desk.forms import statements as forms
from helevejen.web.desk.frame import Frame, fetch_case_to_work, fetch_to_work, open_file
from helevejen.web.shared.access import level_in, requires, shows
from helevejen.web.shared.doing import did
from helevejen.web.shared.phrasing import day


@dataclass(frozen=True, slots=True)
class UseLine:
    """One decision that rests on a statement."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """
    One statement of the file.

    Attributes:
        wait_days: From the order until the answer, or until now.
        price: Empty for a statement that costs nothing.
        bill: What was paid; empty while the bill has not come. `credited` is what of it has come back.
        is_held: The price is still set aside; it is free again when no bill has come for long.
        is_late: The doctor has not kept the day.
        is_usual_day: Nobody has promised the day; it is the usual one.
    """

    pk: int
    name: str
    state: str
    purpose: str
    questions: str
    supplier: str
    answer: str
    price: str
    bill: str
    credited: str
    is_held: bool
    ordered_by: str
    ordered_at: datetime
    promised_on: date
    received_at: datetime | None
    cancelled_because: str
    wait_days: int
    reminder_count: int
    reminded_at: datetime | None
    is_open: bool
    is_late: bool
    is_usual_day: bool
    is_received: bool
    may_pay: bool
    uses: list[UseLine]

    @property
    def anchor(self) -> str:
        return f"attest-{self.pk}"


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What another week of waiting costs, in words.

    Attributes:
        about: The amount, rounded; `amount` is the exact one.
        is_least: It is more if the citizen has had support before that we do not know of.
        like: The benefit it is counted as, when its own amount is not known.
    """

    about: str
    is_least: bool
    amount: str
    month: str
    week: int
    percent: int
    benefit: str
    like: str
    note: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Money:
    """What is left to order statements for."""

    name: str
    free: str
    granted: str


@requires(Permission.CASE_VIEW)
def case_statements(request: HttpRequest, case_id: int) -> HttpResponse:
    case, frame = open_file(request, case_id, tab="case_statements", shown="EFH")
    at = clock.now()
    found = queries.statements_of(case, request.user, at)
    credited = queries.credited_of(found)
    lines = [_line(one, frame.today, credited.get(one.pk, 0)) for one in found]
    open_ones = [line for line in lines if line.is_open]
    context = {
        "frame": frame,
        "done": done_on(request),
        "clarifications": queries.clarifications_of(case, frame.today),
        "open_ones": open_ones,
        "others": [line for line in lines if not line.is_open],
        "cost": _cost(case, frame.today) if open_ones and _shows_benefit(frame) else None,
    }
    return render(request, "desk/case_statements.html", context)


@requires(Permission.CASE_WORK)
def statement_order(request: HttpRequest, case_id: int) -> HttpResponse:
    case = fetch_case_to_work(request, case_id)
    today = clock.today()
    tracks = {str(one.pk): one for one in queries.tracks_waiting_for_statements(case)}
    initial = {
        "has_interpreter": case.citizen.needs_interpreter,
        "parent": asked if (asked := request.GET.get("spor", "")) in tracks else next(iter(tracks), ""),
        "key": secrets.token_hex(16),
    }
    form = forms.OrderStatement(
        sent(request),
        initial=initial,
        kinds=_priced_kinds(today),
        tracks=[(pk, str(track.title or track.get_kind_display())) for pk, track in tracks.items()],
    )
    if form.is_valid():
        parent = tracks.get(form.cleaned_data["parent"])
        values = {"order": form.order(), "parent": parent, "by": request.user, "at": clock.now()}
        try:
            ordered = actions.order_statement(case=case, **values)
        except actions.UnableToOrderStatement as objection:
            form.add_error(None, str(objection))
        else:
            return done(request, _tab(case.pk), "statement_ordered" if ordered.price_oere else "statement_ordered_free")
    text = _(
        "Har attesten en pris, bliver den sat til side, når du bestiller. Uden penge til den bliver intet bestilt."
    )
    words = {"text": text, "about": case.citizen.name, "part": "desk/_statement_order.html"}
    deed = Deed(_("Bestil en attest"), _("Bestil attesten"), back=_tab(case.pk), **words)
    level = level_in(request, case.citizen_id)
    sees_benefit = level is not None and "H" in reach_of(level).shows
    if sees_benefit:
        shows(request, [case.citizen_id], shown="H", kind=request.looked.kind)
    cost, cap = _cost(case, today) if sees_benefit else None, cap_of(request)
    kinds = kinds_under(cap, case.pk, current="statement_order")
    return show_deed(request, form, deed, cost=cost, money=_money(today), cap=cap if kinds else "", kinds=kinds)


@requires(Permission.CASE_WORK)
def statement_remind(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _fetch(request, statement_id)
    form = forms.RemindStatement(sent(request))
    if form.is_valid() and _did(request, form, actions.remind_statement, statement, **form.cleaned_data):
        return _done(request, statement, "statement_reminded")
    text = _("Ring eller skriv til dem, der skal svare, og skriv her, hvad de lovede. Bolden bliver hos dem.")
    return show_deed(request, form, _deed(statement, _("Ryk for attesten"), _("Jeg har rykket"), text))


@requires(Permission.CASE_WORK)
def statement_receive(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _fetch(request, statement_id)
    form = forms.ReceiveStatement(sent(request), initial={"bill": money.plain(statement.price_oere)})
    if form.is_valid():
        values = {"answer": form.cleaned_data["answer"], "bill_oere": form.cleaned_data["bill"]}
        if _did(request, form, actions.receive_statement, statement, **values):
            return _done(request, statement, "statement_received")
    text = _("Bolden bliver jobformidlerens: læs svaret, og ring til borgeren.")
    return show_deed(request, form, _deed(statement, _("Attesten er kommet"), _("Attesten er modtaget"), text))


@requires(Permission.CASE_WORK)
def statement_pay(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _fetch(request, statement_id)
    form = forms.PayStatement(sent(request), initial={"bill": money.plain(statement.price_oere)})
    if form.is_valid() and _did(request, form, actions.pay_statement, statement, bill_oere=form.cleaned_data["bill"]):
        return _done(request, statement, "statement_paid")
    text = _("Der er sat %(price)s til side. Bliver regningen mindre, er resten fri igen.")
    deed = _deed(
        statement, _("Skriv regningen ind"), _("Skriv ind"), text % {"price": money.show(statement.price_oere)}
    )
    return show_deed(request, form, deed)


@requires(Permission.CASE_WORK)
def statement_cancel(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _fetch(request, statement_id)
    form = forms.CancelStatement(sent(request))
    if form.is_valid():
        values = {"reason": form.cleaned_data["reason"], "fee_oere": form.cleaned_data["fee"] or 0}
        if _did(request, form, actions.cancel_statement, statement, **values):
            said = "statement_cancelled" if statement.price_oere else "statement_cancelled_free"
            return _done(request, statement, said)
    text = _(
        "Pengene bliver fri igen, og sporet med attesten slutter. Husk at sige det til den, der skulle skrive den."
    )
    part = "desk/_dangerous_deed.html"
    return show_deed(request, form, _deed(statement, _("Afbestil attesten"), _("Afbestil"), text, part))


@requires(Permission.CASE_WORK)
def statement_use(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement, today = _fetch(request, statement_id), clock.today()
    drafts = {str(one.pk): one for one in queries.drafts_for(statement)}
    names = [(pk, f"{queries.decision_name(one.kind)}, {day(one.drafted_at, today)}") for pk, one in drafts.items()]
    form = forms.UseStatement(sent(request), drafts=names)
    if form.is_valid():
        decision = drafts[form.cleaned_data["decision"]]
        if _did(request, form, actions.use_statement, statement, decision=decision):
            return _done(request, statement, "statement_used")
    text = _("Så er attesten kommet til det, den skulle bruges til, og sporet med den slutter.")
    part = "desk/_deed.html" if drafts else "desk/_statement_no_draft.html"
    deed = _deed(statement, _("Brug attesten i en afgørelse"), _("Brug attesten"), text, part)
    return show_deed(request, form, deed, case_id=statement.case_id)


def statement_names(request: HttpRequest, decision: Any) -> list[str]:
    """Return the statements a decision rests on, in words, as far as the reader may know of them."""
    used = queries.statements_used_in(decision, request.user, clock.now())
    return [f"{queries.statement_name(one.kind)}, {one.supplier_name}" for one in used]


def _did(request: HttpRequest, form: Any, deed: Any, statement: Any, **values: Any) -> bool:
    return did(form, deed, statement=statement, by=request.user, at=clock.now(), **values)


def _fetch(request: HttpRequest, statement_id: int) -> Any:
    visible = queries.statements_visible_to(request.user, clock.now())
    return fetch_to_work(request, visible, pk=statement_id, shown="EF")


def _line(one: Any, today: date, credited: int) -> StatementLine:
    is_received = one.state == StatementState.RECEIVED
    ended = one.received_at or one.cancelled_at
    last = ended.astimezone(clock.COPENHAGEN).date() if ended else today
    return StatementLine(
        pk=one.pk,
        name=queries.statement_name(one.kind),
        state=str(one.get_state_display()),
        purpose=str(one.get_purpose_display()),
        questions=one.questions,
        supplier=one.supplier_name,
        answer=one.answer,
        price=money.show(one.price_oere) if one.price_oere else "",
        bill=money.show(one.paid_oere) if one.paid_oere is not None else "",
        credited=money.show(credited) if credited else "",
        is_held=one.commitment is None or one.commitment.expires_on is None or one.commitment.expires_on > today,
        ordered_by=one.ordered_by.name,
        ordered_at=one.ordered_at,
        promised_on=one.promised_on,
        received_at=one.received_at,
        cancelled_because=one.cancelled_because,
        wait_days=max((last - one.ordered_at.astimezone(clock.COPENHAGEN).date()).days, 0),
        reminder_count=one.reminder_count,
        reminded_at=one.reminded_at,
        is_open=one.is_open,
        is_late=one.is_open and one.promised_on < today,
        is_usual_day=queries.is_usual_day(one),
        is_received=is_received,
        may_pay=one.paid_at is None and one.state != StatementState.CANCELLED,
        uses=[
            UseLine(queries.decision_name(use.decision.kind), reverse("desk:decision_detail", args=[use.decision_id]))
            for use in one.uses.all()
        ],
    )


def _shows_benefit(frame: Frame) -> bool:
    return "H" in frame.reach.shows and frame.closed_on is None


def _cost(case: Any, today: date) -> Cost | None:
    found = queries.cost_of_next_week(case, today)
    if found is None:
        return None
    like = found.amount.by_analogy
    return Cost(
        about=money.show_about(found.oere),
        is_least=found.is_least,
        amount=money.show(found.oere),
        month=money.show(found.amount.month_oere),
        week=found.week,
        percent=int(found.share * 100),
        benefit=str(Benefit(found.amount.benefit).label),
        like=str(Benefit(like).label) if like else "",
        note=found.amount.note,
        is_verified=found.is_verified,
    )


def _money(today: date) -> Money | None:
    account = queries.find_statement_account(today)
    if account is None:
        return None
    held = account.standing
    return Money(account.name, money.show(held.free), money.show(held.granted))


def _priced_kinds(today: date) -> list[tuple[str, str]]:
    language = get_language() or "da"
    return [(one.id, f"{one.code} {one.name(language)} – {_price(one, today)}") for one in rules.kinds().values()]


def _price(kind: rules.StatementKind, today: date) -> str:
    price = rules.usual_price(kind, on=today)
    if price is None:
        return _("pris efter aftale")
    return money.show(price) if price else _("gratis")


def _deed(statement: Any, title: str, submit: str, text: str = "", part: str = "desk/_deed.html") -> Deed:
    about = f"{statement.case.citizen.name} · {queries.statement_name(statement.kind)}, {statement.supplier_name}"
    return Deed(title, submit, back=_tab(statement.case_id), text=text, about=about, part=part)


def _done(request: HttpRequest, statement: Any, said: str) -> HttpResponse:
    return done(request, _tab(statement.case_id), said, place=f"attest-{statement.pk}")


def _tab(case_id: int) -> str:
    return reverse("desk:case_statements", args=[case_id])
