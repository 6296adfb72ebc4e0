"""
Every write about staff and accounts, one file per noun.

Callers import this package: `from helevejen.accounts import actions`.
"""

from helevejen.accounts.actions.employments import (
    Post,
    UnableToChangeEmployment,
    UnableToEndEmployment,
    begin_employment,
    change_employment,
    end_employment,
)
from helevejen.accounts.actions.notices import mark_notices_read, tell_staff
from helevejen.accounts.actions.passwords import (
    PasswordLink,
    UnableToChoosePassword,
    UnableToMakeLink,
    choose_password,
    make_password_link,
    reset_second_factor,
)
from helevejen.accounts.actions.sessions import begin_session, end_other_sessions
from helevejen.accounts.actions.sign_ins import note_changed_factor, note_failed_sign_in, note_sign_in
from helevejen.accounts.actions.staff import (
    Person,
    Ties,
    UnableToAddStaff,
    UnableToChangeAccount,
    add_staff,
    change_account,
    close_account,
    reopen_account,
)

__all__ = [
    "PasswordLink",
    "Person",
    "Post",
    "Ties",
    "UnableToAddStaff",
    "UnableToChangeAccount",
    "UnableToChangeEmployment",
    "UnableToChoosePassword",
    "UnableToEndEmployment",
    "UnableToMakeLink",
    "add_staff",
    "begin_employment",
    "begin_session",
    "change_account",
    "change_employment",
    "choose_password",
    "close_account",
    "end_employment",
    "end_other_sessions",
    "make_password_link",
    "mark_notices_read",
    "note_changed_factor",
    "note_failed_sign_in",
    "note_sign_in",
    "reopen_account",
    "reset_second_factor",
    "tell_staff",
]
