"""What citizens ask of themselves: the consents they gave, and whether they said they have served."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from helevejen.accounts.models import User
from helevejen.citizens.models import Citizen, Consent, VeteranMark


def own_consents(user: User) -> QuerySet[Consent]:
    """Return the consents a citizen has given, newest first, with citizen and partner. One query."""
    own = Consent.objects.filter(citizen__user=user).select_related("citizen", "partner_user")
    return own.defer("citizen__cpr", "citizen__address").order_by("-given_at", "-pk")


def consents_in_force(citizen: Citizen, on: date) -> list[Consent]:
    """Return the consents of a citizen that hold on a day, newest first, with the partner. One query."""
    given = citizen.consents.filter(withdrawn_at__isnull=True, valid_until__gt=on)
    return list(given.select_related("partner_user").order_by("-given_at", "-pk"))


def find_veteran_mark(citizen: Citizen) -> VeteranMark | None:
    """Return the citizen's own statement of having served, None when there is none or it was taken back. One query."""
    return citizen.veteran_marks.filter(withdrawn_at__isnull=True).order_by("-stated_at", "-pk").first()
