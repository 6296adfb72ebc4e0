"""The card and the name of a proposal, made from the order, the profile and what the citizen agreed to."""

from __future__ import annotations

from datetime import date, datetime

from helevejen.profiles.enums import NO_MORE
from helevejen.profiles.models import ProfileFact
from helevejen.proposals.models import Proposal
from helevejen.proposals.rules import cards
from helevejen.recruitment.enums import OrderEventKind, RequirementKind, Weight
from helevejen.recruitment.models import JobOrder

_WEIGHTS = list(Weight.values)


def card_of(proposal: Proposal, *, on: date) -> cards.Card:
    """Return the anonymous card as profile and order are now; the order and the case must be loaded. Two queries."""
    order = proposal.order
    facts = ProfileFact.objects.current().filter(citizen=proposal.case.citizen_id).exclude(subject=NO_MORE)
    return cards.card_for(
        demands_of(order),
        [_known(fact) for fact in facts.order_by("kind", "pk")],
        days=order.days,
        shifts=order.shifts,
        agreed=proposal.agreed.split(),
        on=on,
    )


def person_of(proposal: Proposal) -> cards.Person:
    """Return who it is, as far as the citizen agreed. No query."""
    citizen = proposal.case.citizen
    return cards.person_for(name=citizen.name, phone=citizen.phone, email=citizen.email, agreed=proposal.agreed.split())


def has_changed_since_the_yes(proposal: Proposal) -> bool:
    """Return whether the order was corrected after the yes, which then was to something else. One query."""
    changes = proposal.order.events.filter(kind=OrderEventKind.CHANGED)
    return changes.filter(at__gt=proposal.answered_at).exists()


def order_changed_after(order: JobOrder, number: int | None) -> datetime | None:
    """Return when an order was first corrected after a page that showed its events up to a number. One query."""
    if number is None:
        return None
    changes = order.events.filter(kind=OrderEventKind.CHANGED, number__gt=number)
    return changes.order_by("number").values_list("at", flat=True).first()


def asked_by(order: JobOrder) -> list[str]:
    """Return what an order asks for in its own words, of which a company can say that it is missing. One query."""
    return list(order.requirements.order_by("pk").values_list("label", flat=True))


def demands_of(order: JobOrder) -> list[cards.Demand]:
    """Return what an order asks for, the musts first. One query."""
    found = sorted(order.requirements.order_by("pk"), key=lambda one: (_WEIGHTS.index(one.weight), one.pk))
    return [
        cards.Demand(
            one.kind,
            f"{one.label}, {one.level}" if one.kind == RequirementKind.LANGUAGE else one.label,
            one.weight,
            one.code,
            one.uri,
            one.level,
        )
        for one in found
    ]


def _known(fact: ProfileFact) -> cards.Known:
    return cards.Known(
        kind=fact.kind,
        subject=fact.subject,
        label=fact.label or "",
        level=fact.level,
        expires_on=fact.expires_on,
        hours=fact.hours,
        codes=tuple(fact.codes.split()),
        kg=fact.kg,
        minutes=fact.minutes,
    )
