"""A market made by chance, transport and logistics first, to try the matching with; nobody in it is real."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from helevejen.engines.matching.market import DAYS
from helevejen.tasks.markets.reading import FORMAT

Json = dict[str, Any]

_TOWNS = [(546_000, 6_157_000), (534_000, 6_150_000), (557_000, 6_170_000), (529_000, 6_139_000)]  # around Fredericia
_WORK = {
    "lagermedarbejder": ["ordreplukning", "lagerstyring", "varemodtagelse", "pakning", "truckkørsel"],
    "chauffør": ["lastsikring", "ruteplanlægning", "kundekontakt", "dokumentation"],
    "rengøringsassistent": ["rengøring", "kundekontakt"],
    "køkkenmedhjælper": ["køkkenhygiejne", "simpel madlavning", "rengøring"],
    "produktionsmedarbejder": ["montage", "kvalitetskontrol", "pakning", "dokumentation"],
    "social- og sundhedshjælper": ["personlig pleje", "dokumentation", "kundekontakt"],
}
_ASKED = {"lagermedarbejder": ["forklift_b"], "chauffør": ["C", "CE", "eu_driver"], "køkkenmedhjælper": ["hygiene"]}
_LIMITS, _NEEDS = ["lifting_over_10_kg", "standing_all_day", "noise"], ["quiet_corner", "extra_breaks", "fixed_mentor"]
_COURSES = [
    ("Gaffeltruckcertifikat B", ["truckkørsel"], ["forklift_b"], [], 5_460, 7),
    ("Lastbil C", ["lastsikring"], ["C"], ["B"], 18_900, 30),
    ("Vogntog C/E", ["lastsikring"], ["CE"], ["C"], 12_600, 15),
    ("EU-kvalifikation, gods", ["ruteplanlægning"], ["eu_driver"], ["C"], 9_800, 20),
    ("Hygiejne i køkkener", ["køkkenhygiejne"], ["hygiene"], [], 1_200, 2),
    ("Lager og terminal", ["lagerstyring", "varemodtagelse", "ordreplukning"], [], [], 3_900, 10),
]


def example(citizens: int, orders: int, seed: int, on: date) -> Json:
    """Return a market file's JSON, the same for the same seed."""
    rng = Random(seed)  # noqa: S311  # an example is no secret
    names = {_skill(word): word for words in _WORK.values() for word in words} | {_job(word): word for word in _WORK}
    return {
        "format": FORMAT,
        "on": on.isoformat(),
        "citizens": [_citizen(rng, n) for n in range(1, citizens + 1)],
        "orders": [_order(rng, n) for n in range(1, orders + 1)],
        "courses": [
            {
                "id": f"k{n}", "title": title, "skills": [_skill(word) for word in skills], "licences": licences,
                "requires": requires, "price_dkk": price, "days": days, "positive_list": True,
            }
            for n, (title, skills, licences, requires, price, days) in enumerate(_COURSES, 1)
        ],
        "near": [
            {"one": _skill("ordreplukning"), "other": _skill("pakning"), "pct": 60},
            {"one": _job("lagermedarbejder"), "other": _job("produktionsmedarbejder"), "pct": 50},
        ],
        "names": names,
    }  # fmt: skip


def _skill(word: str) -> str:
    return f"urn:example:skill:{word}"


def _job(word: str) -> str:
    return f"urn:example:occupation:{word}"


def _place(rng: Random) -> Json:
    x, y = rng.choice(_TOWNS)
    return {"x": x + rng.randint(-4_000, 4_000), "y": y + rng.randint(-4_000, 4_000)}


def _citizen(rng: Random, n: int) -> Json:
    done, wished = rng.sample(list(_WORK), 2)
    skills = [word for word in _WORK[done] if rng.random() < 0.7] + rng.sample(_WORK[wished], 1)
    licences: list[Json] = [{"code": "B"}] if rng.random() < 0.6 else []
    licences += [{"code": code} for code in _ASKED.get(done, []) if rng.random() < 0.4]
    for licence in licences:
        if rng.random() < 0.2:
            licence["until"] = f"{rng.choice([2026, 2027, 2028])}-12-31"
    most = rng.choice([4, 8, 12, 20, 30, 37])
    told: Json = {
        "id": f"b{n}",
        "place": _place(rng),
        "travel": {"public": {"minutes": rng.choice([30, 45, 60])}, "bike": {"km": rng.choice([5, 8])}},
        "hours": {"most": most},
        "licences": licences,
        "licences_complete": rng.random() < 0.7,
        "languages": {"da": rng.choice(["A2", "B1", "B2", "native", "native"])},
        "skills": sorted({_skill(word) for word in skills}),
        "occupations": [_job(done)],
        "wishes": [_job(wished), *([_job(done)] if rng.random() < 0.6 else [])],
        "forms": rng.choice([["ordinary"], ["ordinary", "wage_subsidy", "internship"], ["flex", "minifleks"]]),
        "clean_record": rng.choice([True, True, True, None, False]),
    }
    if "flex" in told["forms"]:
        told["intensity"] = rng.choice([33, 50, 80])
        told["cannot"], told["needs"] = rng.sample(_LIMITS, 1), rng.sample(_NEEDS, 1)
    if rng.random() < 0.6:
        told["days"] = rng.sample(list(DAYS[:5]), rng.randint(2, 5))
    return told


def _order(rng: Random, n: int) -> Json:
    job = rng.choice(list(_WORK))
    least = rng.choice([3, 8, 15, 30, 37])
    weights = ["must", "nice", "nice", "learnable"]
    return {
        "id": f"o{n}",
        "company": f"v{rng.randint(1, 12)}",
        "occupation": _job(job),
        "positions": rng.choice([1, 1, 2]),
        "place": _place(rng),
        "hours": {"from": least, "to": max(least, rng.choice([8, 20, 37]))},
        "splittable": rng.random() < 0.3,
        "days": list(DAYS[:5]),
        "days_needed": rng.randint(1, 5),
        "start_on": f"2027-0{rng.randint(1, 3)}-01",
        "licences": [
            {"code": code, "weight": rng.choice(weights)} for code in _ASKED.get(job, []) if rng.random() < 0.7
        ],
        "languages": [{"language": "da", "level": rng.choice(["A2", "B1"])}],
        "skills": [{"skill": _skill(word), "weight": rng.choice(weights)} for word in _WORK[job]],
        "forms": rng.choice([["ordinary", "wage_subsidy"], ["ordinary", "flex"], ["flex", "minifleks", "internship"]]),
        "demands": rng.sample(_LIMITS, 1),
        "offers": rng.sample(_NEEDS, 2),
        "clean_record": job == "social- og sundhedshjælper",
    }
