"""Names say what things are, and one page joins the Danish words with them."""

import ast
import re

import pytest
from django.apps import apps

from tests.house import tree

OURS = [model for model in apps.get_models() if model.__module__.startswith("helevejen.")]
GLOSSARY = (tree.ROOT / "docs" / "glossary.md").read_text()
REFUSED_MODULES = {"utils", "helpers", "common", "misc", "manager", "managers", "handlers", "signals", "services"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_stands_in_the_glossary(model):
    assert f"`{model.__name__}`" in GLOSSARY


def test_no_module_has_a_name_that_says_nothing():
    assert [tree.name_of(path) for path in tree.python_files() if path.stem in REFUSED_MODULES] == []


def test_migrations_are_named_after_what_they_do():
    named = re.compile(r"^\d{4}_(initial|[a-z]+(_[a-z0-9]+)+)$")
    migrations = list(tree.SOURCE.rglob("migrations/0*.py"))
    assert migrations
    assert [tree.name_of(path) for path in migrations if not named.match(path.stem) or "_auto_" in path.stem] == []


def test_every_model_has_a_factory():
    text = "\n".join(path.read_text() for path in (tree.ROOT / "tests" / "factories").glob("*.py"))
    written_by_steps_only = {"Access", "AccessSubject", "Event"}
    missing = [m.__name__ for m in OURS if not re.search(rf"class {m.__name__}Factory\b", text)]
    assert sorted(set(missing) - written_by_steps_only) == []


def test_words_to_translate_are_fetched_by_names_the_catalogue_is_collected_by():
    """`tools.messages` knows the functions by their own names and `_`, so that no other name hides a text from it."""
    renamed = [
        f"{tree.name_of(path)}: {one.name} as {one.asname}"
        for path in tree.python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if "gettext" in one.name and one.asname not in {None, "_", "_p"}
    ]
    assert renamed == []
