"""Which role may do what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from helevejen.accounts.enums import Assurance, Permission, Role, StaffObjection, UserKind

_EVERY_EMPLOYEE = frozenset({Permission.OWN_DAY_VIEW})

_CASE_WORKER = _EVERY_EMPLOYEE | {
    Permission.BREAK_GLASS_OPEN,
    Permission.CASELOAD_VIEW,
    Permission.CASE_CLOSE,
    Permission.CASE_OPEN,
    Permission.CASE_VIEW,
    Permission.CASE_WORK,
    Permission.CITIZEN_SEARCH,
    Permission.COMPANY_VIEW,
    Permission.CONFLICT_DECLARE,
    Permission.CPR_REVEAL,
    Permission.DECISION_RELEASE,
    Permission.HANDOVER_WORK,
    Permission.INQUIRY_WORK,
    Permission.ORDER_WORK,
}

#: Role to permissions. What a role reaches is decided by relation (`visible_to`), never by the role alone.
PERMISSIONS_OF_ROLE: dict[Role, frozenset[Permission]] = {
    Role.JOBFORMIDLER: _CASE_WORKER,
    Role.TEAM_LEADER: _CASE_WORKER
    | {
        Permission.ABSENCE_PLAN,
        Permission.BUDGET_SET,
        Permission.BUDGET_VIEW,
        Permission.BREAK_GLASS_REVIEW,
        Permission.CANNED_ANSWER_KEEP,
        Permission.DEADLINE_PUBLISH,
        Permission.FIGURES_VIEW,
        Permission.INQUIRY_LEAD,
        Permission.SUGGESTION_SWITCH,
        Permission.TEAM_BOARD_VIEW,
    },
    Role.RECRUITER: _EVERY_EMPLOYEE | {Permission.COMPANY_VIEW, Permission.INQUIRY_WORK, Permission.ORDER_WORK},
    Role.VETERAN_COORDINATOR: _EVERY_EMPLOYEE
    | {Permission.CASE_VIEW, Permission.CITIZEN_SEARCH, Permission.VETERAN_VIEW},
    Role.ANALYST: _EVERY_EMPLOYEE | {Permission.FIGURES_VIEW},
    Role.LOG_CONTROLLER: _EVERY_EMPLOYEE | {Permission.ACCESS_LOG_VIEW},
    Role.ADMINISTRATOR: _EVERY_EMPLOYEE | {Permission.ACCOUNT_MANAGE, Permission.CANNED_ANSWER_KEEP},
}

PERMISSIONS_OF_KIND: dict[UserKind, frozenset[Permission]] = {
    UserKind.STAFF: frozenset(),
    UserKind.CITIZEN: frozenset({Permission.OWN_PATH_ACT, Permission.OWN_PATH_VIEW}),
    UserKind.COMPANY: frozenset({Permission.OWN_COMPANY_ACT, Permission.OWN_COMPANY_VIEW}),
}


def permissions_of(kind: UserKind, role: Role | None) -> frozenset[Permission]:
    """
    Return what somebody of this kind, in this role today, may do.

    Source:
        docs/rules/access.md (the access model; a role opens no citizen by itself).
    """
    return PERMISSIONS_OF_KIND[kind] | (PERMISSIONS_OF_ROLE[role] if role else frozenset())


#: The words providers use for a level of assurance, at the end of their `acr` or `nsis` claim, lower case.
_WORDS_OF_ASSURANCE = {
    "low": Assurance.LOW,
    "lav": Assurance.LOW,
    "substantial": Assurance.SUBSTANTIAL,
    "betydelig": Assurance.SUBSTANTIAL,
    "high": Assurance.HIGH,
    "høj": Assurance.HIGH,
    "hoej": Assurance.HIGH,
}


def assurance_of(claims: Mapping[str, object]) -> Assurance:
    """
    Return the level of assurance a provider vouches for; unknown words and silence count as none.

    Source:
        NSIS 2.0.1 (Digitaliseringsstyrelsen); docs/rules/sign-in.md.
    """
    found = [claims.get(name) for name in ("nsis", "loa", "acr")]
    words = [str(value).rstrip("/").replace(":", "/").rsplit("/", 1)[-1].lower() for value in found if value]
    levels = [_WORDS_OF_ASSURANCE.get(word, Assurance.NONE) for word in words]
    return min(levels, default=Assurance.NONE)


def is_assured_enough(claims: Mapping[str, object]) -> bool:
    """
    Return whether somebody is known well enough to see personal data: NSIS level Betydelig or Høj.

    Source:
        NSIS 2.0.1 (Digitaliseringsstyrelsen); docs/rules/sign-in.md.
    """
    return assurance_of(claims) >= Assurance.SUBSTANTIAL


def cpr_claimed(claims: Mapping[str, object]) -> str | None:
    """
    Return the CPR number a provider vouches for, as it wrote it, or None.

    Source:
        OIOSAML and the brokers' OpenID profiles: dk.cpr, cpr; docs/rules/sign-in.md.
    """
    return next((str(claims[name]) for name in ("dk.cpr", "cpr", "cpr_number") if claims.get(name)), None)


def cvr_claimed(claims: Mapping[str, object]) -> str | None:
    """
    Return the CVR number a provider vouches for, as it wrote it, or None.

    Source:
        OIOSAML and the brokers' OpenID profiles: dk.cvr, cvr; docs/rules/sign-in.md.
    """
    return next((str(claims[name]) for name in ("dk.cvr", "cvr", "cvr_number") if claims.get(name)), None)


def session_limits(kind: UserKind) -> tuple[int, int]:
    """
    Return how long a session may lie still, and how long it may last at all, in minutes.

    Source:
        OWASP ASVS 5.0.0, 7.3.1 and 7.3.2, with the house's figures; docs/rules/sign-in.md.
    """
    return (30, 600) if kind == UserKind.STAFF else (15, 120)


#: What a sign-in name is made of.
_USERNAME = re.compile(r"[a-z0-9æøå][a-z0-9æøå._-]{1,59}")
#: An account nobody has used for so long is asked about.
UNSEEN_AFTER = timedelta(days=90)
#: So many different signs a password has at least.
LEAST_SIGNS = 6
FIRST_LINK_LASTS = timedelta(hours=24)
LINK_LASTS = timedelta(minutes=30)


def link_lasts(*, is_first: bool) -> timedelta:
    """
    Return how long a link to choose a password lasts: longer for the first, when there is nothing to take yet.

    Source:
        OWASP ASVS 5.0.0, 6.4.1 and 6.4.3, with the house's figures; docs/rules/sign-in.md.
    """
    return FIRST_LINK_LASTS if is_first else LINK_LASTS


def is_monotonous(password: str) -> bool:
    """
    Return whether a long password is a short one written several times, or made of a handful of signs.

    Source:
        OWASP ASVS 5.0.0, 6.2.12 (no weak passwords), with the house's figure; docs/rules/sign-in.md.
    """
    small = password.casefold()
    return len(set(small)) < LEAST_SIGNS or small in (small + small)[1:-1]


def is_unseen(last_seen: datetime | None, made_at: datetime | None, at: datetime) -> bool:
    """
    Return whether an account has lain unused so long that the administrator should ask why it is there.

    Source:
        Datatilsynet on access of those who have left (Gladsaxe, 2022), with the house's figure; docs/rules/sign-in.md.
    """
    since = last_seen or made_at
    return since is None or at - since > UNSEEN_AFTER


def objection_to_account(*, username: str, name: str) -> StaffObjection | None:
    """
    Return why an account cannot be made with these words, None when it can.

    Source:
        docs/rules/sign-in.md (accounts).
    """
    if not name.strip():
        return StaffObjection.NO_NAME
    return None if _USERNAME.fullmatch(username) else StaffObjection.BAD_USERNAME


def objection_to_period(valid_from: date, valid_until: date | None) -> StaffObjection | None:
    """
    Return why a period of employment cannot be, None when it can.

    Source:
        docs/rules/sign-in.md (employments).
    """
    is_backwards = valid_until is not None and valid_until <= valid_from
    return StaffObjection.PERIOD_BACKWARDS if is_backwards else None


def objection_to_change(
    *, is_own: bool, is_same: bool, changes_later: bool, on: date, today: date
) -> StaffObjection | None:
    """
    Return why somebody's role cannot change from a day on, None when it can. The past is never changed.

    Source:
        docs/rules/sign-in.md (employments; nobody changes their own access).
    """
    if is_own:
        return StaffObjection.OWN
    if on < today:
        return StaffObjection.IN_THE_PAST
    if changes_later:
        return StaffObjection.CHANGES_LATER
    return StaffObjection.SAME if is_same else None
