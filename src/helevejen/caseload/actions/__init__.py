"""
Every deed about who follows whom, one file a noun.

Callers import this package: `from helevejen.caseload import actions`.
"""

from helevejen.caseload.actions.absence import UnableToCancelAbsence, UnableToPlanAbsence, cancel_absence, plan_absence
from helevejen.caseload.actions.assignment import (
    UnableToAssign,
    UnableToNameBackup,
    assign,
    assign_first,
    begin_assignment,
    close_case,
    end_assignment,
    name_backup,
)
from helevejen.caseload.actions.handover import (
    HandoverWish,
    UnableToAcceptHandover,
    UnableToAnswerHandover,
    UnableToCompleteHandover,
    UnableToPlanJointMeeting,
    UnableToRefuseHandover,
    UnableToRequestHandover,
    UnableToSignItem,
    UnableToTellCitizen,
    UnableToWithdrawHandover,
    accept_handover,
    answer_handover_as_citizen,
    complete_handover,
    plan_joint_meeting,
    refuse_handover,
    request_handover,
    request_handovers,
    sign_item,
    skip_joint_meeting,
    tell_citizen_of_handover,
    withdraw_handover,
)
from helevejen.caseload.actions.nightly import count_figures, drop_changes_before, keep_coming_changes, keep_count
from helevejen.caseload.actions.welcome import UnableToWelcome, welcome_citizen

__all__ = [
    "HandoverWish",
    "UnableToAcceptHandover",
    "UnableToAnswerHandover",
    "UnableToAssign",
    "UnableToCancelAbsence",
    "UnableToCompleteHandover",
    "UnableToNameBackup",
    "UnableToPlanAbsence",
    "UnableToPlanJointMeeting",
    "UnableToRefuseHandover",
    "UnableToRequestHandover",
    "UnableToSignItem",
    "UnableToTellCitizen",
    "UnableToWelcome",
    "UnableToWithdrawHandover",
    "accept_handover",
    "answer_handover_as_citizen",
    "assign",
    "assign_first",
    "begin_assignment",
    "cancel_absence",
    "close_case",
    "complete_handover",
    "count_figures",
    "drop_changes_before",
    "end_assignment",
    "keep_coming_changes",
    "keep_count",
    "name_backup",
    "plan_absence",
    "plan_joint_meeting",
    "refuse_handover",
    "request_handover",
    "request_handovers",
    "sign_item",
    "skip_joint_meeting",
    "tell_citizen_of_handover",
    "welcome_citizen",
    "withdraw_handover",
]
