"""What the citizen has said yes to, and whether they say they have served."""

from __future__ import annotations

from django.db.models import QuerySet

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.citizens.models import Citizen, Consent, VeteranMark


def consents_of(user: User) -> QuerySet[Consent]:
    """Return the consents a citizen has given, by the citizen's own account, newest first."""
    own = Consent.objects.filter(citizen__user_id=user.pk) if user.kind == UserKind.CITIZEN else Consent.objects.none()
    return own.select_related("partner_user").order_by("-given_at", "-pk")


def is_veteran(citizen: Citizen) -> bool:
    """Return whether the citizen says they have served; one query."""
    return VeteranMark.objects.filter(citizen=citizen, withdrawn_at__isnull=True).exists()
