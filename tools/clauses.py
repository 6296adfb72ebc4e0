"""
Writes the tables at the end of docs/rules/obligations.md, and docs/obligations-facts.md, from the data they tell of.

Usage: python -m tools.clauses [--check]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules" / "obligations.md"
FACTS = ROOT / "docs" / "obligations-facts.md"
MARK = "<!-- Written by python -m tools.clauses; do not edit below. -->\n"

FACTS_HEAD = """# The facts of a case, as JSON

`helevejen calendar obligations FACTS.json --on 2026-05-20 --json` answers with every obligation of the law in one case.
The file holds one object; everything in it may be left out. Days are written 2026-02-02; `until` is the day after the
last. `--schema` prints the same as a JSON Schema. What the clauses mean stands in
[rules/obligations.md](rules/obligations.md).

```json
{
  "birth_date": "1991-04-02",
  "target_groups": [{"group": "2", "from": "2026-02-02"}],
  "benefits": [{"benefit": "kontanthjaelp", "from": "2026-02-02"}],
  "events": [{"kind": "first_contact", "on": "2026-01-30", "source": "phone"}],
  "meetings": [{"on": "2026-02-05"}, {"on": "2026-03-12", "in_person": false}],
  "pauses": [{"ground": "illness", "from": "2026-04-01", "until": "2026-04-15"}]
}
```

Without `courses` they follow from the groups, each with the regime in force on its first day. `unknown` lists what
cannot be seen from where the facts were written: those clocks are answered as followed elsewhere instead of overdue.
Of target groups, contact groups and benefits only one holds at a time: two on the same day are refused.

The answer holds `on` and `obligations`, each with `id`, `clause`, `title`, `kind`, `party`, `state` (open, met,
overdue, not_yet, paused, replaced, exempted, elsewhere or ended), `due`, `opens`, `anchor`, `done`, `needed`,
`met_on`, `law`, `regime`, `is_draft`, `verified_by` and `why`, a list of sentences. Exit code 0; 1 with the place in
the JSON and what to do when the file cannot be used.

"""


def page() -> str:
    """Return the rule page with its tables as the clauses have them now."""
    from helevejen.cases.rules.obligation_law import law

    known = law()
    lines = ["\n## The regimes\n", "| regime | from | until | what changed |", "|---|---|---|---|"]
    lines += [
        f"| {_id(one.id, one.draft)} | {one.valid_from} | {one.valid_until or '–'} | {one.changes_en} |"
        for one in known.regimes
    ]
    lines += [
        "\n## The clauses\n",
        "| id | what | groups | kind | law | from | until | running | source |",
        "|" + "---|" * 9,
    ]
    lines += [
        f"| {_id(one.code, one.is_draft)} | {one.title_en} | {', '.join(one.groups) or 'all'} | {one.kind} "
        f"| {one.citation} | {one.valid_from} | {one.valid_until or '–'} | {one.running} | {one.source_number} |"
        for one in known.clauses
    ]
    lines += ["\n## Exemptions and pauses\n", "| id | ground | stops | from | source |", "|---|---|---|---|---|"]
    grounds: list[Any] = [*known.exemptions, *known.pauses.values()]
    lines += [
        f"| {one.id} | {one.title_en} | {', '.join(one.stops)} | {one.valid_from} | {one.source_number} |"
        for one in grounds
    ]
    lines += [
        "\n## Rules of the same subjects that start no clock\n",
        "| id | rule | law | from | source |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.id} | {one.text_en} | {one.citation} | {one.valid_from} | {one.source_number} |"
        for one in known.without_clock
    ]
    rows = (*known.regimes, *known.clauses, *known.exemptions, *known.pauses.values(), *known.without_clock)
    sources = {one.source_number: one.source for one in rows}
    lines += ["\n## Sources\n", *(f"- {number}: {sources[number]}" for number in sorted(sources))]
    return PAGE.read_text().partition(MARK)[0] + MARK + "\n".join(lines) + "\n"


def _id(code: str, is_draft: bool) -> str:
    return f"{code} (draft)" if is_draft else code


def facts() -> str:
    """Return the page of the facts as the reader has them now."""
    from helevejen.cases.rules.obligation_reading import SHAPE

    lines = ["| fact | field | wanted | what |", "|---|---|---|---|"]
    lines += [
        "| `birth_date` | | day | the birthday |",
        "| `unknown` | | list of codes | what cannot be seen from here |",
    ]
    for name, (_kind, shape) in SHAPE.items():
        for one in shape:
            kind = f"{one.kind}{'' if one.is_required else ', may be left out'}"
            choices = f": {', '.join(one.choices)}" if one.choices else ""
            lines.append(f"| `{name}[]` | `{one.name}` | {kind} | {one.words}{choices} |")
    return FACTS_HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write both pages, or with --check say whether they are what the data says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
    wanted = {PAGE: page(), FACTS: facts()}
    if "--check" in sys.argv:
        wrong = [path.name for path, text in wanted.items() if not path.exists() or path.read_text() != text]
        for name in wrong:
            print(f"{name} is not what the clauses say: run python -m tools.clauses")
        return int(bool(wrong))
    for path, text in wanted.items():
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
