"""
The guard around pages that answer GET: any SQL but reading is refused.

Sessions and the access log are written after the page is made, outside the guard.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NOT_CODE: Final = re.compile(r"""--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"(?:[^"]|"")*\"""", re.DOTALL)
_READING: Final = frozenset(
    {"SELECT", "WITH", "VALUES", "EXPLAIN", "SHOW", "PRAGMA", "SET", "DECLARE", "FETCH", "CLOSE"}
    | {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}
)
_WRITING: Final = re.compile(
    r"\b(?:INSERT|UPDATE|DELETE|MERGE|INTO|CREATE|ALTER|DROP|TRUNCATE|nextval|setval|set_config)\b|\bPRAGMA\b[^(;]*=",
    re.IGNORECASE,
)


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


@lru_cache(maxsize=2_048)
def is_reading(sql: str) -> bool:
    """
    Return whether every statement in a text of SQL only reads. Taking locks counts as writing.

    Names and texts in quotation marks are passed over, so that a column called "delete" may be read.
    """
    statements = [part.strip(" \t\r\n(") for part in _NOT_CODE.sub(" ", sql).split(";")]
    return any(statements) and all(_only_reads(statement) for statement in statements if statement)


def _only_reads(statement: str) -> bool:
    return re.split(r"\W", statement, maxsplit=1)[0].upper() in _READING and not _WRITING.search(statement)


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    # The parameters are left out of the error: they may be personal.
    if not is_reading(sql):
        raise WroteWhileReading(f"A page that answers GET may not write, and tried: {sql[:200]}")
    return execute(sql, params, many, context)
