"""The employments of staff: who works where, in which role, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helevejen.accounts import queries, rules
from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.enums import Role, StaffObjection
from helevejen.accounts.models import Employment, Team, User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core import formats
from helevejen.core.deeds import Refusal, action, step

_LEAVES = _("%(name)s er her ikke fra %(day)s og følger stadig borgere. Find ud af, hvem der tager over.")
_OTHER_WORK = _("%(name)s får en anden rolle fra %(day)s og følger stadig borgere. Find ud af, hvem der tager over.")


class UnableToEndEmployment(Refusal):
    """The employment cannot end on that day; nothing has been changed."""


class UnableToChangeEmployment(Refusal):
    """The role cannot change from that day; nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Post:
    """
    A role on a team for a period.

    Attributes:
        team: The name of the team; it is made if there is none.
        valid_until: The first day without it; None for no end.
    """

    role: Role
    team: str
    valid_from: date
    valid_until: date | None = None
    title: str = ""
    weekly_hours: Decimal = Decimal(37)


@action
def change_employment(*, user: User, post: Post, by: User, at: datetime, plan_path: str = "") -> Employment:
    """
    Give somebody another role or team from a day on; what they have until then ends the day before.

    Whoever has no employment that day, having left, gets a new one.

    Args:
        plan_path: Where the leaders plan who takes over, when the new role works no cases and the person still follows
            citizens; they are told.

    Raises:
        UnableToChangeEmployment: it is one's own, the day has passed, nothing differs, or another change comes later.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)  # one change at a time
    today = at.astimezone(formats.COPENHAGEN).date()
    present = user.employments.select_related("team").on(post.valid_from).order_by("valid_from", "pk").first()
    objection = rules.objection_to_change(
        is_own=user.pk == by.pk,
        is_same=present is not None and (present.role, present.team.name) == (post.role, post.team),
        changes_later=user.employments.filter(valid_from__gt=post.valid_from).exists(),
        on=post.valid_from,
        today=today,
    )
    if objection := objection or rules.objection_to_period(post.valid_from, post.valid_until):
        raise UnableToChangeEmployment(objection)
    is_new_today = present is not None and present.valid_from == post.valid_from
    if present is not None and not is_new_today:
        present.valid_until = post.valid_from
        present.save(update_fields=["valid_until"])
    if plan_path:
        _ask_for_a_plan(user, _OTHER_WORK, day=post.valid_from, at=at, path=plan_path)
    return begin_employment(user, post, by=by, at=at, instead_of=present if is_new_today else None)


@action
def end_employment(*, employment: Employment, by: User, at: datetime, on: date, plan_path: str = "") -> None:
    """
    End an employment; from that day on every door is closed, whoever is signed in.

    Args:
        on: The first day without it.
        plan_path: Where the leaders plan who takes over, when the person still follows citizens; they are told.

    Raises:
        UnableToEndEmployment: it is one's own, has not begun by then, or has ended before.
    """
    employment = Employment.objects.select_for_update(of=("self",)).select_related("user").get(pk=employment.pk)
    if employment.user_id == by.pk:
        raise UnableToEndEmployment(StaffObjection.OWN)
    if on <= employment.valid_from:
        raise UnableToEndEmployment(_("Ansættelsen er ikke begyndt den dag."))
    if employment.valid_until is not None and employment.valid_until <= on:
        raise UnableToEndEmployment(_("Ansættelsen er allerede slut."))
    employment.valid_until = on
    employment.save(update_fields=["valid_until"])
    audit_actions.record_event(
        Verb.EMPLOYMENT_CHANGED, subject=employment, by=by, at=at, detail={"valid_until": on.isoformat()}
    )
    if plan_path:
        _ask_for_a_plan(employment.user, _LEAVES, day=on, at=at, path=plan_path)


@step
def begin_employment(
    user: User, post: Post, *, by: User | None, at: datetime, instead_of: Employment | None = None
) -> Employment:
    """
    Write an employment down, and tell the leaders of the team, who answer for who is on it.

    Args:
        instead_of: One that begins the same day, which it replaces: two cannot begin at once.
    """
    team, _is_new = Team.objects.get_or_create(name=post.team)
    employment = instead_of or Employment(user=user)
    employment.team, employment.role, employment.title = team, post.role, post.title
    employment.weekly_hours = post.weekly_hours
    employment.valid_from, employment.valid_until = post.valid_from, post.valid_until
    employment.save()
    detail = {"role": post.role, "team": team.pk, "valid_from": post.valid_from.isoformat()}
    audit_actions.record_event(Verb.EMPLOYMENT_CHANGED, subject=employment, by=by, at=at, detail=detail)
    tell_staff(
        [one for one in queries.leaders_of_team(team, post.valid_from) if one.pk != user.pk],
        kind="new_on_team",
        text=_("%(name)s er på dit team som %(role)s fra %(day)s."),
        at=at,
        name=user.name,
        role=Role(post.role).label,
        day=post.valid_from,
    )
    return employment


def _ask_for_a_plan(user: User, text: Promise, *, day: date, at: datetime, path: str) -> None:
    leaders = queries.leaders_of([user], at.astimezone(formats.COPENHAGEN).date())
    tell_staff(leaders, kind="departure", text=text, at=at, path=path, name=user.name, day=day)
