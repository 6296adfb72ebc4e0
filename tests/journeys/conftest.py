"""People at their screens, a calendar whose days can be turned, and what a browser must never complain of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from helevejen.accounts.models import User
from helevejen.core import clock
from tests.cast import NOW, Cast
from tests.journeys.way import Journey
from tests.support import patience
from tests.support.signing_in import signed_in

WIDE = {"width": 1280, "height": 900}
PATIENCE = patience.SECONDS * 1000  # milliseconds for one thing to turn up
expect.set_options(timeout=PATIENCE)

#: An answer that says no in its own words: a form to put right, somebody who was faster, nobody's business.
_ANSWERS_IN_WORDS = ("status of 409", "status of 422")


class Days:
    """The calendar on the wall, for everybody at once."""

    def __init__(self) -> None:
        self._frozen = ExitStack()
        self.go_to(NOW)

    def go_to(self, moment: datetime) -> None:
        """Let it be this moment."""
        self.close()
        self._frozen.enter_context(clock.frozen(moment, in_every_thread=True))

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """Let it be this time in Denmark on a day."""
        self.go_to(datetime.combine(day, time(hour, minute), tzinfo=clock.COPENHAGEN))

    def close(self) -> None:
        self._frozen.close()


class Screens:
    """Opens a browser for each person, and gathers what the browsers complain of."""

    def __init__(self, browser: Browser, address: str, browsing: dict[str, object]) -> None:
        self.address = address
        self.has_scripts = browsing.get("java_script_enabled", True)
        self.complaints: list[str] = []
        self._browser, self._browsing = browser, browsing
        self._open: dict[object, Page] = {}

    def of(self, user: User | None, path: str = "/", **browsing: object) -> Page:
        """Return the screen of somebody who has just signed in (None: of anybody), open at an address."""
        key = user.pk if user else None
        page = self._open.get(key)
        if page is None or browsing:
            page = self._open[key] = self._new(browsing)
        if user is not None:
            sign_in_browser(page.context, user, self.address)
        page.goto(f"{self.address}{path}")
        return page

    def close(self) -> None:
        for page in self._open.values():
            page.context.close()

    def _new(self, browsing: dict[str, object]) -> Page:
        context = self._browser.new_context(**{**self._browsing, "viewport": WIDE, **browsing})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        where = said.location.get("url", "")
        is_ours = where.startswith(self.address) or not where
        is_in_words = any(words in said.text for words in _ANSWERS_IN_WORDS)
        if said.type in {"error", "warning"} and is_ours and not is_in_words:
            self.complaints.append(f"{said.text} ({where})")


def sign_in_browser(context: BrowserContext, user: User, address: str) -> None:
    """Give a browser the session of somebody who has been through sign-in with a second factor, just now."""
    session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


@pytest.fixture
def days() -> Iterator[Days]:
    calendar = Days()
    yield calendar
    calendar.close()


@pytest.fixture
def browsing() -> dict[str, object]:
    """Return how these browsers differ from the usual; a file of tests may say so."""
    return {}


@pytest.fixture
def screens(
    browser: Browser,
    live_server: object,
    days: Days,
    browser_context_args: dict[str, object],
    browsing: dict[str, object],
) -> Iterator[Screens]:
    """The screens of everybody; at the end no browser may have complained of anything."""
    opened = Screens(browser, live_server.url, {**browser_context_args, **browsing})
    yield opened
    opened.close()
    assert opened.complaints == []


@pytest.fixture
def screen_of(screens: Screens) -> Callable[..., Page]:
    """Sign somebody in at a screen: `screen_of(cast.jens)`."""
    return screens.of


@pytest.fixture
def people(live_server: object, cast: Cast) -> Cast:
    """Everybody, in a database the server sees too."""
    return cast


@pytest.fixture
def journey(people: Cast, screens: Screens, days: Days, provider: object, tmp_path: Path) -> Journey:
    return Journey(people, screens, days, provider, tmp_path)
