"""Every write of the inbox. Callers import this package: `from helevejen.inquiries import actions`."""

from helevejen.inquiries.actions.handling import (
    Answer,
    UnableToAnswerInquiry,
    UnableToHandOverInquiry,
    UnableToSolveInquiry,
    UnableToWait,
    answer_inquiry,
    hand_over,
    know_sender,
    note_call,
    promise_anew,
    reopen_inquiry,
    solve_inquiry,
    stop_waiting,
    wait_for,
)
from helevejen.inquiries.actions.keeping import UnableToHandleInquiry
from helevejen.inquiries.actions.receiving import (
    Asked,
    File,
    From,
    UnableToTakeInInquiry,
    write_again,
    write_as_citizen,
    write_as_company,
)
from helevejen.inquiries.actions.registering import register_inquiry

__all__ = [
    "Answer",
    "Asked",
    "File",
    "From",
    "UnableToAnswerInquiry",
    "UnableToHandOverInquiry",
    "UnableToHandleInquiry",
    "UnableToSolveInquiry",
    "UnableToTakeInInquiry",
    "UnableToWait",
    "answer_inquiry",
    "hand_over",
    "know_sender",
    "note_call",
    "promise_anew",
    "register_inquiry",
    "reopen_inquiry",
    "solve_inquiry",
    "stop_waiting",
    "wait_for",
    "write_again",
    "write_as_citizen",
    "write_as_company",
]
