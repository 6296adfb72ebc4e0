"""Every field of every model of ours is classified, and nothing is classified that is not there."""

import pytest
from django.apps import apps
from django.db import models

from helevejen.core.personal import Retention, personal, unclassified_fields, unknown_fields

OURS = [model for model in apps.get_models() if model.__module__.startswith("helevejen.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model):
    assert unclassified_fields(model) == []
    assert unknown_fields(model) == []


def test_a_field_nobody_has_classified_is_found():
    class Planted(models.Model):
        secret = models.TextField()
        known = models.TextField()
        personal = personal(Retention.WITH_CITIZEN, A="known gone")

        class Meta:
            app_label = "planted"
            managed = False

        def __str__(self):
            return ""

    assert unclassified_fields(Planted) == ["secret"]
    assert unknown_fields(Planted) == ["gone"]


def test_there_are_models_to_look_at():
    assert len(OURS) > 30


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_model_keeps_a_score_of_a_person(model):
    """No risk score, profile or ranking of citizens is stored, ever (Datatilsynet 2022; AI Act, annex III)."""
    forbidden = ("risk", "score", "likelihood", "probab", "propensity", "ranking", "predict")
    names = [field.name.lower() for field in model._meta.concrete_fields]
    assert [name for name in names if any(word in name for word in forbidden)] == []
