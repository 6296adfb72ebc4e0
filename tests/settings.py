"""
The settings of the tests: those of development, in a folder of their own, and stricter.

DATABASE_URL chooses PostgreSQL, as everywhere; without it the tests run on a SQLite file, not in
memory, so that a race between two connections is a race.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# The plans of production, and an end to whoever holds another up: a test that hangs says so instead of taking the rest
# with it. Far longer than anything takes on a slow machine.
POSTGRES_OPTIONS = (
    "-c jit=off -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0"
    " -c statement_timeout=300s -c lock_timeout=200s -c idle_in_transaction_session_timeout=400s"
)

_folder = Path(tempfile.mkdtemp(prefix="helevejen-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ |= {
    "HELEVEJEN_DATA": str(_folder),
    "HELEVEJEN_PRODUCTION": "0",
    "HELEVEJEN_DEMO": "0",
    "HELEVEJEN_DEBUG": "0",
}

from helevejen.config.settings import *  # noqa: E402, F403 - the environment comes first
from helevejen.config.settings import DATABASES, TEMPLATES  # noqa: E402
from tests.support.undefined import UndefinedFails  # noqa: E402

_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["TEST"] = {"NAME": _folder / "test.sqlite3"}
    _database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # nobody misses a test's database
else:
    _database["OPTIONS"].pop("pool")  # a test that ends drops its database, and a pool would hold on to it
    _database["OPTIONS"]["options"] = POSTGRES_OPTIONS

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedFails("%s")  # an empty one would not be asked
WHITENOISE_USE_FINDERS = False  # the test server serves static files itself, and each client would look for them anew
