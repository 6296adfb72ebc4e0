"""Which role may do what."""

from __future__ import annotations

from helevejen.accounts.enums import Permission, Role, UserKind

_EVERY_EMPLOYEE = frozenset({Permission.OWN_DAY_VIEW})

_CASE_WORKER = _EVERY_EMPLOYEE | {
    Permission.BREAK_GLASS_OPEN,
    Permission.CASELOAD_VIEW,
    Permission.CASE_CLOSE,
    Permission.CASE_OPEN,
    Permission.CASE_VIEW,
    Permission.CASE_WORK,
    Permission.CITIZEN_SEARCH,
    Permission.CONFLICT_DECLARE,
    Permission.CPR_REVEAL,
    Permission.DECISION_RELEASE,
    Permission.HANDOVER_WORK,
}

#: Role to permissions. What a role reaches is decided by relation (`visible_to`), never by the role alone.
PERMISSIONS_OF_ROLE: dict[Role, frozenset[Permission]] = {
    Role.JOBFORMIDLER: _CASE_WORKER,
    Role.TEAM_LEADER: _CASE_WORKER
    | {Permission.ABSENCE_PLAN, Permission.BREAK_GLASS_REVIEW, Permission.TEAM_BOARD_VIEW},
    Role.RECRUITER: _EVERY_EMPLOYEE,
    Role.VETERAN_COORDINATOR: _EVERY_EMPLOYEE | {Permission.CASE_VIEW, Permission.CITIZEN_SEARCH, Permission.VETERAN_VIEW},
    Role.ANALYST: _EVERY_EMPLOYEE,
    Role.LOG_CONTROLLER: _EVERY_EMPLOYEE | {Permission.ACCESS_LOG_VIEW},
    Role.ADMINISTRATOR: _EVERY_EMPLOYEE | {Permission.ACCOUNT_MANAGE},
}

PERMISSIONS_OF_KIND: dict[UserKind, frozenset[Permission]] = {
    UserKind.STAFF: frozenset(),
    UserKind.CITIZEN: frozenset({Permission.OWN_PATH_ACT, Permission.OWN_PATH_VIEW}),
    UserKind.COMPANY: frozenset({Permission.OWN_COMPANY_VIEW}),
}


def permissions_of(kind: UserKind, role: Role | None) -> frozenset[Permission]:
    """
    Return what somebody of this kind, in this role today, may do.

    Source:
        docs/rules/access.md (the access model; a role opens no citizen by itself).
    """
    return PERMISSIONS_OF_KIND[kind] | (PERMISSIONS_OF_ROLE[role] if role else frozenset())
