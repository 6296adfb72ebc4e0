"""The zip files of ESCO as the Commission publishes them, read whole and checked before anything is written."""

from __future__ import annotations

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from django.core.management.base import CommandError

from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.rules import Classification, ConceptFacts

Tell = Callable[[str], None]
Row = dict[str, str]

_NAMED: Final = re.compile(r"^(?P<what>[A-Za-z]+?)(?:_(?P<language>[a-z]{2}(?:-[a-z]{2})?))?\.csv$")
_MOST_BYTES: Final = 500_000_000  # unpacked; the whole of ESCO in one language is 45 MB
_URI: Final = re.compile(r"^https?://[!-~]{1,112}$")
_LONGEST_NAME: Final = 250  # a letter may become two where names are looked up
_LONGEST_CODE = 20
_KIND_OF_WORD: Final = {
    "Occupation": ConceptKind.OCCUPATION,
    "ISCOGroup": ConceptKind.ISCO_GROUP,
    "KnowledgeSkillCompetence": ConceptKind.SKILL,
    "SkillGroup": ConceptKind.SKILL_GROUP,
}
_KIND_OF_FILE: Final = {
    "occupations": ConceptKind.OCCUPATION,
    "ISCOGroups": ConceptKind.ISCO_GROUP,
    "skills": ConceptKind.SKILL,
    "skillGroups": ConceptKind.SKILL_GROUP,
}
_HIERARCHIES: Final = {"broaderRelationsOccPillar", "broaderRelationsSkillPillar"}
_RELATIONS: Final = "occupationSkillRelations"
_GET_IT: Final = "Get the file again from the ESCO portal (esco.ec.europa.eu, Download, CSV)."


class UnreadableZip(CommandError):
    """A file is no zip of ESCO, or something in it is not as the Commission publishes it. Nothing has been written."""

    def __init__(self, place: str, problem: str, remedy: str = _GET_IT) -> None:
        super().__init__(f"{place}: {problem} {remedy} Nothing has been imported.")


def read_zips(paths: Iterable[Path], *, tell: Tell = lambda _what: None) -> Classification:
    """
    Return what the files say together; of two that name a concept in one language the last decides.

    Raises:
        UnreadableZip: with the file, the row and the remedy.
    """
    found = Classification()
    for path in paths:
        try:
            with zipfile.ZipFile(path) as packed:
                _read_zip(path, packed, found, tell)
        except FileNotFoundError:
            raise UnreadableZip(str(path), "there is no such file.", "Check the path.") from None
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError) as fault:
            raise UnreadableZip(str(path), f"it cannot be unpacked ({fault}).") from None
        except OSError as fault:
            raise UnreadableZip(str(path), f"it cannot be read ({fault.strerror}).", "Check the path.") from None
    return found


def _read_zip(path: Path, packed: zipfile.ZipFile, found: Classification, tell: Tell) -> None:
    wanted = [(info, named) for info in packed.infolist() if (named := _wanted(info.filename))]
    if not wanted:
        raise UnreadableZip(
            str(path),
            "it holds no file of occupations, skills, ISCO groups or relations.",
            "Is it a zip of ESCO? " + _GET_IT,
        )
    if sum(info.file_size for info, _named in wanted) > _MOST_BYTES:
        raise UnreadableZip(str(path), f"unpacked it is over {_MOST_BYTES:,} bytes.")
    for info, (what, language) in sorted(wanted, key=lambda one: one[0].filename):
        tell(f"{path.name}: {PurePosixPath(info.filename).name}")
        place = f"{path}, {info.filename}"
        with packed.open(info) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
            _read_file(place, what, language, text, found)


def _wanted(name: str) -> tuple[str, str] | None:
    match = _NAMED.match(PurePosixPath(name).name)
    if match is None:
        return None
    what, language = match["what"], match["language"] or ""
    if what in _KIND_OF_FILE:
        return (what, language) if language else None
    return (what, language) if what in _HIERARCHIES or what == _RELATIONS else None


def _read_file(place: str, what: str, language: str, text: io.TextIOWrapper, found: Classification) -> None:
    if what in _KIND_OF_FILE:
        _read_concepts(place, _KIND_OF_FILE[what], language, text, found)
    elif what == _RELATIONS:
        _read_relations(place, text, found)
    else:
        _read_hierarchy(place, text, found)


