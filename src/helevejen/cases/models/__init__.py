"""The tables of a case, one file per noun."""

from helevejen.cases.models.case import Case
from helevejen.cases.models.company_contact import CompanyContact
from helevejen.cases.models.decision import Decision, DecisionEvidence
from helevejen.cases.models.job import Job
from helevejen.cases.models.meeting import Meeting, MeetingSlot
from helevejen.cases.models.note import Message, Note, Notice
from helevejen.cases.models.obligation import CaseCourse, ClockEvent, ClockPause, Exemption, Obligation
from helevejen.cases.models.plan import Goal, PlanStep
from helevejen.cases.models.statement import Statement, StatementUse
from helevejen.cases.models.turn import Nudge, Track, Turn

__all__ = [
    "Case",
    "CaseCourse",
    "ClockEvent",
    "ClockPause",
    "CompanyContact",
    "Decision",
    "DecisionEvidence",
    "Exemption",
    "Goal",
    "Job",
    "Meeting",
    "MeetingSlot",
    "Message",
    "Note",
    "Notice",
    "Nudge",
    "Obligation",
    "PlanStep",
    "Statement",
    "StatementUse",
    "Track",
    "Turn",
]
