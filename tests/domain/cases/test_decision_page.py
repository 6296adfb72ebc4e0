"""The table of clauses in docs/rules/decisions.md is made from the file of clauses."""

import re
from pathlib import Path

from helevejen.cases.rules import decisions as rules

PAGE = Path(__file__).parents[3] / "docs" / "rules" / "decisions.md"
BETWEEN = re.compile(r"(?<=<!-- clauses -->\n).*?(?=<!-- /clauses -->)", re.DOTALL)


def table():
    rows = ["| kind | hearing | clause | law | from | until | checked |", "|---|---|---|---|---|---|---|"]
    for kind in rules.clauses().kinds.values():
        for law in kind.laws:
            until = law.valid_until or "–"
            checked = law.verified_by or "not yet"
            link = f"[{law.citation}]({law.source})"
            rows.append(
                f"| {kind.name_da} ({kind.name_en}) | `{kind.hearing}` | `{law.id}` | {link} | {law.valid_from} "
                f"| {until} | {checked} |"
            )
    return "\n" + "\n".join(rows) + "\n\n"


def test_the_page_shows_the_clauses_there_are():
    [shown] = BETWEEN.findall(PAGE.read_text())
    assert shown == table(), f"put this between the marks of {PAGE.name}:\n{table()}"
