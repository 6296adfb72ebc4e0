"""
Every write about staff and accounts, one file per noun.

Callers import this package: `from helevejen.accounts import actions`.
"""

__all__: list[str] = []
