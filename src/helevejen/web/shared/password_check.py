"""What the house asks of a password beside its length and that it is not on the list of common ones."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from helevejen.accounts.rules import is_monotonous


class NotMonotonous:
    """Refuses the same short word over and over."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_monotonous(password):
            raise ValidationError(_("Adgangskoden gentager sig selv. Skriv en sætning i stedet."), "monotonous")

    def get_help_text(self) -> str:
        return _("Den må ikke gentage sig selv.")
