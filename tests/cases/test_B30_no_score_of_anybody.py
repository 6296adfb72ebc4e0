"""B30. Asta: a profile of the unemployed could not rest on their consent, and was stopped."""

import re

import pytest
from django.apps import apps
from django.db.models import FloatField

from helevejen.privacy.queries import paths
from tests.house import tree

SCORE = re.compile(
    r"risk|score|profil|probab|predict|likelihood|propensity|ranking|rating|sandsynlig|chance|prognos", re.IGNORECASE
)
#: A profile here is what somebody has said, one fact a row, with who said it; nothing in it is worked out.
SAID = {"ProfileFact"}
FEELING = re.compile(r"emotion|sentiment|mood|ethnic|nationality|origin|religio|politic", re.IGNORECASE)


@pytest.mark.parametrize("label", sorted(paths()))
def test_no_table_about_a_citizen_holds_a_score_or_a_guess(label):
    fields = apps.get_model(label)._meta.get_fields()
    names = [field.name for field in fields if getattr(field, "concrete", False)]
    assert [name for name in names if SCORE.search(name) or FEELING.search(name)] == []
    assert [field.name for field in fields if isinstance(field, FloatField)] == [], "a share of somebody is a score"


def test_no_table_is_about_scores():
    ours = [model.__name__ for model in apps.get_models() if model.__module__.startswith("helevejen.")]
    assert {name for name in ours if SCORE.search(name)} == SAID


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_is_called_a_profile_was_said_by_somebody(name):
    fact = next(model for model in apps.get_models() if model.__name__ == name)
    for said in ("source", "written_by", "written_at"):
        assert not fact._meta.get_field(said).null, said


def test_no_function_scores_a_citizen():
    apps_about_people = [tree.SOURCE / name for name in ("citizens", "profiles", "cases", "caseload", "recruitment")]
    scoring = [
        f"{tree.name_of(path)}: {function.name}"
        for folder in apps_about_people
        for path in tree.python_files(folder)
        for function in tree.functions(path)
        if re.search(r"risk|score|predict|propensity", function.name)
    ]
    assert scoring == []


@pytest.mark.parametrize("word", ["risk_score", "profile", "job_probability", "sandsynlighed", "ranking"])
def test_a_score_would_be_found(word):
    assert SCORE.search(word)
