"""The languages people are asked about, the same on every page; one that is written down already is kept."""

from __future__ import annotations

from typing import Final

#: Those most often spoken here, Danish and English first.
SPOKEN: Final = (
    "da", "en", "de", "sv", "no", "pl", "ro", "uk", "ru", "ar", "so", "ti", "fa", "ps", "ku", "tr", "bs", "lt", "vi",
    "th", "ur", "es", "fr",
)  # fmt: skip
