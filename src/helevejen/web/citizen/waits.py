"""How long it usually takes, how we know, and whether what we say is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helevejen.accounts.enums import Permission
from helevejen.cases import queries
from helevejen.cases.rules.decisions import DECIDE
from helevejen.core import clock
from helevejen.inquiries import queries as inquiry_queries
from helevejen.waiting import queries as waiting_queries
from helevejen.waiting.rules.forecasts import months_of_record
from helevejen.web.citizen.own import own_case
from helevejen.web.citizen.shown.forecasts import told_turns
from helevejen.web.citizen.shown.turns import waiting_of
from helevejen.web.shared.access import requires

if TYPE_CHECKING:
    from datetime import date

    from helevejen.cases.models import Case
    from helevejen.cases.queries import TurnRow
    from helevejen.inquiries.queries import DraftDeadline
    from helevejen.waiting.rules.forecasts import RecordRow


@requires(Permission.OWN_PATH_VIEW)
@require_safe
def how_long(request: HttpRequest, turn_id: int) -> HttpResponse:
    case, today = own_case(request), clock.today()
    turn = next((one for one in told_turns(queries.open_turns_of(case, today)) if one.pk == turn_id), None)
    if turn is None:
        raise Http404
    waiting = waiting_of(turn, today, waiting_queries.forecasts_of([turn.pk]))
    context = {
        "today": today,
        "turn": waiting,
        "record": _record_of(turn, today),
        "deadline": None if waiting.usual else _deadline_of(case, turn, today),
        "is_decision": turn.step == DECIDE,
    }
    return render(request, "citizen/how_long.html", context)


def _record_of(turn: TurnRow, today: date) -> RecordRow | None:
    """Return how what was said of this kind of wait has held; None when it was said of too few to tell."""
    since, before = months_of_record(today)
    found = waiting_queries.step_record(kind=turn.kind, step=turn.step, since=since, before=before)
    return found if found and found.is_told else None


def _deadline_of(case: Case, turn: TurnRow, today: date) -> DraftDeadline | None:
    """Return the published deadline of the decision that is being made; None when there is none."""
    if turn.step != DECIDE:
        return None
    draft = queries.find_draft_on(case, turn.track_id)
    return inquiry_queries.deadline_of_draft(draft, today) if draft else None
