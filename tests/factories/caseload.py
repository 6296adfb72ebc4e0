from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from helevejen.caseload.enums import AssignmentReason, HandoverState, ItemKind
from helevejen.caseload.models import Assignment, ComingChange, Handover, HandoverItem, NightlyCount
from helevejen.cases.enums import LawEffect
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory
from tests.factories.times import NOW, TODAY


class AssignmentFactory(DjangoModelFactory):
    """The present jobformidler of a case, since it was opened."""

    class Meta:
        model = Assignment

    case = factory.SubFactory(CaseFactory)
    jobformidler = factory.SelfAttribute("case.jobformidler")
    valid_from = factory.SelfAttribute("case.opened_at")
    reason = AssignmentReason.FIRST
    assigned_by = factory.SelfAttribute("jobformidler")


class HandoverFactory(DjangoModelFactory):
    class Meta:
        model = Handover

    class Params:
        accepted = factory.Trait(state=HandoverState.ACCEPTED, answered_at=NOW)

    case = factory.SubFactory(CaseFactory)
    from_user = factory.SelfAttribute("case.jobformidler")
    to_user = factory.SubFactory(UserFactory)
    new_backup = factory.SelfAttribute("from_user")
    reason = AssignmentReason.LEAVE
    takes_effect_on = TODAY + timedelta(days=21)
    requested_by = factory.SelfAttribute("from_user")
    requested_at = NOW - timedelta(days=1)


class HandoverItemFactory(DjangoModelFactory):
    class Meta:
        model = HandoverItem

    handover = factory.SubFactory(HandoverFactory)
    kind = ItemKind.PROMISE
    reference = factory.Sequence(lambda n: f"cases.planstep:{n}")
    label = "Ringe til rideskolen"


class NightlyCountFactory(DjangoModelFactory):
    class Meta:
        model = NightlyCount

    name = factory.Sequence(lambda n: f"law {n}")
    made_at = NOW
    content = factory.LazyFunction(dict)


class ComingChangeFactory(DjangoModelFactory):
    """The half year's talk moves by a month when the law of the new year comes."""

    class Meta:
        model = ComingChange

    case = factory.SubFactory(CaseFactory)
    on = TODAY + timedelta(days=60)
    clause = "KF-01"
    effect = LawEffect.MOVES
    before_on = TODAY + timedelta(days=70)
    after_on = TODAY + timedelta(days=100)
    is_draft = True
    why = factory.LazyFunction(list)
