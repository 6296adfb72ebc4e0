import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_answers_anyone_when_all_is_well(client):
    answer = client.get("/sundhed")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "oldest_task_waited_seconds": 0}


@pytest.mark.django_db
def test_says_so_when_the_database_is_gone(client, monkeypatch):
    def gone() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", gone)
    answer = client.get("/sundhed")
    assert answer.status_code == 503
    assert answer.json()["database"] == "no answer"
