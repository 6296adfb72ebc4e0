"""
Every read of accounts and staff, one file per noun.

Callers import this package: `from helevejen.accounts import queries`.
"""

from helevejen.accounts.queries.installation import (
    DemoPerson,
    demo_people,
    get_demo_account,
    get_installation_settings,
    is_demo_database,
    is_peopled,
)
from helevejen.accounts.queries.staff import Near, coordinators_on, leaders_of, names_of, staff_near, unread_notices

__all__ = [
    "DemoPerson",
    "Near",
    "coordinators_on",
    "demo_people",
    "get_demo_account",
    "get_installation_settings",
    "is_demo_database",
    "is_peopled",
    "leaders_of",
    "names_of",
    "staff_near",
    "unread_notices",
]
