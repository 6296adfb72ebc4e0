from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from helevejen.accounts.enums import AbsenceKind, Role, UserKind
from helevejen.accounts.models import Absence, Employment, Installation, Notice, OpenSession, Team, User
from tests.factories.times import NOW, TODAY


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Team {n}")


class UserFactory(DjangoModelFactory):
    """A member of staff without employment, unless a trait says otherwise. Nobody has a password."""

    class Meta:
        model = User

    class Params:
        citizen = factory.Trait(kind=UserKind.CITIZEN)
        company = factory.Trait(kind=UserKind.COMPANY)

    username = factory.Sequence(lambda n: f"person{n}")
    kind = UserKind.STAFF
    name = factory.Sequence(lambda n: f"Person Nr{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.dk")
    password = "!"
    date_joined = NOW


class EmploymentFactory(DjangoModelFactory):
    class Meta:
        model = Employment

    user = factory.SubFactory(UserFactory)
    team = factory.SubFactory(TeamFactory)
    role = Role.JOBFORMIDLER
    valid_from = date(2024, 1, 1)


class AbsenceFactory(DjangoModelFactory):
    """A week's holiday around today."""

    class Meta:
        model = Absence

    user = factory.SubFactory(UserFactory)
    substitute = factory.SubFactory(UserFactory)
    kind = AbsenceKind.HOLIDAY
    valid_from = TODAY - timedelta(days=2)
    valid_until = TODAY + timedelta(days=5)
    planned_by = factory.SelfAttribute("user")
    planned_at = NOW - timedelta(days=30)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    user = factory.SubFactory(UserFactory)
    kind = "reply"
    text = "Der er svar i en sag."
    created_at = NOW


class OpenSessionFactory(DjangoModelFactory):
    class Meta:
        model = OpenSession

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda number: f"{number:040}")
    began_at = NOW


class InstallationFactory(DjangoModelFactory):
    class Meta:
        model = Installation
        django_get_or_create = ("id",)  # there is only one row

    id = 1
    made_by = "demo"
    made_at = NOW
