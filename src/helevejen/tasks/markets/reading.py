"""The market file: what it may hold (docs/matching-market.md), its JSON schema, and reading it into a market."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helevejen.engines.matching.market import (
    DAYS,
    LEVELS,
    METRES_A_MINUTE,
    SHIFTS,
    AskedLanguage,
    AskedLicence,
    AskedSkill,
    Citizen,
    Course,
    Form,
    Held,
    Market,
    Mode,
    Near,
    Order,
    Place,
    UnusableMarket,
    Weight,
    metres_of_km,
)
from helevejen.tasks.json_files import UnreadableJson, read_json
from helevejen.tasks.markets.shapes import Choice, Day, Faulty, Flag, Json, Many, Number, Object, Table, Text

FORMAT = "helevejen-market/1"

_HOURS = Number(0.25, 168)
_WEIGHT = (Choice(tuple(Weight)), "must (the default), nice or learnable")
_WORDS = Many(Text())
_PLACE = Object(
    {
        "x": (Number(0, 2_000_000), "metres east, EPSG:25832"),
        "y": (Number(0, 10_000_000), "metres north, EPSG:25832"),
    },
    required=("x", "y"),
)
_TRAVEL = Object(
    {
        "km": (Number(0, 1_000), "at most so far along the road"),
        "minutes": (Number(0, 600), "at most so long one way"),
    }
)
_HELD = Object(
    {"code": (Text(60), "such as B, CE or forklift_b"), "until": (Day(), "last valid day")}, required=("code",)
)
_LICENCE = Object({"code": (Text(60), "such as B, CE or forklift_b"), "weight": _WEIGHT}, required=("code",))
_LANGUAGE = Object(
    {
        "language": (Text(10), "such as da or en"),
        "level": (Choice(LEVELS), "at least this level"),
        "weight": _WEIGHT,
    },
    required=("language", "level"),
)
_SKILL = Object({"skill": (Text(), "its URI"), "weight": _WEIGHT}, required=("skill",))

_CITIZEN = Object(
    {
        "id": (Text(100), "Tells citizens apart, without meaning: no number or name of a person."),
        "place": (_PLACE, "where the citizen travels from"),
        "travel": (Table(_TRAVEL, tuple(Mode)), "how far by each mode; the smaller of the two limits holds"),
        "hours": (
            Object(
                {
                    "most": (_HOURS, "attendance a week at most"),
                    "least": (_HOURS, "at least"),
                    "wished": (_HOURS, "wished"),
                }
            ),
            "hours of attendance a week",
        ),
        "intensity": (Number(1, 100, is_whole=True), "effective work of an hour's attendance, in per cent"),
        "days": (Many(Choice(DAYS), 1), "days that can be worked"),
        "shifts": (Many(Choice(SHIFTS), 1), "times of day that can be worked"),
        "licences": (Many(_HELD), "licences and certificates held"),
        "licences_complete": (Flag(), "true: there are no others"),
        "licences_in_doubt": (_WORDS, "codes that may be held and may not, although the others are all told"),
        "languages": (Table(Choice(LEVELS)), "each language with its level"),
        "languages_complete": (Flag(), "true: there are no others"),
        "skills": (_WORDS, "URIs of skills"),
        "skills_lacking": (_WORDS, "URIs of skills known not to be there"),
        "skills_complete": (Flag(), "true: there are no others"),
        "occupations": (_WORDS, "URIs of occupations done"),
        "wishes": (_WORDS, "URIs of occupations wished"),
        "wants_to_learn": (_WORDS, "URIs of skills"),
        "forms": (Many(Choice(tuple(Form)), 1), "kinds of employment said yes to"),
        "refuses": (
            Object(
                {
                    "orders": (_WORDS, "ids of orders"),
                    "companies": (_WORDS, "companies"),
                    "occupations": (_WORDS, "URIs of occupations"),
                }
            ),
            "said no to",
        ),
        "cannot": (_WORDS, "what work must not demand: functional limits, never a diagnosis"),
        "needs": (_WORDS, "what work must offer"),
        "clean_record": (Flag(), "private: it only prevents a suggestion"),
    },
    required=("id",),
    title="citizen",
)
_ORDER = Object(
    {
        "id": (Text(100), "Tells orders apart."),
        "company": (Text(100), "whose order it is"),
        "occupation": (Text(), "URI of the occupation"),
        "positions": (Number(1, 1_000, is_whole=True), "how many are sought (1)"),
        "place": (_PLACE, "where the work is"),
        "hours": (
            Object({"from": (_HOURS, "attendance a week at least"), "to": (_HOURS, "at most")}),
            "hours of attendance a week",
        ),
        "effective_hours": (_HOURS, "effective hours a week that are needed"),
        "splittable": (Flag(), "true: one person may take a part, from an hour a week"),
        "days": (Many(Choice(DAYS), 1), "days of the work"),
        "days_needed": (Number(1, 7, is_whole=True), "how many of them one person must take (all)"),
        "shifts": (Many(Choice(SHIFTS), 1), "times of day of the work"),
        "shifts_needed": (Number(1, 3, is_whole=True), "how many of them one person must take (all)"),
        "start_on": (Day(), "first day; as soon as can be where left out"),
        "licences": (Many(_LICENCE), "licences and certificates asked"),
        "languages": (Many(_LANGUAGE), "languages asked"),
        "skills": (Many(_SKILL), "skills asked"),
        "forms": (Many(Choice(tuple(Form)), 1), "kinds of employment accepted"),
        "demands": (_WORDS, "what the work demands, in the words of the citizens' cannot"),
        "free_of": (_WORDS, "what it certainly does not demand"),
        "offers": (_WORDS, "considerations that can be had, in the words of the citizens' needs"),
        "cannot_offer": (_WORDS, "considerations that cannot"),
        "clean_record": (Flag(), "whether a clean record is asked"),
    },
    required=("id",),
    title="order",
)
_COURSE = Object(
    {
        "id": (Text(100), "Tells courses apart."),
        "title": (Text(), "what it is called"),
        "skills": (_WORDS, "URIs of skills it gives"),
        "licences": (_WORDS, "codes of licences it gives"),
        "requires": (_WORDS, "codes of licences one must hold to be taken in"),
        "price_dkk": (Number(0, 10_000_000, is_whole=True), "price in kroner"),
        "days": (Number(0, 2_000, is_whole=True), "length"),
        "place": (_PLACE, "where"),
        "positive_list": (Flag(), "whether it is on the positive list"),
    },
    required=("id",),
    title="course",
)
_NEAR = Object(
    {
        "one": (Text(), "a URI"),
        "other": (Text(), "another"),
        "pct": (Number(1, 99, is_whole=True), "how alike they are, in per cent"),
    },
    required=("one", "other", "pct"),
)
MARKET = Object(
    {
        "format": (Choice((FORMAT,)), f"Write {FORMAT}."),
        "on": (Day(), "The day on which licences are held and orders without a start begin."),
        "seed": (Number(0, 2**31, is_whole=True), "what the lots of ties are mixed with (0)"),
        "citizens": (Many(_CITIZEN), "An empty list where there are none."),
        "orders": (Many(_ORDER), "An empty list where there are none."),
        "courses": (Many(_COURSE), "what courses could open"),
        "near": (Many(_NEAR), "skills and occupations that are alike, the same both ways"),
        "names": (Table(Text()), "labels of URIs and codes, for explanations"),
    },
    required=("format", "on", "citizens", "orders"),
    title="market",
)


def schema() -> Json:
    """Return the JSON schema of a market file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **MARKET.schema()}


