"""
The guard around pages that answer GET: any SQL but reading is refused.

Sessions and the access log are written after the page is made, outside the guard.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Final

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BEFORE_FIRST_WORD: Final = re.compile(r"(?:\s|\(|--[^\n]*\n|/\*.*?\*/)*", re.DOTALL)
_READING: Final = frozenset(
    {"SELECT", "EXPLAIN", "VALUES", "SHOW", "SET", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "DECLARE"}
    | {"FETCH", "CLOSE"}
)
_WRITING_CLAUSE: Final = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO|SELECT\b.*?\bINTO\s)", re.IGNORECASE | re.DOTALL
)
_SETTING_PRAGMA: Final = re.compile(r"\bPRAGMA\b[^(]*=", re.IGNORECASE)


class WroteWhileReading(RuntimeError):
    """A page that only reads tried to write. Move the write to an action behind POST."""


@contextmanager
def reading_only() -> Iterator[None]:
    """
    Refuse every statement but reading on every database, until the end of the block.

    Raises:
        WroteWhileReading: at the statement, before it reaches the database.
    """
    with ExitStack() as guards:
        for connection in connections.all():
            guards.enter_context(connection.execute_wrapper(_refuse_writes))
        yield


def is_reading(sql: str) -> bool:
    """Return whether a statement only reads."""
    start = _BEFORE_FIRST_WORD.match(sql)
    rest = sql[start.end() if start else 0 :]
    word = re.split(r"\W", rest, maxsplit=1)[0].upper()
    if word == "WITH":
        return not _WRITING_CLAUSE.search(rest)
    if word == "EXPLAIN":
        return not _WRITING_CLAUSE.search(rest)
    if word == "PRAGMA":
        return not _SETTING_PRAGMA.search(rest)
    return word in _READING


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    # The parameters are left out of the error: they may be personal.
    if not is_reading(sql):
        raise WroteWhileReading(f"A page that answers GET may not write, and tried: {sql[:200]}")
    return execute(sql, params, many, context)
