"""Files and functions stay small; the lists of exceptions may only shrink."""

from tests.house import tree

LONGEST_FILE = 600
LONGEST_FUNCTION = 80
LONGEST_TEMPLATE = 250
MOST_ARGUMENTS = 12  # keyword-only facts of one deed; positional ones are counted by the linter

#: Path of a file over the limit, with its reason.
LONG_FILES: dict[str, str] = {}
#: "path:function" over the limit, with its reason.
LONG_FUNCTIONS: dict[str, str] = {}


def test_no_file_is_longer_than_a_person_reads_at_once():
    long = {tree.name_of(path) for path in tree.python_files() if len(path.read_text().splitlines()) > LONGEST_FILE}
    assert long == set(LONG_FILES)


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{tree.name_of(path)}:{function.name}"
        for path in tree.python_files()
        for function in tree.functions(path)
        if tree.length_of(function) > LONGEST_FUNCTION
    }
    assert long == set(LONG_FUNCTIONS)


def test_no_template_is_longer_than_a_person_reads_at_once():
    long = {tree.name_of(path) for path in tree.templates() if len(path.read_text().splitlines()) > LONGEST_TEMPLATE}
    assert long == set()


def test_the_measure_sees_a_long_function():
    import ast

    body = "\n".join("    x = 1" for _ in range(90))
    (function,) = [node for node in ast.walk(ast.parse(f"def f():\n{body}\n")) if isinstance(node, ast.FunctionDef)]
    assert tree.length_of(function) > LONGEST_FUNCTION
