"""Strict by default; each kind of strictness has its module in tests/support."""

pytest_plugins = [
    "tests.support.requirements",
    "tests.support.network",
    "tests.support.chance",
    "tests.support.language",
    "tests.support.database",
    "tests.support.migrated",
    "tests.support.browser",
    "tests.support.imap",
    "tests.support.live_server",
    "tests.support.signing_in",
    "tests.support.provider",
    "tests.cast",
]
