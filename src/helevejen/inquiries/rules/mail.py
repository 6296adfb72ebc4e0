"""
What a mail that comes in is: something new, a reply, a machine, a loop.

Source: docs/rules/inquiries.md (mail); RFC 3834 (automatic responses), RFC 5322 (message identification).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

MOST_BYTES: Final = 25_000_000
MOST_FILE_BYTES: Final = 5_000_000
MOST_FILES_BYTES: Final = 10_000_000
MOST_FILES: Final = 10
MOST_RECEIPTS_A_DAY: Final = 10
#: The kinds of files people send: paper, pictures, text. What can run is left out.
FILE_TYPES: Final = frozenset(
    {
        "application/pdf",
        "image/jpeg",
        "image/png",
        "image/heic",
        "text/plain",
        "text/csv",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.text",
    }
)

_TWENTY_SIGNS: Final = r"[0-9a-f]{20}"
_REFERENCE: Final = re.compile(rf"\[HV-({_TWENTY_SIGNS})\]", re.IGNORECASE)
_MACHINES: Final = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+@-]|$)", re.IGNORECASE)
_PRECEDENCE: Final = frozenset({"bulk", "junk", "list", "auto_reply"})
_MACHINE_HEADERS: Final = ("x-autoreply", "x-autorespond", "x-auto-response-suppress", "list-id", "list-unsubscribe")


def is_automatic(headers: Mapping[str, str], sender: str) -> bool:
    """
    Return whether a mail was sent by a machine, so that it gets no answer: it says so, or its sender does.

    Args:
        headers: The headers with their names in small letters.
        sender: The address it says it is from; empty for a bounce.

    Source:
        RFC 3834, section 2 (when not to respond); docs/rules/inquiries.md (mail).
    """
    if headers.get("return-path", "x").strip() in {"<>", ""} or not sender:
        return True
    if headers.get("auto-submitted", "no").split(";")[0].strip().lower() != "no":
        return True
    if headers.get("precedence", "").strip().lower() in _PRECEDENCE:
        return True
    if "report" in headers.get("content-type", "").lower().split(";")[0]:
        return True
    return bool(_MACHINES.match(sender)) or any(name in headers for name in _MACHINE_HEADERS)


def is_own(sender: str, own: Iterable[str]) -> bool:
    """
    Return whether a mail is from one of our own addresses: a loop.

    Source:
        docs/rules/inquiries.md (mail).
    """
    return _plain(sender) in {_plain(one) for one in own if one}


def token_in(recipients: Iterable[str], subject: str, own: str) -> str:
    """
    Return the token by which a reply is known, in the address it was sent to or in the subject; empty when new.

    Source:
        docs/rules/inquiries.md (mail).
    """
    name, at, domain = own.partition("@")
    if at:
        pattern = re.compile(rf"^{re.escape(name)}\+({_TWENTY_SIGNS})@{re.escape(domain)}$", re.IGNORECASE)
        for one in recipients:
            if found := pattern.match(one.strip()):
                return found[1].lower()
    found = _REFERENCE.search(subject)
    return found[1].lower() if found else ""


def reply_address(own: str, token: str) -> str:
    """
    Return the address a reply to an inquiry is sent to.

    Source:
        docs/rules/inquiries.md (mail).

    Examples:
        >>> reply_address("post@example.dk", "0123456789abcdef0123")
        'post+0123456789abcdef0123@example.dk'
    """
    name, _at, domain = own.partition("@")
    return f"{name}+{token}@{domain}"


def reference_of(token: str) -> str:
    """
    Return the token as it stands in a subject.

    Source:
        docs/rules/inquiries.md (mail).
    """
    return f"[HV-{token}]"


def plain_subject(subject: str) -> str:
    """
    Return a subject without the reference, the line breaks and the "Re:" that mails gather.

    Source:
        docs/rules/inquiries.md (mail).

    Examples:
        >>> plain_subject("Sv: RE: Praktik  [HV-0123456789abcdef0123]")
        'Praktik'
    """
    bare = " ".join(_REFERENCE.sub("", subject).split())
    return re.sub(r"^((re|sv|vs|fw|fwd|aw)\s*:\s*)+", "", bare, flags=re.IGNORECASE)[:150]


def digest_of(message_id: str, content: bytes) -> str:
    """
    Return what a mail is known by: its Message-ID and its content, so that another mail with the same id is another.

    Source:
        RFC 5322, section 3.6.4; docs/rules/inquiries.md (mail).
    """
    name = sha256(message_id.strip().encode(errors="replace")).digest()
    return sha256(name + content).hexdigest()


def is_kept(content_type: str, size: int, *, kept_bytes: int, kept_count: int) -> bool:
    """
    Return whether a file of a mail is kept: a usual kind, and not too big, alone and together.

    Source:
        docs/rules/inquiries.md (mail).
    """
    fits = size <= MOST_FILE_BYTES and kept_bytes + size <= MOST_FILES_BYTES and kept_count < MOST_FILES
    return content_type in FILE_TYPES and fits


def is_flood(mails_in_a_day: int) -> bool:
    """
    Return whether an address has written so often in a day that machines may be answering each other: no receipt.

    Source:
        RFC 3834, section 2 (limits on the rate of responses); docs/rules/inquiries.md (mail).
    """
    return mails_in_a_day >= MOST_RECEIPTS_A_DAY


def domain_of(address: str) -> str:
    """
    Return the part of an address after the @.

    Source:
        RFC 5322, section 3.4.1.
    """
    return address.rpartition("@")[2].strip("> ") or "localhost"


def _plain(address: str) -> str:
    """Return an address without the tag of a reply, in small letters."""
    name, _at, domain = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
