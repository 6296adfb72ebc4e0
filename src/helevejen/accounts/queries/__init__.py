"""
Every read of accounts and staff, one file per noun.

Callers import this package: `from helevejen.accounts import queries`.
"""

from helevejen.accounts.queries.accounts import (
    Factor,
    StaffRow,
    accounts_managed,
    employments_of,
    employments_to_end,
    factors_of,
    staff_accounts,
    team_names,
)
from helevejen.accounts.queries.installation import (
    DemoPerson,
    demo_people,
    get_demo_account,
    get_installation_settings,
    is_demo_database,
    is_peopled,
)
from helevejen.accounts.queries.links import find_account_of_link, imprint_of, link_token
from helevejen.accounts.queries.staff import (
    Near,
    coordinators_on,
    leaders_of,
    leaders_of_team,
    names_of,
    staff_near,
    team_at_work,
    unread_notices,
)

__all__ = [
    "DemoPerson",
    "Factor",
    "Near",
    "StaffRow",
    "accounts_managed",
    "coordinators_on",
    "demo_people",
    "employments_of",
    "employments_to_end",
    "factors_of",
    "find_account_of_link",
    "get_demo_account",
    "get_installation_settings",
    "imprint_of",
    "is_demo_database",
    "is_peopled",
    "leaders_of",
    "leaders_of_team",
    "link_token",
    "names_of",
    "staff_accounts",
    "staff_near",
    "team_at_work",
    "team_names",
    "unread_notices",
]
