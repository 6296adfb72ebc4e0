"""What a run was promised must be there: under CI nothing is left out in silence."""

import os

import pytest
from django.conf import settings


def pytest_sessionstart() -> None:
    """Stop at once if this run was to be on PostgreSQL and is not."""
    is_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    if os.environ.get("REQUIRE_POSTGRES") and not is_postgres:
        raise pytest.UsageError("REQUIRE_POSTGRES is set and DATABASE_URL names no PostgreSQL")
