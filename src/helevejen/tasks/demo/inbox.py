"""The demo's inbox: a month of inquiries, who has the duty, the canned answers and the published deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from helevejen.inquiries.rules import clocks, deadlines
from helevejen.tasks.demo import inbox_rows, rows
from helevejen.tasks.demo.days import at

if TYPE_CHECKING:
    from helevejen.tasks.demo.chance import Dice
    from helevejen.tasks.demo.stories import Story
    from helevejen.tasks.demo.world import World

_MONTH: Final = 22  # working days
_A_DAY_AND_TEAM: Final = 4
_STILL_OPEN: Final = 0.08
_CHANNELS: Final = {"mail": 0.5, "phone": 0.35, "counter": 0.15}
_AVOIDABLE: Final = {"": 0.72, "where_is_my_case": 0.14, "letter_not_understood": 0.09, "nobody_answered": 0.05}

#: Topic, subject, what they wrote, what we answered.
_COMPANIES: Final = (
    ("recruitment", "To lagermedarbejdere", "Vi mangler to på lageret fra den første. Har I nogen?",
     "Ja. Jeg ringer i eftermiddag med tre, vi tror på."),
    ("recruitment", "Chauffør med C-kort", "Vi søger en chauffør. Kan I hjælpe os?",
     "Vi har to, der gerne vil. Hvornår kan I tale med dem?"),
    ("job", "Praktik i tre uger", "Kan vi forlænge praktikken med tre uger?",
     "Ja, det aftaler vi med jer og praktikanten i morgen."),
    ("job", "Løntilskud", "Hvordan søger vi løntilskud?", "Vi hjælper jer med ansøgningen. Jeg ringer kl. 10."),
    ("general", "Hvem er vores kontakt?", "Hvem skal vi tale med, når vi har spørgsmål?",
     "Det er mig. I kan altid ringe direkte."),
)  # fmt: skip
_OTHERS: Final = (
    ("case", "Hvor er min sag?", "Jeg har ikke hørt noget i to uger. Hvor er min sag?",
     "Sagen er hos os. Du hører fra din jobformidler i denne uge."),
    ("letter", "Jeg forstår ikke brevet", "Jeg har fået et brev og ved ikke, hvad jeg skal gøre.",
     "Ring til os, så læser vi det sammen. Du skal ikke gøre noget før."),
    ("meeting", "Flytning af samtale", "Jeg kan ikke komme på torsdag.", "Det er i orden. Du får en ny tid."),
    ("general", "Åbningstid", "Hvornår har I åbent?", "Vi har åbent fra 9 til 15 på hverdage."),
    ("job", "Vil gerne i praktik", "Min søn vil gerne i praktik. Hvem kan han tale med?",
     "Han er velkommen på tirsdag klokken 10."),
    ("benefit", "Udbetaling", "Hvornår kommer pengene?", "De står på kontoen den sidste hverdag i måneden."),
)  # fmt: skip
_NAMES: Final = ("Ib Sander", "Lis Toft", "Karl Enevold", "Mona Riis", "Per Lind", "Gry Holst", "Ole Vinther")
_CANNED: Final = (
    ("meeting", "Flytning af en samtale",
     "Du kan selv flytte din samtale på Min vej indtil dagen før. Ring til os, hvis det er samme dag.", 120),
    ("letter", "Brevet er svært at forstå",
     "Det er vores ansvar, at breve kan forstås. Ring til os, så gennemgår vi det sammen.", 200),
    ("case", "Hvor er min sag?",
     "På Min vej kan du altid se, hvem der har bolden, og hvornår du senest hører fra os.", -5),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one inquiry was about, and from whom."""

    channel: str
    sender: str
    topic: str
    subject: str
    text: str
    answer: str
    company: int | None = None
    name: str = ""


def open_inbox(world: World) -> None:
    """Write everything of the inbox that belongs to no citizen's case."""
    teams = {one.user: one.team for one in world.book.rows[rows.Employment]}
    world.team_of.update(teams)
    leader = world.staff.leaders[0]
    if world.number == 0:
        _keep_ready(world, leader.id)
    dice = world.chance.dice("inbox", world.number)
    for boss in world.staff.leaders:
        team = teams[boss.id]
        people = [seat.holder.id for seat in world.staff.seats if teams.get(seat.holder.id) == team]
        if not people:
            continue
        _duties(world, team, people, boss.id)
        for back in range(_MONTH, -1, -1):
            day = world.days.before(world.days.on, back) if back else world.days.on
            for _one in range(dice.whole(2, 2 * _A_DAY_AND_TEAM - 2)):
                received = at(day, dice.whole(480, 1_000))
                if received < world.now:
                    _inquiry(world, dice, _asked(world, dice), received, dice.one_of(people), team)


def dialogue(story: Story, track: int, sent_at: datetime, answered_at: datetime | None, by: int) -> None:
    """Write the inquiry of a citizen's message, which is a dialogue of the case, when it is of the last month."""
    world = story.world
    if sent_at < world.now - timedelta(days=30) or by not in world.team_of:
        return
    asked = _Asked("portal", "citizen", "case", "", "", "")
    values = _promised(asked, sent_at) | _answered(sent_at, answered_at, by, promised=asked)
    _lay(world, asked, sent_at, by, world.team_of[by], values, citizen=story.citizen.id, track=track)


def _asked(world: World, dice: Dice) -> _Asked:
    channel = dice.weighted(_CHANNELS)
    if dice.happens(0.4) and world.firms:
        topic, subject, text, answer = dice.one_of(_COMPANIES)
        return _Asked(channel, "company", topic, subject, text, answer, company=dice.one_of(world.firms).id)
    topic, subject, text, answer = dice.one_of(_OTHERS)
    return _Asked(channel, "unknown", topic, subject, text, answer, name=dice.one_of(_NAMES))


