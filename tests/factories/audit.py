import factory
from factory.django import DjangoModelFactory

from helevejen.audit.enums import AccessKind, Purpose, Verb
from helevejen.audit.models import Access, AccessSubject, Event
from tests.factories.times import NOW


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    at = NOW
    verb = Verb.TURN_PASSED
    actor_name = "Jens Bro"
    object_kind = "cases.track"
    object_id = "1"


class AccessFactory(DjangoModelFactory):
    class Meta:
        model = Access

    at = NOW
    actor_name = "Jens Bro"
    acting_as = "jobformidler"
    kind = AccessKind.READ
    page = "case_detail"
    purpose = Purpose.OWN_CASELOAD
    request_id = factory.Faker("uuid4")


class AccessSubjectFactory(DjangoModelFactory):
    class Meta:
        model = AccessSubject

    access_id = factory.LazyFunction(lambda: AccessFactory().pk)
    citizen_id = 1
    at = NOW
    purpose = Purpose.OWN_CASELOAD
