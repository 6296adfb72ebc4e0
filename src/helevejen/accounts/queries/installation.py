"""What made this database, and whom the demo has to sign in as."""

from __future__ import annotations

from dataclasses import dataclass

from helevejen.accounts.models import Installation, User

DEMO = "demo"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """
    Somebody of the demo, for the role picker.

    Attributes:
        username: The account to sign in as.
        name: The made-up name.
        role: The role in Danish.
        line: One sentence about what there is to see.
    """

    username: str
    name: str
    role: str
    line: str


def is_demo_database() -> bool:
    """Return whether the demo made this database; one query."""
    return Installation.objects.filter(made_by=DEMO).exists()


def is_peopled() -> bool:
    """Return whether there is an account at all; one query."""
    return User.objects.exists()


def demo_people() -> list[DemoPerson]:
    """Return the persons of the demo in the order of the picker; one query, empty where the demo made nothing."""
    made = Installation.objects.filter(made_by=DEMO).first()
    return [DemoPerson(**person) for person in made.people] if made else []


def get_installation_settings() -> dict[str, object]:
    """Return what the demo was asked for (seed, size, day); one query, empty where the demo made nothing."""
    made = Installation.objects.filter(made_by=DEMO).first()
    return dict(made.settings) if made else {}


def get_demo_account(username: str) -> User:
    """
    Return the account of one of the demo's people; one query.

    Raises:
        User.DoesNotExist: the demo made no such account.
    """
    return User.objects.get(username=username, is_active=True)
