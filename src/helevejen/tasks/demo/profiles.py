"""The profiles of the cast: some facts the citizen wrote, some the jobformidler, some confirmed and some not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from helevejen.tasks.demo.days import at

if TYPE_CHECKING:
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

#: By plot: working days ago, kind, why staff wrote it (nothing: the citizen did), if it is confirmed, what it says.
_FACTS: Final[dict[str, tuple[tuple[int, str, str, bool, dict[str, Any]], ...]]] = {
    "horses": (
        (170, "occupation_wished", "", False, {"label": "dyrepasser"}),
        (170, "skill", "", True, {"label": "passe heste", "level": "good", "evidence": "life"}),
        (168, "occupation_done", _MET, True, {"label": "rengøringsassistent", "years": 6}),
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
        (40, "occupation_wished", "", False, {"label": "svejser"}),
        (40, "skill", "", False, {"label": "svejse", "level": "some", "evidence": "life"}),
        (30, "licence", "Bo viste beviset.", False, {"subject": "forklift_a"}),
        (30, "days", _MET, True, {"codes": "mon tue wed thu fri"}),
        (30, "consideration", _MET, True, {"subject": "same_person"}),
    ),
    "retention": (
        (230, "occupation_done", _MET, True, {"label": "lagermedarbejder", "years": 2}),
        (230, "licence", "Carl viste beviset.", True, {"subject": "forklift_b"}),
        (230, "shifts", _MET, True, {"codes": "day"}),
        (230, "travel", _MET, True, {"subject": "public", "minutes": 45}),
    ),
}


def write_profile(story: Story, plot: str) -> None:
    """Write the profile of somebody of the cast. What the citizen has no account to write, the jobformidler did."""
    world, citizen = story.world, story.citizen
    for days, kind, why, is_confirmed, said in _FACTS[plot]:
        moment = at(world.days.before(world.days.on, days), 640)
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
