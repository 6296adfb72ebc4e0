"""No page asks more of the database where there is more to show: every page is counted at 5 and at 50 of everything."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from helevejen.cases.models import Case
from helevejen.core import clock
from tests.cast import NOW, TODAY
from tests.factories.cases import (
    CompanyContactFactory,
    GoalFactory,
    MeetingFactory,
    NoteFactory,
    NoticeFactory,
    PlanStepFactory,
    TrackFactory,
)
from tests.factories.citizens import CitizenFactory, TargetGroupPeriodFactory, WishFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.placements import PlacementFactory
from tests.factories.whole import whole_case
from tests.journeys.pages import make_place
from tests.support.urls import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: Who looks: each sees a growing caseload, team, file or log.
ROLES = ("jobformidler", "leader", "citizen", "log controller", "administrator")


@pytest.fixture
def place(cast, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    with clock.frozen(NOW, in_every_thread=True):
        yield make_place(cast)


def more(cast, count):
    """Make more of what lists are made of: cases of Jens, citizens who wait, and everything in Amina's file."""
    case = cast.aminas_case
    first = Case.objects.count()
    for number in range(first, first + count):
        citizen = CitizenFactory()
        TargetGroupPeriodFactory(citizen=citizen, group="2")
        other = whole_case(citizen, cast.jens, cast.mette)
        due_on = TODAY + timedelta(days=number % 9 - 4)
        TrackFactory(case=other, turn__due_on=due_on)
        MeetingFactory(case=other, starts_at=NOW + timedelta(days=20 + number, hours=1))
        NoteFactory(case=case)
        NoteFactory(case=other)
        CitizenFactory()
        TrackFactory(case=case, turn__due_on=due_on)
        MeetingFactory(case=case, starts_at=NOW + timedelta(days=20 + number, hours=4))
        CompanyContactFactory(case=case)
        PlacementFactory(case=case, running=True)
        WorkplaceFactory(postcode="7000")
        PlanStepFactory(case=case)
        NoticeFactory(case=case)
        GoalFactory(case=case)
        WishFactory(citizen=cast.amina)


@contextmanager
def counted():
    """Count what the database is asked to read."""
    asked = []

    def ask(execute, sql, params, many, context):
        if sql.startswith(("SELECT", "WITH")):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ask):
        yield asked


def pages(place):
    """Return every page of ours: its name, the first of the roles who gets it, and its path."""
    found = []
    for address in addresses():
        words = {name: name.removesuffix("_id") for name in address.parameters}
        if not address.is_ours or any(word not in place.examples for word in words.values()):
            continue
        path = reverse(address.name, kwargs={name: place.examples[word] for name, word in words.items()})
        role = next((one for one in ROLES if place.clients[one].get(path).status_code == 200), None)
        found += [(address.name, role, path)] if role else []
    return found


def counts(place, pages):
    """Return how often each page asks the database."""
    found = {}
    for name, role, path in pages:
        with counted() as asked:
            place.clients[role].get(path)
        found[name] = len(asked)
    return found


def test_no_page_asks_more_where_there_is_more_to_show(place, cast):
    more(cast, 5)
    known = pages(place)
    assert len(known) > 90
    few = counts(place, known)
    more(cast, 45)
    many = counts(place, known)
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
