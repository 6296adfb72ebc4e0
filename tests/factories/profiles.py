import factory
from factory.django import DjangoModelFactory

from helevejen.profiles.enums import FactKind, PrivateDemand, Source
from helevejen.profiles.models import PrivateFact, ProfileFact
from tests.factories.accounts import UserFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.times import NOW

WAREHOUSE = "http://data.europa.eu/esco/occupation/b8a06fb3-1cdf-48ad-b7a0-b1d0a07a35e3"


class ProfileFactFactory(DjangoModelFactory):
    """A skill that a member of staff wrote; of the citizen's own words with `own`."""

    class Meta:
        model = ProfileFact
        skip_postgeneration_save = True

    class Params:
        own = factory.Trait(source=Source.CITIZEN, reason="", written_by=factory.SelfAttribute("citizen.user"))
        licence = factory.Trait(kind=FactKind.LICENCE, subject="forklift_b", label="")
        consideration = factory.Trait(kind=FactKind.CONSIDERATION, subject="quiet", label="")

    citizen = factory.SubFactory(CitizenFactory)
    kind = FactKind.SKILL
    label = factory.Sequence(lambda n: f"køre truck {n}")
    source = Source.TOLD
    reason = "Vi talte om det ved samtalen."
    written_by = factory.SubFactory(UserFactory)
    written_at = NOW

    @factory.post_generation
    def hangs_together(self, create, extracted, **kwargs):
        if create and self.first_id is None:
            self.first = self
            self.save(update_fields=["first"])


class PrivateFactFactory(DjangoModelFactory):
    class Meta:
        model = PrivateFact

    citizen = factory.SubFactory(CitizenFactory)
    demand = PrivateDemand.CLEAN_RECORD
    said_at = NOW
