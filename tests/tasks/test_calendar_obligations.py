import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from helevejen.cases.models import Case, Obligation
from helevejen.cases.rules.obligation_clauses import EVENTS
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligation_reading import SHAPE, UnreadableFacts, read_facts, schema
from helevejen.core import clock
from tests.cast import NOW, TODAY
from tests.factories.citizens import TargetGroupPeriodFactory

FACTS = {
    "birth_date": "1991-04-02",
    "target_groups": [{"group": "2", "from": "2026-02-02"}],
    "benefits": [{"benefit": "kontanthjaelp", "from": "2026-02-02", "until": None}],
    "contact_groups": [{"group": "KG2", "from": "2026-02-02"}],
    "events": [{"kind": "first_contact", "on": "2026-01-30", "source": "telefon"}],
    "meetings": [{"on": "2026-02-05"}, {"on": "2026-03-12", "in_person": False}],
    "pauses": [{"ground": "illness", "from": "2026-04-01", "until": "2026-04-15"}],
    "unknown": ["cv_approved"],
}


@pytest.fixture
def ask(tmp_path):
    def asked(facts, *more):
        path = tmp_path / "facts.json"
        path.write_text(facts if isinstance(facts, str) else json.dumps(facts))
        answer = StringIO()
        call_command("calendar", "obligations", str(path), *more, stdout=answer)
        return answer.getvalue()

    return asked


def test_a_machine_reads_the_obligations(ask):
    answer = json.loads(ask(FACTS, "--on", "2026-05-20", "--json"))
    assert answer["on"] == "2026-05-20"
    by_clause = {one["clause"]: one for one in answer["obligations"]}
    fifth = by_clause["KF-05"]
    assert (fifth["state"], fifth["due"], fifth["done"], fifth["needed"]) == ("open", "2026-08-16", 2, 4)
    assert fifth["law"]["paragraph"] == "§ 31"
    assert fifth["regime"] == "R2026a"
    assert fifth["verified_by"] is None
    paused = "Uret stod stille 14 dage i tiden onsdag den 1. april 2026 – tirsdag den 14. april 2026"
    assert fifth["why"] == [
        "Kommunen holder mindst 4 samtaler i de første 6 måneder af kontaktforløbet.",
        "Der regnes fra mandag den 2. februar 2026: kontaktforløbet begyndte.",
        "Der tælles fra mandag den 2. februar 2026 til og med søndag den 16. august 2026.",
        f"{paused}: Sygdom, meldt til kommunen.",
        "Talt med: 2 af 4.",
        "Lov: lov om en aktiv beskæftigelsesindsats § 31.",
        "Forløbet følger reglerne fra 1. februar 2026.",
        "Ikke gennemgået af en jurist.",
    ]
    assert by_clause["KF-06"]["state"] == "met"
    assert by_clause["CV-02"]["state"] == "elsewhere"


def test_people_read_lines_by_due_day(ask):
    lines = ask(FACTS, "--on", "2026-05-20").splitlines()
    assert lines[0] == "2026-02-06  Opfyldt  KF-06  Første samtale inden 1 uge"
    assert "            Dagen kommer fra: telefon." in lines


