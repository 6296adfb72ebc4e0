import factory
from factory.django import DjangoModelFactory

from helevejen.core.text import search_key
from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.models import (
    BroaderConcept,
    Concept,
    ConceptChoice,
    ConceptLabel,
    NameWord,
    NearOccupation,
    OccupationSkill,
    UsualSkill,
)
from tests.factories.times import NOW


class ConceptFactory(DjangoModelFactory):
    class Meta:
        model = Concept

    class Params:
        skill = factory.Trait(
            kind=ConceptKind.SKILL,
            uri=factory.Sequence(lambda n: f"http://data.europa.eu/esco/skill/00000000-0000-4000-8000-{n:012}"),
        )

    kind = ConceptKind.OCCUPATION
    uri = factory.Sequence(lambda n: f"http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-{n:012}")


class ConceptLabelFactory(DjangoModelFactory):
    class Meta:
        model = ConceptLabel
        skip_postgeneration_save = True

    concept = factory.SubFactory(ConceptFactory)
    language = "da"
    text = factory.Sequence(lambda n: f"lagermedarbejder {n}")
    search_key = factory.LazyAttribute(lambda one: search_key(one.text))
    is_preferred = True

    @factory.post_generation
    def words(self, create, _extracted, **_kwargs):
        """The words of the name, as an import lays them."""
        for word in self.search_key.split() if create else ():
            NameWordFactory(word=word)


class NameWordFactory(DjangoModelFactory):
    class Meta:
        model = NameWord
        django_get_or_create = ("word",)

    word = factory.Sequence(lambda n: f"ord{n}")


class OccupationSkillFactory(DjangoModelFactory):
    class Meta:
        model = OccupationSkill

    occupation = factory.SubFactory(ConceptFactory)
    skill = factory.SubFactory(ConceptFactory, skill=True)
    is_essential = True


class NearOccupationFactory(DjangoModelFactory):
    class Meta:
        model = NearOccupation

    occupation = factory.SubFactory(ConceptFactory)
    near = factory.SubFactory(ConceptFactory)
    place = factory.Sequence(lambda n: n + 1)


class UsualSkillFactory(DjangoModelFactory):
    class Meta:
        model = UsualSkill

    occupation = factory.SubFactory(ConceptFactory)
    skill = factory.SubFactory(ConceptFactory, skill=True)
    place = factory.Sequence(lambda n: n + 1)


class BroaderConceptFactory(DjangoModelFactory):
    class Meta:
        model = BroaderConcept

    narrower = factory.SubFactory(ConceptFactory)
    broader = factory.SubFactory(ConceptFactory, kind=ConceptKind.ISCO_GROUP)


class ConceptChoiceFactory(DjangoModelFactory):
    class Meta:
        model = ConceptChoice

    words = "lagermedarbejder"
    language = "da"
    uri = factory.Sequence(lambda n: f"http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-{n:012}")
    chosen_on = NOW.date()
