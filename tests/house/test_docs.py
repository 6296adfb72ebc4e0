"""What the documents promise to hold, they hold."""

import re

from tests.house import tree

OPERATIONS = (tree.ROOT / "docs" / "operations.md").read_text()


def test_every_environment_variable_is_documented():
    used = set()
    for path in tree.python_files(tree.SOURCE / "config"):
        used |= set(re.findall(r"[\"']((?:HELEVEJEN_[A-Z_]+|DATABASE_URL|PORT|HOST))[\"']", path.read_text()))
    assert used
    assert [name for name in sorted(used) if f"`{name}`" not in OPERATIONS] == []


def test_the_example_of_the_environment_holds_what_the_commands_need_and_nothing_undocumented():
    example = (tree.ROOT / "deploy" / "helevejen.env.example").read_text()
    named = re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)
    assert {"DATABASE_URL", "HELEVEJEN_DATA", "HELEVEJEN_HOSTS"} <= set(named)
    assert [name for name in named if f"`{name}`" not in OPERATIONS] == []


def test_links_between_documents_lead_somewhere():
    broken = []
    pages = [*tree.ROOT.glob("*.md"), *(tree.ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text()):
            if not (page.parent / target).exists():
                broken.append(f"{tree.name_of(page)} → {target}")
    assert broken == []


def test_decisions_are_numbered_without_holes():
    numbers = sorted(int(page.name[:4]) for page in (tree.ROOT / "docs" / "adr").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_package_says_what_it_owns():
    silent = [
        tree.name_of(path)
        for path in tree.SOURCE.rglob("__init__.py")
        if not {"migrations", "management", "commands", "templatetags"} & set(path.parts)
        and not path.read_text().lstrip().startswith('"""')
    ]
    assert silent == []
