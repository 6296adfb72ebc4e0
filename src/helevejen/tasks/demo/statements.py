"""
The statements of the demo and the money they are paid from: one for each track on which a doctor was asked last.

Draws no chance of its own: what differs from one to the next differs by the number of the track, so that adding
statements has changed nothing else in the demo.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from helevejen.cases.enums import StatementPurpose, StatementState, TurnEvent
from helevejen.cases.rules import statements as rules
from helevejen.ledger.enums import EntryKind, Side, Unit
from helevejen.tasks.demo.money_rows import (
    LedgerAccount,
    LedgerCommitment,
    LedgerEntry,
    LedgerPosting,
    Statement,
    StatementUse,
)

if TYPE_CHECKING:
    from helevejen.tasks.demo.stories import Story
    from helevejen.tasks.demo.tracks import Track, Turn
    from helevejen.tasks.demo.world import World

_SOURCE: Final = 1  # the account grants come from; those of the years follow, the first year first
_GRANT_PER_CASE_OERE: Final = 320_000
_WHOLE_OERE: Final = 5_000_000
_SPECIALIST_OERE: Final = (690_000, 745_000, 820_000)
_BILL_COMES_AFTER: Final = timedelta(days=12)

#: Kinds by the step on which somebody writes one, taken in turn.
_KINDS: Final = {
    "doctor_answers": ("status", "general_health", "specific_health", "status"),
    "specialist_answers": ("specialist",),
    "authority_examines": ("clinical_function",),
}
_QUESTIONS: Final = (
    "Hvor længe kan borgeren stå, sidde og løfte? Er der noget, borgeren skal undgå?",
    "Hvilken behandling er i gang, og hvornår kan vi regne med, at den virker?",
    "Kan borgeren arbejde få timer om ugen nu? Hvad skal arbejdspladsen tage hensyn til?",
    "Er tilstanden varig, eller kan den blive bedre? Hvad kan vi gøre imens?",
)
_ANSWERS: Final = (
    "Kan klare let arbejde få timer ad gangen med mulighed for at skifte stilling.",
    "Behandlingen er i gang og kan vurderes om tre måneder. Rolige omgivelser anbefales.",
    "Ingen tunge løft. Kan begynde med otte timer om ugen og sætte op lidt ad gangen.",
    "Tilstanden er stabil. Der bør aftales faste pauser.",
)
_PURPOSES: Final = (
    StatementPurpose.WORK_ABILITY,
    StatementPurpose.TREATMENT,
    StatementPurpose.WORK_ABILITY,
    StatementPurpose.FLEX_JOB,
)


class Decided(NamedTuple):
    """One decision that is released."""

    decision: int
    by: int
    drafted_at: datetime
    released_at: datetime


def lay_budget(world: World) -> None:
    """Open an account for each year of the demo, and grant the municipality's part of it."""
    years = _years(world)
    begins = datetime.combine(date(years[0], 1, 1), datetime.min.time(), world.now.tzinfo)
    if world.number == 0:
        _account(world, "source-oere", "–", begins, is_source=True)
        for year in years:
            _account(world, f"{rules.SERIES}-{year}", f"Lægeattester {year}", begins, year=year)
    per_year = ceil(world.size.active * _GRANT_PER_CASE_OERE / _WHOLE_OERE) * _WHOLE_OERE
    for year in years:
        decision = f"Budget {year}"
        entry = _entry(world, EntryKind.GRANT, begins, None, decision=decision)
        _posting(world, entry, 1, per_year, (_SOURCE, Side.FREE), (_account_of(world, year), Side.FREE))


def write_statement(track: Track, asked: Turn, until: datetime | None, event: str) -> None:
    """Write the statement that somebody was asked for on a track: waiting, received or cancelled."""
    story, world, number = track.story, track.story.world, track.id
    kind = rules.kinds()[_KINDS[asked.step.code][number % len(_KINDS[asked.step.code])]]
    on = asked.since.date()
    fee = rules.usual_price(kind, on=on)
    price = fee if fee is not None else _SPECIALIST_OERE[number % len(_SPECIALIST_OERE)]
    by = story.worker_at(asked.since).id
    is_received = until is not None and event == TurnEvent.ANSWERED
    state = StatementState.RECEIVED if is_received else StatementState.CANCELLED if until else StatementState.ORDERED
    paid_at = _paid_at(world, until, number) if is_received else None
    promised = asked.due_on or rules.promised_on(kind, on=on)
    until_day = rules.held_until(promised, on=on)
    commitment = _commit(world, price, asked.since, by, f"cases.track:{number}", until_day) if price else None
    if commitment and paid_at:
        _settle(world, commitment, price, paid_at, by, on.year)
    elif commitment and until and not is_received:
        _settle(world, commitment, 0, until, by, on.year)
    statement = world.book.add(
        Statement,
        case=story.case_id,
        track=number,
        kind=kind.id,
        purpose=str(_PURPOSES[number % len(_PURPOSES)]),
        questions=_QUESTIONS[number % len(_QUESTIONS)],
        supplier_name=asked.holder_name,
        price_oere=price,
        commitment=commitment.id if commitment else None,
        state=str(state),
        ordered_by=by,
        ordered_at=asked.since,
        promised_on=promised,
        received_at=until if is_received else None,
        answer=_ANSWERS[number % len(_ANSWERS)] if is_received else "",
        paid_at=paid_at,
        paid_oere=price if paid_at else None,
        cancelled_at=until if until and not is_received else None,
        cancelled_because="Ikke længere nødvendig" if until and not is_received else "",
    )
    thing = ("cases.statement", statement)
    world.log("statement_ordered", asked.since, by, thing, story.citizen.id, "authority")
    if is_received and until:
        story.received.append((statement, until))
        world.log("statement_received", until, story.worker_at(until).id, thing, story.citizen.id, "authority")


