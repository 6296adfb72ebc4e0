"""Codes of a placement in words, for the citizen's copy of everything."""

from __future__ import annotations

from helevejen.placements.rules.durations import duration_clauses
from helevejen.recruitment.enums import Consideration


def considerations_in_words(value: str) -> str:
    """Return a stored list of considerations as people read it; what is no code stays as it is."""
    codes = [code.strip(" '\"") for code in value.strip("[]").split(",")]
    return ", ".join(str(Consideration(code).label) if code in Consideration.values else code for code in codes if code)


def clause_in_words(value: str) -> str:
    """Return the act and paragraph of a clause with its number; a number nobody knows stays as it is."""
    known = next((one for one in duration_clauses() if one.id == value), None)
    return f"{known.act} {known.paragraph} ({known.id})" if known else value
