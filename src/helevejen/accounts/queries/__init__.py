"""
Every read of accounts and staff, one file per noun.

Callers import this package: `from helevejen.accounts import queries`.
"""

from helevejen.accounts.queries.installation import DemoPerson, demo_people, is_demo_database, is_peopled

__all__ = ["DemoPerson", "demo_people", "is_demo_database", "is_peopled"]
