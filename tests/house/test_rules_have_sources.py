"""A rule names its source and the page where it is explained in words."""

import ast
import re

from tests.house import tree


def rule_files():
    return [
        path
        for path in tree.python_files()
        if (path.name == "rules.py" or path.parent.name == "rules") and path.name != "__init__.py"
    ]


def public_functions(path):
    module = ast.parse(path.read_text())
    return [node for node in module.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def test_every_public_rule_names_its_source():
    without = [
        f"{tree.name_of(path)}:{function.name}"
        for path in rule_files()
        for function in public_functions(path)
        if "Source:" not in (ast.get_docstring(function) or "")
    ]
    assert without == []


def test_every_page_a_rule_points_at_exists():
    pointed = {match for path in rule_files() for match in re.findall(r"docs/[\w/.-]+\.md", path.read_text())}
    assert pointed
    assert [page for page in sorted(pointed) if not (tree.ROOT / page).exists()] == []


def test_every_page_of_rules_has_a_rule_that_points_at_it():
    pointed = "\n".join(path.read_text() for path in tree.python_files())
    pages = [f"docs/rules/{page.name}" for page in (tree.ROOT / "docs" / "rules").glob("*.md")]
    assert [page for page in pages if page not in pointed] == []
