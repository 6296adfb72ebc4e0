"""
Looking a page over: axe, the console, its width, heading and language, on a phone and a desk, in both languages.

The rules are those of WCAG 2.0, 2.1 and 2.2, A and AA, and axe's own good practices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage

from tests.journeys.pages import Answer, Elements, Place, answers

DESK, PHONE = 1280, 390  # pixels
LANGUAGES = ("da", "en")
OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "preload": False,  # nothing here plays or lies elsewhere
}
ALL = slice(None)
#: Axe waits in every page and comes to life when it is asked for: sending half a megabyte to each anew is dear.
_AXE_WAITS = f"window.wakeAxe = () => {{ {AXE_SCRIPT} }};"
_WAKE_AXE = "() => window.wakeAxe()"
_LOOK = """async (options) => {
    const found = await axe.run(options);
    return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`));
}"""
_OPEN_DEEDS = """() => {
    const openers = [...document.querySelectorAll("[data-opens]")];
    const places = [...new Set(openers.map(one => one.dataset.opens))];
    places.forEach(place => openers.find(one => one.dataset.opens === place).click());
    return places;
}"""
_OPEN_FOLDS = """() => document.querySelectorAll("details:not([open], .why) > summary").forEach(fold => fold.click())"""
_FACTS = """() => ({
    headings: document.querySelectorAll("h1").length,
    language: document.documentElement.lang,
    title: document.title,
    tooWide: document.documentElement.scrollWidth - window.innerWidth,
})"""


def faults_seen_by(
    roles: Iterable[str], place: Place, browser: Browser, address: str, browsing: dict[str, Any], *, part: slice = ALL
) -> list[str]:
    """
    Let each of some people look over every page they may open, and tell what is wrong.

    The page of another person, or of another example, is looked at when it holds a kind of element that those before
    did not.

    Args:
        part: Which of the pages, so that a long round can be shared by several tests.
    """
    faults: list[str] = []
    seen: dict[str, set[tuple[str, str]]] = {}
    for role in roles:
        inspector = Inspector(browser, address, browsing, place, role)
        for answer in [one for one in answers(place, role) if one.is_page][part]:
            kinds = Elements(answer.text).kinds
            if not kinds <= seen.setdefault(answer.name, set()):
                seen[answer.name] |= kinds
                faults += inspector.faults_of(answer)
        inspector.close()
    assert seen, "nobody could open a page"
    return faults


class Inspector:
    """One browser window of somebody, going from page to page."""

    def __init__(self, browser: Browser, address: str, browsing: dict[str, Any], place: Place, role: str) -> None:
        self._address = address
        self._context = browser.new_context(**browsing, reduced_motion="reduce")
        session = place.clients[role].cookies.get(settings.SESSION_COOKIE_NAME)
        if session is not None:
            self._context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.value, "url": address}])
        self._context.add_init_script(_AXE_WAITS)
        self._page = self._context.new_page()
        self._said: list[str] = []
        self._page.on("console", self._hear)
        self._page.on("pageerror", lambda error: self._said.append(str(error)))

    def close(self) -> None:
        self._context.close()

    def faults_of(self, answer: Answer) -> Iterator[str]:
        """Look a page over in every language and at every width, and tell what is wrong with it."""
        for language in LANGUAGES:
            self._speak(language)
            self._said.clear()
            self._page.set_viewport_size({"width": DESK, "height": 900})
            self._page.goto(f"{self._address}{answer.path}")
            self._page.evaluate(_WAKE_AXE)
            where = f"{answer.role}: {answer.name} ({answer.path}), {language}"
            yield from (f"{where}: {fault}" for fault in self._faults_at_all_widths(language))
            yield from (f"{where}: the browser says: {line}" for line in self._said)

    def faults_when_all_is_open(self, answer: Answer) -> Iterator[str]:
        """Open every deed and every fold of a page at once, and look it over."""
        self._speak("da")
        self._said.clear()
        self._page.set_viewport_size({"width": DESK, "height": 900})
        self._page.goto(f"{self._address}{answer.path}")
        places = self._page.evaluate(_OPEN_DEEDS)
        for place in places:
            self._page.wait_for_selector(f"#{place} form")
        self._page.evaluate(_OPEN_FOLDS)
        self._page.evaluate(_WAKE_AXE)
        where = f"{answer.role}: {answer.name} with {len(places)} open deeds"
        yield from (f"{where}: {fault}" for fault in self._faults_at_all_widths("da"))
        yield from (f"{where}: the browser says: {line}" for line in self._said)

    def _faults_at_all_widths(self, language: str) -> Iterator[str]:
        page = self._page
        facts = page.evaluate(_FACTS)
        if facts["headings"] != 1:
            yield f"has {facts['headings']} first headings"
        if facts["language"] != language:
            yield f"says it is in {facts['language']!r}"
        if not facts["title"].removesuffix("– Hele Vejen").strip():
            yield "has no title"
        yield from (f"{DESK} px: {fault}" for fault in page.evaluate(_LOOK, OPTIONS))
        page.set_viewport_size({"width": PHONE, "height": 800})
        yield from (f"{PHONE} px: {fault}" for fault in page.evaluate(_LOOK, OPTIONS))
        if (too_wide := page.evaluate(_FACTS)["tooWide"]) > 0:
            yield f"{PHONE} px: is {too_wide} pixels too wide"

    def _speak(self, language: str) -> None:
        self._context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self._address}])

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self._said.append(said.text)