def _inquiry(world: World, dice: Dice, asked: _Asked, received: datetime, owner: int, team: int) -> None:
    wanted = dice.long_tailed(0.5 if asked.sender == "company" else 0.8, 0.8)
    day = world.days.after(received.date(), max(0, round(wanted)))
    answered: datetime | None = max(at(day, dice.whole(545, 890)), received + timedelta(minutes=dice.whole(4, 50)))
    if answered is not None and (answered >= world.now or dice.happens(_STILL_OPEN)):
        answered = None
    values = _promised(asked, received) | _answered(received, answered, owner, promised=asked)
    if answered is not None:
        values["avoidable"] = dice.weighted(_AVOIDABLE)
        values["handover_count"] = int(dice.happens(0.2))
        values["reopened_count"] = int(dice.happens(0.04))
    number = _lay(world, asked, received, owner, team, values)
    _said(world, number, asked, received, answered, owner)
    if answered is None and dice.happens(0.35):
        world.book.add(
            inbox_rows.Wait, inquiry=number, on="authority", ground="Svar fra ydelseskontoret",
            since=received + timedelta(minutes=30), begun_by=owner,
        )  # fmt: skip


def _promised(asked: _Asked, received: datetime) -> dict[str, object]:
    promise = clocks.promise_for(sender=asked.sender, topic=asked.topic, received_at=received)
    return {
        "promised_at": promise.answer_by,
        "receipt_due_at": promise.receipt_by,
        "answer_due_at": promise.answer_by,
        "solve_due_at": promise.solution_by,
        "due_at": promise.answer_by,
    }


def _answered(received: datetime, answered: datetime | None, by: int, *, promised: _Asked) -> dict[str, object]:
    if answered is None:
        return {}
    promise = clocks.promise_for(sender=promised.sender, topic=promised.topic, received_at=received)
    minutes = clocks.minutes_spent(received, answered, ())
    return {
        "answered_at": answered, "answer_minutes": minutes, "is_in_time": answered <= promise.answer_by,
        "solved_at": answered, "solved_by": by, "solve_minutes": minutes, "due_at": None,
    }  # fmt: skip


def _lay(
    world: World,
    asked: _Asked,
    received: datetime,
    owner: int,
    team: int,
    values: dict[str, object],
    *,
    citizen: int | None = None,
    track: int | None = None,
) -> int:
    number = world.book.next_id(inbox_rows.Inquiry)
    is_named = asked.sender == "unknown"
    address = asked.name.lower().replace(" ", ".")
    events = [("received", received, None), ("acknowledged", received, None)]
    if values.get("answered_at"):
        events += [("answered", values["answered_at"], owner), ("solved", values["solved_at"], owner)]  # type: ignore[list-item]
    facts: dict[str, object] = {
        "id": number, "channel": asked.channel, "sender": asked.sender, "citizen": citizen, "company": asked.company,
        "track": track, "sender_name": asked.name, "topic": asked.topic, "subject": asked.subject,
        "sender_email": f"{address}@example.dk" if is_named and asked.channel == "mail" else "",
        "sender_phone": "72110000" if is_named and asked.channel != "mail" else "",
        "received_at": received, "owner": owner, "team": team, "number": len(events),
        "reply_token": f"{world.number:02x}{number:018x}", "acknowledged_at": received, "receipt_minutes": 0,
    }  # fmt: skip
    world.book.rows[inbox_rows.Inquiry].append(inbox_rows.Inquiry(**(facts | values)))  # type: ignore[arg-type]
    for place, (kind, moment, by) in enumerate(events, start=1):
        world.book.add(
            inbox_rows.InquiryEvent, inquiry=number, number=place, kind=kind, at=moment, by=by, reason="", detail={}
        )
    return number


def _said(world: World, number: int, asked: _Asked, received: datetime, answered: datetime | None, owner: int) -> None:
    common = {"inquiry": number, "channel": asked.channel}
    world.book.add(
        inbox_rows.Post, is_from_sender=True, text=asked.text, written_by=None, written_at=received, **common
    )
    if answered is not None:
        world.book.add(
            inbox_rows.Post, is_from_sender=False, text=asked.answer, written_by=owner, written_at=answered, **common
        )


def _duties(world: World, team: int, people: list[int], leader: int) -> None:
    monday = world.days.on - timedelta(days=world.days.on.weekday())
    for week in range(-4, 3):
        first = monday + timedelta(days=7 * week)
        world.book.add(
            inbox_rows.Duty, team=team, user=people[week % len(people)], valid_from=first,
            valid_until=first + timedelta(days=7), named_by=leader, named_at=world.now - timedelta(days=40),
        )  # fmt: skip


def _keep_ready(world: World, leader: int) -> None:
    written = world.now - timedelta(days=200)
    for topic, title, text, days in _CANNED:
        answer = world.book.add(inbox_rows.CannedAnswer, topic=topic)
        world.book.add(
            inbox_rows.CannedVersion, answer=answer, number=1, title=title, text=text,
            review_on=world.days.on + timedelta(days=days), written_by=leader, written_at=written,
        )  # fmt: skip
    for one in deadlines.suggestions().values():
        world.book.add(
            inbox_rows.PublishedDeadline, kind=one.kind, law=one.law, amount=one.amount, unit=str(one.unit),
            valid_from=world.days.first, approved_on=world.days.first, reviewed_on=world.days.on - timedelta(days=90),
            published_by=leader, published_at=written,
        )  # fmt: skip
