"""Field types of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import FieldError
from django.db import models

from helevejen.core import crypto

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.lookups import Lookup, Transform


class EncryptedTextField(models.Field):  # type: ignore[type-arg]
    """
    A text that the database holds encrypted, bound to its table and column.

    NULL stays NULL and the empty string is encrypted like any other text. It cannot be searched or compared in the
    database; keep a `crypto.blind_index` beside it to find it by equality. A migration that renames the table or
    the column must decrypt and encrypt every row, because the name is part of the seal.
    """

    empty_strings_allowed = True
    description = "Encrypted text"

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def place(self) -> str:
        """What its ciphertexts are bound to."""
        return f"{self.model._meta.db_table}.{self.column}"

    def to_python(self, value: Any) -> str | None:
        return value if value is None or isinstance(value, str) else str(value)

    def get_prep_value(self, value: Any) -> str | None:
        return self.to_python(super().get_prep_value(value))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if hasattr(value, "resolve_expression"):
            return value
        text = value if prepared else self.get_prep_value(value)
        return None if text is None else crypto.encrypt(text, place=self.place)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> str | None:
        return None if value is None else crypto.decrypt(bytes(value), place=self.place)

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted and cannot be compared ({lookup_name}): search its blind index")

    def get_transform(self, lookup_name: str) -> type[Transform] | None:
        raise FieldError(f"{self.name} is encrypted and cannot be changed in a query ({lookup_name})")

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.CharField, "widget": forms.Textarea, **kwargs})

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is encrypted and is not written to fixtures; back up the database instead")


class CodeField(models.CharField):  # type: ignore[type-arg]
    """
    A short code out of a list that grows with the house.

    The list is no business of the database, so migrations do not hold it: a new word in it needs none.
    """

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs
