"""
What can be said about many from what has been seen of some. Plain functions over arrays, without clock or chance.

How long something lasts, when part of what is known has not ended yet (docs/engines/survival.md); how sure a share is
that was seen of few (docs/engines/shares.md).
"""

from helevejen.engines.statistics.shares import share_interval
from helevejen.engines.statistics.survival import LifeTable, Outlook, UnusableSpans, life_tables, outlook

__all__ = ["LifeTable", "Outlook", "UnusableSpans", "life_tables", "outlook", "share_interval"]
