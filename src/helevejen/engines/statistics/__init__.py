"""
What can be said about many from what has been seen of some. Plain functions over arrays, without clock or chance.

How long something lasts, when part of what is known has not ended yet (docs/engines/survival.md).
"""

from helevejen.engines.statistics.survival import LifeTable, Outlook, UnusableSpans, life_tables, outlook

__all__ = ["LifeTable", "Outlook", "UnusableSpans", "life_tables", "outlook"]
