"""The stories of the cast, told by hand on top of what the chains tell of everybody else. Days are working days ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from helevejen.cases.rules.chains import chain_of
from helevejen.tasks.demo import endings, profiles, rows, sayings
from helevejen.tasks.demo.companies import Firm
from helevejen.tasks.demo.days import at
from helevejen.tasks.demo.meetings import Arranged, conclude, write
from helevejen.tasks.demo.statements import use_statements
from helevejen.tasks.demo.stories import Story
from helevejen.tasks.demo.tracks import CHOOSE, MEET, Track
from helevejen.tasks.demo.words import Said

#: Times of the first jobformidler that belong to the cast today, as bits of the office's slots: 9.30, 10.30 and 13.30.
RESERVED_TODAY: Final = 0b010110
_LUNCH_ENDS = 745  # minutes after midnight; the office has no slot from 11.30 to 12.15
_HORSES = "Jeg vil gerne arbejde med heste. De ser ikke på mig, som om jeg er syg."
_WELDER = "Jeg vil være svejser. Jeg har set videoer om det i et år nu, og jeg har øvet mig i min onkels garage."
#: What the notices of a new citizen and of a hand-over say, as `caseload` says it: read in the reader's language.
_NEW_HERE = "Du har fået en ny borger i din sagsstamme."
_TAKE_OVER = "%(name)s beder dig overtage en sag."


@dataclass(frozen=True, slots=True)
class Leg:
    """One turn of a scripted track: its step, how many working days ago it ended (None: it has not), and by whom."""

    code: str
    ended: int | None = None
    name: str = ""
    due: int | None = None  # working days from today
    met: tuple[tuple[str, Said], ...] = ()  # the cap and the note of what was written at the meeting


def play(story: Story) -> None:
    """Tell a story: by its scene when it has one. Then its decisions rest on the statements that had come."""
    _tell(story)
    use_statements(story)


def _tell(story: Story) -> None:
    scene = _SCENES.get(story.plot)
    if scene is None:
        story.tell()
        if story.plot == "" and story.ends is None:
            _side_scenes(story)
            profiles.write_some(story)
        return
    story.write_case()
    scene(story)


def ago(story: Story, days: int, minutes: int = 600) -> datetime:
    return at(story.world.days.before(story.world.days.on, days), minutes)


def script(
    story: Story, kind: str, opened: int, legs: Sequence[Leg], *, firm: Firm | None = None, outcome: str = ""
) -> Track:
    """Write a track leg by leg; one that is not ended stays open."""
    track = Track(story, kind, max(ago(story, opened, 570), story.opened_at))
    track.company = firm or track.company
    since = track.opened_at
    for place, leg in enumerate(legs):
        due = story.world.days.after(story.world.days.on, leg.due) if leg.due is not None else None
        track.begin(leg.code, since, by=story.worker_at(since).id, due_on=due, name=leg.name)
        if leg.ended is None:
            if leg.code not in {MEET, CHOOSE}:
                track.leave_open()
            return track
        ends = max(ago(story, leg.ended, 640 + 10 * place % 60), since + timedelta(minutes=20))
        ends = _after_lunch(story, ends) if leg.code == MEET else ends
        if leg.code == MEET:
            _met(story, track, leg, since, ends)
        sayings.after_step(story, track, leg.code, ends)
        track.end(ends, "answered" if chain_of(kind).steps[leg.code].holder in _OUTSIDE else "done")
        since = ends
    track.close(since, outcome or "reached")
    return track


_OUTSIDE = frozenset({"doctor", "company", "school", "authority"})


def _after_lunch(story: Story, ends: datetime) -> datetime:
    """Return when a meeting of the cast was over: at a time of day no other meeting has, when its host was there."""
    day = ends.date()
    while not story.worker_at(ends).is_here(day):
        day = story.world.days.after(day, 1)
    return at(day, _LUNCH_ENDS)


def _met(story: Story, track: Track, leg: Leg, since: datetime, ends: datetime) -> None:
    cap = leg.met[0][0] if leg.met else "mentor"
    meeting = arranged(story, cap, ends - timedelta(minutes=55), proposed_at=since)
    if not leg.met:
        conclude(track, meeting, "held", ends)
        return
    write(track, meeting, "held", ends)
    by = meeting.host.id
    story.world.log("meeting_held", ends, by, ("cases.meeting", meeting.id), story.citizen.id, cap)
    for note_cap, said in leg.met:
        minutes = 45 // len(leg.met)
        story.write_note(track, note_cap, ends, *said[:2], minutes=minutes, meeting=meeting.id, kind=said.kind)


def arranged(
    story: Story,
    cap: str,
    starts_at: datetime,
    *,
    proposed_at: datetime,
    others: Sequence[datetime] = (),
    purpose: str = "follow_up",
) -> Arranged:
    """Set a meeting by hand."""
    host, channel = story.worker_at(starts_at), story.citizen.channel
    place = "Rådhuset, lokale 1.12" if channel == "in_person" else ""
    number = story.world.book.next_id(rows.Meeting)
    return Arranged(number, host, purpose, cap, channel, place, 45, starts_at, list(others), host.id, proposed_at)


def meet_today(story: Story, track: Track, minutes: int, cap: str) -> None:
    """Leave the track at a meeting later today."""
    track.meeting = arranged(story, cap, at(story.world.days.on, minutes), proposed_at=ago(story, 5, 700))
    if track.turn:
        track.turn.due_on = story.world.days.on
    track.leave_open()


def first_contact(story: Story, opened: int, notes: tuple[tuple[str, Said], ...] = ()) -> None:
    legs = [
        Leg("we_invite", opened - 2),
        Leg(MEET, opened - 7, met=notes),
        Leg("we_write_plan", opened - 9),
        Leg("you_read_plan", opened - 12),
    ]
    script(story, "first_contact", opened, legs)


def _firm(story: Story, name: str) -> Firm:
    return next((firm for firm in story.world.firms if firm.name == name), story.world.firms[0])


# --- The scenes ---


def _horses(story: Story) -> None:
    engly = _firm(story, "Rideskolen Engly")
    met = (
        ("mentor", Said("Første samtale", "Vi talte om ryggen, nætterne og heste. Amina red som barn.", "health")),
        ("authority", Said("Rammen for forløbet", "Ryggen skal undersøges, før timer lægges fast.", "health")),
    )
    first_contact(story, 178, met)
    wish = sayings.wish(story, ago(story, 176, 1_255), _HORSES, answered_at=ago(story, 170, 640))
    goal = sayings.goal(story, wish, ago(story, 166), "Et job med heste, mindst 12 timer om ugen")
    legs = [
        Leg("we_find_companies", 158),
        Leg("company_answers", 155),
        Leg("you_visit_company", 151),
        Leg("company_trains", 131),
        Leg("we_evaluate_trial", 128),
    ]
    trial = script(story, "job_and_company", 165, legs, firm=engly)
    said = "Ejeren siger, at hestene falder til ro hos Amina. To timer ad gangen går godt, tre giver smerter."
    story.write_note(
        trial, "company", ago(story, 129), "Efter fire uger på rideskolen", said, minutes=40, kind="health"
    )
    sayings.decision(story, trial, ago(story, 152, 700))
    legs = [
        Leg("we_agree_questions", 124),
        Leg("we_order_statement", 122),
        Leg("doctor_answers", 108, name="Lægehuset ved Volden"),
        Leg("we_read_statement", 105),
        Leg("you_act", 63),
        Leg(
            MEET,
            58,
            met=(
                ("authority", Said("Svar fra lægen", "Lægen peger på en speciallæge, før vi går op i tid.", "health")),
            ),
        ),
        Leg("you_act", 20),
        Leg("we_follow_up", 16),
        Leg("we_order_statement", 14),
        Leg("specialist_answers", None, name="Ortopædkirurgisk klinik", due=11),
    ]
    script(story, "clarification", 128, legs)
    legs = [
        Leg("we_agree_support", 48),
        Leg("you_try_small_step", 34),
        Leg("we_talk_again", 30),
        Leg("you_try_small_step", 6),
        Leg("we_talk_again", 3),
        Leg(CHOOSE, None, due=2),
    ]
    mentoring = script(story, "mentoring", 50, legs)
    _propose(story, mentoring)
    done, soon = ago(story, 14, 700), story.world.days
    sayings.add_step(
        story, goal, "we", "Bestille erklæring hos speciallægen", ago(story, 16), soon.before(soon.on, 13), done
    )
    sayings.add_step(
        story, goal, "we", "Ringe til dig, når svaret er her", ago(story, 14), soon.after(soon.on, 12), None
    )
    sayings.add_step(
        story, goal, "you", "Gå en tur til Engly en gang om ugen", ago(story, 6), soon.after(soon.on, 5), None
    )
    asked = "Har I hørt noget fra speciallægen? Det er svært bare at vente."
    answer = "Ikke endnu, Amina. Jeg ringede i dag, og de regner med først i december. Du skal ikke gøre noget."
    sayings.message(story, ago(story, 8, 1_170), asked, answer=answer)
    profiles.write_profile(story, "horses")


def _propose(story: Story, track: Track) -> None:
    days = story.world.days
    starts = [at(days.after(days.on, step), minutes) for step, minutes in ((4, 570), (5, 810), (6, 630))]
    track.meeting = arranged(story, "mentor", starts[0], proposed_at=ago(story, 3, 640), others=starts[1:])
    story.news("meeting", ago(story, 3, 640), meeting_id=track.meeting.id, event="proposed")
    track.leave_open()


def _young(story: Story) -> None:
    met = (("mentor", Said("Første samtale", "Bo ville helst snakke på værkstedet, så vi gik en tur derned.")),)
    first_contact(story, 62, met)
    legs = [
        Leg("we_find_course", 45),
        Leg("you_choose_course", 36),
        Leg("school_answers", 21, name="AMU-centret"),
        Leg("school_teaches", None, name="AMU-centret", due=18),
    ]
    script(story, "education", 50, legs)
    legs = [Leg("we_agree_support", 27), Leg("you_try_small_step", None, due=0)]
    script(story, "mentoring", 30, legs)
    sayings.wish(story, ago(story, 6, 1_330), _WELDER, is_answered=False)
    asked = "Jeg var nede og se værkstedet i dag. Ham der viste rundt sagde jeg bare kan komme igen. Må jeg det?"
    sayings.message(story, ago(story, 1, 1_245), asked, is_answered=False)
    profiles.write_profile(story, "young")


def _retention(story: Story) -> None:
    store = _firm(story, "Lager og Lyng")
    first_contact(story, 240)
    profiles.write_profile(story, "retention")
    legs = [
        Leg("we_find_companies", 200),
        Leg("company_answers", 190),
        Leg("you_visit_company", 184),
        Leg("company_trains", 150),
        Leg("we_evaluate_trial", 146),
        Leg("we_find_companies", 60),
        Leg("company_answers", 40),
    ]
    script(story, "job_and_company", 225, legs, firm=store)
    days = story.world.days
    story.job_on, story.check_in_days = days.before(days.on, 34), 14
    story.follow_up_until = days.on + timedelta(days=130)
    track = endings.begin_job(story, store, title="lagermedarbejder", form="ordinary", hours=30)
    heard = (
        "Fødderne er trætte, humøret er godt. Carl spiser frokost med de andre nu.",
        "Vagten er flyttet til klokken otte, så bussen passer. Det gav ro med det samme.",
        "Carl har lært en ny op i denne uge. Det var første gang, nogen spurgte ham.",
    )
    for (code, ended), text in zip(
        (("we_check_in", 24), ("company_adapts", 20), ("we_check_in", 11)), heard, strict=True
    ):
        track.begin(code, track.last_end, by=story.worker_at(track.last_end).id)
        ends = ago(story, ended, 660)
        story.write_note(track, "mentor", ends, "Opfølgning i job", text, minutes=15)
        track.end(ends, "done")
    track.begin("we_check_in", track.last_end, by=story.worker_at(track.last_end).id, due_on=days.on)
    track.leave_open()


def _protected(story: Story) -> None:
    story.citizen.channel = "phone"
    first_contact(story, 130)
    legs = [
        Leg("we_agree_questions", 112),
        Leg("we_order_statement", 108),
        Leg("doctor_answers", 80),
        Leg("we_read_statement", 77),
    ]
    track = script(story, "clarification", 117, [*legs, Leg("you_act", 9), Leg(MEET)])
    meet_today(story, track, 630, "authority")


def _veteran(story: Story) -> None:
    first_contact(story, 150)
    sayings.veteran(story, ago(story, 140), has_consent=True)
    legs = [Leg("we_contact_support", 130), Leg("authority_answers", None, name="Veterancentret", due=-6)]
    script(story, "health_and_social", 136, legs)
    legs = [
        Leg("we_find_companies", 40),
        Leg("company_answers", 33),
        Leg("company_trains", 26),
        Leg("we_evaluate_trial", 25),
    ]
    script(story, "job_and_company", 60, legs, firm=_firm(story, "Havnens Transport"))
    profiles.write_profile(story, "veteran")


def _interpreter(story: Story) -> None:
    story.citizen.channel = "in_person"
    legs = [Leg("we_invite", 43), Leg(MEET, 38), Leg("we_write_plan", 34), Leg("you_read_plan", 30)]
    script(story, "first_contact", 45, legs)
    legs = [Leg("we_find_companies", 20), Leg("you_apply", 6), Leg(MEET)]
    track = script(story, "job_and_company", 29, legs)
    meet_today(story, track, 570, "mentor")
    profiles.write_profile(story, "interpreter")


def _overdue(story: Story) -> None:
    story.citizen.channel = "in_person"
    first_contact(story, 95)
    legs = [
        Leg("we_agree_questions", 76),
        Leg("you_act", 30),
        Leg("we_follow_up", 5),
        Leg("we_order_statement", None, due=-1),
    ]
    script(story, "clarification", 82, legs)
    legs = [Leg("we_contact_support", 54), Leg("authority_answers", None, name="Kommunens bolighjælp", due=-15)]
    script(story, "health_and_social", 58, legs)
    track = script(story, "mentoring", 40, (Leg("we_agree_support", 36), Leg("you_try_small_step", 7), Leg(MEET)))
    meet_today(story, track, 810, "mentor")
    profiles.write_profile(story, "overdue")


def _new(story: Story) -> None:
    script(story, "first_contact", 2, (Leg("we_invite", None, due=1),))
    story.world.book.add(
        rows.UserNotice, user=story.seat.holder.id, kind="caseload", text=_NEW_HERE, sentence=_NEW_HERE, values={},
        created_at=story.opened_at, path=f"/arbejde/sag/{story.case_id}/",
    )  # fmt: skip


_SCENES = {
    "horses": _horses,
    "young": _young,
    "retention": _retention,
    "protected": _protected,
    "veteran": _veteran,
    "interpreter": _interpreter,
    "overdue": _overdue,
    "new": _new,
}


# --- Hand-overs under way ---


def _side_scenes(story: Story) -> None:
    """Let a few cases of the first team be on their way to another jobformidler."""
    world = story.world
    if world.number or len(world.staff.seats) < 6:
        return
    number, days = story.seat.number, world.days
    if number == 3 and "asked" not in world.played:
        world.played.add("asked")
        _handover(story, to=0, state="requested", effect=days.after(days.on, 10), asked=ago(story, 2), answered=None)
    elif number == 0 and "agreed" not in world.played:
        world.played.add("agreed")
        _handover(
            story, to=1, state="accepted", effect=days.after(days.on, 6), asked=ago(story, 6), answered=ago(story, 4)
        )


def _handover(story: Story, *, to: int, state: str, effect: date, asked: datetime, answered: datetime | None) -> None:
    staff, book = story.world.staff, story.world.book
    giver, taker = story.seat.holder, staff.seats[to].holder
    backup = staff.seats[2].holder
    reason = "redistribution" if state == "requested" else "citizens_wish"
    number = book.add(
        rows.Handover, case=story.case_id, from_user=giver.id, to_user=taker.id, new_backup=backup.id, reason=reason,
        state=state, takes_effect_on=effect, requested_by=giver.id, requested_at=asked, answered_at=answered,
        citizen_told_at=answered and answered + timedelta(hours=2),
    )  # fmt: skip
    book.add(
        rows.UserNotice, user=taker.id, kind="caseload", text=_TAKE_OVER % {"name": giver.name},
        sentence=_TAKE_OVER, values={"name": giver.name}, created_at=asked,
        path=f"/arbejde/overdragelser/{number}/", read_at=answered,
    )  # fmt: skip
    story.world.log("handover_requested", asked, giver.id, ("caseload.handover", number), story.citizen.id)
    if answered:
        story.news(
            "handover_planned", answered + timedelta(hours=2), handover_id=number, former=giver.name,
            jobformidler=taker.name, backup=backup.name, takes_effect_on=effect.isoformat(),
        )  # fmt: skip
        story.world.log("handover_accepted", answered, taker.id, ("caseload.handover", number), story.citizen.id)
        book.add(
            rows.Relation, user=taker.id, citizen=story.citizen.id, kind="handover", valid_from=answered,
            valid_until=at(effect, 1_400), reason="Overtager sagen", opened_by=giver.id,
            source=f"caseload.handover:{number}",
        )  # fmt: skip
