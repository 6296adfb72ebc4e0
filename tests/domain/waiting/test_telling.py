"""To whom it is told how long a wait usually takes."""

import pytest

from helevejen.cases.enums import DueKind, Holder
from helevejen.cases.rules.chains import chains
from helevejen.waiting.rules.telling import GOING_ON, is_told


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
