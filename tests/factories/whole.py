"""A case as the actions would leave it: followed by somebody, opened to that person, with its first track."""

from datetime import datetime, timedelta
from typing import Any

from helevejen.accounts.models import User
from helevejen.cases.enums import TrackKind
from helevejen.cases.models import Case
from helevejen.citizens.models import Citizen
from tests.factories.caseload import AssignmentFactory
from tests.factories.cases import CaseFactory, TrackFactory
from tests.factories.citizens import RelationFactory
from tests.factories.times import NOW


def whole_case(
    citizen: Citizen, jobformidler: User, backup: User, *, waits_since: datetime = NOW - timedelta(days=2), **case: Any
) -> Case:
    """Return an open case with its assignment, its relation and one open track, whose turn is the jobformidler's."""
    made = CaseFactory(citizen=citizen, jobformidler=jobformidler, backup=backup, **case)
    AssignmentFactory(case=made)
    RelationFactory(user=jobformidler, citizen=citizen, valid_from=made.opened_at, source=f"cases.case:{made.pk}")
    TrackFactory(case=made, kind=TrackKind.FIRST_CONTACT, opened_at=waits_since, turn__step="we_invite")
    return made
