"""
Draws docs/floors.md from the import contracts in pyproject.toml.

Usage: python -m tools.floors [--check]
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "floors.md"

HEAD = """# The floors of the house

Imports go down. Packages on one floor do not import each other. A package in parentheses is planned, its place is kept.
Drawn by `python -m tools.floors` from the contracts in `pyproject.toml`; do not edit.

"""


def drawn() -> str:
    """Return the page as the contracts have it now."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["name"] == "The floors of the house")["layers"]
    rooms = next(contract for contract in contracts if contract["name"] == "The rooms of an app")["layers"]
    width = max(len(floor) for floor in floors) + 2
    lines = [f"┌{'─' * width}┐"]
    for floor in floors:
        lines += [f"│{floor.center(width)}│", f"├{'─' * width}┤"]
    lines[-1] = f"└{'─' * width}┘"
    others = "\n".join(f"- {contract['name']}" for contract in contracts)
    return (
        f"{HEAD}```\n" + "\n".join(lines) + "\n```\n\n"
        "The rooms of every app, from the one that may see all the others to the one that sees none:\n\n"
        f"```\n{'  →  '.join(room.strip('()') for room in rooms)}\n```\n\nEvery contract that is checked:\n\n{others}\n"
    )


def main() -> int:
    """Write the page, or with --check say whether it is what the contracts draw."""
    if "--check" in sys.argv:
        if PAGE.exists() and PAGE.read_text() == drawn():
            return 0
        print("docs/floors.md is not what the contracts draw: run python -m tools.floors")
        return 1
    PAGE.write_text(drawn())
    return 0


if __name__ == "__main__":
    sys.exit(main())
