"""Every rule of who follows whom, one file a noun. Callers import it: `from helevejen.caseload import rules`."""

from helevejen.caseload.rules.assignment import (
    WorkerFacts,
    count_changes,
    objection_to_assigning,
    objection_to_backup,
)
from helevejen.caseload.rules.cover import (
    AbsenceRequest,
    Candidate,
    CaseToCover,
    Suggestion,
    main_substitute,
    objection_to_absence,
    suggest_cover,
)
from helevejen.caseload.rules.handover import (
    RECENT_CONTACT_DAYS,
    HandoverFacts,
    HandoverRequest,
    objection_to_answering,
    objection_to_completing,
    objection_to_handover,
    objection_to_telling,
    objection_to_withdrawing,
)
from helevejen.caseload.rules.waits import LEAST_FOR_P90, STILL_FOR, is_still
from helevejen.caseload.rules.weight import (
    Guideline,
    Load,
    capacity_of,
    guideline_counts,
    guideline_for,
    guidelines,
    load_of,
    weight_of_case,
)

__all__ = [
    "LEAST_FOR_P90",
    "RECENT_CONTACT_DAYS",
    "STILL_FOR",
    "AbsenceRequest",
    "Candidate",
    "CaseToCover",
    "Guideline",
    "HandoverFacts",
    "HandoverRequest",
    "Load",
    "Suggestion",
    "WorkerFacts",
    "capacity_of",
    "count_changes",
    "guideline_counts",
    "guideline_for",
    "guidelines",
    "is_still",
    "load_of",
    "main_substitute",
    "objection_to_absence",
    "objection_to_answering",
    "objection_to_assigning",
    "objection_to_backup",
    "objection_to_completing",
    "objection_to_handover",
    "objection_to_telling",
    "objection_to_withdrawing",
    "suggest_cover",
    "weight_of_case",
]
