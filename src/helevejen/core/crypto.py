"""
Encryption of single fields, and the blind index that finds an encrypted value by equality.

A ciphertext is `key number (1 byte) ‖ nonce (12) ‖ AES-256-GCM of the text ‖ tag (16)`, bound to its place
(table.column), so that one moved to another column is refused. It is not bound to its row, because the row has no
number when it is inserted. Keys come from the settings: `ENCRYPTION_KEYS`, number → 32 bytes, the highest number
encrypts and any decrypts; `BLIND_INDEX_KEY`, 32 bytes of its own. Who holds that key can try every CPR number in
half an hour, so it lives apart from the database and its backups.
"""

from __future__ import annotations

import hmac
import os
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_BYTES = 32
_NONCE_BYTES = 12


class UnableToDecrypt(Exception):
    """The ciphertext is damaged, from another place, or its key is gone."""


def encrypt(text: str, *, place: str) -> bytes:
    """Encrypt a text for a place ("table.column") with the newest key."""
    number = max(_keys())
    nonce = os.urandom(_NONCE_BYTES)
    return bytes([number]) + nonce + _cipher(number).encrypt(nonce, text.encode(), place.encode())


def decrypt(ciphertext: bytes, *, place: str) -> str:
    """
    Decrypt what `encrypt` made for the same place, with whichever key made it.

    Raises:
        UnableToDecrypt: damaged, moved from another place, or made with a key that is gone.
    """
    number = key_number(ciphertext)
    if number not in _keys():
        raise UnableToDecrypt(f"{place} is encrypted with key {number}, which ENCRYPTION_KEYS does not hold")
    nonce, sealed = ciphertext[1 : 1 + _NONCE_BYTES], ciphertext[1 + _NONCE_BYTES :]
    try:
        return _cipher(number).decrypt(nonce, sealed, place.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise UnableToDecrypt(f"{place} holds a ciphertext that is damaged or was made for another place") from error


def key_number(ciphertext: bytes) -> int:
    """
    Return the number of the key that made a ciphertext, to find what a rotation has left.

    Raises:
        UnableToDecrypt: there is nothing in it.
    """
    if not ciphertext:
        raise UnableToDecrypt("the ciphertext is empty")
    return ciphertext[0]


def blind_index(value: str, *, purpose: str) -> str:
    """
    Return 64 hexadecimal digits that are equal for equal values of one purpose and tell nothing else.

    Args:
        value: The value in its one normal form, e.g. ten digits.
        purpose: What is indexed, e.g. "citizens_citizen.cpr"; two purposes cannot be compared.
    """
    key: bytes = _checked_key("BLIND_INDEX_KEY", getattr(settings, "BLIND_INDEX_KEY", b""))
    return hmac.new(key, f"{purpose}\0{value}".encode(), sha256).hexdigest()


def _keys() -> Mapping[int, Any]:
    keys: Mapping[int, Any] = getattr(settings, "ENCRYPTION_KEYS", {})
    if not keys:
        raise ImproperlyConfigured("ENCRYPTION_KEYS is empty: set at least one key of 32 bytes, e.g. {1: …}")
    if not 0 <= min(keys) <= max(keys) <= 255:  # the number is one byte of the ciphertext
        raise ImproperlyConfigured(f"ENCRYPTION_KEYS has the key numbers {sorted(keys)}: use 0 to 255")
    return keys


def _cipher(number: int) -> AESGCM:
    if not 0 <= number <= 255:
        raise ImproperlyConfigured(f"ENCRYPTION_KEYS has key number {number}: use 0 to 255")
    return _aesgcm(_checked_key(f"ENCRYPTION_KEYS[{number}]", _keys()[number]))


@lru_cache(maxsize=16)
def _aesgcm(key: bytes) -> AESGCM:
    return AESGCM(key)


def _checked_key(name: str, key: object) -> bytes:
    if not isinstance(key, bytes) or len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} must be {KEY_BYTES} bytes")
    return key
