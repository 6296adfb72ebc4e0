"""
What is personal about a model, declared beside its fields.

A model says it in a class attribute, one entry a field:

    personal = {"name": PersonalClass.CONTACT, "note": Personal.of("E", scrub="text"), "opened_at": PersonalClass.NONE}

Three things read it: the scrubber, the retention task and the citizen's access report. Relations and the plain
number of a row are plumbing and are left out; the row they point at has a declaration of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Field, Model


class PersonalClass(StrEnum):
    """The classes of data of the access model, with its letters as second names."""

    NONE = "-"
    CONTACT = A = "A"
    CPR = B = "B"
    ADDRESS = C = "C"
    PROFILE = D = "D"
    NOTES = E = "E"
    HEALTH = F = "F"
    SOCIAL = G = "G"
    BENEFIT = H = "H"
    LETTERS = I = "I"  # noqa: E741 - the letter of the access model
    ACCESS_LOG = J = "J"


class Scrub(StrEnum):
    """How a field is made harmless in a copy for development."""

    KEEP = "keep"
    BLANK = "blank"
    NAME = "name"
    CPR = "cpr"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


class Retention(StrEnum):
    """Which clock decides when a row may go."""

    NOT_PERSONAL = "not_personal"
    WITH_CITIZEN = "with_citizen"
    WITH_CASE = "with_case"
    WITH_USER = "with_user"
    WITH_COMPANY = "with_company"
    ACCESS_LOG = "access_log"


@dataclass(frozen=True, slots=True)
class Personal:
    """
    The declaration of one field.

    Attributes:
        klass: Its class in the access model.
        scrub: How it is made harmless in a copy for development.
        retention: The clock that decides when it may go.
    """

    klass: PersonalClass
    scrub: Scrub
    retention: Retention

    @classmethod
    def of(cls, klass: str, *, scrub: str | None = None, retention: str = Retention.WITH_CITIZEN) -> Personal:
        """
        Declare by plain words; what is personal is blanked unless said otherwise.

        Raises:
            ValueError: the class, the way of scrubbing or the retention is unknown.
        """
        known = PersonalClass(klass)
        if known is PersonalClass.NONE:
            return cls(known, Scrub(scrub or Scrub.KEEP), Retention.NOT_PERSONAL)
        return cls(known, Scrub(scrub or Scrub.BLANK), Retention(retention))


#: What a model may say: one word a field.
Declaration = Mapping[str, Personal | PersonalClass]


def personal(retention: Retention, **fields_of_class: str) -> dict[str, Personal]:
    """
    Declare a whole model at once, the fields of each class parted by spaces.

    Raises:
        ValueError: a letter is unknown, or a field is named twice.

    Examples:
        >>> personal(Retention.WITH_CITIZEN, A="name", none="opened_at")["name"].klass
        <PersonalClass.CONTACT: 'A'>
    """
    declared: dict[str, Personal] = {}
    for letter, names in fields_of_class.items():
        for name in names.split():
            if name in declared:
                raise ValueError(f"{name} is classified twice, as {declared[name].klass} and {letter}")
            declared[name] = Personal.of("-" if letter == "none" else letter, retention=retention)
    return declared


def declaration_of(model: type[Model]) -> dict[str, Personal]:
    """Return what a model and the abstract models it is made of declare, the nearest word winning."""
    declared: dict[str, Personal] = {}
    for base in reversed(model.__mro__):
        for name, word in vars(base).get("personal", {}).items():
            declared[name] = word if isinstance(word, Personal) else Personal.of(word)
    return declared


def unclassified_fields(model: type[Model]) -> list[str]:
    """Return the fields of a model that nobody has classified, for the test of the house."""
    declared = declaration_of(model)
    return [
        field.name for field in model._meta.concrete_fields if not _is_plumbing(field) and field.name not in declared
    ]


def unknown_fields(model: type[Model]) -> list[str]:
    """Return the names a declaration classifies that are no fields of the model."""
    return sorted(set(declaration_of(model)) - {field.name for field in model._meta.concrete_fields})


def _is_plumbing(field: Field[Any, Any]) -> bool:
    return field.is_relation or field.primary_key
