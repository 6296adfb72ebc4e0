"""To whom it is told how long a wait usually takes, and which numbers may stand beside their sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.enums import DueKind, Holder
from helevejen.cases.rules.chains import chains
from helevejen.waiting.rules.telling import GOING_ON, is_told, told_beside_sum


@pytest.mark.parametrize(
    ("holder", "step", "due_kind", "told"),
    [
        (Holder.DOCTOR, "doctor_answers", DueKind.AGREEMENT, True),
        (Holder.COMPANY, "company_answers", DueKind.AGREEMENT, True),
        (Holder.AUTHORITY, "authority_answers", DueKind.AGREEMENT, True),
        (Holder.JOBFORMIDLER, "we_answer", DueKind.PROMISE, True),
        (Holder.JOBFORMIDLER, "we_decide", DueKind.RULE, True),
        (Holder.CITIZEN, "you_act", DueKind.AGREEMENT, False),
        (Holder.SUBTRACKS, "await_subtracks", "", False),
        (Holder.SCHOOL, "school_teaches", DueKind.AGREEMENT, False),
        (Holder.DOCTOR, "doctor_treats", DueKind.AGREEMENT, False),
        (Holder.JOBFORMIDLER, "we_meet", DueKind.AGREEMENT, False),
        (Holder.JOBFORMIDLER, "we_check_in", DueKind.AGREEMENT, False),
    ],
)
def test_it_is_told_of_waits_for_somebody_else(holder, step, due_kind, told):
    assert is_told(holder=holder, step=step, due_kind=due_kind) is told


def test_what_goes_on_is_in_the_chains():
    assert {step for chain in chains().values() for step in chain.steps} >= GOING_ON


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([], []),
        ([40, 7], [True, True]),
        ([40, 7, 3], [True, False, False]),
        ([40, 3, 4], [True, False, False]),
        ([3], [False]),
        ([4, 9], [False, False]),
        ([7, 7, 1], [False, True, False]),
    ],
)
def test_a_number_is_not_told_that_its_sum_would_give_away(counts, told):
    assert told_beside_sum(counts) == told


@given(st.lists(st.integers(1, 60), max_size=9))
def test_what_is_left_out_is_never_few(counts):
    told = told_beside_sum(counts)
    hidden = [count for count, is_shown in zip(counts, told, strict=True) if not is_shown]
    assert all(count >= 5 for count, is_shown in zip(counts, told, strict=True) if is_shown)
    assert sum(hidden) == 0 or sum(hidden) >= 5 or len(hidden) == len(counts)
    assert told == [True] * len(counts) or any(count < 5 for count in counts)
