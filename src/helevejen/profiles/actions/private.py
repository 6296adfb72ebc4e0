"""What keeps a suggestion away: written by the citizen alone, and shown to the one jobformidler the citizen told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.citizens.models import Citizen
from helevejen.core import deeds
from helevejen.core.deeds import action
from helevejen.profiles import perms
from helevejen.profiles.enums import FactObjection, PrivateDemand
from helevejen.profiles.models import PrivateFact


class UnableToKeepPrivate(deeds.Refusal):
    """It is somebody else who says so, or somebody who may not be told; nothing has been changed."""


@action
def keep_private(
    *, citizen: Citizen, demands: Collection[str], told_to: User | None, by: User, at: datetime
) -> list[PrivateFact]:
    """
    Let these demands, and no others, keep a suggestion away, and show them to one person or to nobody.

    What changes is withdrawn and said anew, so that it is known who could see what, and when.

    Args:
        told_to: The citizen's own jobformidler; None when nobody is to see it.

    Raises:
        UnableToKeepPrivate: nothing has been changed.
    """
    citizen = Citizen.objects.select_for_update(of=("self",), no_key=True).defer("cpr", "address").get(pk=citizen.pk)
    if citizen.user_id != by.pk:
        raise UnableToKeepPrivate(FactObjection.NOT_THE_CITIZEN)
    if not set(demands) <= set(PrivateDemand):
        raise UnableToKeepPrivate(FactObjection.NOT_ON_LIST)
    if told_to is not None and not perms.is_jobformidler_of(told_to, citizen, at):
        raise UnableToKeepPrivate(FactObjection.NOT_JOBFORMIDLER)
    told_to_id = told_to.pk if told_to else None
    standing = PrivateFact.objects.filter(citizen=citizen, withdrawn_at__isnull=True).order_by("pk")
    kept = {one.demand: one for one in standing if one.demand in demands and one.told_to_id == told_to_id}
    ended = standing.exclude(pk__in=[one.pk for one in kept.values()]).update(withdrawn_at=at)
    new = [one for one in PrivateDemand if one in demands and one not in kept]
    for demand in new:
        PrivateFact.objects.create(citizen=citizen, demand=demand, told_to=told_to, said_at=at)
    if ended or new:
        # Told as any word in the profile, of the citizen: the log does not say that there is something private.
        audit_actions.record_event(Verb.FACT_WRITTEN, subject=citizen, by=by, at=at, citizen_id=citizen.pk)
    return list(standing.all())
