"""The database of one process: SQLite in the data folder, or the PostgreSQL that DATABASE_URL names."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Without IMMEDIATE a transaction that reads before it writes fails at once under load; with it, and WAL,
# six writers at once met no "database is locked" (docs/operations.md has the figures).
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA mmap_size=134217728;"
    "PRAGMA journal_size_limit=27103364;"
    "PRAGMA cache_size=2000;"
)

# A cut network hangs a worker for minutes by default; with these it is noticed after some five seconds.
_POSTGRES_CONNECTION = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}

# Compiling a query is for those that run for seconds; the statements of a page are over before it would be done. And
# the disks no longer turn: at the usual price of reading here and there, 4, all citizens are read through to find 250.
# Helpers for one statement take longer to begin than they save, and take the processor from somebody else's page.
_POSTGRES_PLANS = "-c jit=off -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0"

# A page that asks for more than ten seconds is ended; imports and nightly work may take their time.
_POSTGRES_WEB_LIMITS = "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"

_POOL = {"min_size": 1, "max_size": 8}


def sqlite_database(path: Path) -> dict[str, Any]:
    """Return Django's settings for the SQLite file at `path`."""
    return {
        "ENGINE": "helevejen.core.queued_sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_PRAGMAS},
    }


def postgres_database(url: str, *, is_web: bool) -> dict[str, Any]:
    """
    Return Django's settings for the PostgreSQL server that `url` names.

    Args:
        url: postgresql://user:password@host:port/name?option=value; `host` as an option is the
            folder of a Unix socket.
        is_web: end statements that take too long for a page.

    Raises:
        ImproperlyConfigured: another kind of database, or no name of one.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured("DATABASE_URL is written postgresql://user:password@host:port/name")
    asked = dict(parse_qsl(parts.query))
    host = asked.pop("host", None) or unquote(parts.hostname or "")
    port = asked.pop("port", None) or str(parts.port or "")
    return {
        "ENGINE": "helevejen.core.quick_postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 0,  # the pool keeps the connections
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_POSTGRES_CONNECTION,
            "options": f"{_POSTGRES_PLANS} {_POSTGRES_WEB_LIMITS}" if is_web else _POSTGRES_PLANS,
            **asked,
            "pool": dict(_POOL),
        },
    }
