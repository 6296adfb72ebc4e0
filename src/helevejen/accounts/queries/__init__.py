"""
Every read of accounts and staff, one file per noun.

Callers import this package: `from helevejen.accounts import queries`.
"""

from helevejen.accounts.queries.installation import (
    DemoPerson,
    demo_people,
    get_demo_account,
    is_demo_database,
    is_peopled,
)
from helevejen.accounts.queries.staff import Near, staff_near

__all__ = [
    "DemoPerson",
    "Near",
    "demo_people",
    "get_demo_account",
    "is_demo_database",
    "is_peopled",
    "staff_near",
]
