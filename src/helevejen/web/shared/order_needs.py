"""One thing more that an order requires, the same form at the desk and on the company's own page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from helevejen.recruitment.enums import LanguageLevel, RequirementKind, Weight
from helevejen.recruitment.rules.orders import MOST_LABEL_LETTERS, Demanded
from helevejen.taxonomy.actions import Typed
from helevejen.taxonomy.enums import ConceptKind
from helevejen.taxonomy.licences import LICENCE_BY_CODE, LICENCES
from helevejen.web.shared.concept_names import name_to_keep
from helevejen.web.shared.order_suggestions import (
    as_typed,
    concepts_for,
    find_while_typing,
    sent_to_save,
    sent_to_search,
)
from helevejen.web.shared.seen import TOO_LONG, Seen


class RequireSomething(Seen):
    """One thing more that is required: a licence of the list, a language with its level, or something in own words."""

    kind = forms.ChoiceField(label=_("Hvad slags krav?"), choices=RequirementKind.choices)
    licence = forms.ChoiceField(
        label=_("Kørekort eller certifikat"), help_text=_("Kun hvis kravet er et af dem."), required=False
    )
    label = forms.CharField(
        label=_("Hvad kræves?"),
        help_text=_("Med egne ord, eller navnet på sproget."),
        max_length=MOST_LABEL_LETTERS,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    level = forms.ChoiceField(
        label=_("Hvor godt?"),
        help_text=_("Kun for sprog."),
        choices=[("", "–"), *LanguageLevel.choices],
        required=False,
    )
    uri = forms.ChoiceField(label=_("Mener I en af disse?"), required=False, widget=forms.RadioSelect)
    weight = forms.ChoiceField(
        label=_("Hvor vigtigt?"), choices=Weight.choices, widget=forms.RadioSelect, initial=Weight.MUST.value
    )

    field_order = ["number", "kind", "licence", "label", "uri", "level", "weight"]
    place = ""

    def __init__(self, *args: Any, concepts: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concepts = dict(concepts)
        if concepts:
            self.fields["uri"].choices = [*concepts, ("", _("Ingen af dem. Brug de skrevne ord"))]
        else:
            del self.fields["uri"]
        self.fields["licence"].choices = [("", "–"), *((one.code, one.name) for one in LICENCES)]

    def clean(self) -> dict[str, Any]:
        """Take only what goes with the kind."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_licence = cleaned.get("kind") == RequirementKind.LICENCE
        if is_licence and not cleaned.get("licence") and not cleaned.get("label"):
            self.add_error("licence", _("Vælg et kørekort eller certifikat."))
        if not is_licence and not cleaned.get("label"):
            self.add_error("label", _("Skriv, hvad der kræves."))
        return cleaned

    @property
    def typed(self) -> Typed:
        """What was typed where a skill was chosen for it."""
        return as_typed(self.cleaned_data["label"])

    @property
    def demanded(self) -> Demanded:
        given = self.cleaned_data
        kind, weight = given["kind"], given["weight"]
        if kind == RequirementKind.LICENCE and given["licence"]:
            return Demanded(kind, str(LICENCE_BY_CODE[given["licence"]].name), weight=weight, code=given["licence"])
        if kind == RequirementKind.SKILL and (uri := given.get("uri")):
            return Demanded(kind, name_to_keep(uri, self.concepts[uri]), weight=weight, uri=uri)
        return Demanded(
            kind, given["label"], weight=weight, level=given["level"] if kind == RequirementKind.LANGUAGE else ""
        )


def need_form(request: HttpRequest, path: str, auto_id: str, **initial: Any) -> RequireSomething:
    """
    Return the form of one thing more that is required; while skills are searched for, nothing is judged.

    Args:
        path: The address of the deed, which also finds the skills.
    """
    is_sent = request.method == "POST" and request.path == path
    is_skill = is_sent and request.POST.get("kind") == RequirementKind.SKILL
    words = request.POST.get("label", "") if is_skill else ""
    form = RequireSomething(
        sent_to_save(request) if is_sent else None,
        auto_id=auto_id,
        initial=initial | (sent_to_search(request, ()) if is_sent else {}),
        concepts=concepts_for(ConceptKind.SKILL, words, request.POST.get("uri", "") if is_skill else ""),
    )
    find_while_typing(form, "label", path, "kompetencer")
    return form
