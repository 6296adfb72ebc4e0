"""Every write of suggestions, one file per noun. Callers import this package."""

from helevejen.suggestions.actions.declining import UnableToDecline, decline_order, take_back_declining
from helevejen.suggestions.actions.forgetting import forget_old_lists, lists_kept_for
from helevejen.suggestions.actions.lists import UnableToMakeList, make_candidates, make_openings, record_pair
from helevejen.suggestions.actions.proving import recompute
from helevejen.suggestions.actions.switch import UnableToSwitch, resume_suggestions, stop_suggestions

__all__ = [
    "UnableToDecline",
    "UnableToMakeList",
    "UnableToSwitch",
    "decline_order",
    "forget_old_lists",
    "lists_kept_for",
    "make_candidates",
    "make_openings",
    "recompute",
    "record_pair",
    "resume_suggestions",
    "stop_suggestions",
    "take_back_declining",
]
