"""Every read of proposals. Callers import this package: `from helevejen.proposals import queries`."""

from helevejen.proposals.queries.asking import cases_to_ask, preview_of, settled_between
from helevejen.proposals.queries.cards import asked_by
from helevejen.proposals.queries.interviews import (
    CalledOff,
    InterviewSeen,
    called_off_on,
    has_interview_called_off,
    interview_entry,
    interview_spans,
    interviews_of,
)
from helevejen.proposals.queries.positions import hired_count
from helevejen.proposals.queries.seen import (
    AnsweredSeen,
    CandidateSeen,
    ProposalRow,
    SharedSeen,
    answered_by_company,
    candidate_of,
    candidate_tasks,
    candidates_shown_to,
    candidates_visible_to,
    events_of,
    number_behind,
    orders_asked_of,
    proposals_of_case,
    proposals_of_order,
    proposals_visible_to,
    row_of,
    shared_of,
)
from helevejen.proposals.queries.words import shares_in_words, shown_in_words

__all__ = [
    "AnsweredSeen",
    "CalledOff",
    "CandidateSeen",
    "InterviewSeen",
    "ProposalRow",
    "SharedSeen",
    "answered_by_company",
    "asked_by",
    "called_off_on",
    "candidate_of",
    "candidate_tasks",
    "candidates_shown_to",
    "candidates_visible_to",
    "cases_to_ask",
    "events_of",
    "has_interview_called_off",
    "hired_count",
    "interview_entry",
    "interview_spans",
    "interviews_of",
    "number_behind",
    "orders_asked_of",
    "preview_of",
    "proposals_of_case",
    "proposals_of_order",
    "proposals_visible_to",
    "row_of",
    "settled_between",
    "shared_of",
    "shares_in_words",
    "shown_in_words",
]
