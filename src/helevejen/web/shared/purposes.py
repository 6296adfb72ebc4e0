"""The side door: a row that is open to somebody for a purpose of its own, before any relation opens the citizen."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from helevejen.audit.enums import AccessKind, Purpose
from helevejen.core import acting
from helevejen.web.shared.access import shows

M = TypeVar("M", bound=Model)


def fetch_for(request: HttpRequest, visible: QuerySet[M], *, purpose: Purpose, citizen: str, **lookup: object) -> M:
    """
    Return the one row of what is open to the user for a purpose, and note whom the page is about.

    For somebody asked to take a case over, who has no relation until the answer is yes, and for a leader who gives a
    new citizen a jobformidler. The page shows the name and no more.

    Args:
        visible: A queryset that holds only what this purpose opens to this user.
        citizen: The way from the row to the citizen's number, parted by dots: "case.citizen_id".

    Raises:
        Http404: there is none, or not for this user; the two cannot be told apart. The refusal is logged.
    """
    request.looked.object_kind = visible.model._meta.label_lower
    request.looked.object_id = ",".join(str(value) for value in lookup.values())
    found = visible.filter(**lookup).first()
    if found is None:
        raise Http404
    citizen_id: object = found
    for name in citizen.split("."):
        citizen_id = getattr(citizen_id, name)
    assert isinstance(citizen_id, int)
    shows(request, [citizen_id], kind=AccessKind.READ, purpose=purpose)
    if who := acting.current():
        who.purpose_of[citizen_id] = purpose  # for the log of the deed
    return found
