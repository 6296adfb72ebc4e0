"""What the database keeps, whoever writes: one open assignment, none that overlap, one hand-over at a time."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.factories.caseload import AssignmentFactory, HandoverFactory
from tests.factories.times import NOW

pytestmark = pytest.mark.both


def refused(make):
    with pytest.raises(DatabaseError), transaction.atomic():
        make()


def test_a_case_has_one_open_assignment(cast):
    cast.aminas_case.assignments.update(valid_from=NOW - timedelta(days=9))
    refused(lambda: AssignmentFactory(case=cast.aminas_case, valid_from=NOW))


def test_periods_of_a_case_do_not_overlap_but_may_touch(cast):
    first = cast.aminas_case.assignments.get()
    first.valid_until = NOW
    first.save()
    refused(lambda: AssignmentFactory(case=cast.aminas_case, valid_from=NOW - timedelta(seconds=1)))
    AssignmentFactory(case=cast.aminas_case, valid_from=NOW)


def test_a_period_runs_forward(cast):
    first = cast.aminas_case.assignments.get()
    first.valid_until = first.valid_from
    refused(first.save)


def test_a_case_has_one_hand_over_under_way(cast):
    HandoverFactory(case=cast.aminas_case, to_user=cast.mette)
    refused(lambda: HandoverFactory(case=cast.aminas_case, to_user=cast.lene))


def test_nobody_hands_over_to_themselves_or_is_their_own_backup(cast):
    refused(lambda: HandoverFactory(case=cast.aminas_case, to_user=cast.jens, new_backup=cast.mette))
    refused(lambda: HandoverFactory(case=cast.aminas_case, to_user=cast.mette, new_backup=cast.mette))


def test_a_refusal_has_its_reason(cast):
    refused(lambda: HandoverFactory(case=cast.aminas_case, to_user=cast.mette, state="refused"))
