"""What a company has told of a workplace: its size by month, and what employer and shop steward have signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.companies import rules
from helevejen.companies.models import StewardStatement, Workplace, WorkplaceSize
from helevejen.core.deeds import Refusal, action
from helevejen.core.parse import COPENHAGEN


class UnableToKeepSize(Refusal):
    """The size cannot be written down so."""


class UnableToKeepStatement(Refusal):
    """The statement cannot be written down so."""


@dataclass(frozen=True, slots=True)
class Stated:
    """
    What was signed for a workplace.

    Attributes:
        steward_name: Empty when no shop steward has signed.
        is_kept: They say that the rule is kept.
    """

    employer_name: str
    steward_name: str
    stated_on: date
    is_kept: bool
    post_vacated_on: date | None = None


@action
def keep_size(
    *, workplace: Workplace, month: date, employees: Decimal, placed: Decimal, by: User, at: datetime
) -> WorkplaceSize:
    """
    Write down the size of a workplace in a month; a second time corrects it.

    Raises:
        UnableToKeepSize: the month is ahead, or a number is impossible. Nothing has been written.
    """
    first = month.replace(day=1)
    on = at.astimezone(COPENHAGEN).date()
    if objection := rules.objection_to_size(month=first, employees=employees, placed=placed, on=on):
        raise UnableToKeepSize(objection)
    Workplace.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=workplace.pk)
    size = workplace.sizes.filter(month=first).first() or WorkplaceSize(workplace=workplace, month=first)
    size.employees, size.placed, size.told_by, size.told_at = employees, placed, by, at
    size.save()
    audit_actions.record_event(Verb.WORKPLACE_TOLD, subject=workplace, by=by, at=at, detail={"fields": ["size"]})
    return size


@action
def keep_statement(*, workplace: Workplace, stated: Stated, by: User, at: datetime) -> StewardStatement:
    """
    Write down what employer and shop steward have signed; the newest counts.

    Raises:
        UnableToKeepStatement: nobody signed, or a day is ahead. Nothing has been written.
    """
    if objection := rules.objection_to_statement(
        employer_name=stated.employer_name,
        stated_on=stated.stated_on,
        post_vacated_on=stated.post_vacated_on,
        on=at.astimezone(COPENHAGEN).date(),
    ):
        raise UnableToKeepStatement(objection)
    statement = StewardStatement.objects.create(
        workplace=workplace, stated_on=stated.stated_on, employer_name=stated.employer_name.strip(),
        steward_name=stated.steward_name.strip(), is_kept=stated.is_kept, post_vacated_on=stated.post_vacated_on,
        written_by=by, written_at=at,
    )  # fmt: skip
    audit_actions.record_event(Verb.WORKPLACE_TOLD, subject=workplace, by=by, at=at, detail={"fields": ["statement"]})
    return statement
