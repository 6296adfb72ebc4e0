"""The copy of everything forgets no table and no field."""

import re

import pytest
from django.apps import apps
from django.utils import translation

from helevejen.privacy import queries
from helevejen.privacy.enums import FIELD_NAMES
from helevejen.privacy.rules import plain
from tests.factories.cases import MeetingFactory, NoticeFactory, NudgeFactory, PlanStepFactory
from tests.walk.world import one_of_everything


def test_every_table_about_a_citizen_is_in_the_copy():
    assert set(queries.paths()) == set(queries.NAMES)


def test_every_field_in_the_copy_has_a_name():
    told = {field.name for label in queries.NAMES for field in queries.fields_told(apps.get_model(label))}
    assert told
    assert told - set(FIELD_NAMES) == set()
    assert set(FIELD_NAMES) - told == set()


@pytest.mark.django_db
def test_rows_at_the_end_of_a_chain_are_found_and_only_ones_own(cast):
    PlanStepFactory(case=cast.aminas_case, text="Mit skridt")
    PlanStepFactory(case=cast.bos_case, text="Bos skridt")
    NudgeFactory(turn=cast.aminas_case.tracks.get().open_turn, note="Min rykker", by=cast.jens)
    record = queries.own_record(cast.amina.pk)
    parts = {part.name: part for part in record.parts}
    assert [row["text"] for row in parts["cases.planstep"].rows] == ["Mit skridt"]
    assert [row["note"] for row in parts["cases.nudge"].rows] == ["Min rykker"]
    assert parts["cases.planstep"].lines[0]
    assert "cpr_index" not in parts["citizens.citizen"].rows[0]


CODE = re.compile(r"[a-z]+(?:_[a-z]+)+|[a-z]+\.[a-z]+:\d+|\d{4}-\d{2}-\d{2}.*|\{.*|[A-Z]+-\d+-.*")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_code_is_in_the_copy_and_every_field_is_named(cast, language):
    one_of_everything(cast)
    NoticeFactory(
        case=cast.aminas_case,
        kind="handover_planned",
        values={"handover_id": 7, "jobformidler": "Mette Dahl", "takes_effect_on": "2026-04-01", "event": "moved"},
    )
    with translation.override(language):
        lines = [line for part in queries.own_record(cast.amina.pk).parts for row in part.lines for line in row]
    assert [line for line in lines if CODE.fullmatch(str(line[1])) or CODE.fullmatch(line[0])] == []
    assert len(lines) > 200


@pytest.mark.django_db
def test_codes_are_said_in_the_citizens_words(cast):
    notice = {"handover_id": 7, "jobformidler": "Mette Dahl", "takes_effect_on": "2026-04-01", "event": "moved"}
    NoticeFactory(case=cast.aminas_case, kind="handover_planned", values=notice)
    MeetingFactory(case=cast.aminas_case, channel="in_person")
    parts = {part.name: part.rows for part in queries.own_record(cast.amina.pk).parts}
    assert parts["cases.turn"][0]["step"] == "Vi ringer til dig og finder tid til den første samtale."
    assert parts["cases.turn"][0]["holder"] == "Din jobformidler"
    assert parts["cases.meeting"][0]["channel"] == "Vi mødes"
    told = "Gælder fra: 1. april 2026; Hvad der skete: samtale flyttet; Jobformidler: Mette Dahl"
    assert parts["cases.notice"][0]["values"] == told
    assert parts["citizens.citizen"][0]["language"] == "dansk"


@pytest.mark.parametrize(
    ("table", "field", "value", "said"),
    [
        ("cases.turn", "step", "no_such_step", "no_such_step"),
        ("cases.decision", "kind", "work_trial", "Virksomhedspraktik"),
        ("cases.decision", "kind", "no_such_kind", "no_such_kind"),
        ("cases.decision", "law_clause", "nothing", "nothing"),
        ("citizens.citizen", "cpr", "1705909996", "170590-9996"),
        ("citizens.citizen", "phone", "75910001", "75 91 00 01"),
        ("citizens.citizen", "phone", "+46 8 123", "+46 8 123"),
        ("citizens.citizen", "language", "xx", "xx"),
        ("cases.note", "text", "we_invite", "we_invite"),
    ],
)
def test_what_is_no_code_stays_as_it_is(table, field, value, said):
    assert plain(table, field, value, of="first_contact") == said
