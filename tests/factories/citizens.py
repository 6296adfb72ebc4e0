from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from helevejen.citizens.enums import (
    Benefit,
    BreakGlassReason,
    ConflictKind,
    ConsentPurpose,
    Protection,
    RelationKind,
    TargetGroup,
    WishAnswerKind,
)
from helevejen.citizens.models import (
    BenefitPeriod,
    BreakGlass,
    Citizen,
    ConflictOfInterest,
    Consent,
    ContactGroupPeriod,
    Relation,
    TargetGroupPeriod,
    VeteranMark,
    Wish,
    WishAnswer,
)
from helevejen.core import cpr as cpr_numbers
from helevejen.core.crypto import blind_index
from helevejen.core.text import search_key
from tests.factories.accounts import UserFactory
from tests.factories.times import NOW, TODAY

CPR_PURPOSE = "citizens_citizen.cpr"


class CitizenFactory(DjangoModelFactory):
    """Somebody with a CPR number outside the issued series."""

    class Meta:
        model = Citizen

    class Params:
        protected = factory.Trait(protection=Protection.PROTECTED)
        special = factory.Trait(protection=Protection.SPECIAL)
        without_cpr = factory.Trait(cpr=None, cpr_index=None)
        with_account = factory.Trait(
            user=factory.SubFactory(UserFactory, citizen=True, name=factory.SelfAttribute("..full_name"))
        )
        full_name = factory.LazyAttribute(lambda one: f"{one.given_name} {one.family_name}")

    given_name = "Borger"
    family_name = factory.Sequence(lambda n: f"Nr{n}")
    search_key = factory.LazyAttribute(lambda one: search_key(f"{one.given_name} {one.family_name}"))
    birth_date = date(1990, 5, 17)
    cpr = factory.Sequence(lambda n: cpr_numbers.made_up(date(1990, 5, 17), n % 800))
    cpr_index = factory.LazyAttribute(lambda one: one.cpr and blind_index(one.cpr, purpose=CPR_PURPOSE))
    registered_at = NOW - timedelta(days=400)


class TargetGroupPeriodFactory(DjangoModelFactory):
    class Meta:
        model = TargetGroupPeriod

    citizen = factory.SubFactory(CitizenFactory)
    group = TargetGroup.G3
    valid_from = TODAY - timedelta(days=400)
    source = "test"


class ContactGroupPeriodFactory(DjangoModelFactory):
    class Meta:
        model = ContactGroupPeriod

    citizen = factory.SubFactory(CitizenFactory)
    group = "2.3"
    valid_from = TODAY - timedelta(days=400)
    source = "test"


class BenefitPeriodFactory(DjangoModelFactory):
    class Meta:
        model = BenefitPeriod

    citizen = factory.SubFactory(CitizenFactory)
    benefit = Benefit.KONTANTHJAELP
    valid_from = TODAY - timedelta(days=400)
    source = "test"


class VeteranMarkFactory(DjangoModelFactory):
    class Meta:
        model = VeteranMark

    citizen = factory.SubFactory(CitizenFactory)
    stated_at = NOW - timedelta(days=30)


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    citizen = factory.SubFactory(CitizenFactory)
    purpose = ConsentPurpose.VETERAN_COORDINATION
    partner = "Veterankoordinatoren"
    given_at = NOW - timedelta(days=30)
    valid_until = TODAY + timedelta(days=335)


class WishFactory(DjangoModelFactory):
    """The first version of a wish."""

    class Meta:
        model = Wish
        skip_postgeneration_save = True

    citizen = factory.SubFactory(CitizenFactory)
    text = "Jeg vil gerne arbejde med heste."
    said_at = NOW - timedelta(days=3)

    @factory.post_generation
    def hangs_together(self, create, extracted, **kwargs):
        if create and self.first_id is None:
            self.first = self
            self.save(update_fields=["first"])


class WishAnswerFactory(DjangoModelFactory):
    class Meta:
        model = WishAnswer

    wish = factory.SubFactory(WishFactory)
    kind = WishAnswerKind.USED
    reason = "Vi leder efter en praktik på en rideskole."
    answered_by = factory.SubFactory(UserFactory)
    answered_at = NOW


class RelationFactory(DjangoModelFactory):
    """The own caseload, unless a trait says otherwise; the others end in a week."""

    class Meta:
        model = Relation

    class Params:
        soon = NOW + timedelta(days=7)
        meeting = factory.Trait(kind=RelationKind.MEETING, valid_until=factory.SelfAttribute("soon"))
        handover = factory.Trait(kind=RelationKind.HANDOVER, valid_until=factory.SelfAttribute("soon"))
        former = factory.Trait(kind=RelationKind.FORMER, valid_until=factory.SelfAttribute("soon"))
        coordinator = factory.Trait(kind=RelationKind.COORDINATOR, valid_until=factory.SelfAttribute("soon"))
        named = factory.Trait(kind=RelationKind.NAMED, valid_until=factory.SelfAttribute("soon"))
        broken_glass = factory.Trait(
            kind=RelationKind.BREAK_GLASS, valid_from=NOW, valid_until=NOW + timedelta(minutes=60)
        )

    user = factory.SubFactory(UserFactory)
    citizen = factory.SubFactory(CitizenFactory)
    kind = RelationKind.CASELOAD
    valid_from = NOW - timedelta(days=300)
    reason = "Egen sag"


class ConflictOfInterestFactory(DjangoModelFactory):
    class Meta:
        model = ConflictOfInterest

    user = factory.SubFactory(UserFactory)
    citizen = factory.SubFactory(CitizenFactory)
    kind = ConflictKind.FRIEND
    declared_by = factory.SelfAttribute("user")
    declared_at = NOW - timedelta(days=1)


class BreakGlassFactory(DjangoModelFactory):
    class Meta:
        model = BreakGlass

    relation = factory.SubFactory(RelationFactory, broken_glass=True)
    reason_kind = BreakGlassReason.CONTACT
    reason = "Borgeren står i skranken og har brug for hjælp nu."
    opened_at = NOW
    review_due_on = TODAY + timedelta(days=2)
