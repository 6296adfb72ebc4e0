"""What staff are told inside the system about hand-overs and cover: a line and a way there, never content."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from helevejen.accounts import actions as account_actions
from helevejen.accounts.models import User
from helevejen.core.deeds import step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from helevejen.caseload.models import Handover
    from helevejen.cases.models import Case

NEW_IN_CASELOAD = _("Du har fået en ny borger i din sagsstamme.")
HANDOVER_ASKED = _("%(name)s beder dig overtage en sag.")
HANDOVER_ACCEPTED = _("%(name)s har sagt ja til at overtage en sag.")
HANDOVER_REFUSED = _("%(name)s har sagt nej til at overtage en sag.")
HANDOVER_WITHDRAWN = _("%(name)s har trukket en overdragelse tilbage.")
HANDOVER_COMPLETED = _("En sag er overdraget. Du kan læse i den i 14 dage endnu.")
CITIZEN_ANSWERED = _("Borgeren har svaret på en overdragelse.")
COVERS = _("Du er vikar for %(name)s.")
COVER_CANCELLED = _("Du er ikke længere vikar for %(name)s.")


@step
def tell_staff(user: User, text: _StrPromise, *, by: User, at: datetime, path: str, name: str = "") -> None:
    """Tell a member of staff, unless it is the one who did it."""
    if user.pk == by.pk:
        return
    account_actions.tell_staff([user], kind="caseload", text=text, at=at, path=path, name=name or by.name)


def case_path(case: Case) -> str:
    """Return the address of a case on the desk."""
    return f"/arbejde/sag/{case.pk}/"


def handover_path(handover: Handover) -> str:
    """Return the address of a hand-over on the desk."""
    return f"/arbejde/overdragelser/{handover.pk}/"


ABSENCE_PATH = "/arbejde/fravaer/"
