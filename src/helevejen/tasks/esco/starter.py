"""The starter of our own: about 150 occupations of ESCO and their skills, for the demo and for a first day."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.rules import Classification, ConceptFacts

_LANGUAGES = ("da", "en")


def read_starter() -> Classification:
    """Return the starter: ESCO's own URIs, codes, names and relations; the Danish names of skills are ours."""
    text = (resources.files("helevejen.tasks.esco") / "starter.json").read_text(encoding="utf-8")
    content = json.loads(text)
    read = Classification(is_partial=True)
    skills = [one["uri"] for one in content["skills"]]
    for kind, rows in (
        (ConceptKind.ISCO_GROUP, content["groups"]),
        (ConceptKind.SKILL, content["skills"]),
        (ConceptKind.OCCUPATION, content["occupations"]),
    ):
        for row in rows:
            _read_concept(kind, row, read)
    groups = {row["code"]: row["uri"] for row in content["groups"]}
    for row in content["occupations"]:
        read.broader.add((row["uri"], groups[row["code"].split(".")[0]]))
        for is_essential in (True, False):
            asked = row["essential" if is_essential else "optional"]
            read.skills |= {(row["uri"], skills[place]): is_essential for place in asked}
    return read


def _read_concept(kind: ConceptKind, row: dict[str, Any], read: Classification) -> None:
    uri = row["uri"]
    read.concepts[uri] = ConceptFacts(kind, row.get("code", ""), row.get("knowledge", False))
    for language in _LANGUAGES:
        if language in row:
            read.names[uri, language] = row[language]
        if f"own_{language}" in row:
            read.own_names[uri, language] = row[f"own_{language}"]
