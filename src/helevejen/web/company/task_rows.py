"""What a company reads of its tasks: the lines of the list by whom they are agreed with, and the page that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from helevejen.cases.queries.company_turns import CompanyTurn
from helevejen.web.shared import phrasing


@dataclass(frozen=True, slots=True)
class TaskRow:
    """
    One task in a list, in words: forty and more on a page, and a sentence is written in Python in a tenth of the time.

    Attributes:
        task: Which one it is, for who only hears the link.
        answer_at: Where it is answered.
    """

    words: str
    facts: str
    task: str
    due_on: date | None
    answer_at: str


@dataclass(frozen=True, slots=True)
class AskedBy:
    """
    Somebody at the municipality, and all agreed with them, what is due first on top.

    Attributes:
        heading: That it is agreed with them. Telephone and mail may be empty.
    """

    heading: str
    phone: str
    email: str
    tasks: list[TaskRow]


def by_person(turns: Iterable[CompanyTurn], answer_at: Callable[[CompanyTurn], str], today: date) -> list[AskedBy]:
    """Return tasks by whom they were agreed with; the people in the order of what is due first with them."""
    people: dict[tuple[str, str, str], list[TaskRow]] = {}
    for turn in turns:
        contact = turn.asked_by, turn.phone, turn.email
        people.setdefault(contact, []).append(task_row(turn, answer_at(turn), today))
    agreed = _("Aftalt med %(name)s")
    return [AskedBy(agreed % {"name": name}, phone, email, rows) for (name, phone, email), rows in people.items()]


def task_row(turn: CompanyTurn, answer_at: str, today: date) -> TaskRow:
    """Return a task as a list shows it."""
    return TaskRow(
        words=words_of(turn),
        facts=facts_of(turn, today),
        task=_("opgave nr. %(n)s") % {"n": turn.reference},
        due_on=turn.due_on,
        answer_at=answer_at,
    )


def words_of(turn: CompanyTurn) -> str:
    """Return what is asked: the chain's sentence, or that we wait for an answer."""
    return turn.words or _("Vi venter på svar fra jer.")


def facts_of(turn: CompanyTurn, today: date) -> str:
    """Return the task's number and since when the company has it."""
    return _("Opgave nr. %(n)s · begyndte %(day)s") % {"n": turn.reference, "day": phrasing.day(turn.since, today)}
