"""How staff get in: accounts are made by the municipality, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Local accounts of staff, closed to newcomers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
