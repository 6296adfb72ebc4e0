"""Every write about placements, one file per noun. Callers import this package."""

from helevejen.placements.actions.agreeing import (
    At,
    FollowUp,
    Moved,
    UnableToAnswerTerms,
    UnableToBeginPlacement,
    UnableToPlanPlacement,
    answer_terms,
    begin_placement,
    change_terms,
    plan_placement,
)
from helevejen.placements.actions.ending import UnableToEndPlacement, end_placement, leads_to_job
from helevejen.placements.actions.keeping import UnableToKeepPlacement
from helevejen.placements.actions.ladder import UnableToReviewHours, review_hours
from helevejen.placements.actions.telling import (
    HowItWent,
    UnableToDoubt,
    UnableToEvaluate,
    UnableToTalk,
    UnableToTellHours,
    Worked,
    answer_doubt,
    ask_how_it_goes,
    doubt,
    evaluate,
    talk_with_company,
    tell_hours,
    tell_of_asking,
)

__all__ = [
    "At",
    "FollowUp",
    "HowItWent",
    "Moved",
    "UnableToAnswerTerms",
    "UnableToBeginPlacement",
    "UnableToDoubt",
    "UnableToEndPlacement",
    "UnableToEvaluate",
    "UnableToKeepPlacement",
    "UnableToPlanPlacement",
    "UnableToReviewHours",
    "UnableToTalk",
    "UnableToTellHours",
    "Worked",
    "answer_doubt",
    "answer_terms",
    "ask_how_it_goes",
    "begin_placement",
    "change_terms",
    "doubt",
    "end_placement",
    "evaluate",
    "leads_to_job",
    "plan_placement",
    "review_hours",
    "talk_with_company",
    "tell_hours",
    "tell_of_asking",
]
