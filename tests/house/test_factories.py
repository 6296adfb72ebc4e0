"""The rows the tests are made of are themselves what the database accepts."""

import importlib

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests.cast import Cast

_ONLY_ONE_ROW = {"accounts.Installation"}
_APPS = (
    "accounts",
    "audit",
    "caseload",
    "cases",
    "citizens",
    "companies",
    "ledger",
    "placements",
    "places",
    "profiles",
    "proposals",
    "recruitment",
    "suggestions",
    "taxonomy",
)


def _factories() -> list[type[DjangoModelFactory]]:
    modules = [importlib.import_module(f"tests.factories.{app}") for app in _APPS]
    found = [one for module in modules for one in vars(module).values() if _is_of(one, module.__name__)]
    return sorted(found, key=lambda factory: factory._meta.model._meta.label)


def _is_of(thing: object, module: str) -> bool:
    return isinstance(thing, type) and issubclass(thing, DjangoModelFactory) and thing.__module__ == module


def test_every_model_has_a_factory() -> None:
    models = {model._meta.label for app in _APPS for model in apps.get_app_config(app).get_models()}

    assert models - {one._meta.model._meta.label for one in _factories()} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("factory", _factories(), ids=lambda factory: factory._meta.model._meta.label)
def test_a_factory_makes_two_rows_that_the_database_accepts(factory: type[DjangoModelFactory]) -> None:
    one, other = factory(), factory()

    assert (one.pk == other.pk) == (one._meta.label in _ONLY_ONE_ROW)


def test_the_cast_stands_in_its_relations(cast: Cast) -> None:
    assert cast.aminas_case.jobformidler == cast.jens
    assert cast.jens.relations.get().citizen == cast.amina
    assert cast.aminas_case.tracks.get().open_turn.holder_user == cast.jens
