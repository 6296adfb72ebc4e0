"""
The secrets of one installation: files in the data folder, readable by their owner only.

Four files in `keys/`: `session` signs cookies, `fields` is the ring of keys for encrypted columns,
`blind_index` makes a CPR number searchable without storing it, `seal` signs the ends of the sealed logs.
Whoever holds the database without them reads no CPR number; whoever loses them has lost the encrypted columns for good.
"""

import base64
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32  # AES-256 and HMAC-SHA-256
_HIGHEST_KEY_ID = 255  # the id is stored as one byte before each encrypted value


@dataclass(frozen=True, slots=True)
class Keys:
    """
    The secrets of one installation.

    Attributes:
        session: signs cookies and links.
        fields: key id (1-255) to a key of 32 bytes; the highest id encrypts, all of them decrypt.
        blind_index: 32 bytes; never changed, since every stored index depends on it.
        seal: 32 bytes, the secret half of an Ed25519 key.
    """

    session: str
    fields: dict[int, bytes]
    blind_index: bytes
    seal: bytes


def make_missing_keys(folder: Path) -> list[Path]:
    """Make the key files that are not there, leave the others alone, and return the new ones."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    contents = {
        "session": secrets.token_urlsafe(64),
        "fields": f"1 {_encoded(secrets.token_bytes(KEY_BYTES))}",
        "blind_index": _encoded(secrets.token_bytes(KEY_BYTES)),
        "seal": _encoded(secrets.token_bytes(KEY_BYTES)),
    }
    return [folder / name for name, content in contents.items() if _write_new(folder / name, content)]


def add_field_key(folder: Path) -> int:
    """Add a key to the ring; from the next start on it encrypts, and the older ones still decrypt."""
    path = folder / "fields"
    ring = _read_ring(path)
    key_id = max(ring) + 1
    if key_id > _HIGHEST_KEY_ID:
        raise ImproperlyConfigured(f"{path} is full: key ids end at {_HIGHEST_KEY_ID}")
    with path.open("a", encoding="ascii") as file:
        file.write(f"{key_id} {_encoded(secrets.token_bytes(KEY_BYTES))}\n")
    return key_id


def read_keys(folder: Path) -> Keys:
    """
    Read the four key files.

    Raises:
        ImproperlyConfigured: a file is missing, open to others, or not what it should be.
    """
    return Keys(
        session=_read(folder / "session"),
        fields=_read_ring(folder / "fields"),
        blind_index=_decoded(_read(folder / "blind_index"), folder / "blind_index"),
        seal=_decoded(_read(folder / "seal"), folder / "seal"),
    )


def _write_new(path: Path, content: str) -> bool:
    # Written aside and linked into place: of two workers that start at once one wins, and neither
    # ever reads half a key.
    if path.exists():
        return False
    descriptor, aside = tempfile.mkstemp(dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(content + "\n")
        os.link(aside, path)
    except FileExistsError:
        return False
    finally:
        Path(aside).unlink()
    return True


def _read(path: Path) -> str:
    try:
        content = path.read_text(encoding="ascii").strip()
        is_open_to_others = bool(path.stat().st_mode & 0o077)
    except FileNotFoundError:
        raise ImproperlyConfigured(
            f"The key file {path} is missing. A new installation makes it with 'helevejen make-keys'; an existing one "
            "must have it restored from the backup, or its encrypted columns are lost."
        ) from None
    if is_open_to_others:
        raise ImproperlyConfigured(f"The key file {path} can be read by others; run: chmod 600 {path}")
    if not content:
        raise ImproperlyConfigured(f"The key file {path} is empty")
    return content


def _read_ring(path: Path) -> dict[int, bytes]:
    ring: dict[int, bytes] = {}
    for line in _read(path).splitlines():
        key_id, _, encoded = line.partition(" ")
        if not key_id.isdecimal() or not 1 <= int(key_id) <= _HIGHEST_KEY_ID:
            raise ImproperlyConfigured(f"{path}: each line is a key id (1-{_HIGHEST_KEY_ID}), a blank and a key")
        if int(key_id) in ring:
            raise ImproperlyConfigured(f"{path}: key id {key_id} stands there twice")
        ring[int(key_id)] = _decoded(encoded, path)
    return ring


def _encoded(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _decoded(text: str, path: Path) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        raise ImproperlyConfigured(f"{path}: not a key in base64") from None
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{path}: a key has {KEY_BYTES} bytes, this one has {len(key)}")
    return key
