"""One worker migrates and every worker has a copy of its own."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.support import migrated


class Creation:
    """Notes what is made, as Django's would make it."""

    def __init__(self, place: dict[str, Any]) -> None:
        self.place = place
        self.made: list[str] = []

    def create_test_db(self, **_options: Any) -> None:
        self.place["NAME"] = self.place["TEST"]["NAME"]
        self.made.append(f"migrates {self.place['NAME']}")

    def clone_test_db(self, worker: str, **_options: Any) -> None:
        self.made.append(f"copies {self.place['NAME']} for {worker}")

    def get_test_db_clone_settings(self, worker: str) -> dict[str, str]:
        return {"NAME": f"{self.place['NAME']}_{worker}"}


def a_worker(monkeypatch: pytest.MonkeyPatch) -> Any:
    place = {"NAME": "real", "TEST": {"NAME": "test"}}
    worker = SimpleNamespace(vendor="postgresql", settings_dict=place, creation=Creation(place), close=lambda: None)
    monkeypatch.setattr(migrated, "connection", worker)
    return worker


def test_the_first_worker_migrates_and_the_others_copy(monkeypatch, tmp_path):
    told = []
    for name in ("gw0", "gw1"):
        worker = a_worker(monkeypatch)
        migrated.copy_migrated(tmp_path, name)
        told += worker.creation.made
        assert worker.settings_dict == {"NAME": "real", "TEST": {"NAME": f"test_{name}"}}
    assert told == ["migrates test", "copies test for gw0", "copies test for gw1"]


def test_what_was_not_migrated_to_the_end_is_not_copied(monkeypatch, tmp_path):
    worker = a_worker(monkeypatch)
    monkeypatch.setattr(worker.creation, "create_test_db", lambda **_options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        migrated.copy_migrated(tmp_path, "gw0")
    again = a_worker(monkeypatch)
    migrated.copy_migrated(tmp_path, "gw1")
    assert again.creation.made == ["migrates test", "copies test for gw1"]


def test_the_last_worker_to_leave_removes_what_was_copied(tmp_path):
    first = [
        "migrated_gw0.sqlite3",
        "migrated_gw0.sqlite3-shm",
        "migrated_gw0.sqlite3-wal",
        "migrated_gw0.sqlite3-queue",
    ]
    second = ["migrated_gw10.sqlite3", "migrated_gw10.sqlite3-wal"]
    of_all = ["migrated", "migrated.sqlite3", "migrated.sqlite3-shm", "migrated.sqlite3-wal"]
    for name in [*first, *second, *of_all, "migrating"]:
        (tmp_path / name).touch()
    migrated.remove_copy(tmp_path, "gw0")
    assert {path.name for path in tmp_path.iterdir()} == {*second, *of_all, "migrating"}
    migrated.remove_copy(tmp_path, "gw10")
    assert {path.name for path in tmp_path.iterdir()} == {"migrating"}


def test_a_worker_that_comes_when_the_others_have_left_migrates_anew(monkeypatch, tmp_path):
    a_worker(monkeypatch)
    migrated.copy_migrated(tmp_path, "gw0")
    migrated.remove_copy(tmp_path, "gw0")
    late = a_worker(monkeypatch)
    migrated.copy_migrated(tmp_path, "gw1")
    assert late.creation.made == ["migrates test", "copies test for gw1"]