def read_market(path: Path) -> tuple[Market, dict[str, str]]:
    """
    Return the market of a file, and its labels.

    Raises:
        UnusableMarket: it cannot be read; the text names the place and the remedy.
    """
    try:
        told = read_json(path)
    except UnreadableJson as fault:
        raise UnusableMarket(str(fault)) from None
    return market_of(told)


def market_of(told: Any) -> tuple[Market, dict[str, str]]:
    """
    Return the market that parsed JSON tells, and its labels.

    Raises:
        UnusableMarket: it cannot be read; the text names the place and the remedy.
    """
    fields = MARKET.read(told, "")
    for what in ("citizens", "orders", "courses"):
        _refuse_doubles(what, [one["id"] for one in fields.get(what, ())])
    market = Market(
        on=fields["on"],
        citizens=tuple(_citizen(one, f"citizens[{n}]") for n, one in enumerate(fields["citizens"])),
        orders=tuple(_order(one, f"orders[{n}]") for n, one in enumerate(fields["orders"])),
        courses=tuple(_course(one) for one in fields.get("courses", ())),
        near=tuple(Near(**one) for one in fields.get("near", ())),
        seed=fields.get("seed", 0),
    )
    names = fields.get("names", {})
    return market, names | {course.key: course.title for course in market.courses if course.title}


def _refuse_doubles(what: str, keys: list[str]) -> None:
    if len(set(keys)) < len(keys):
        double, _times = Counter(keys).most_common(1)[0]
        raise Faulty(what, f"{double!r} is there twice. Give each an id of its own.")


