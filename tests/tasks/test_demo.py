"""The command `helevejen demo`: into an empty database and out again, and never near one that is not its own."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils.translation import override

from helevejen.accounts import queries
from helevejen.accounts.models import Installation, Notice, User
from helevejen.audit.models import Access, Event
from helevejen.cases.models import Case, Note, Track, Turn
from helevejen.citizens.models import Citizen, Relation
from helevejen.core import cpr, sentences, tally
from helevejen.ledger import queries as ledger_queries
from helevejen.placements.models import Placement
from helevejen.proposals.models import Proposal, ProposalEvent
from helevejen.suggestions.models import MatchList
from helevejen.tasks.demo.load import Wanted, load_demo
from helevejen.tasks.demo.work import play_work
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.slow, pytest.mark.both, pytest.mark.django_db]
SMALL = Wanted(seed=1, share=0.02, on=date(2026, 11, 20))
AT = datetime(2026, 11, 20, 6, tzinfo=UTC)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_database_accepts_every_row_and_holds_what_was_made() -> None:
    with transaction.atomic():
        counts = load_demo(SMALL, at=AT)
        connection.check_constraints()
    assert counts["cases.case"] == Case.objects.count()
    assert counts["cases.turn"] == Turn.objects.count()
    assert not Track.objects.open().filter(open_turn__isnull=True).exists()
    assert queries.is_demo_database()
    assert [person.username for person in queries.demo_people()][:2] == ["jens.bro", "mette.dahl"]
    assert Event.objects.exists()
    assert Access.objects.exists()


def test_what_is_encrypted_can_be_read_again() -> None:
    load_demo(SMALL, at=AT)
    amina = Citizen.objects.get(search_key="amina holm")
    assert cpr.birth_date(amina.cpr or "") == date(1984, 4, 9)
    assert amina.cpr_index
    assert Note.objects.filter(case__citizen=amina, cap="mentor").order_by("pk")[0].text


def test_what_staff_are_told_is_kept_so_that_it_can_be_read_in_another_language() -> None:
    load_demo(SMALL, at=AT)
    told = list(Notice.objects.filter(kind="caseload"))
    assert told
    assert [sentences.said(one.sentence, one.values) for one in told] == [one.text for one in told]
    with override("en"):
        assert "You have a new citizen in your caseload." in {sentences.said(one.sentence, one.values) for one in told}


def test_rows_made_afterwards_get_numbers_of_their_own() -> None:
    load_demo(SMALL, at=AT)
    assert UserFactory().pk > User.objects.get(username="jens.bro").pk


def test_an_open_case_is_open_to_its_jobformidler_alone_unless_something_else_is_written() -> None:
    load_demo(SMALL, at=AT)
    for case in Case.objects.open().order_by("pk"):
        relation = Relation.objects.get(citizen=case.citizen_id, kind="caseload", valid_until__isnull=True)
        assert relation.user_id == case.jobformidler_id


@pytest.mark.django_db(transaction=True)
def test_it_is_loaded_asked_after_and_removed() -> None:
    assert "Empty" in run("status")
    loaded = json.loads(run("load", "--scale", "0.01", "--seed", "5", "--on", "20-11-2026", "--json"))
    assert loaded["rows"]["cases.case"] == Case.objects.count()
    status = json.loads(run("status", "--json"))
    assert status["is_demo"]
    assert status["settings"] == {"seed": 5, "share": 0.01, "on": "2026-11-20", "years": 2}
    assert "The demo made" in run("check")
    assert "Amina Holm" in run("roles", "--address", "http://localhost:8000/")
    assert "removed" in run("remove")
    assert not User.objects.exists()
    assert not Installation.objects.exists()
    assert "loaded" in run("load", "--scale", "0.01")


def test_every_day_of_its_log_holds_what_the_counter_beside_it_saw_and_citizens_see_every_deed() -> None:
    tally.count(tally.SERVED, date(2026, 11, 15))  # a Sunday of another demo, on which this one has nothing
    run("load", "--scale", "0.02", "--on", "2026-11-20")
    call_command("log", "check", "--on", "2026-11-19", "--days", "60", stdout=StringIO())
    assert sum(tally.counted(tally.SERVED, date(2026, 11, day)) or 0 for day in range(9, 14)) > 0


@pytest.mark.parametrize("deed", ["load", "check", "remove"])
def test_a_database_that_is_not_its_own_is_left_alone(deed: str) -> None:
    user = UserFactory()
    with pytest.raises(CommandError, match="did not make"):
        run(deed, *(["--scale", "0.01"] if deed == "load" else []))
    assert list(User.objects.all()) == [user]
    assert queries.demo_people() == []


def test_it_is_not_loaded_twice() -> None:
    load_demo(SMALL, at=AT)
    with pytest.raises(CommandError, match="already"):
        run("load")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--scale", "99"),
        ("--scale", "0"),
        ("--scale", "nan"),
        ("--scale", "meget"),
        ("--on", "31-02-2026"),
        ("--size", "x"),
    ],
)
def test_what_is_asked_wrongly_is_told(wrong: tuple[str, str]) -> None:
    with pytest.raises((CommandError, SystemExit)):
        run("load", *wrong)
    assert not User.objects.exists()


def test_the_books_of_the_demo_hold() -> None:
    load_demo(SMALL, at=AT)
    assert ledger_queries.faults() == []
    assert ledger_queries.counted()["commitments"] > 5


@pytest.mark.parametrize("on", [SMALL.on, date(2027, 1, 4)])
def test_the_cast_is_proposed_and_at_work_on_days_that_lie_behind(on: date) -> None:
    morning = datetime(on.year, on.month, on.day, 6, tzinfo=UTC)
    load_demo(replace(SMALL, on=on), at=morning)
    play_work(on, SMALL.years)
    proposals = Proposal.objects.order_by("pk")
    assert {one.state for one in proposals} >= {"asked", "presented", "refused", "hired"}
    assert all(event.at < morning for event in ProposalEvent.objects.order_by("pk"))
    running = list(Placement.objects.filter(state="running").order_by("pk"))
    assert {one.form for one in running} == {"internship", "minifleks"}
    assert all(on < rung.review_on for one in running for rung in one.rungs.order_by("-pk")[:1])
    assert {one.kind for one in MatchList.objects.order_by("pk")} == {"openings", "candidates"}
    tracks = [*(one.track for one in running), *(one.track for one in proposals if one.is_live)]
    turns = Turn.objects.filter(ended_at__isnull=True, track__in=tracks).order_by("pk")
    assert all(turn.due_on is None or turn.due_on >= on for turn in turns)


def test_a_demo_without_the_cast_goes_without_their_work() -> None:
    play_work(SMALL.on, SMALL.years)
    assert not Proposal.objects.exists()
