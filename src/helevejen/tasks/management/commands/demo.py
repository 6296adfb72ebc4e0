"""`helevejen demo`: load, describe and remove the synthetic municipality."""

from __future__ import annotations

import argparse
import time
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.accounts import queries
from helevejen.audit.queries import served_by_day
from helevejen.core import clock, tally
from helevejen.core.parse import Unreadable, read_date
from helevejen.tasks.command import HouseCommand
from helevejen.tasks.demo.forecasts import keep_a_record
from helevejen.tasks.demo.load import UnableToLoadDemo, Wanted, load_demo, remove_demo
from helevejen.tasks.demo.sizes import MUNICIPALITIES
from helevejen.tasks.demo.work import play_work
from helevejen.waiting.actions import count_flow

_SHARES = {"quarter": 0.25, "full": 1.0}


class Command(HouseCommand):
    help = "Load, describe or remove the demo: a synthetic municipality with nobody real in it."
    example = "helevejen demo load --size full --seed 7"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("deed", choices=("load", "status", "roles", "check", "remove"), help="what to do")
        parser.add_argument(
            "--size", choices=tuple(_SHARES), default="quarter", help="700 open cases or 2,800 (default: quarter)"
        )
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same people (default: 1)")
        parser.add_argument(
            "--scale", type=_scale, default=None, help=f"instead of a size: municipalities, 0.01 to {MUNICIPALITIES}"
        )
        parser.add_argument("--years", type=int, default=2, choices=range(1, 9), help="of history (default: 2)")
        parser.add_argument(
            "--on", type=_day, default=None, help="the day the demo shows, e.g. 2026-11-20 (default: today)"
        )
        parser.add_argument("--address", default="", help="with roles: the address of the first page")
        self.add_json_option(parser)

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            getattr(self, f"_{options['deed']}")(options)
        except UnableToLoadDemo:
            raise CommandError(
                "This database holds people that the demo did not make, so the demo leaves it alone. Use another "
                "HELEVEJEN_DATA, e.g. HELEVEJEN_DATA=/tmp/demo."
            ) from None

    def _load(self, options: dict[str, Any]) -> None:
        if queries.is_demo_database():
            raise CommandError("The demo is loaded already. To load it anew: helevejen demo remove, then load.")
        share = options["scale"] or _SHARES[options["size"]]
        wanted = Wanted(options["seed"], share, options["on"] or clock.today(), options["years"])
        began = time.monotonic()
        counts = load_demo(wanted, at=clock.now(), tell=self._tell_of_load)
        play_work(wanted.on, wanted.years)
        count_flow(at=clock.now())  # as the night would have done, so that the process map is there
        counts["waiting.forecast"] = keep_a_record(wanted.on, wanted.years)
        tally.lay(tally.SERVED, served_by_day())  # what the counter beside the log would have seen
        seconds = time.monotonic() - began
        if options["as_json"]:
            self.say_json({"rows": counts, "seconds": round(seconds, 1), "on": wanted.on, "seed": wanted.seed})
            return
        self.say(
            f"The demo is loaded: {counts['cases.case']} cases, {counts['cases.turn']} turns and "
            f"{counts['cases.meeting']} meetings in {seconds:.1f} s. It shows {wanted.on:%d-%m-%Y}."
        )

    def _status(self, options: dict[str, Any]) -> None:
        settings = queries.get_installation_settings()
        is_demo, is_peopled = queries.is_demo_database(), queries.is_peopled()
        if options["as_json"]:
            self.say_json({"is_demo": is_demo, "is_peopled": is_peopled, "settings": settings})
        elif is_demo:
            made = ", ".join(f"{name} {value}" for name, value in settings.items())
            self.say(f"The demo made this database ({made}).")
        else:
            self.say("People, and not the demo's." if is_peopled else "Empty: nobody is here yet.")

    def _roles(self, options: dict[str, Any]) -> None:
        people = queries.demo_people()
        if options["as_json"]:
            self.say_json(
                [{"username": one.username, "name": one.name, "role": one.role, "line": one.line} for one in people]
            )
            return
        for one in people:
            self.say(f"  {one.username:18} {one.name:14} {one.role:32} {one.line}")
        if options["address"] and people:
            self.say(f"\nChoose who to be on {options['address']}")

    def _check(self, _options: dict[str, Any]) -> None:
        if not queries.is_demo_database():
            raise UnableToLoadDemo
        self.say("The demo made this database.")

    def _remove(self, _options: dict[str, Any]) -> None:
        remove_demo()
        self.say("The demo is removed; the database is empty.")

    def _tell_of_load(self, what: str, done: int, of: int) -> None:
        self.note(f"{done}/{of} municipalities" if what == "municipalities" else f"{done % 1_000_000} cases ...")


def _scale(text: str) -> float:
    try:
        scale = float(text.replace(",", "."))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
    if not 0.01 <= scale <= MUNICIPALITIES:
        raise argparse.ArgumentTypeError(f"from 0.01 to {MUNICIPALITIES}")
    return scale


def _day(text: str) -> date:
    try:
        return read_date(text)
    except Unreadable:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-20 or 20-11-2026") from None
