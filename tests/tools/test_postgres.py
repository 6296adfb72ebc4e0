import subprocess
import sys

import pytest

from tests.support.postgres import find_programs

pytestmark = pytest.mark.slow

SCRIPT = """
import os, psycopg
print(psycopg.connect(os.environ["DATABASE_URL"]).execute("select 'Å' < 'Ø' collate \\"da-x-icu\\"").fetchone()[0])
"""


@pytest.mark.skipif(find_programs() is None, reason="no PostgreSQL server on this machine")
def test_a_command_gets_a_database_and_its_exit_code_comes_back():
    start = [sys.executable, "-m", "tests.support.postgres", sys.executable, "-c"]
    told = subprocess.run([*start, SCRIPT], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.strip()) == (0, "False"), told.stderr
    assert subprocess.run([*start, "import sys; sys.exit(7)"], check=False).returncode == 7
