"""The docstring of an engine's public function names just the arguments it has."""

import ast
import re

from tests.house import tree


def public_functions():
    for path in tree.python_files(tree.SOURCE / "engines"):
        if path.name.startswith("_") and path.name != "__init__.py":
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield path, node


def documented(docstring):
    match = re.search(r"^Args:\n((?:[ ]{4,}.*\n?|\n)+)", docstring, re.MULTILINE)
    return set(re.findall(r"^ {4}\*{0,2}(\w+)(?: \(.*?\))?:", match[1], re.MULTILINE)) if match else set()


def test_arguments_in_the_docstring_are_those_of_the_signature():
    wrong = {}
    for path, function in public_functions():
        docstring = ast.get_docstring(function) or ""
        arguments = {a.arg for a in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]}
        named = documented(docstring)
        if "Args:" in docstring and named != arguments:
            wrong[f"{tree.name_of(path)}:{function.name}"] = named ^ arguments
    assert wrong == {}


def test_every_public_function_of_an_engine_is_documented():
    assert [f"{tree.name_of(p)}:{f.name}" for p, f in public_functions() if not ast.get_docstring(f)] == []


def test_every_fast_engine_has_a_slow_twin_in_the_tests():
    files = tree.python_files(tree.SOURCE / "engines")
    fast = {path.parent.name for path in files if "import numpy" in path.read_text()}
    assert fast
    assert [name for name in sorted(fast) if not (tree.ROOT / "tests" / "engines" / name / "naive.py").exists()] == []