def _rows(place: str, text: io.TextIOWrapper, columns: Iterable[str]) -> Iterator[tuple[int, Row]]:
    """Yield the rows with their line; a row too short or too long, or bytes that are no text, stop everything."""
    reader = csv.DictReader(text, strict=True)
    try:
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise UnreadableZip(f"{place}, row 1", f"the column {missing[0]} is missing.")
        if twice := [name for name, times in Counter(reader.fieldnames).items() if times > 1]:
            raise UnreadableZip(f"{place}, row 1", f"the column {twice[0]} stands there twice.")
        for row in reader:
            if None in row or None in row.values():
                raise UnreadableZip(f"{place}, line {reader.line_num}", "the row has not as many values as columns.")
            yield reader.line_num, row
    except UnicodeDecodeError:
        raise UnreadableZip(f"{place}, after line {reader.line_num}", "it is not UTF-8.") from None
    except csv.Error as fault:
        raise UnreadableZip(f"{place}, line {reader.line_num}", f"it is no CSV ({fault}).") from None


def _uri(place: str, line: int, row: Row, column: str) -> str:
    uri = row[column].strip()
    if not _URI.match(uri):
        raise UnreadableZip(f"{place}, line {line}, {column}", f"{uri[:60]!r} is no URI of a concept.")
    return uri


def _read_concepts(place: str, kind: ConceptKind, language: str, text: io.TextIOWrapper, found: Classification) -> None:
    for line, row in _rows(place, text, ("conceptUri", "preferredLabel", "altLabels")):
        uri = _uri(place, line, row, "conceptUri")
        names = names_of(row["preferredLabel"], row["altLabels"])
        if too_long := [name for name in names if len(name) > _LONGEST_NAME]:
            raise UnreadableZip(f"{place}, line {line}", f"a name is over {_LONGEST_NAME} letters: {too_long[0][:60]}…")
        if strange := [name for name in names if "\x00" in name]:
            raise UnreadableZip(
                f"{place}, line {line}", f"a name holds a character that is no text: {strange[0][:60]!r}."
            )
        code = row.get("code") or row.get("iscoGroup") or ""
        if len(code) > _LONGEST_CODE:
            raise UnreadableZip(f"{place}, line {line}", f"a code is over {_LONGEST_CODE} letters: {code[:40]}…")
        is_knowledge, is_current = row.get("skillType") == "knowledge", row.get("status") != "obsolete"
        facts = ConceptFacts(kind, code, is_knowledge, is_current)
        old = found.concepts.get(uri)
        if old and {old.kind, kind} == {ConceptKind.OCCUPATION, ConceptKind.SKILL}:
            raise UnreadableZip(f"{place}, line {line}", f"{uri} is both an occupation and a skill.")
        found.concepts[uri] = _together(old, facts) if old else facts
        if names:
            found.names[uri, language] = names


def _together(old: ConceptFacts, new: ConceptFacts) -> ConceptFacts:
    """Join what two files say of a concept; only some have the type of a skill and the status."""
    return ConceptFacts(
        new.kind, new.code or old.code, old.is_knowledge or new.is_knowledge, old.is_current and new.is_current
    )


def names_of(preferred: str, others: str) -> list[str]:
    """
    Return the names of a concept, the preferred first and none twice; the others stand one a line.

    Examples:
        >>> names_of("kok", "kok\\nskibskok\\n")
        ['kok', 'skibskok']
    """
    texts = (" ".join(text.split()) for text in (preferred, *others.splitlines()))
    return list(dict.fromkeys(text for text in texts if text))


def _read_relations(place: str, text: io.TextIOWrapper, found: Classification) -> None:
    for line, row in _rows(place, text, ("occupationUri", "relationType", "skillUri")):
        occupation, skill = _uri(place, line, row, "occupationUri"), _uri(place, line, row, "skillUri")
        if row["relationType"] not in {"essential", "optional"}:
            raise UnreadableZip(f"{place}, line {line}, relationType", f"{row['relationType']!r} is not known.")
        found.note(occupation, ConceptKind.OCCUPATION)
        if row.get("skillType") == "knowledge" and skill not in found.concepts:
            found.concepts[skill] = ConceptFacts(ConceptKind.SKILL, is_knowledge=True)
        found.note(skill, ConceptKind.SKILL)
        is_essential = row["relationType"] == "essential"
        found.skills[occupation, skill] = found.skills.get((occupation, skill), False) or is_essential


def _read_hierarchy(place: str, text: io.TextIOWrapper, found: Classification) -> None:
    for line, row in _rows(place, text, ("conceptType", "conceptUri", "broaderType", "broaderUri")):
        narrower, broader = _uri(place, line, row, "conceptUri"), _uri(place, line, row, "broaderUri")
        for uri, word in ((narrower, row["conceptType"]), (broader, row["broaderType"])):
            if word not in _KIND_OF_WORD:
                raise UnreadableZip(f"{place}, line {line}", f"the type {word!r} is not known.")
            found.note(uri, _KIND_OF_WORD[word])
        if narrower != broader:
            found.broader.add((narrower, broader))