def _citizen(told: Json, where: str) -> Citizen:
    hours, refuses = told.get("hours", {}), told.get("refuses", {})
    if hours.get("least", 0) > hours.get("most", 168):
        raise Faulty(
            f"{where}.hours", f"least {hours['least']:g}, most {hours['most']:g}: the first must not be the larger one"
        )
    return Citizen(
        key=told["id"],
        place=_place(told),
        reach=_reach(told.get("travel")),
        minutes_most=_minutes(hours.get("most")),
        minutes_least=_minutes(hours.get("least")),
        minutes_wished=_minutes(hours.get("wished")),
        intensity_pct=told.get("intensity"),
        days=_set_or_unknown(told.get("days")),
        shifts=_set_or_unknown(told.get("shifts")),
        licences=tuple(Held(**one) for one in told.get("licences", ())),
        has_all_licences=told.get("licences_complete", False),
        licences_in_doubt=frozenset(told.get("licences_in_doubt", ())),
        languages=tuple(told.get("languages", {}).items()),
        has_all_languages=told.get("languages_complete", False),
        skills=frozenset(told.get("skills", ())),
        skills_lacking=frozenset(told.get("skills_lacking", ())),
        has_all_skills=told.get("skills_complete", False),
        occupations=frozenset(told.get("occupations", ())),
        wishes=frozenset(told.get("wishes", ())),
        wants_to_learn=frozenset(told.get("wants_to_learn", ())),
        forms=_forms(told),
        refused_orders=frozenset(refuses.get("orders", ())),
        refused_companies=frozenset(refuses.get("companies", ())),
        refused_occupations=frozenset(refuses.get("occupations", ())),
        cannot=frozenset(told.get("cannot", ())),
        needs=frozenset(told.get("needs", ())),
        has_clean_record=told.get("clean_record"),
    )


def _order(told: Json, where: str) -> Order:
    hours = told.get("hours", {})
    if hours.get("from") and hours.get("to") and hours["from"] > hours["to"]:
        raise Faulty(
            f"{where}.hours", f"from {hours['from']:g} to {hours['to']:g}: the first must not be the larger one"
        )
    return Order(
        key=told["id"],
        company=told.get("company", ""),
        occupation=told.get("occupation", ""),
        positions=told.get("positions", 1),
        place=_place(told),
        minutes_from=_minutes(hours.get("from")),
        minutes_to=_minutes(hours.get("to")),
        effective_minutes=_minutes(told.get("effective_hours")),
        is_splittable=bool(told.get("splittable")),
        days=_set_or_unknown(told.get("days")),
        days_needed=told.get("days_needed"),
        shifts=_set_or_unknown(told.get("shifts")),
        shifts_needed=told.get("shifts_needed"),
        starts_on=told.get("start_on"),
        licences=tuple(AskedLicence(one["code"], _weight(one)) for one in told.get("licences", ())),
        languages=tuple(AskedLanguage(x["language"], x["level"], _weight(x)) for x in told.get("languages", ())),
        skills=tuple(AskedSkill(one["skill"], _weight(one)) for one in told.get("skills", ())),
        forms=_forms(told),
        demands=frozenset(told.get("demands", ())),
        free_of=frozenset(told.get("free_of", ())),
        offers=frozenset(told.get("offers", ())),
        cannot_offer=frozenset(told.get("cannot_offer", ())),
        asks_clean_record=told.get("clean_record"),
    )


def _course(told: Json) -> Course:
    return Course(
        key=told["id"],
        title=told.get("title", ""),
        skills=frozenset(told.get("skills", ())),
        licences=frozenset(told.get("licences", ())),
        requires=frozenset(told.get("requires", ())),
        price_dkk=told.get("price_dkk"),
        days=told.get("days"),
        place=_place(told),
        is_on_positive_list=told.get("positive_list"),
    )


def _place(told: Json) -> Place | None:
    place = told.get("place")
    return Place(round(place["x"]), round(place["y"])) if place else None


def _reach(travel: dict[str, Json] | None) -> tuple[tuple[Mode, int], ...] | None:
    if not travel:
        return None
    reach = []
    for word, limits in travel.items():
        mode = Mode(word)
        metres = [metres_of_km(limits["km"])] if "km" in limits else []
        metres += [round(limits["minutes"] * METRES_A_MINUTE[mode])] if "minutes" in limits else []
        if metres:
            reach.append((mode, min(metres)))
    return tuple(reach) or None


def _minutes(hours: float | None) -> int | None:
    return None if hours is None else round(60 * hours)


def _set_or_unknown(words: Iterable[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(words)


def _forms(told: Json) -> frozenset[Form] | None:
    return frozenset(Form(word) for word in told["forms"]) if "forms" in told else None


def _weight(told: Json) -> Weight:
    return Weight(told.get("weight", Weight.MUST))
