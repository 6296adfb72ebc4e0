"""
A database that is migrated once a run, and a copy of it for every worker.

Migrating takes a quarter of a minute. The first worker does it while the others wait; each then works in a copy of its
own. A copy goes through `migrate` as any database does, and nothing is left for it to do there.

On SQLite the copies lie in the run's folder of pytest, which pytest keeps. A worker removes its own when it has done,
and the last to leave the one they were copied from; only what a worker left that was killed stays, with that folder.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.support.postgres import THROWAWAY

_OWN = "own"


def is_thrown_away() -> bool:
    """Return whether nobody need drop the tests' databases: their files are removed, or their cluster is."""
    return connection.vendor == "sqlite" or THROWAWAY in os.environ


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Take a database that is there already, and leave it: dropping one fails while anybody looks on."""
    return bool(request.config.option.reuse_db) or is_thrown_away()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Name this worker's database after it; where it may be a copy, make it."""
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker is None or not is_thrown_away():
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        yield
        return
    of_all_workers = tmp_path_factory.getbasetemp().parent
    with _one_at_a_time(of_all_workers / "migrating"), django_db_blocker.unblock():
        copy_migrated(of_all_workers, worker)
    yield
    if connection.vendor == "sqlite":
        with _one_at_a_time(of_all_workers / "migrating"), django_db_blocker.unblock():
            connection.close()
            remove_copy(of_all_workers, worker)


@pytest.fixture
def place_of_its_own(tmp_path: Path, transactional_db: None) -> Iterator[dict[str, str]]:
    """Give a program that is started by itself, and may be killed, an empty database of this kind and a data folder."""
    environment = {
        **os.environ,
        "HELEVEJEN_DATA": str(tmp_path / "data"),
        "HELEVEJEN_PRODUCTION": "0",
        "DJANGO_SETTINGS_MODULE": "helevejen.config.settings",
    }
    if connection.vendor == "sqlite":
        (tmp_path / "data").mkdir()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "data" / "helevejen.sqlite3")])
        yield environment
        return
    connection.close()  # what is copied has nobody in it
    connection.creation.clone_test_db(_OWN, verbosity=0, autoclobber=True)
    name = connection.creation.get_test_db_clone_settings(_OWN)["NAME"]
    yield environment | {"DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()}
    connection.creation.destroy_test_db(suffix=_OWN, verbosity=0)


def copy_migrated(folder: Path, worker: str) -> None:
    """Copy the migrated database of this run, after making it if nobody has, and let the worker's tests have it."""
    place = connection.settings_dict
    before, ready = place["NAME"], folder / "migrated"
    if connection.vendor == "sqlite":
        place["TEST"]["NAME"] = folder / "migrated.sqlite3"
    if ready.exists():
        place["NAME"] = ready.read_text()
    else:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()  # what is copied is whole, and nobody is in it
        ready.write_text(str(place["NAME"]))
    connection.creation.clone_test_db(worker, verbosity=0, autoclobber=True)
    place["TEST"]["NAME"] = connection.creation.get_test_db_clone_settings(worker)["NAME"]
    place["NAME"] = before


def remove_copy(folder: Path, worker: str) -> None:
    """Remove a worker's copy on SQLite, and what was copied when no copy is left: who comes then migrates anew."""
    _remove(folder / f"migrated_{worker}.sqlite3")
    if not any(folder.glob("migrated_*.sqlite3")):
        (folder / "migrated").unlink(missing_ok=True)  # first: what it names is whole for as long as it stands
        _remove(folder / "migrated.sqlite3")


def _remove(database: Path) -> None:
    for path in database.parent.glob(f"{database.name}*"):  # and what stands beside it: -wal, -shm, -queue
        path.unlink(missing_ok=True)


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
