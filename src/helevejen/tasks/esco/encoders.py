"""The encoder of names: trained on what the database or zip files have, and kept in a file of the data folder."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Final

import numpy as np
from django.conf import settings
from django.core.management.base import CommandError

from helevejen.engines.matching.linking import Encoder, TooFewNames, trained
from helevejen.engines.matching.linking.encoder import BITS, SIZE
from helevejen.engines.matching.linking.words import plain
from helevejen.tasks.esco.reading import Tell
from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.queries.names import names_of_kinds

ENCODED: Final = (ConceptKind.OCCUPATION, ConceptKind.ISCO_GROUP)
_TRAIN: Final = "Train it again: helevejen esco train."


def path_of_encoder() -> Path:
    """Return where this installation keeps its encoder."""
    return Path(settings.DATA_FOLDER) / "esco-encoder.npz"


def names_of_database() -> list[list[str]]:
    """Return the names of each current occupation and group of the database, plain, in all its languages."""
    return [[plain(name) for name in names] for names in names_of_kinds(ENCODED).values()]


def train(names: list[list[str]], *, tell: Tell) -> Path:
    """
    Train an encoder and keep it; the one before is replaced when the new one is whole.

    Raises:
        CommandError: there are too few names to learn from.
    """
    try:
        encoder = trained(names, tell=lambda done, of: tell(f"training {100 * done // of} %"))
    except TooFewNames:
        raise CommandError(
            "There are no occupations with several names to learn from. Import them first: helevejen esco import "
            "ESCO-*.zip, best in several languages."
        ) from None
    path = path_of_encoder()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as file:
        np.savez_compressed(file, table=encoder.table.astype(np.float16))
    Path(file.name).replace(path)
    return path


def encoder_there() -> Encoder | None:
    """
    Return the encoder of this installation, None where none has been trained.

    Raises:
        CommandError: the file is no encoder of this version.
    """
    path = path_of_encoder()
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            table = kept["table"].astype(np.float32)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as fault:
        raise CommandError(f"{path}: it cannot be read as an encoder ({fault}). {_TRAIN}") from None
    if table.shape != (1 << BITS, SIZE):
        raise CommandError(f"{path}: it is the encoder of another version. {_TRAIN}")
    return Encoder(table)
