"""
How well titles are linked to ESCO in the two languages the weights come from, and how fast, beside a plain baseline.

    python -m benchmarks.linking [DATA]              # the table; DATA holds title-linking-dev/ and esco/
    python -m benchmarks.linking --fit [DATA]        # writes weights.py anew

Baseline: char_wb 2–4 TF-IDF, labels ranked by cosine, equal ones in the order of the corpus, as the published one of
MELO. "Encoder" is trained here on ESCO's own names in all languages there are. "Other language" has weights fitted on
the other language only, and is the honest figure; "both" are the weights that come with the engine, which have seen
these titles. Danish titles are never read here.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from helevejen.engines.matching.linking import Encoder, Lexicon, Linker, Named, lexicon_of, trained, weights
from helevejen.engines.matching.linking.features import ENCODED_FEATURES, FEATURES
from helevejen.engines.matching.linking.fitting import Known, fitted, known_titles
from helevejen.engines.matching.linking.sparse import cosines
from helevejen.engines.matching.linking.words import plain

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FOLDERS = {"sv": "swe_q_sv_c_sv", "de": "deu_q_de_c_de"}
SHARE_OF_GROUPS = 0.15
GOAL_A_SECOND = 3_000


class Task:
    """The titles of one language, what they mean, and the names to link them to."""

    def __init__(self, data: Path, language: str, encoder: Encoder | None = None) -> None:
        folder = data / "title-linking-dev" / FOLDERS[language]
        concept = dict(_pairs(folder / "concept_mapping.tsv"))
        text = dict(_pairs(folder / "corpus_elements.tsv"))
        names: dict[str, list[str]] = {}
        for label, uri in concept.items():
            names.setdefault(uri, []).append(text[label])
        codes = codes_of(data, language)
        self.lexicon: Lexicon = lexicon_of(
            [Named(uri, tuple(some), _code(uri, codes), "/isco/" in uri) for uri, some in names.items()], encoder
        )
        meant = {row[0]: concept[row[2]] for row in _rows(folder / "annotations.tsv")}
        queries = _pairs(folder / "queries.tsv")
        self.titles = [title for _number, title in queries]
        self.meant = [meant[number] for number, _title in queries]
        self.known: Known = known_titles(self.lexicon, self.titles, self.meant)


def encoder_of(data: Path) -> tuple[Encoder, float]:
    """Train an encoder on all languages there are; return it with the seconds of processor time that took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
    from helevejen.tasks.esco.reading import read_zips

    read = read_zips(sorted((data / "esco").glob("*.zip")))
    found: dict[str, list[str]] = {}
    for (uri, _language), some in read.names.items():
        if read.concepts[uri].kind.value in {"occupation", "isco_group"}:
            found.setdefault(uri, []).extend(map(plain, some))
    names = [found[uri] for uri in sorted(found)]
    began = time.process_time()
    return trained(names), time.process_time() - began


