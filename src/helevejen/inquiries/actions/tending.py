"""What the clock does to inquiries: remind, and give to somebody who is there."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from helevejen.accounts import queries as account_queries
from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.cases.actions.turns import take_over_turn
from helevejen.core.deeds import action
from helevejen.engines.calendar import day_of
from helevejen.inquiries.actions import keeping, words
from helevejen.inquiries.enums import EventKind, Level, OwnerReason
from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.queries import owners as owner_queries
from helevejen.inquiries.rules import clocks, owners

#: Who may have a dialogue: it is answered in the case, which those who merely have the duty cannot open.
_MAY_WORK_IN_CASE = frozenset({OwnerReason.JOBFORMIDLER, OwnerReason.SUBSTITUTE, OwnerReason.BACKUP, OwnerReason.NAMED})


@action
def remind(*, inquiry_id: int, at: datetime) -> bool:
    """
    Remind the owner when three quarters of the time are gone, and the leader too when it is past; each level once.

    Returns:
        Whether anybody was reminded.
    """
    inquiry = keeping.hold_with_case(inquiry_id)
    if inquiry.due_at is None or not inquiry.is_open:
        return False
    level = clocks.level_reached(inquiry.received_at, inquiry.due_at, at)
    # Claimed by a conditional update: two tendings at once remind once.
    if not Inquiry.objects.filter(pk=inquiry.pk, level__lt=level, solved_at__isnull=True).update(level=level):
        return False
    keeping.record(inquiry, EventKind.ESCALATED, by=None, at=at, level=int(level))
    on = day_of(at)
    told = [inquiry.owner]
    text = gettext_lazy("En henvendelse skal snart besvares.")
    if level == Level.PASSED:
        text = gettext_lazy("En henvendelse er over den dag, vi lovede at svare.")
        told += account_queries.leaders_of_team(inquiry.team, on)
    tell_staff(told, kind="inquiry", text=text, at=at, path=words.path_of(inquiry))
    return True


@action
def rehome(*, inquiry_id: int, at: datetime) -> bool:
    """
    Give an inquiry to somebody who is there, when its owner is not and nobody covers. No clock starts anew.

    A dialogue goes to whoever may work in the case: a substitute, or the citizen's backup, who takes its turn over.
    """
    inquiry = keeping.hold_with_case(inquiry_id)
    if not inquiry.is_open:
        return False
    candidates = owner_queries.candidates_for(
        citizen=inquiry.citizen, company=inquiry.company, team=inquiry.team, registrar=None, at=at
    )
    there = [one for one in candidates if one.is_there and (not inquiry.is_dialogue or one.why in _MAY_WORK_IN_CASE)]
    chosen = owners.choose_owner(there)
    if chosen is None or chosen.user_id == inquiry.owner_id:
        return False
    owner = User.objects.get(pk=chosen.user_id)
    if inquiry.track is not None and take_over_turn(track=inquiry.track, to_user=owner, by=None, at=at) is None:
        return False
    former, inquiry.owner = inquiry.owner, owner
    inquiry.handover_count += 1
    inquiry.team = owner_queries.team_of(owner, day_of(at)) or inquiry.team
    inquiry.save(update_fields=["owner", "handover_count", "team"])
    reason = gettext("%(name)s er ikke på arbejde.") % {"name": former.name}
    keeping.record(
        inquiry, EventKind.HANDED_OVER, by=None, at=at, reason=reason, former=former.pk, owner=inquiry.owner_id
    )
    text = gettext_lazy("Du har fået en henvendelse, som skal besvares.")
    tell_staff([inquiry.owner], kind="inquiry", text=text, at=at, path=words.path_of(inquiry))
    return True
