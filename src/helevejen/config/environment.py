"""What the process was told from outside, read in one place. Each name is described in docs/operations.md."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Environment:
    """
    The environment variables of one process, checked.

    Attributes:
        data: the folder of database, uploads and keys; absolute.
        database_url: a PostgreSQL address, or empty for SQLite in the data folder.
        is_demo: the synthetic municipality with its role picker.
        is_production: the strict settings; on by default as soon as PostgreSQL is named.
        is_web: this process answers pages, so a query may not take long.
        is_debug: Django's debug pages, for a developer's own machine only.
        municipality: its name as citizens read it.
        hosts: names the site answers to.
        proxies: the addresses whose word on who asks is believed.
        shows_staff_names: citizens read the names, not only the units, of staff who have looked.
        mail_url: where mail is handed in, or empty to write it to the data folder.
        mail_from: the sender of the system's own mails.
        inbox_address: the address people write to; empty where mail is not received.
        inbox_url: the mailbox it is fetched from, or empty.
        identity: who signs citizens and companies in: kind of person to the provider's facts; absent when not set up.
    """

    data: Path
    database_url: str
    is_demo: bool
    is_production: bool
    is_web: bool
    is_debug: bool
    municipality: str
    hosts: tuple[str, ...]
    proxies: tuple[str, ...]
    shows_staff_names: bool
    mail_url: str
    mail_from: str
    inbox_address: str
    inbox_url: str
    identity: dict[str, dict[str, str]]


def read_environment() -> Environment:
    """
    Read the process's environment.

    Raises:
        ImproperlyConfigured: a yes-or-no variable holds something else.
    """
    database_url = os.environ.get("DATABASE_URL", "")
    is_demo = _flag("HELEVEJEN_DEMO", default=False)
    return Environment(
        data=Path(os.environ.get("HELEVEJEN_DATA") or "var/data").resolve(),
        database_url=database_url,
        is_demo=is_demo,
        is_production=not is_demo and _flag("HELEVEJEN_PRODUCTION", default=bool(database_url)),
        is_web=_flag("HELEVEJEN_WEB", default=False),
        is_debug=_flag("HELEVEJEN_DEBUG", default=False),
        municipality=os.environ.get("HELEVEJEN_MUNICIPALITY", "Fredericia Kommune"),
        hosts=_list("HELEVEJEN_HOSTS"),
        proxies=_list("HELEVEJEN_PROXIES", default="127.0.0.1,::1"),
        shows_staff_names=_flag("HELEVEJEN_LOG_NAMES", default=False),
        mail_url=os.environ.get("HELEVEJEN_MAIL_URL", ""),
        mail_from=os.environ.get("HELEVEJEN_MAIL_FROM", "hele-vejen@localhost"),
        inbox_address=os.environ.get("HELEVEJEN_INBOX_ADDRESS", ""),
        inbox_url=os.environ.get("HELEVEJEN_INBOX_URL", ""),
        identity={
            kind: facts
            for kind, facts in (
                ("citizens", _provider("HELEVEJEN_OIDC_CITIZENS")),
                ("companies", _provider("HELEVEJEN_OIDC_COMPANIES")),
            )
            if facts
        },
    )


def _provider(prefix: str) -> dict[str, str]:
    """Return the facts of one OpenID provider, or nothing when its address is not given."""
    metadata_url = os.environ.get(f"{prefix}_URL", "")
    if not metadata_url:
        return {}
    secret_file = os.environ.get(f"{prefix}_SECRET_FILE", "")
    if not secret_file:
        raise ImproperlyConfigured(f"{prefix}_URL is set, but {prefix}_SECRET_FILE is not: name the file of the secret")
    return {
        "metadata_url": metadata_url,
        "client_id": os.environ.get(f"{prefix}_CLIENT", "helevejen"),
        "client_secret": Path(secret_file).read_text(encoding="utf-8").strip(),
        "acr_values": os.environ.get(f"{prefix}_ACR", "https://data.gov.dk/concept/core/nsis/loa/Substantial"),
        "scope": os.environ.get(f"{prefix}_SCOPE", "openid profile email"),
    }


def _list(name: str, *, default: str = "") -> tuple[str, ...]:
    return tuple(word.strip() for word in os.environ.get(name, default).split(",") if word.strip())


def _flag(name: str, *, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    value = raw.strip().lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise ImproperlyConfigured(f"{name} is {raw!r}; write 1 or 0")
