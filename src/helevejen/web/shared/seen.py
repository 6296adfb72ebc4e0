"""What the forms of deeds have in common: the number of the last event the page showed, and a colleague."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from helevejen.accounts.models import User

TOO_LONG = _("Teksten er for lang. Skriv den kortere.")


class Seen(forms.Form):
    """A deed on something with a history, with the number of the last event the page showed."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)


class GiveToColleague(Seen):
    """Giving something to somebody else; whoever makes a form of it adds the reason."""

    to = forms.ChoiceField(label=_("Til hvem?"), error_messages={"required": _("Vælg, hvem der skal have den.")})

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.fields["to"].choices = [("", _("Vælg en")), *((key, one.name) for key, one in self.people.items())]

    @property
    def chosen(self) -> User:
        """Whom it is given to."""
        return self.people[self.cleaned_data["to"]]
