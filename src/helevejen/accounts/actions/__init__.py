"""
Every write about staff and accounts, one file per noun.

Callers import this package: `from helevejen.accounts import actions`.
"""

from helevejen.accounts.actions.employments import UnableToEndEmployment, end_employment
from helevejen.accounts.actions.notices import mark_notices_read, tell_staff

__all__ = [
    "UnableToEndEmployment",
    "end_employment",
    "mark_notices_read",
    "tell_staff",
]
