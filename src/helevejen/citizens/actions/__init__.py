"""Every write about a person, one file per noun. Callers import this package: `from helevejen.citizens import actions`."""

from helevejen.citizens.actions.accounts import UnableToSignInCitizen, sign_citizen_in

__all__ = ["UnableToSignInCitizen", "sign_citizen_in"]
