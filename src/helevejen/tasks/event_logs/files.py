"""A file's bytes, unpacked, and what kind of log it is."""

from __future__ import annotations

import codecs
import gzip
import zlib
from pathlib import Path
from typing import Final

from helevejen.tasks.event_logs.rows import UnreadableLog

MOST_BYTES: Final = 4 * 1024**3  # unpacked
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


def read_bytes(path: Path) -> bytes:
    """
    Return the content of a file, unpacked when it is packed with gzip.

    Raises:
        UnreadableLog: it cannot be opened or unpacked, is empty, too big, or packed in another way.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise UnreadableLog(f"{path} cannot be opened: {reason}.", "Look at its name and at who may read it.") from None
    if content.startswith(_ZIP):
        raise UnreadableLog(f"{path} is a ZIP archive or a workbook.", "Unpack it, or save it as CSV.")
    if content.startswith(_GZIP):
        content = _unpacked(path)
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise UnreadableLog(f"{path} is empty.", "Export the log again.")
    return content


def is_xml(content: bytes) -> bool:
    """Return whether it begins as XML does."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        content = content.removeprefix(mark)
    return content[:200].replace(b"\0", b"").lstrip().startswith(b"<")


def text_of(content: bytes) -> tuple[str, list[str]]:
    """Return bytes as text, and what should be known of it: UTF-8, UTF-16 with its mark, else Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16"), []
        except UnicodeDecodeError:
            raise UnreadableLog("The file is broken UTF-16.", "Export it again as UTF-8.") from None
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), ["Read as Windows-1252, because it is not UTF-8."]


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableLog(f"{path} is a damaged gzip file.", "Fetch or pack it again.") from None
    if len(content) > MOST_BYTES:
        raise UnreadableLog(f"{path} is over {MOST_BYTES // 1024**3} GB unpacked.", "Split it by case.")
    return content
