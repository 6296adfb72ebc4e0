"""Receiving somebody new: registered, with a case, a jobformidler and a backup, in one go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from helevejen.accounts.models import User
from helevejen.caseload.actions.assignment import assign
from helevejen.cases.models import Case
from helevejen.citizens import actions as citizen_actions
from helevejen.core.deeds import Refusal, action, refused_as


class UnableToWelcome(Refusal):
    """The person cannot be registered, or cannot get this jobformidler; the text says why."""


@action
def welcome_citizen(*, jobformidler: User, backup: User, by: User, at: datetime, **person: Any) -> Case:
    """
    Register somebody and give them a jobformidler and a backup, so that nobody is registered and then waits unseen.

    Args:
        person: What `citizens.actions.register_citizen` wants to know of them.

    Raises:
        UnableToWelcome: nothing has been written.
    """
    with refused_as(UnableToWelcome):
        citizen = citizen_actions.add_citizen(by=by, at=at, **person)
        return assign(citizen=citizen, jobformidler=jobformidler, backup=backup, by=by, at=at)
