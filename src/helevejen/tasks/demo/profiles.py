"""The profiles of the cast: some facts the citizen wrote, some the jobformidler, some confirmed and some not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from helevejen.tasks.demo.days import at

if TYPE_CHECKING:
    from helevejen.tasks.demo.chance import Dice
    from helevejen.tasks.demo.stories import Story


class ProfileFact(NamedTuple):
    id: int
    citizen: int
    first: int
    kind: str
    source: str
    reason: str
    written_by: int
    written_at: datetime
    confirmed_by: int | None
    confirmed_at: datetime | None
    subject: str = ""
    label: str = ""
    level: str = ""
    evidence: str = ""
    years: int | None = None
    expires_on: date | None = None
    hours: Decimal | None = None
    intensity: int | None = None
    codes: str = ""
    minutes: int | None = None
    km: int | None = None
    kg: int | None = None


#: App and table, laid after wishes.
TABLES: dict[type[Any], tuple[str, str]] = {ProfileFact: ("profiles", "profilefact")}

_MET: Final = "Vi talte om det ved den første samtale."
_ESCO: Final = "http://data.europa.eu/esco/occupation/"
_WAREHOUSE: Final = {"subject": f"{_ESCO}bea705fe-06ac-4147-b8e0-6e8ac1208d8f", "label": "lagerarbejder"}
_CLEANER: Final = {"subject": f"{_ESCO}303a1e34-cb16-4054-b323-81e5eec17397", "label": "rengøringsassistent"}
_ANIMALS: Final = {"subject": f"{_ESCO}65bd2342-f7de-4932-9164-eb480e35a791", "label": "dyrepasser"}
_WELDER: Final = {"subject": f"{_ESCO}7aedaa07-3884-4c5b-88f9-80997b2aa54b", "label": "svejser"}

#: By plot: working days ago, kind, why staff wrote it (nothing: the citizen did), if it is confirmed, what it says.
_FACTS: Final[dict[str, tuple[tuple[int, str, str, bool, dict[str, Any]], ...]]] = {
    "horses": (
        (170, "occupation_wished", "", False, _ANIMALS),
        (170, "skill", "", True, {"label": "passe heste", "level": "good", "evidence": "life"}),
        (168, "occupation_done", _MET, True, _CLEANER | {"years": 6}),
        (168, "licence", "Amina viste kortet.", True, {"subject": "B", "expires_in": 60}),
        (168, "language", _MET, True, {"subject": "da", "level": "B2"}),
        (120, "hours", "Det prøvede vi på rideskolen.", True, {"hours": Decimal(12), "intensity": 60}),
        (120, "consideration", "Det sagde Amina efter praktikken.", True, {"subject": "lift", "kg": 5}),
        (120, "consideration", "", False, {"subject": "change"}),
        (60, "travel", "", False, {"subject": "bike", "minutes": 30}),
        (16, "skill", "Ejeren af rideskolen sagde det.", False, {"label": "muge ud", "level": "good"}),
        (16, "refusal", "", False, {"subject": "nights"}),
    ),
    "young": (
        (40, "occupation_wished", "", False, _WELDER),
        (40, "skill", "", False, {"label": "svejse", "level": "some", "evidence": "life"}),
        (30, "licence", "Bo viste beviset.", False, {"subject": "forklift_a"}),
        (30, "days", _MET, True, {"codes": "mon tue wed thu fri"}),
        (30, "consideration", _MET, True, {"subject": "same_person"}),
    ),
    "retention": (
        (230, "occupation_done", _MET, True, _WAREHOUSE | {"years": 2}),
        (230, "licence", "Carl viste beviset.", True, {"subject": "forklift_b"}),
        (230, "shifts", _MET, True, {"codes": "day"}),
        (230, "travel", _MET, True, {"subject": "public", "minutes": 45}),
    ),
    "veteran": (
        (140, "occupation_done", _MET, True, _WAREHOUSE | {"years": 3}),
        (26, "hours", "Det prøvede vi i terminalen.", True, {"hours": Decimal(4), "intensity": 70}),
        (26, "consideration", "", True, {"subject": "same_person"}),
    ),
    "interpreter": (
        (38, "occupation_done", _MET, True, _WAREHOUSE | {"years": 4}),
        (38, "licence", "Hodan viste beviset.", True, {"subject": "forklift_b"}),
        (38, "language", _MET, True, {"subject": "da", "level": "A2"}),
        (20, "hours", _MET, True, {"hours": Decimal(20), "intensity": 100}),
        (20, "travel", _MET, True, {"subject": "public", "minutes": 45}),
    ),
    "overdue": (
        (60, "occupation_done", _MET, True, _CLEANER | {"years": 11}),
        (60, "hours", "Det sagde Dorte.", True, {"hours": Decimal(6), "intensity": 50}),
        (60, "days", _MET, True, {"codes": "tue thu"}),
        (60, "shifts", _MET, True, {"codes": "evening"}),
        (60, "consideration", "", False, {"subject": "breaks"}),
    ),
}


def write_profile(story: Story, plot: str) -> None:
    """Write the profile of somebody of the cast."""
    world = story.world
    for days, kind, why, is_confirmed, said in _FACTS[plot]:
        _write(story, at(world.days.before(world.days.on, days), 640), (kind, why, is_confirmed), said)


def _write(story: Story, moment: datetime, fact: tuple[str, str, bool], said: dict[str, Any]) -> None:
    """Write one fact. What the citizen has no account to write, the jobformidler did."""
    world, citizen = story.world, story.citizen
    kind, why, is_confirmed = fact
    staff = story.worker_at(moment).id
    is_own = not why and citizen.user is not None
    other = staff if is_own else citizen.user
    written_by = citizen.user if is_own else staff
    number = world.book.next_id(ProfileFact)
    values = dict(said)
    if ahead := values.pop("expires_in", None):
        values["expires_on"] = world.days.on + timedelta(days=ahead)
    confirmed = (other, moment + timedelta(days=1)) if is_confirmed and other is not None else (None, None)
    source = "citizen" if is_own else "told"
    reason = "" if is_own else why or _MET
    world.book.rows[ProfileFact].append(
        ProfileFact(number, citizen.id, number, kind, source, reason, written_by, moment, *confirmed, **values)
    )
    world.log("fact_written", moment, written_by, ("profiles.profilefact", number), citizen.id)


# --- Everybody else ---

_SHARE: Final = 0.45
#: What people have done and would like to do: the number and name of the occupation, and a licence some have with it.
_TRADES: Final = (
    ("bea705fe-06ac-4147-b8e0-6e8ac1208d8f", "lagerarbejder", "forklift_b"),
    ("cd94def5-3442-4c2e-ae3d-0761a3008bcb", "lagerekspedient", "forklift_b"),
    ("45037d43-a8f5-4f46-b332-b2935bc305f4", "lastbilchauffør", "CE"),
    ("303a1e34-cb16-4054-b323-81e5eec17397", "rengøringsassistent", ""),
    ("0b15375e-dfdd-4047-9efb-096e0aaee7d2", "butiksassistent", ""),
    ("e1cf6897-158d-4b48-a39e-2a3a8cac216c", "køkkenassistent", ""),
    ("1391bdf9-bd61-4fb5-91ca-c29036ab2b60", "social- og sundhedshjælper", ""),
    ("6c999fc7-c6b7-4ef3-a4b9-af124a1783a2", "kontormedarbejder", ""),
    ("a48b9a5a-5ded-482d-8cda-7fd097a32c16", "havegartner", ""),
    ("7aedaa07-3884-4c5b-88f9-80997b2aa54b", "svejser", ""),
)
_HOURS: Final = {37: 0.4, 30: 0.15, 20: 0.15, 12: 0.12, 8: 0.1, 4: 0.08}
_DANISH: Final = {"native": 0.78, "C1": 0.05, "B2": 0.07, "B1": 0.05, "A2": 0.05}
_NEEDS: Final = ("change", "breaks", "quiet", "fixed_times", "same_person", "few_people")
_CLARIFIED_NEED: Final = 0.5
_FULL: Final = 15  # hours from which the intensity is whole


def write_some(story: Story) -> None:
    """Write a few facts of somebody nobody tells a story of; most have not been asked yet."""
    world = story.world
    dice = world.chance.dice("profile", world.number, story.case_id)
    moment = at(world.days.after(story.opened_at.date(), dice.whole(3, 25)), 640)
    if not dice.happens(_SHARE) or moment + timedelta(days=1) >= world.now:
        return
    for kind, said in _some(dice, needs_help=story.facts.clarified, needs_interpreter=story.citizen.needs_interpreter):
        is_own = kind in {"occupation_wished", "consideration"}
        _write(story, moment, (kind, "" if is_own else _MET, dice.happens(0.7)), said)


def _some(dice: Dice, *, needs_help: bool, needs_interpreter: bool) -> list[tuple[str, dict[str, Any]]]:
    code, label, licence = dice.one_of(_TRADES)
    wished = dice.one_of(_TRADES)
    level = "A2" if needs_interpreter else dice.weighted(_DANISH)
    hours = dice.weighted(_HOURS)
    each: tuple[tuple[float, str, dict[str, Any]], ...] = (
        (0.8, "occupation_done", {"subject": _ESCO + code, "label": label, "years": dice.whole(1, 14)}),
        (0.6, "occupation_wished", {"subject": _ESCO + wished[0], "label": wished[1]}),
        (0.9, "language", {"subject": "da", "level": level}),
        (0.4, "licence", {"subject": "B"}),
        (0.5 if licence else 0, "licence", {"subject": licence}),
        (0.7, "hours", {"hours": Decimal(hours), "intensity": 100 if hours > _FULL else 70}),
        (0.6, "days", {"codes": "mon tue wed thu fri"}),
        (0.5, "shifts", {"codes": dice.one_of(("day", "day early", "day evening"))}),
        (0.5, "travel", {"subject": dice.one_of(("public", "bike", "car")), "minutes": 45}),
        (_CLARIFIED_NEED if needs_help else 0.1, "consideration", {"subject": dice.one_of(_NEEDS)}),
    )
    return [(kind, said) for share, kind, said in each if dice.happens(share)]
