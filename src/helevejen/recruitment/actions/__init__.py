"""Every write about job orders, one file per noun. Callers import this package."""

from helevejen.recruitment.actions.handling import (
    Promised,
    Shortlist,
    UnableToAnswerOrder,
    UnableToGiveShortlist,
    UnableToMoveOrder,
    UnableToTakeOrder,
    answer_order,
    give_shortlist,
    hand_over_order,
    promise_next,
    take_over_order,
)
from helevejen.recruitment.actions.keeping import UnableToHandleOrder
from helevejen.recruitment.actions.placing import (
    UnableToChangeOrder,
    UnableToPlaceOrder,
    Where,
    drop_requirement,
    place_order,
    require,
)
from helevejen.recruitment.actions.tending import remind_owner

__all__ = [
    "Promised",
    "Shortlist",
    "UnableToAnswerOrder",
    "UnableToChangeOrder",
    "UnableToGiveShortlist",
    "UnableToHandleOrder",
    "UnableToMoveOrder",
    "UnableToPlaceOrder",
    "UnableToTakeOrder",
    "Where",
    "answer_order",
    "drop_requirement",
    "give_shortlist",
    "hand_over_order",
    "place_order",
    "promise_next",
    "remind_owner",
    "require",
    "take_over_order",
]
