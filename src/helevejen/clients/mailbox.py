"""
The mailbox people write to: fetched by IMAP, or handed in message by message by a mail server.

A mail is parsed to plain words and files here; what it means is decided above. Everything in it was written by
strangers: sizes are limited before anything is read, and what cannot be read is left out by name, never guessed.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses, parseaddr
from html.parser import HTMLParser
from typing import Final, TypeVar
from urllib.parse import unquote, urlsplit

_T = TypeVar("_T")

_PORTS: Final = {"imap": 143, "imap+tls": 143, "imaps": 993}
_SECONDS: Final = 30
_MOST_HEADER_LETTERS: Final = 2_000
_BLOCKS: Final = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table"})
_UNSEEN_WORDS: Final = frozenset({"script", "style", "head", "title"})


class MailboxFailed(Exception):
    """The mailbox cannot be reached, or does not let us in."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that came with a mail, by the name it said it had."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """
    One mail in plain words.

    Attributes:
        message_id: As its sender wrote it; may be empty.
        sender: The address it says it is from, in small letters; empty when there is none. It proves nothing.
        recipients: Every address it says it went to, and those it was delivered to.
        headers: The others, with their names in small letters; of several the last.
        text: What was written, without markup.
        is_cut: The mail was too large, and only its head was read.
        is_rough: It is written so wrongly that it was read as far as it goes; somebody should look at it.
    """

    message_id: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    files: tuple[MailFile, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes = b""
    is_cut: bool = False
    is_rough: bool = False


def parse(raw: bytes, *, is_cut: bool = False) -> ReceivedMail:
    """Return a mail as it came over the wire in plain words. Whatever it is, this does not fail."""
    try:
        return _read(raw, is_cut=is_cut)
    except Exception:  # noqa: BLE001 - Python's parser of headers raises all kinds of faults on what strangers write
        return _read_roughly(raw, is_cut=is_cut)


class Mailbox:
    """
    An IMAP mailbox. What has been received is marked as read; what failed is left unread, with a flag.

    Args:
        url: imaps://, imap+tls:// (STARTTLS) or imap:// with user:password@host:port/folder. No folder is INBOX.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise MailboxFailed("HELEVEJEN_INBOX_URL is written imaps://user:password@host/INBOX")
        self._scheme, self._host, self._port = parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._folder = unquote(parts.path.strip("/")) or "INBOX"

    @contextmanager
    def opened(self) -> Iterator[OpenMailbox]:
        """
        Open the mailbox for as long as the block lasts.

        Raises:
            MailboxFailed: it cannot be reached, its certificate is wrong, or name and password are.
        """
        try:
            client = self._connected()
        except (OSError, imaplib.IMAP4.error) as fault:
            raise MailboxFailed(f"{self._host}: {type(fault).__name__}") from fault
        try:
            self._let_in(client)
            yield OpenMailbox(client)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()

    def _let_in(self, client: imaplib.IMAP4) -> None:
        try:
            client.login(self._user, self._password)
            status, _answer = client.select(_quoted(self._folder))
        except imaplib.IMAP4.error as fault:
            raise MailboxFailed(f"{self._host} does not let {self._user} in") from fault
        if status != "OK":
            raise MailboxFailed(f"there is no folder {self._folder}")

    def _connected(self) -> imaplib.IMAP4:
        if self._scheme == "imaps":
            return imaplib.IMAP4_SSL(self._host, self._port, ssl_context=ssl.create_default_context(), timeout=_SECONDS)
        client = imaplib.IMAP4(self._host, self._port, timeout=_SECONDS)
        if self._scheme == "imap+tls":
            client.starttls(ssl.create_default_context())
        return client


class OpenMailbox:
    """A mailbox that is open."""

    def __init__(self, client: imaplib.IMAP4) -> None:
        self._client = client

    def waiting(self) -> list[str]:
        """Return the numbers of the mails nobody has read, the oldest first."""
        _status, answer = self._client.uid("SEARCH", "UNSEEN UNFLAGGED")
        return answer[0].decode().split() if answer and answer[0] else []

    def read(self, number: str, *, most_bytes: int) -> ReceivedMail:
        """
        Return a mail without marking it as read. Of one that is too large only the head is fetched.

        Raises:
            MailboxFailed: the mail is gone, or the connection is.
        """
        size = self._size(number)
        part = "BODY.PEEK[HEADER]" if size > most_bytes else "BODY.PEEK[]"
        return parse(self._fetched(number, part), is_cut=size > most_bytes)

    def mark_received(self, number: str) -> None:
        """Mark a mail as read."""
        self._client.uid("STORE", number, "+FLAGS", r"(\Seen)")

    def mark_failed(self, number: str) -> None:
        """Put a flag on a mail that could not be received, for somebody to look at; it is not tried again."""
        self._client.uid("STORE", number, "+FLAGS", r"(\Flagged)")

    def _size(self, number: str) -> int:
        try:
            _status, answer = self._client.uid("FETCH", number, "(RFC822.SIZE)")
        except (OSError, imaplib.IMAP4.error) as fault:
            raise MailboxFailed(type(fault).__name__) from fault
        found = re.search(rb"RFC822\.SIZE (\d+)", answer[0] or b"" if isinstance(answer[0], bytes) else b"")
        if found is None:
            raise MailboxFailed(f"mail {number} is gone")
        return int(found[1])

    def _fetched(self, number: str, part: str) -> bytes:
        try:
            _status, answer = self._client.uid("FETCH", number, f"({part})")
        except (OSError, imaplib.IMAP4.error) as fault:
            raise MailboxFailed(type(fault).__name__) from fault
        content = next((one[1] for one in answer if isinstance(one, tuple)), None)
        if content is None:
            raise MailboxFailed(f"mail {number} is gone")
        return bytes(content)


def plain(html: str) -> str:
    """Return what is written in a piece of HTML, without markup, scripts and styles."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Gathers the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN_WORDS:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN_WORDS:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data.replace("\n", " "))


def _read(raw: bytes, *, is_cut: bool) -> ReceivedMail:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    headers = {name.lower(): str(message[name] or "")[:_MOST_HEADER_LETTERS] for name in message}
    text = "" if is_cut else _text(message)
    files = () if is_cut else tuple(_files(message))
    return _mail(raw, headers, text, files, is_cut=is_cut)


def _read_roughly(raw: bytes, *, is_cut: bool) -> ReceivedMail:
    """Read a mail by the forgiving old rules, and leave out whatever they cannot read either."""
    parser = BytesParser(policy=policy.compat32)
    head = parser.parsebytes(raw, headersonly=True)
    message = _tried(lambda: parser.parsebytes(raw), head)
    headers = {name.lower(): _rough_header(value)[:_MOST_HEADER_LETTERS] for name, value in head.raw_items()}
    text = "" if is_cut else _tried(lambda: _rough_text(message), "")
    nothing: tuple[MailFile, ...] = ()
    files = nothing if is_cut else _tried(lambda: tuple(_rough_files(message)), nothing)
    return _mail(raw, headers, text, files, is_cut=is_cut, is_rough=True)


def _mail(
    raw: bytes,
    headers: Mapping[str, str],
    text: str,
    files: tuple[MailFile, ...],
    *,
    is_cut: bool,
    is_rough: bool = False,
) -> ReceivedMail:
    name, sender = parseaddr(headers.get("from", ""))
    named = [headers.get(one, "") for one in ("to", "cc", "delivered-to", "x-original-to", "envelope-to")]
    return ReceivedMail(
        message_id=headers.get("message-id", "").strip()[:500],
        sender=_address(sender),
        sender_name=_line(name)[:150],
        recipients=tuple(address.strip().lower() for one in named for _name, address in getaddresses([one]) if address),
        subject=_line(headers.get("subject", "")),
        text=text,
        files=files,
        headers=headers,
        raw=raw,
        is_cut=is_cut,
        is_rough=is_rough,
    )


def _tried(reading: Callable[[], _T], otherwise: _T) -> _T:
    try:
        return reading()
    except Exception:  # noqa: BLE001 - what strangers wrote wrongly may raise anything, and the rest is to be read
        return otherwise


def _rough_header(value: str) -> str:
    plain_value = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _tried(lambda: str(make_header(decode_header(plain_value))), plain_value)


def _rough_text(message: Message) -> str:
    texts = [part for part in message.walk() if _is_rough_text(part)]
    is_plain = [part for part in texts if part.get_content_type() == "text/plain"]
    for part in [*is_plain, *texts]:
        words = _decoded(part)
        return _clean(words if is_plain else plain(words))
    return ""


def _rough_files(message: Message) -> Iterator[MailFile]:
    for part in message.walk():
        content = None if part.is_multipart() or _is_rough_text(part) else part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield MailFile(_file_name(part), part.get_content_type(), content)


def _is_rough_text(part: Message) -> bool:
    return part.get_content_type() in {"text/plain", "text/html"} and not _named(part)


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None or body.is_multipart():
        return ""
    words = _decoded(body)
    return _clean(plain(words) if body.get_content_type() == "text/html" else words)


def _files(message: EmailMessage) -> Iterator[MailFile]:
    body = message.get_body(preferencelist=("plain", "html"))
    for part in message.walk():
        if part is body or part.is_multipart() or part.get_content_maintype() == "multipart":
            continue
        is_other_body = part.get_content_type() in {"text/plain", "text/html"} and not part.get_filename()
        if is_other_body and not part.is_attachment():
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield MailFile(_file_name(part), part.get_content_type(), content)


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    for charset in (_tried(lambda: part.get_content_charset() or "", "") or "utf-8", "utf-8", "latin-1"):
        with suppress(LookupError, ValueError):
            return raw.decode(charset)
    return ""


def _named(part: Message) -> str:
    return _tried(lambda: part.get_filename() or "", "")


def _file_name(part: Message) -> str:
    name = re.split(r"[/\\]", _named(part))[-1]
    return _line(name)[:150] or "bilag"


def _address(text: str) -> str:
    address = text.strip().lower()
    return address if re.fullmatch(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,185}", address) else ""


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Return a text without signs that no screen shows and that a database may refuse."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in kept if sign in "\n\t" or sign.isprintable()).strip()


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