def codes_of(data: Path, language: str) -> dict[str, str]:
    """Return the ISCO code of each concept in the zip file of a language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helevejen.config.settings")
    from helevejen.tasks.esco.reading import read_zips

    read = read_zips([data / "esco" / f"ESCO-labels-{language}-csv.zip"])
    return {uri: facts.code for uri, facts in read.concepts.items()}


def _code(uri: str, codes: dict[str, str]) -> str:
    return codes.get(uri) or (uri.rsplit("/C", 1)[-1] if "/isco/" in uri else "")


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _pairs(path: Path) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in _rows(path)]


def told(ranks: Sequence[float], offsets: Sequence[float], counts: Sequence[int]) -> str:
    """Return MRR, hits and grouped MAP. A rank or offset of infinity is a title whose concept was not listed."""
    rank = np.array(ranks)
    shares = [
        float(np.mean([i / (offset + i) for i in range(1, n + 1)])) for offset, n in zip(offsets, counts, strict=True)
    ]
    hits = "".join(f"{(rank <= most).mean():9.3f}" for most in (1, 5, 10))
    return f"{(1 / rank).mean():9.3f}{hits}{np.mean(shares):13.3f}"


def by_concept(task: Task, chosen: Sequence[float] | None) -> tuple[str, float]:
    """Link every title; return what came of it and the titles a second of processor time, 20 concepts each."""
    linker = Linker(task.lexicon, chosen)
    sizes = {one.uri: len(one.names) for one in task.lexicon.concepts}
    answered = list(linker.link(task.titles, top=60))
    began = time.process_time()
    for _answers in linker.link(task.titles):
        pass
    seconds = time.process_time() - began
    ranks, offsets = [], []
    for answers, uri in zip(answered, task.meant, strict=True):
        uris = [one.uri for one in answers]
        place = uris.index(uri) if uri in uris else None
        ranks.append(np.inf if place is None else place + 1)
        offsets.append(np.inf if place is None else sum(sizes[one] for one in uris[:place]))
    return told(ranks, offsets, [sizes[uri] for uri in task.meant]), len(task.titles) / seconds


def by_label(task: Task) -> tuple[str, float]:
    """Rank names by their cosine; the first name of the right concept counts."""
    lexicon = task.lexicon
    owner = np.concatenate([np.arange(end - start) for start, end in pairwise(lexicon.layers)])
    numbers = {one.uri: at for at, one in enumerate(lexicon.concepts)}
    began = time.process_time()
    orders = []
    for start in range(0, len(task.titles), 64):
        some = [plain(title) for title in task.titles[start : start + 64]]
        orders += list(np.argsort(-cosines(lexicon.by_letters, some), axis=1, kind="stable"))
    seconds = time.process_time() - began
    ranks, shares = [], []
    for order, uri in zip(orders, task.meant, strict=True):
        places = np.flatnonzero(owner[order] == numbers[uri]) + 1
        ranks.append(float(places[0]))
        shares.append(float(np.mean(np.arange(1, len(places) + 1) / places)))
    rank = np.array(ranks)
    hits = "".join(f"{(rank <= most).mean():9.3f}" for most in (1, 5, 10))
    return f"{(1 / rank).mean():9.3f}{hits}{np.mean(shares):13.3f}", len(task.titles) / seconds


def write_weights(plainly: dict[str, Task], encoded: dict[str, Task]) -> None:
    """Fit on both languages and write the file of the engine."""
    path = Path(weights.__file__)
    text = path.read_text().partition("WEIGHTS: Final = {")[0]
    for head, features, tasks in (
        ("WEIGHTS: Final = {", FEATURES, plainly),
        ("\nENCODED_WEIGHTS: Final = {", ENCODED_FEATURES, encoded),
    ):
        found = fitted([task.known for task in tasks.values()], share_of_groups=SHARE_OF_GROUPS)
        lines = "".join(f'    "{name}": {value:.3f},\n' for name, value in zip(features, found, strict=True))
        text += f"{head}\n{lines}}}\n"
    path.write_text(text)
    print(f"wrote {path}")


def main() -> int:
    """Print the table, or fit."""
    asked = [word for word in sys.argv[1:] if word != "--fit"]
    data = Path(asked[0]) if asked else DATA
    if not (data / "title-linking-dev").exists():
        print(f"{data} has no title-linking-dev: name the folder that holds it and the zip files of ESCO.")
        return 1
    encoder, seconds = encoder_of(data)
    plainly, encoded = ({name: Task(data, name, one) for name in FOLDERS} for one in (None, encoder))
    if "--fit" in sys.argv:
        write_weights(plainly, encoded)
        return 0
    print(f"{'titles':36}{'MRR':>9}{'hit@1':>9}{'hit@5':>9}{'hit@10':>9}{'grouped MAP':>13}{'titles/s':>10}")
    for language in FOLDERS:
        for said, tasks in (("", plainly), (", encoder", encoded)):
            (other,) = (one for name, one in tasks.items() if name != language)
            learnt = fitted([other.known], share_of_groups=SHARE_OF_GROUPS).tolist()
            rows = {"other language": by_concept(tasks[language], learnt), "both": by_concept(tasks[language], None)}
            if not said:
                rows = {"labels by cosine": by_label(tasks[language])} | rows
            for name, (line, speed) in rows.items():
                print(f"{language}, {name + said:32}{line}{speed:10,.0f}")
    print(f"\nThe encoder was trained in {seconds:.0f} s of processor time. Goal: {GOAL_A_SECOND:,} titles a second.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
