"""
Whose proposals are open to whom.

A member of staff: those of the cases whose file is open to them. A citizen: their own. A company: those it has been
shown something of, while the citizen's yes holds.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import BooleanField, Case, Q, When

from helevejen.accounts.enums import UserKind
from helevejen.accounts.models import User
from helevejen.cases import perms as case_perms
from helevejen.companies import perms as company_perms
from helevejen.engines.calendar import day_of
from helevejen.proposals.enums import LIVE, ProposalState
from helevejen.proposals.models import Proposal, ProposalQuerySet
from helevejen.proposals.rules.steps import SEEN_BY_COMPANY


def visible_to(user: User, at: datetime) -> ProposalQuerySet:
    """Return the proposals the user may open at the moment."""
    if user.kind == UserKind.COMPANY:
        return shown_to(user, at)
    return Proposal.objects.filter(case__in=case_perms.visible_to(user, at).values("pk"))


def workable_by(user: User, at: datetime) -> ProposalQuerySet:
    """Return the proposals of the cases a member of staff may work on, not only read."""
    return Proposal.objects.filter(case__in=case_perms.workable_by(user, at).values("pk"))


def shown_to(user: User, at: datetime) -> ProposalQuerySet:
    """Return the proposals a company's contact sees something of: shown, going on or hired, and the yes holds."""
    return _own(user, at).filter(_is_shown(at))


def told_to(user: User, at: datetime) -> ProposalQuerySet:
    """
    Return the same, and those that go on and that the contact sees no more, because the yes is past; with `is_told`.

    With `is_told` not so come those told of no more whose interview is to come: the contact learns that it is off.
    """
    is_told = _is_shown(at) | Q(holds_until__lte=day_of(at), state__in=LIVE) & _IS_OPEN
    told = Case(When(is_told, then=True), default=False, output_field=BooleanField())
    return _own(user, at).filter(is_told | Q(interview_at__gt=at)).annotate(is_told=told)


#: A track closed with its case ends the proposal too.
_IS_OPEN = Q(track__closed_at__isnull=True)


def _is_shown(at: datetime) -> Q:
    goes_on = Q(state__in=SEEN_BY_COMPANY) & (Q(state=ProposalState.HIRED) | _IS_OPEN)
    return goes_on & Q(holds_until__gt=day_of(at))


def _own(user: User, at: datetime) -> ProposalQuerySet:
    return Proposal.objects.filter(order__company__in=company_perms.visible_to(user, at).values("pk"))