def test_without_anything_to_ask_for_it_says_so(ask):
    assert "asks for nothing" in ask({}, "--on", "2026-05-20")
    assert json.loads(ask({}, "--on", "2026-05-20", "--json"))["obligations"] == []


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ("[1", r"no JSON at line 1, column 3"),
        ("[]", r"\$: wanted an object, not a list"),
        ('{"meetings": [], "pauses": [], "meetings": []}', r"'meetings' stands twice in the same object. Keep one"),
        ('\ufeff{"meetings": 3}', r"\$\.meetings: wanted a list"),
        ({"colour": 1}, r"\$\.colour: no such fact. Known are"),
        ({"birth_date": "2/4"}, r"\$\.birth_date: '2/4' is no day. Write it as 2026-02-02"),
        ({"meetings": None}, None),
        ({"meetings": 3}, r"\$\.meetings: wanted a list, not a number"),
        ({"meetings": [3]}, r"\$\.meetings\[0\]: wanted an object"),
        ({"meetings": [{}]}, r"\$\.meetings\[0\]\.on: missing. Write the day it was held"),
        ({"meetings": [{"on": "2026-02-31"}]}, r"\$\.meetings\[0\]\.on: '2026-02-31' is no day"),
        ({"meetings": [{"on": "2026-02-03", "by": "me"}]}, r"\.by: 'me' is unknown. Use one of fund, municipality"),
        ({"meetings": [{"on": "2026-02-03", "in_person": "yes"}]}, r"\.in_person: wanted true or false"),
        ({"meetings": [{"on": "2026-02-03", "place": "x"}]}, r"\.place: no such field. The fields are on, by"),
        ({"target_groups": [{"group": 2, "from": "2026-02-02"}]}, r"\.group: wanted text, not a number"),
        ({"target_groups": [{"group": "99", "from": "2026-02-02"}]}, r"\.group: '99' is unknown. Use one of 1,"),
        ({"benefits": [{"benefit": "x", "from": "2026-02-02"}]}, r"\$\.benefits\[0\]\.benefit: 'x' is unknown"),
        (
            {"benefits": [{"benefit": "dagpenge", "from": "2026-02-02", "until": "2026-02-02"}]},
            r"\.until: 2026-02-02 is not after 2026-02-02",
        ),
        ({"pauses": [{"ground": "weather", "from": "2026-02-02"}]}, r"\.ground: 'weather' is unknown.*say in clauses"),
        ({"exemptions": [{"ground": "KF-99", "from": "2026-02-02"}]}, r"\.ground: 'KF-99' is no exemption"),
        ({"courses": [{"family": "cash", "from": "2026-02-02", "regime": "R1"}]}, r"\.regime: no regime 'R1'"),
        ({"unknown": ["moon"]}, r"\$\.unknown: 'moon' is unknown"),
        ({"unknown": 0}, r"\$\.unknown: wanted a list of texts"),
        ({"target_groups": 0}, r"\$\.target_groups: wanted a list, not a number"),
        ({"target_groups": ""}, r"\$\.target_groups: wanted a list, not a text"),
        ({"target_groups": False}, r"\$\.target_groups: wanted a list, not true or false"),
        ({"meetings": [{"on": "20260202"}]}, r"\.on: '20260202' is no day"),
        ({"meetings": [{"on": "2026-W06-1"}]}, r"\.on: '2026-W06-1' is no day"),
        (
            {"pauses": [{"ground": "x", "from": "2026-02-02", "clauses": ["KF-05", "NO-99"]}]},
            r"\.pauses\[0\]\.clauses: 'NO-99' is no clause. Write an id",
        ),
        (
            {"exemptions": [{"ground": "KF-11", "from": "2026-08-01", "reviewed_on": "2026-07-31"}]},
            r"\.exemptions\[0\]\.reviewed_on: 2026-07-31 is before 2026-08-01",
        ),
        (
            {
                "exemptions": [
                    {"ground": "KF-11", "from": "2026-08-01", "until": "2026-09-01", "reviewed_on": "2026-09-02"}
                ]
            },
            r"\.exemptions\[0\]\.reviewed_on: 2026-09-02 is after 2026-09-01, when it was over",
        ),
        (
            {"events": [{"kind": "access_requested", "on": "0001-01-01"}]},
            r"the year 1 cannot be right. Write one from 1950",
        ),
        ({"events": [{"kind": "access_requested", "on": "9999-12-31"}]}, r"\$\.events\[0\]\.on: the year 9999 cannot"),
        ({"birth_date": "1899-12-31"}, r"\$\.birth_date: the year 1899 cannot be right. Write one from 1900 to 2090"),
        (
            '{"meetings": [{"on": "\\ud800"}]}',
            r'meetings\[0\].on: "\\ud800" has half a letter in it. Write the text again',
        ),
    ],
)
def test_a_fault_names_the_place_and_what_to_do(ask, facts, fault):
    if fault is None:
        assert ask(facts, "--on", "2026-05-20")
        return
    with pytest.raises(CommandError, match=fault):
        ask(facts, "--on", "2026-05-20")


@pytest.mark.parametrize("day", ["1950-01-01", "2090-12-31"])
def test_the_first_and_the_last_day_that_may_stand_in_a_file_are_computed(ask, day):
    events = [{"kind": kind, "on": day} for kind in sorted(EVENTS)]
    held = {"from": day}
    facts = {
        "events": events,
        "target_groups": [{"group": "6", **held}],
        "benefits": [{"benefit": "sygedagpenge", **held}],
    }
    assert ask(facts, "--on", "2200-12-31")


def test_an_empty_day_is_no_day(ask):
    with pytest.raises(CommandError, match="cannot be read as a date"):
        ask(FACTS, "--on", "")


