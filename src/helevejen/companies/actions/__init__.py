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

__all__ = [
    "UnableToAddContact",
    "UnableToChangeCompany",
    "UnableToChangeContact",
    "UnableToRegisterCompany",
    "UnableToRegisterWorkplace",
    "UnableToSignInContact",
    "add_contact",
    "change_contact",
    "register_company",
    "register_workplace",
    "rename_company",
    "retire_contact",
    "sign_contact_in",
]
