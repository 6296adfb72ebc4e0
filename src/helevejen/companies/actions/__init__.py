"""Every write about companies, one file per noun. Callers import this package."""

from helevejen.companies.actions.accounts import UnableToSignInContact, sign_contact_in
from helevejen.companies.actions.companies import (
    UnableToChangeCompany,
    UnableToRegisterCompany,
    UnableToRegisterWorkplace,
    register_company,
    register_workplace,
    rename_company,
)
from helevejen.companies.actions.contacts import (
    UnableToAddContact,
    UnableToChangeContact,
    add_contact,
    change_contact,
    retire_contact,
)
from helevejen.companies.actions.outreach import (
    UnableToAgree,
    UnableToLeaveInPeace,
    UnableToLogOutreach,
    leave_in_peace,
    log_outreach,
    make_agreement,
)
from helevejen.companies.actions.workplaces import (
    Stated,
    UnableToKeepSize,
    UnableToKeepStatement,
    keep_size,
    keep_statement,
)

__all__ = [
    "Stated",
    "UnableToAddContact",
    "UnableToAgree",
    "UnableToChangeCompany",
    "UnableToChangeContact",
    "UnableToKeepSize",
    "UnableToKeepStatement",
    "UnableToLeaveInPeace",
    "UnableToLogOutreach",
    "UnableToRegisterCompany",
    "UnableToRegisterWorkplace",
    "UnableToSignInContact",
    "add_contact",
    "change_contact",
    "keep_size",
    "keep_statement",
    "leave_in_peace",
    "log_outreach",
    "make_agreement",
    "register_company",
    "register_workplace",
    "rename_company",
    "retire_contact",
    "sign_contact_in",
]
