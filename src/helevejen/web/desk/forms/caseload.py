"""What a caseload can be narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from helevejen.cases.enums import Holder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helevejen.accounts.models import User

#: So long without a word counts as long. The law's own contact is more seldom; this is the house's eye on silence.
SILENT_DAYS: Final = 42

OTHERS: Final = "andre"
LATE: Final = "over-tiden"
SILENT: Final = "stille"


class FilterCaseload(forms.Form):
    """Whose turn it is, and what to keep an eye on."""

    hvis = forms.ChoiceField(label=_("Hvis sager?"), required=False)
    bold = forms.ChoiceField(
        label=_("Bolden ligger hos"),
        required=False,
        choices=[
            ("", _("Alle")),
            (Holder.JOBFORMIDLER.value, _("Os")),
            (Holder.CITIZEN.value, _("Borgeren")),
            (OTHERS, _("Læge, virksomhed, skole eller andre")),
        ],
    )
    kun = forms.ChoiceField(
        label=_("Hold øje med"),
        required=False,
        choices=[
            ("", _("Alle sager")),
            (LATE, _("Over tiden")),
            (SILENT, _("Uden kontakt i mere end seks uger")),
        ],
    )

    def __init__(self, *args: Any, covered: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.covered = {str(one.pk): one for one in covered}
        if not covered:
            del self.fields["hvis"]
            return
        others = [(pk, _("%(name)s, som jeg er vikar for") % {"name": one.name}) for pk, one in self.covered.items()]
        self.fields["hvis"].choices = [("", _("Mine egne")), *others]

    def person(self) -> User | None:
        """Return the colleague whose cases are asked for; None for one's own, and for anybody one does not cover."""
        return self.covered.get(str(self.data.get("hvis", "")))