def test_a_file_that_is_not_there_is_told_of(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        call_command("calendar", "obligations", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="Name a file"):
        call_command("calendar", "obligations")


def test_a_pause_of_ones_own_names_what_it_stops(ask):
    facts = FACTS | {"pauses": [{"ground": "Brand", "from": "2026-04-01", "until": "2026-04-08", "clauses": ["KF-05"]}]}
    answer = json.loads(ask(facts, "--on", "2026-05-20", "--json"))
    due = {one["clause"]: one["due"] for one in answer["obligations"]}
    assert (due["KF-05"], due["RP-01"]) == ("2026-08-09", "2026-08-02")


def test_the_schema_names_every_fact_and_what_must_be_there():
    answer = StringIO()
    call_command("calendar", "obligations", "--schema", stdout=answer)
    said = json.loads(answer.getvalue())
    assert said == schema()
    assert set(said["properties"]) == {*SHAPE, "birth_date", "unknown"}
    assert said["properties"]["meetings"]["items"]["required"] == ["on"]


def test_two_target_groups_at_once_are_refused_with_the_place_and_what_to_do():
    rows = [{"group": "6", "from": "2026-04-01"}, {"group": "2", "from": "2026-02-02"}]
    fault = (
        "$.target_groups[0].from: 2026-04-01 is within $.target_groups[1], which holds from 2026-02-02 on. "
        "Only one holds at a time. Write until in $.target_groups[1], the day after its last, or take one of them out."
    )
    with pytest.raises(UnreadableFacts) as refused:
        read_facts(FACTS | {"target_groups": rows}, law=law())
    assert str(refused.value) == fault
    rows[1]["until"] = "2026-04-01"
    assert [one.value for one in read_facts(FACTS | {"target_groups": rows}, law=law()).target_groups] == ["6", "2"]


@pytest.mark.parametrize(
    ("name", "field", "values"),
    [
        ("target_groups", "group", ("6", "2", "3")),
        ("contact_groups", "group", ("2.1", "2.2", "2.3")),
        ("benefits", "benefit", ("dagpenge", "kontanthjaelp", "sygedagpenge")),
    ],
)
def test_of_what_one_has_one_of_two_on_the_same_day_are_refused(name, field, values):
    first, second, third = values
    rows = [
        {field: first, "from": "2026-02-02", "until": "2026-04-01"},
        {field: second, "from": "2026-05-01"},
        {field: third, "from": "2026-03-31", "until": "2026-05-01"},
    ]
    with pytest.raises(UnreadableFacts) as refused:
        read_facts(FACTS | {name: rows}, law=law())
    assert str(refused.value) == (
        f"$.{name}[2].from: 2026-03-31 is within $.{name}[0], which holds from 2026-02-02 until 2026-04-01. "
        f"Only one holds at a time. Write until in $.{name}[0], the day after its last, or take one of them out."
    )
    rows[2]["from"] = "2026-04-01"
    assert len(getattr(read_facts(FACTS | {name: rows}, law=law()), name)) == 3


def test_facts_are_read_as_they_are_given():
    facts = read_facts(FACTS, law=law())
    assert facts.group_on(facts.target_groups[0].from_) == "2"
    assert [meeting.is_in_person for meeting in facts.meetings] == [True, False]
    with pytest.raises(UnreadableFacts):
        read_facts(None, law=law())


@pytest.mark.django_db
def test_the_night_computes_every_open_case_anew(cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="2", valid_from=TODAY - timedelta(days=30))
    answer = StringIO()
    with clock.frozen(NOW):
        call_command("calendar", "recompute", "--json", stdout=answer)
        said = json.loads(answer.getvalue())
        assert said["cases"] == Case.objects.open().count()
        assert said["rows"] == Obligation.objects.current().count() > 0
        again = StringIO()
        call_command("calendar", "recompute", stdout=again)
    assert " 0 obligations changed" in again.getvalue()


@pytest.mark.django_db
def test_the_preview_counts_what_a_change_of_law_does(cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="6", valid_from=date(2026, 10, 5))
    answer, lines = StringIO(), StringIO()
    with clock.frozen(NOW.replace(month=11)):
        call_command("calendar", "preview", "--on", "2027-01-01", "--json", stdout=answer)
        call_command("calendar", "preview", "--on", "2027-01-01", stdout=lines)
        with pytest.raises(CommandError, match="not to come"):
            call_command("calendar", "preview", "--on", "2026-01-01")
    said = json.loads(answer.getvalue())
    assert said["cases"] == 1
    assert {"effect": "appears", "clause": "SD-13", "count": 1} in said["changes"]
    assert "1 cases change on 2027-01-01." in lines.getvalue()


def test_an_obligation_of_a_draft_regime_is_told_as_a_draft_though_its_clause_is_passed(ask):
    facts = {"target_groups": [{"group": "2", "from": "2027-01-04"}]}
    found = json.loads(ask(facts, "--on", "2027-02-01", "--json"))["obligations"]
    interviews = next(one for one in found if one["clause"] == "KF-13")
    assert interviews["regime"] == "R2027"
    assert any(line.startswith("Udkast") for line in interviews["why"])
    assert {one["is_draft"] for one in found if one["regime"] == "R2027"} == {True}
    older = json.loads(ask(FACTS, "--on", "2026-05-20", "--json"))["obligations"]
    assert {one["is_draft"] for one in older} == {False}
