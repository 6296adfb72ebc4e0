"""B17. KMD: production data lay on a development server that was broken into."""

import re
import subprocess

import pytest
from django.core.exceptions import ImproperlyConfigured

from helevejen.config.demo_mode import refuse_a_demo_of_real_people
from helevejen.core import cpr
from helevejen.core.parse import Unreadable
from tests.house import tree

NUMBER = re.compile(r"(?<![\d.,:/-])\d{6}-?\d{4}(?![\d.,:/-])")

READABLE = {".py", ".html", ".md", ".toml", ".csv", ".json", ".txt", ".po", ".js", ".sql", ".yml"}

#: Written to show how a number is read. The first of January has no number that is surely nobody's.
EXAMPLES = {"0101011234"}


def tracked_texts():
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=tree.ROOT, capture_output=True, check=True,
    ).stdout.decode().split("\0")  # fmt: skip
    for name in filter(None, names):
        path = tree.ROOT / name
        if path.exists() and path.suffix in READABLE:
            yield name, path.read_text(errors="replace")


def could_be_somebodys(text):
    for written in NUMBER.findall(text):
        try:
            digits = cpr.parse(written)
        except Unreadable:
            continue
        is_nobodys = cpr.is_replacement(digits) or cpr.is_outside_issued_series(digits)
        if digits not in EXAMPLES and not is_nobodys:
            yield written


def test_no_number_in_the_repository_can_be_anybodys():
    found = {
        f"{name}: {number}"
        for name, text in tracked_texts()
        if not name.startswith(("tests/core/", "requirements/", "package-lock"))
        for number in could_be_somebodys(text)
    }
    assert sorted(found) == []


def test_a_number_that_could_be_somebodys_would_be_found():
    valid = next(f"170590{four:04d}" for four in range(10_000) if not cpr.is_outside_issued_series(f"170590{four:04d}"))
    assert list(could_be_somebodys(f"cpr = '{valid}'")) == [valid]
    assert list(could_be_somebodys(f"cpr = '{valid[:6]}-{valid[6:]}'")) == [f"{valid[:6]}-{valid[6:]}"]


@pytest.mark.django_db
def test_the_demo_refuses_a_database_it_did_not_make(cast, settings):
    settings.DEMO = True
    with pytest.raises(ImproperlyConfigured):
        refuse_a_demo_of_real_people()


@pytest.mark.django_db
def test_what_could_be_taken_along_is_not_readable_in_the_database(cast):
    from django.db import connection

    cast.amina.address = "Vendersgade 1"
    cast.amina.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cpr, address FROM citizens_citizen WHERE id = %s", [cast.amina.pk])
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert cast.amina.cpr.encode() not in stored
    assert b"Vendersgade" not in stored
