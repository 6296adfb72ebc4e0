"""What is said on the way: wishes and their answers, messages, notes of contacts, goals and steps, decisions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from helevejen.cases.rules import decisions as decision_rules
from helevejen.tasks.demo import inbox, rows, words
from helevejen.tasks.demo.days import COPENHAGEN, at, start_of
from helevejen.tasks.demo.statements import Decided

if TYPE_CHECKING:
    from helevejen.tasks.demo.stories import Story
    from helevejen.tasks.demo.tracks import Track

_WISHERS: Final = 0.6
_WRITES_A_YEAR: Final = 2.6
_DECISIONS: Final = {
    "clarification": "work_trial",
    "education": "guidance_and_upskilling",
    "job_and_company": "work_trial",
}
_CONTACT_STEPS: Final = frozenset(
    {"we_find_companies", "company_answers", "we_evaluate_trial", "company_trains", "we_find_trial"}
)
_NOTE_STEPS: Final = {"we_read_statement": "authority", "we_agree_questions": "authority", "we_talk_again": "mentor",
                      "we_check_in": "mentor", "we_follow_up": "mentor", "we_contact_support": "mentor"}  # fmt: skip


def after_step(story: Story, track: Track, code: str, moment: datetime) -> None:
    """Write what comes of a step that is done: a talk with a company, a note, a decision."""
    if code in _CONTACT_STEPS and story.dice.happens(0.7):
        contact(story, track, moment)
    elif code in _NOTE_STEPS and story.dice.happens(0.55):
        cap = track.cap() if code == "we_follow_up" else _NOTE_STEPS[code]
        story.note(track, cap, moment, minutes=story.dice.one_of((10, 15, 20)))
    elif code == "we_decide":
        decision(story, track, moment)


def contact(story: Story, track: Track, moment: datetime) -> None:
    """Talk with the company of the track."""
    firm, by = track.company, story.worker_at(moment).id
    number = story.world.book.add(
        rows.CompanyContact, case=story.case_id, track=track.id, company=firm.id, contact_name=firm.contact_name,
        channel=story.dice.weighted({"phone": 0.6, "visit": 0.25, "mail": 0.15}),
        text=story.fresh(words.COMPANY_TALKS), minutes=story.dice.one_of((10, 15, 20, 45)), by=by, at=moment,
    )  # fmt: skip
    story.world.log("contact_logged", moment, by, ("cases.companycontact", number), story.citizen.id, "company")


def decision(story: Story, track: Track, moment: datetime) -> None:
    """Release a yes, which needs no hearing."""
    clauses = decision_rules.clauses()
    kind = clauses.kinds[_DECISIONS.get(track.kind, "mentor")]
    released_on = moment.astimezone(COPENHAGEN).date()
    by = story.worker_at(moment).id
    drafted = max(track.turn.since if track.turn else moment, moment - timedelta(hours=20))
    complaint_due = decision_rules.complaint_due_on(released_on)
    law = kind.laws_on(released_on)[0]
    facts = story.fresh(words.DECISION_FACTS).format(what=kind.name_da.lower())
    considerations = story.fresh(words.DECISION_REASONS)
    parts = (f"Ja til {kind.name_da.lower()}.", facts, considerations, law.citation, clauses.complaint_guidance)
    applied_on = _applied_on(story, drafted)
    number = story.world.book.add(
        rows.Decision, case=story.case_id, track=track.id, kind=kind.id, state="released", applied_on=applied_on,
        applied_by="talk" if applied_on else "", outcome="yes", facts=facts,
        law_clause=law.id, considerations=considerations, is_hearing_needed=False, hearing_sent_on=None,
        hearing_due_on=None, hearing_answered_on=None, hearing_answer="", complaint_guidance=clauses.complaint_guidance,
        complaint_due_on=complaint_due, drafted_by=by, drafted_at=drafted, released_by=by, released_at=moment,
        text="\n\n".join(parts),
    )  # fmt: skip
    story.decided.append(Decided(number, by, drafted, moment))
    story.news("decision", moment, decision_id=number, event="released")
    story.world.log("decision_released", moment, by, ("cases.decision", number), story.citizen.id, "authority")


def _applied_on(story: Story, drafted: datetime) -> date | None:
    """Return the day of application: a week or so before, in two cases of three; of the others nobody wrote it down."""
    if story.case_id % 3 == 0:
        return None
    opened_on = story.opened_at.astimezone(COPENHAGEN).date()
    return max(opened_on, drafted.astimezone(COPENHAGEN).date() - timedelta(days=2 + story.case_id % 9))


# --- Wishes ---


def wishes(story: Story, begun: datetime) -> None:
    """Let the citizen say a dream at the start, and perhaps another later on."""
    if story.citizen.user is None or not story.dice.happens(_WISHERS):
        return
    said = max(story.opened_at + timedelta(hours=5), begun - timedelta(days=story.dice.whole(1, 9)))
    wish(story, said, story.fresh(words.WISHES[story.theme]))
    days = (story.limit - begun).days
    if days > 60 and story.dice.happens(min(0.6, days / 900)):
        later = at(story.world.days.after(begun.date(), story.dice.whole(10, max(11, int(days * 0.68)))), 1_190)
        if later < story.limit - timedelta(hours=4):
            theme = story.dice.one_of(list(words.WISHES))
            wish(story, later, story.fresh(words.WISHES[theme]))


def wish(
    story: Story, said_at: datetime, text: str, *, is_answered: bool | None = None, answered_at: datetime | None = None
) -> int:
    """Say a wish; it opens a dialogue track with a turn to answer it within ten working days."""
    from helevejen.tasks.demo.tracks import Track  # the two know each other

    world, dice = story.world, story.dice
    number = world.book.next_id(rows.Wish)
    world.book.rows[rows.Wish].append(rows.Wish(number, story.citizen.id, number, 1, text, said_at))
    world.log("wish_said", said_at, story.citizen.user, ("citizens.wish", number), story.citizen.id)
    track = Track(story, "dialogue", said_at)
    track.wish = number
    track.begin("we_answer_wish", said_at, by=story.citizen.user)
    answered = at(world.days.after(said_at.date(), max(1, round(dice.long_tailed(5.2, 0.6)))), dice.whole(500, 900))
    answered = answered_at or answered
    if is_answered is False or answered >= world.now:
        track.leave_open()
        return number
    answered = min(answered, story.limit - timedelta(minutes=30))
    answered = max(answered, said_at + timedelta(minutes=30))
    _answer_wish(story, track, number, answered)
    if answered_at is None and dice.happens(0.6):
        goal(story, number, answered)
    return number


def _answer_wish(story: Story, track: Track, wish_number: int, answered: datetime) -> None:
    kind = story.dice.weighted({"used": 0.68, "not_yet": 0.22, "cannot": 0.1})
    by = story.worker_at(answered).id
    story.world.book.add(
        rows.WishAnswer, wish=wish_number, kind=kind, reason=story.fresh(words.WISH_ANSWERS[kind]),
        answered_by=by, answered_at=answered,
    )  # fmt: skip
    story.news("wish_answered", answered, wish_id=wish_number, answer=kind)
    story.world.log("wish_answered", answered, by, ("citizens.wish", wish_number), story.citizen.id, "mentor")
    track.end(answered, "done", by=by)
    track.close(answered, "reached")


# --- The plan ---


def goal(story: Story, wish_number: int | None, moment: datetime, text: str = "") -> int:
    """Set a goal under a wish."""
    by = story.worker_at(moment).id
    is_over = story.ends is not None
    state = ("reached" if story.dice.happens(0.7) else "dropped") if is_over else "active"
    number = story.world.book.add(
        rows.Goal, case=story.case_id, wish=wish_number, text=text or story.fresh(words.GOALS[story.theme]),
        state=state, set_by=by, set_at=moment, ended_at=story.ends,
    )  # fmt: skip
    story.goals.append((number, moment))
    story.world.log("goal_set", moment, by, ("cases.goal", number), story.citizen.id, "mentor")
    return number


def agree_steps(story: Story, track: Track, moment: datetime) -> None:
    """Agree on one small step of yours and perhaps one of ours at a meeting."""
    if not story.dice.happens(0.55):
        return
    plan_step(story, track, moment, "you", story.fresh(words.STEPS_YOU))
    if story.dice.happens(0.6):
        plan_step(story, track, moment, "we", story.fresh(words.STEPS_WE))


def add_step(
    story: Story, goal_number: int, owner: str, text: str, moment: datetime, due_on: date, done: datetime | None
) -> None:
    """Agree on a step by hand."""
    by = story.worker_at(moment).id
    number = story.world.book.add(
        rows.PlanStep, case=story.case_id, goal=goal_number, owner=owner, text=text, cap="mentor", due_on=due_on,
        agreed_by=by, agreed_at=moment, done_at=done, done_by=done and by,
    )  # fmt: skip
    story.world.log("step_agreed", moment, by, ("cases.planstep", number), story.citizen.id, "mentor")


def plan_step(story: Story, track: Track, moment: datetime, owner: str, text: str) -> None:
    """Agree on a step; most are done, some a little late."""
    world, dice = story.world, story.dice
    due_on = world.days.after(moment.date(), dice.whole(3, 16))
    done: datetime | None = at(world.days.after(due_on, dice.whole(0, 2)), dice.whole(500, 1_100)) - timedelta(
        days=dice.whole(0, 4)
    )
    if done and (done >= story.limit or done <= moment or dice.happens(0.1)):
        done = None
    by = story.worker_at(moment).id
    known = [number for number, set_at in story.goals if set_at <= moment]
    doer = None if done is None else (story.citizen.user if owner == "you" else None) or story.worker_at(done).id
    number = world.book.add(
        rows.PlanStep, case=story.case_id, goal=known[-1] if known else None, owner=owner, text=text,
        cap="mentor" if track.kind != "job_and_company" else "company", due_on=due_on, agreed_by=by, agreed_at=moment,
        done_at=done, done_by=doer,
    )  # fmt: skip
    world.log("step_agreed", moment, by, ("cases.planstep", number), story.citizen.id, "mentor")
    if done:
        world.log("step_done", done, doer, ("cases.planstep", number), story.citizen.id)


# --- Messages ---


def messages(story: Story, begun: datetime) -> None:
    """Let the citizen write now and then."""
    if story.citizen.user is None:
        return
    days = (story.limit - begun).days
    count = int(days / 365 * _WRITES_A_YEAR + story.dice.unit())
    for _ in range(count):
        day = (begun + timedelta(days=story.dice.unit() * max(days - 1, 0))).date()
        sent = at(day, story.dice.whole(420, 1_330))
        if begun < sent < story.limit - timedelta(hours=8):
            said = story.fresh(words.MESSAGES)
            message(story, sent, said.text, answer=said.answer, wants_call=said.wants_call)


def message(
    story: Story,
    sent_at: datetime,
    text: str,
    *,
    answer: str = "",
    is_answered: bool | None = None,
    wants_call: bool = False,
) -> None:
    """Write a message; it opens a dialogue track with a turn to answer within two working days."""
    from helevejen.tasks.demo.tracks import Track  # the two know each other

    world, dice = story.world, story.dice
    track = Track(story, "dialogue", sent_at)
    track.begin("we_call_back" if wants_call else "we_answer", sent_at, by=story.citizen.user)
    written = {"case": story.case_id, "track": track.id}
    number = world.book.add(
        rows.Message, from_citizen=True, cap="", text=text, sent_by=story.citizen.user, sent_at=sent_at,
        wants_call=wants_call, **written,
    )  # fmt: skip
    world.log("message_sent", sent_at, story.citizen.user, ("cases.message", number), story.citizen.id)
    answered = at(_working_day(story, sent_at, dice.long_tailed(0.9, 0.7)), dice.whole(500, 940))
    if is_answered is False or answered >= world.now:
        track.leave_open()
        inbox.dialogue(story, track.id, sent_at, None, story.worker_at(sent_at).id)
        return
    answered = max(min(answered, story.limit - timedelta(minutes=20)), sent_at + timedelta(minutes=25))
    by = story.worker_at(answered).id
    number = world.book.add(
        rows.Message, from_citizen=False, cap="mentor", text=answer, sent_by=by,
        sent_at=answered, **written,
    )  # fmt: skip
    story.news("message", answered, message_id=number)
    world.log("message_sent", answered, by, ("cases.message", number), story.citizen.id, "mentor")
    track.end(answered, "answered", by=by)
    track.close(answered, "reached")
    inbox.dialogue(story, track.id, sent_at, answered, by)


def _working_day(story: Story, moment: datetime, count: float) -> date:
    return story.world.days.after(moment.date(), max(1, round(count)))


# --- Veterans ---


def veteran(story: Story, stated_at: datetime, *, has_consent: bool) -> None:
    """Let the citizen say that they have served, and perhaps let the coordinator in."""
    book, world = story.world.book, story.world
    coordinator = world.staff.others["veteran_coordinator"]
    book.add(rows.VeteranMark, citizen=story.citizen.id, stated_at=stated_at)
    if not has_consent:
        return
    until = world.days.on + timedelta(days=190)
    book.add(
        rows.Consent, citizen=story.citizen.id, purpose="veteran_coordination", partner="Veterankoordinatoren",
        partner_user=coordinator.id, given_at=stated_at, valid_until=until,
    )  # fmt: skip
    book.add(
        rows.Relation, user=coordinator.id, citizen=story.citizen.id, kind="coordinator", valid_from=stated_at,
        valid_until=start_of(until), reason="Koordinering, som borgeren har sagt ja til", opened_by=story.citizen.user,
    )  # fmt: skip
    world.log("consent_given", stated_at, story.citizen.user, ("citizens.consent", 0), story.citizen.id)
