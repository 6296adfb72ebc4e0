"""
The English words for the Danish ones: collects every text of the source and keeps the catalogue whole.

`python -m tools.messages` writes new texts to locale/en, `--check` fails on a text that is missing,
untranslated, uncertain (fuzzy) or no longer used. It reads templates and code itself, so that nobody
needs the gettext programs.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/helevejen"
CATALOGUE = SOURCE / "locale/en/LC_MESSAGES/django.po"

_KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "_": None,
    "_p": ((1, "c"), 2),
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_NOTE_TAGS = ("Translators:",)
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
_WIDTH = 100


def main(arguments: list[str]) -> int:
    """Write or check the catalogue."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if the English is not complete")
    asked = parser.parse_args(arguments)
    source = collect()
    known = read_catalogue()
    if asked.check:
        faults = list(find_faults(source, known))
        print("\n".join(faults) if faults else f"{len(source)} texts, all of them in English too")
        return 1 if faults else 0
    known.update(source, no_fuzzy_matching=True, update_header_comment=False)
    known.obsolete.clear()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(
            file, known, width=_WIDTH, omit_header=False, sort_output=True, no_location=False, include_lineno=False
        )
    print(
        f"{len(source)} texts, {sum(1 for message in known if message.id and not is_translated(message))} to translate"
    )
    return 0


def collect() -> Catalog:
    """Return every text the source marks for translation, with the files it stands in."""
    settings.configure(USE_I18N=False)
    catalogue = Catalog()
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "static" in path.parts or "migrations" in path.parts:
            continue
        name = str(path.relative_to(ROOT))
        for _line, text, notes, context in _texts(path, name):
            catalogue.add(text, locations=[(name, 0)], auto_comments=notes, context=context)
    return catalogue


def read_catalogue() -> Catalog:
    """Return the English catalogue as it stands, or an empty one."""
    if not CATALOGUE.exists():
        return Catalog(locale="en", project="helevejen", charset="utf-8")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def find_faults(source: Catalog, known: Catalog) -> Iterator[str]:
    """Yield one line for each text whose English is not in order."""
    for wanted in source:
        if not wanted.id:
            continue
        message = known.get(wanted.id, context=wanted.context)
        place = wanted.locations[0][0]
        if message is None:
            yield f"{place}: not in the catalogue (run: make messages): {wanted.id!r}"
        elif message.fuzzy:
            yield f"{place}: uncertain (fuzzy): {wanted.id!r}"
        elif not is_translated(message):
            yield f"{place}: no English: {wanted.id!r}"
        elif not _same_placeholders(message):
            yield f"{place}: the English fills in other values: {wanted.id!r}"
    for message in known:
        if message.id and source.get(message.id, context=message.context) is None:
            yield f"{CATALOGUE.name}: no longer used (run: make messages): {message.id!r}"


def is_translated(message: Message) -> bool:
    """Return whether each form of the text has its English."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def _same_placeholders(message: Message) -> bool:
    sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    # A singular may leave out its number, so only the last forms are compared.
    return set(_PLACEHOLDER.findall(sources[-1])) == set(_PLACEHOLDER.findall(strings[-1] or ""))


def _texts(path: Path, name: str) -> Iterator[tuple[int, Any, list[str], str | None]]:
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        if "{%" not in content and "{{" not in content:
            return
        # What it gives is words of Python in the shape of the template; its indentation means nothing.
        content = "\n".join(line.strip() for line in templatize(content, origin=name).splitlines())
    yield from extract("python", io.BytesIO(content.encode()), _KEYWORDS, _NOTE_TAGS, {"encoding": "utf-8"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
