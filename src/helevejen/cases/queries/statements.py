"""Reads of medical statements: those of a case, what can be ordered, and what another week of waiting costs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Max, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.enums import DecisionState, StatementState, TrackKind
from helevejen.cases.models import Case, Decision, Nudge, Statement, StatementUse, Track
from helevejen.cases.rules import refusion
from helevejen.cases.rules import statements as rules
from helevejen.cases.rules.turns import day_of
from helevejen.citizens import queries as citizen_queries
from helevejen.ledger import queries as ledger_queries
from helevejen.ledger.queries import AccountRow


def statements_visible_to(user: User, at: datetime) -> QuerySet[Statement]:
    """Return the statements the user may read, with case, citizen, track and uses; newest first. Two queries."""
    uses = StatementUse.objects.select_related("decision").order_by("used_at", "pk")
    reminders = Nudge.objects.filter(turn__track=OuterRef("track")).order_by().values("turn__track")
    return (
        perms.statements_readable_by(user, at)
        .select_related("case__citizen", "track", "ordered_by", "commitment")
        .prefetch_related(Prefetch("uses", queryset=uses))
        .annotate(
            reminder_count=Coalesce(Subquery(reminders.annotate(count=Count("pk")).values("count")), 0),
            reminded_at=Subquery(reminders.annotate(last=Max("at")).values("last")),
        )
        .order_by("-ordered_at", "-pk")
    )


def statements_of(case: Case, viewer: User, at: datetime) -> list[Statement]:
    """Return a case's statements the viewer may read, newest first. Two queries."""
    return list(statements_visible_to(viewer, at).filter(case=case))


def credited_of(statements: Iterable[Statement]) -> dict[int, int]:
    """Return what has come back of the bill of each received statement, by its number. One query at most."""
    paid = [one for one in statements if one.paid_oere and one.state == StatementState.RECEIVED]
    spent = ledger_queries.spent_by_reference(f"{rules.REFERENCE}{one.track_id}" for one in paid) if paid else {}
    return {one.pk: (one.paid_oere or 0) - spent.get(f"{rules.REFERENCE}{one.track_id}", 0) for one in paid}


def statements_used_in(decision: Decision, viewer: User, at: datetime) -> list[Statement]:
    """Return the statements a decision rests on, as far as the viewer may read them. Two queries."""
    used = decision.statements.order_by("pk").values("statement")
    return list(statements_visible_to(viewer, at).filter(case=decision.case_id, pk__in=used))


def statements_to_use(decision: Decision, viewer: User, at: datetime) -> list[Statement]:
    """Return the received statements of a decision's case that it does not rest on yet. Two queries."""
    received = statements_visible_to(viewer, at).filter(case=decision.case_id, state=StatementState.RECEIVED)
    return list(received.exclude(pk__in=decision.statements.order_by("pk").values("statement")))


def statement_name(kind: str) -> str:
    """Return the code and the name of a kind in the user's language. No query."""
    known = rules.kinds().get(kind)
    return f"{known.code} {known.name(get_language() or 'da')}" if known else kind


def is_usual_day(statement: Statement) -> bool:
    """Return whether nobody has promised the day of the answer, so that it is only the usual one. No query."""
    ordered_on = day_of(statement.ordered_at)
    return rules.is_usual_day(rules.kinds().get(statement.kind), statement.promised_on, ordered_on=ordered_on)


def drafts_for(statement: Statement) -> list[Decision]:
    """Return the draft decisions of the case that do not rest on the statement yet, newest first. One query."""
    drafts = Decision.objects.filter(case=statement.case_id, state=DecisionState.DRAFT)
    return list(drafts.exclude(statements__statement=statement).order_by("-drafted_at", "-pk"))


def tracks_waiting_for_statements(case: Case) -> list[Track]:
    """Return the open tracks of clarification of a case that a statement can run below. One query."""
    tracks = Track.objects.open().filter(case=case, kind=TrackKind.CLARIFICATION, parent__isnull=True)
    return list(tracks.filter(statement__isnull=True).order_by("opened_at", "pk"))


def cost_of_next_week(case: Case, on: date) -> refusion.WaitingCost | None:
    """Return what another week of waiting costs the municipality for the citizen, None when unknown. One query."""
    periods = citizen_queries.benefit_periods(case.citizen_id)
    week = refusion.week_of_support(periods, on=on)
    now = [benefit for benefit, first, until in periods if first <= on and (until is None or on < until)]
    if week is None or not now:
        return None
    return refusion.cost_of_week(benefit=now[-1], week=week, on=on)


def find_statement_account(on: date) -> AccountRow | None:
    """Return the account statements are paid from on a day, with what is left on it. Two queries."""
    account = ledger_queries.find_account(rules.SERIES, on)
    return ledger_queries.account_row(account) if account else None
