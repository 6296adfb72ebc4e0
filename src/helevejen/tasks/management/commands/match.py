"""`helevejen match MARKET.json`: citizens and openings, both ways, from a file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from helevejen.core import clock
from helevejen.engines.matching.compile import columns_of
from helevejen.engines.matching.judge import Likeness
from helevejen.engines.matching.lists import match
from helevejen.engines.matching.market import Market, UnusableMarket
from helevejen.engines.matching.scores import Scorer
from helevejen.engines.matching.views import record_of
from helevejen.tasks.command import HouseCommand
from helevejen.tasks.markets import opening, sharing, telling
from helevejen.tasks.markets.example import example
from helevejen.tasks.markets.reading import read_market, schema


class Command(HouseCommand):
    help = "Match citizens and openings of a file, both ways, with reasons. docs/matching-market.md has the format."
    example = "helevejen match market.json --top 10 --both --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("market", type=Path, nargs="?", metavar="MARKET", help="a market in JSON")
        parser.add_argument("--top", type=int, default=10, metavar="K", help="length of each list (%(default)s)")
        parser.add_argument("--both", action="store_true", help="the orders' lists too")
        parser.add_argument(
            "--courses", action="store_true", help="the courses that would open most, and what keeps orders shut"
        )
        parser.add_argument("--share", action="store_true", help="lists on which no order stands too often")
        parser.add_argument("--assign", action="store_true", help="a proposal of who takes which job, for all at once")
        parser.add_argument("--explain", nargs=2, metavar=("CITIZEN", "ORDER"), help="say everything about one pair")
        parser.add_argument("--language", choices=["da", "en"], default="da", help="of sentences (%(default)s)")
        parser.add_argument("--schema", action="store_true", help="print the JSON schema of a market")
        parser.add_argument(
            "--example", nargs=2, type=int, metavar=("CITIZENS", "ORDERS"), help="print a market made by chance"
        )
        parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the example (%(default)s)")
        self.add_json_option(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["schema"]:
            self.say_json(schema())
            return
        if options["example"]:
            citizens, orders = options["example"]
            self._write_example(citizens, orders, options["seed"])
            return
        if options["market"] is None:
            raise CommandError("Name a file: helevejen match MARKET.json. --example 50 20 makes one.", returncode=2)
        if options["top"] < 1:
            raise CommandError(f"--top {options['top']}: a list has one row at least.", returncode=2)
        try:
            market, names = read_market(options["market"])
            self._answer(market, names, options)
        except UnusableMarket as fault:
            raise CommandError(str(fault)) from None

    def _write_example(self, citizens: int, orders: int, seed: int) -> None:
        if citizens < 0 or orders < 0:
            raise CommandError("--example: two numbers from 0.", returncode=2)
        self.say(json.dumps(example(citizens, orders, seed, clock.today()), ensure_ascii=False, indent=1))

    def _answer(self, market: Market, names: dict[str, str], options: dict[str, Any]) -> None:
        if options["explain"]:
            self._explain(market, names, options)
            return
        columns = columns_of(market)
        told = telling.Telling(market, columns, Scorer(market, Likeness(market)))
        found = match(columns, options["top"])
        more = opening.told(market, columns) if options["courses"] else {}
        more |= sharing.shared(columns, options["top"]) if options["share"] else {}
        more |= sharing.proposed(market, columns) if options["assign"] else {}
        if options["as_json"]:
            self.say_json(told.as_json(found, is_both=options["both"]) | more)
            return
        for line in (
            *told.as_text(found, is_both=options["both"]),
            *opening.as_text(more, names),
            *sharing.as_text(more),
        ):
            self.say(line)

    def _explain(self, market: Market, names: dict[str, str], options: dict[str, Any]) -> None:
        try:
            citizen, order = telling.found_by_key(market, *options["explain"])
        except KeyError as fault:
            raise CommandError(fault.args[0]) from None
        record = record_of(market, citizen, order)
        if options["as_json"]:
            self.say_json(telling.explained(record, names, options["language"]))
            return
        for line in telling.explained_as_text(record, names, options["language"]):
            self.say(line)