def use_statements(story: Story) -> None:
    """Let each decision rest on the statements that were there when it was written and that none had used."""
    left = sorted(story.received, key=lambda one: (one[1], one[0]))
    for decided in sorted(story.decided, key=lambda one: (one.released_at, one.decision)):
        there = [one for one in left if one[1] < decided.released_at]
        left = [one for one in left if one not in there]
        for statement, received_at in there:
            used_at = max(decided.drafted_at, received_at)
            story.world.book.add(
                StatementUse, statement=statement, decision=decided.decision, used_by=decided.by, used_at=used_at
            )
            thing = ("cases.statement", statement)
            story.world.log("statement_used", used_at, decided.by, thing, story.citizen.id, "authority")


def is_asked_on(code: str) -> bool:
    """Return whether somebody writes a statement on a step."""
    return code in _KINDS


def _years(world: World) -> range:
    return range(world.days.first.year, world.days.on.year + 1)


def _account_of(world: World, year: int) -> int:
    return _SOURCE + 1 + max(year - _years(world)[0], 0)


def _account(
    world: World, code: str, name: str, at: datetime, *, year: int | None = None, is_source: bool = False
) -> None:
    world.book.add(
        LedgerAccount,
        code=code,
        name=name,
        unit=str(Unit.OERE),
        series="" if is_source else rules.SERIES,
        valid_from=date(year, 1, 1) if year else None,
        valid_until=date(year + 1, 1, 1) if year else None,
        is_source=is_source,
        opened_at=at,
    )


def _commit(world: World, price: int, at: datetime, by: int, reference: str, expires_on: date) -> LedgerCommitment:
    account = _account_of(world, at.date().year)
    number = world.book.add(
        LedgerCommitment,
        account=account,
        amount=price,
        reference=reference,
        made_at=at,
        made_by=by,
        expires_on=expires_on,
    )
    entry = _entry(world, EntryKind.RESERVE, at, by, reference=reference, commitment=number)
    _posting(world, entry, 1, price, (account, Side.FREE), (account, Side.COMMITTED))
    made: LedgerCommitment = world.book.rows[LedgerCommitment][-1]
    return made


def _settle(world: World, commitment: LedgerCommitment, bill: int, at: datetime, by: int, year: int) -> None:
    account = _account_of(world, year)
    kind = EntryKind.SPEND if bill else EntryKind.RELEASE
    entry = _entry(world, kind, at, by, reference=commitment.reference, commitment=commitment.id)
    side = Side.SPENT if bill else Side.FREE
    _posting(world, entry, 1, commitment.amount, (account, Side.COMMITTED), (account, side))


def _entry(
    world: World,
    kind: EntryKind,
    at: datetime,
    by: int | None,
    *,
    reference: str = "",
    decision: str = "",
    commitment: int | None = None,
) -> int:
    return world.book.add(
        LedgerEntry,
        kind=str(kind),
        at=at,
        booked_on=at.date(),
        by=by,
        reference=reference,
        decision=decision,
        commitment=commitment,
    )


def _posting(world: World, entry: int, number: int, amount: int, out: tuple[int, str], to: tuple[int, str]) -> None:
    world.book.add(
        LedgerPosting,
        entry=entry,
        number=number,
        amount=amount,
        from_account=out[0],
        from_side=str(out[1]),
        to_account=to[0],
        to_side=str(to[1]),
    )


def _paid_at(world: World, until: datetime | None, number: int) -> datetime | None:
    """Return when the bill was written in: with the answer, or a while after, or not yet."""
    if until is None:
        return None
    comes = until if number % 3 else until + _BILL_COMES_AFTER
    return comes if comes < world.now else None
