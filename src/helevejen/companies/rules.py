"""
What a company, a workplace and a contact must have to be written down.

Source: docs/rules/companies.md. The numbers themselves are checked by core.cvr and core.pnumber.
"""

from __future__ import annotations

import re

from helevejen.companies.enums import CompanyObjection

_POSTCODE = re.compile(r"\d{4}", re.ASCII)


def objection_to_name(name: str) -> CompanyObjection | None:
    """
    Return why a name will not do, or None.

    Source: docs/rules/companies.md.
    """
    return None if name.strip() else CompanyObjection.NO_NAME


def objection_to_workplace(*, name: str, postcode: str) -> CompanyObjection | None:
    """
    Return why a workplace cannot be written down so, or None. The address may be unknown.

    Source: docs/rules/companies.md.
    """
    if postcode and not _POSTCODE.fullmatch(postcode):
        return CompanyObjection.POSTCODE
    return objection_to_name(name)


def objection_to_contact(*, name: str, phone: str, email: str) -> CompanyObjection | None:
    """
    Return why a contact cannot be written down so, or None: somebody whom nobody can reach is no contact.

    Source: docs/rules/companies.md.
    """
    if objection := objection_to_name(name):
        return objection
    return None if phone.strip() or email.strip() else CompanyObjection.NO_WAY_TO_REACH
