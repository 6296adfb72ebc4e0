"""Finding one's way on a page by its words, and saying what should stand there."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def part(page: Page, heading: str) -> Locator:
    """Return the part of a page under a heading, whatever count stands behind it."""
    return page.get_by_role("region", name=re.compile(rf"^{re.escape(heading)}( \(|$)"))


def row(page: Page, *words: str) -> Locator:
    """Return the line of a list that says all of this."""
    lines = page.get_by_role("listitem")
    for some in words:
        lines = lines.filter(has_text=some)
    return lines


def says(place: Page | Locator, *words: str) -> None:
    for some in words:
        expect(place.get_by_role("main") if isinstance(place, Page) else place).to_contain_text(some)
