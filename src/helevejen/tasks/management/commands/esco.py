"""`helevejen esco import|starter|train|link`: the words for work, and titles linked to them."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.tasks.command import HelpFormatter, HouseCommand
from helevejen.tasks.esco.encoders import encoder_there, names_of_database, train
from helevejen.tasks.esco.linking import Words, linked, words_of_database, words_of_zips
from helevejen.tasks.esco.reading import read_zips
from helevejen.tasks.esco.starter import read_starter
from helevejen.taxonomy.actions import Laid, import_classification, keep_nearness
from helevejen.taxonomy.enums import ATTRIBUTION, ConceptKind
from helevejen.taxonomy.queries import is_nearness_known, kinds_of
from helevejen.taxonomy.rules import Classification
from helevejen.taxonomy.run import nearness

_MOST_ASKED = 60
_LINE_END = re.compile(r"\r\n|\n|\r")


class Command(HouseCommand):
    help = f"Import the ESCO classification, or link titles to it. {ATTRIBUTION}"
    example = "helevejen esco link --lang da --top 5 titles.txt"

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        importing = self._deed(deeds, "import", "import the official zip files, in any languages", "ESCO-*.zip")
        importing.add_argument("files", nargs="+", type=Path, metavar="FILE.zip", help="as the ESCO portal gives them")
        self.add_json_option(importing)
        starting = self._deed(
            deeds, "starter", "lay the small starter of our own: 150 occupations and their skills", ""
        )
        self.add_json_option(starting)
        training = self._deed(
            deeds,
            "train",
            "train an encoder on the names that were imported, so that link finds more; a minute, once",
            "",
        )
        self.add_json_option(training)
        linking = self._deed(deeds, "link", "rank the concepts each title may mean", "--lang da --json titles.txt")
        linking.add_argument("file", metavar="FILE", help="one title a line, UTF-8; - for standard input")
        linking.add_argument("--lang", default="da", metavar="XX", help="the language of the titles (%(default)s)")
        linking.add_argument("--labels", metavar="XX", help="the language to show concepts in (that of the titles)")
        linking.add_argument("--top", type=int, default=20, metavar="N", help="at most so many a title, up to 60 (20)")
        linking.add_argument(
            "--zip", nargs="+", type=Path, default=[], dest="zips", metavar="FILE.zip", help="read these, no database"
        )
        linking.add_argument(
            "--no-encoder", action="store_true", help="do without the encoder, where one has been trained"
        )
        linking.add_argument("--json", action="store_true", dest="as_json", help="one JSON object a line, for machines")

    @staticmethod
    def _deed(deeds: Any, name: str, does: str, example: str) -> CommandParser:
        return deeds.add_parser(  # type: ignore[no-any-return]
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}. docs/engines/linking.md has the method. {ATTRIBUTION}",
            epilog=f"Example:\n  helevejen esco {name} {example}".rstrip(),
            formatter_class=HelpFormatter,
        )

    def handle(self, *_args: object, **options: Any) -> None:
        getattr(self, f"_{options['deed']}")(options)

    def _import(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        self._lay(read_zips(options["files"], tell=self.note), began, options)

    def _starter(self, options: dict[str, Any]) -> None:
        self._lay(read_starter(), time.monotonic(), options)

    def _lay(self, read: Classification, began: float, options: dict[str, Any]) -> None:
        _refuse_other_kinds(read)
        laid = import_classification(read, tell=lambda what: self.note(f"laying {what}"))
        if not laid.is_nothing or not is_nearness_known():
            self.note("what is near")
            keep_nearness(nearness())
        seconds = time.monotonic() - began
        if options["as_json"]:
            counts = {name: getattr(laid, name) for name in Laid.__slots__}
            self.say_json(counts | {"seconds": round(seconds, 1)})
            return
        if laid.is_nothing:
            self.say(f"Everything was there already ({seconds:.1f} s).")
        else:
            self.say(
                f"Laid {laid.concepts:,} concepts ({laid.changed:,} changed), {laid.names:,} names, {laid.skills:,} "
                f"skills of occupations and {laid.broader:,} places in the hierarchy; took away {laid.names_gone:,} "
                f"names, {laid.skills_gone:,} skills and {laid.broader_gone:,} places, in {seconds:.1f} s."
            )
        self.say(ATTRIBUTION)

    def _train(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        names = names_of_database()
        path = train(names, tell=self.note)
        seconds, counted = time.monotonic() - began, sum(map(len, names))
        if options["as_json"]:
            self.say_json({"concepts": len(names), "names": counted, "file": str(path), "seconds": round(seconds, 1)})
        else:
            self.say(f"Trained on {counted:,} names of {len(names):,} concepts in {seconds:.1f} s. Kept in {path}.")

    def _link(self, options: dict[str, Any]) -> None:
        if not 1 <= options["top"] <= _MOST_ASKED:
            raise CommandError(f"--top is from 1 to {_MOST_ASKED}.", returncode=2)
        titles = _titles(options["file"])
        for one in linked(self._words(options), titles, top=options["top"]):
            if options["as_json"]:
                self.say(json.dumps(one, ensure_ascii=False))
            else:
                self._show(one)

    def _words(self, options: dict[str, Any]) -> Words:
        language = options["lang"].lower()
        shown_in = (options["labels"] or language).lower()
        encoder = None if options["no_encoder"] else encoder_there()
        if options["zips"]:
            return words_of_zips(options["zips"], language, shown_in, encoder, tell=lambda _what: None)
        return words_of_database(language, shown_in, encoder)

    def _show(self, one: dict[str, Any]) -> None:
        self.say(one["title"])
        for concept in one["concepts"]:
            by = "" if concept["found_by"] == concept["label"] else f"  ({concept['found_by']})"
            self.say(f"  {concept['score']:.3f}  {concept['label']}{by}  {concept['uri']}")


def _refuse_other_kinds(read: Classification) -> None:
    """
    Refuse files in which a skill of the database is an occupation, or the other way round.

    Raises:
        CommandError: nothing has been written.
    """
    known = kinds_of(read.concepts)
    for uri, facts in read.concepts.items():
        if {known.get(uri), facts.kind} == {ConceptKind.OCCUPATION, ConceptKind.SKILL}:
            raise CommandError(
                f"{uri} is of the kind {facts.kind} in the files and {known[uri]} here. Get the files again from the "
                "ESCO portal. Nothing has been imported."
            )


def _titles(name: str) -> list[str]:
    """
    Return the lines of a file, empty ones too, so that answers stand as the lines do; only line ends part them.

    Raises:
        CommandError: it cannot be read as UTF-8.
    """
    try:
        text = (sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise CommandError(f"{name}, byte {fault.start}: it is not UTF-8. Save it as UTF-8 and try again.") from None
    except OSError as fault:
        raise CommandError(f"{name}: it cannot be read ({fault.strerror}). Check the path.") from None
    lines = _LINE_END.split(text)
    return [line.strip() for line in (lines if lines[-1] else lines[:-1])]
