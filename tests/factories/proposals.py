from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from helevejen.cases.enums import Holder, TrackKind
from helevejen.proposals.enums import DisclosureKind, ProposalEventKind
from helevejen.proposals.models import Disclosure, Proposal, ProposalEvent
from helevejen.proposals.rules.cards import Card, Line, Person, written
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory, TrackFactory
from tests.factories.recruitment import JobOrderFactory
from tests.factories.times import NOW, TODAY

CARD = written(Card(lines=(Line("Truckcertifikat", "must", "covered"),), hours="12"))
NAME = written(Person("Amina Holm", phone="12345678"))


class ProposalFactory(DjangoModelFactory):
    """Somebody is asked about an order, and has not answered."""

    class Meta:
        model = Proposal

    class Params:
        accepted = factory.Trait(state="accepted", answered_at=NOW)
        presented = factory.Trait(state="presented", answered_at=NOW)
        to_meet = factory.Trait(
            state="interview", answered_at=NOW, interview_at=NOW + timedelta(days=5), interview_place="Havnen 3"
        )
        declined = factory.Trait(state="declined", ended_at=NOW)

    case = factory.SubFactory(CaseFactory)
    order = factory.SubFactory(JobOrderFactory, answered=True)
    track = factory.SubFactory(
        TrackFactory,
        case=factory.SelfAttribute("..case"),
        kind=TrackKind.JOB_AND_COMPANY,
        turn__step="you_answer_proposal",
        turn__holder=Holder.CITIZEN,
        turn__holder_user=None,
    )
    seat = factory.Sequence(lambda n: n + 1000)
    holds_until = TODAY + timedelta(days=60)
    proposed_by = factory.SelfAttribute("case.jobformidler")
    proposed_at = NOW


class ProposalEventFactory(DjangoModelFactory):
    class Meta:
        model = ProposalEvent

    proposal = factory.SubFactory(ProposalFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = ProposalEventKind.PROPOSED
    at = NOW
    by = factory.SubFactory(UserFactory)


class DisclosureFactory(DjangoModelFactory):
    class Meta:
        model = Disclosure

    proposal = factory.SubFactory(ProposalFactory, presented=True)
    kind = DisclosureKind.CARD
    company = factory.SelfAttribute("proposal.order.company")
    shown = CARD
    shown_at = NOW
    by = factory.SelfAttribute("proposal.proposed_by")
    holds_until = factory.SelfAttribute("proposal.holds_until")
