"""The copy of everything forgets no table and no field."""

import pytest
from django.apps import apps

from helevejen.privacy import queries
from helevejen.privacy.enums import FIELD_NAMES
from tests.factories.cases import NudgeFactory, PlanStepFactory


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
