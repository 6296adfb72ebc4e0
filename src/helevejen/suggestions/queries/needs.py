"""Needs and refusals as they stand inside a sentence: "Kan de tilbyde …?", "om arbejdet kræver …"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from helevejen.profiles.enums import Consideration, RefusalKind

#: What a place can offer.
_OFFERS = {
    Consideration.LIFT: _("arbejde uden tunge løft"),
    Consideration.STAND: _("arbejde, hvor man kun står lidt ad gangen"),
    Consideration.SIT: _("arbejde, hvor man kun sidder lidt ad gangen"),
    Consideration.WALK: _("arbejde, hvor man kun går lidt ad gangen"),
    Consideration.CHANGE: _("skift mellem at sidde, stå og gå"),
    Consideration.REPEAT: _("arbejde uden den samme bevægelse hele tiden"),
    Consideration.REACH: _("arbejde under skulderhøjde"),
    Consideration.STEP_FREE: _("adgang uden trapper"),
    Consideration.QUIET: _("et roligt sted"),
    Consideration.FEW_PEOPLE: _("et sted med få mennesker"),
    Consideration.FIXED_TIMES: _("faste tider"),
    Consideration.BREAKS: _("ekstra pauser"),
    Consideration.ONE_TASK: _("en opgave ad gangen"),
    Consideration.CLEAR_PLAN: _("en klar plan for dagen"),
    Consideration.OWN_PACE: _("arbejde i eget tempo"),
    Consideration.SAME_PERSON: _("en fast person at spørge"),
    Consideration.CLEAN_AIR: _("et sted uden støv og parfume"),
    Consideration.NO_HEIGHTS: _("arbejde, der ikke er i højder"),
    Consideration.NO_DRIVING: _("arbejde uden at køre bil eller maskiner"),
    Consideration.SCREEN: _("arbejde med kun lidt tid ved skærm"),
}
#: What work can demand of somebody who has refused it: the opposite of the refusal's own words.
_DEMANDS = {
    RefusalKind.NIGHTS: _("at man arbejder om natten"),
    RefusalKind.EVENINGS: _("at man arbejder om aftenen"),
    RefusalKind.WEEKENDS: _("at man arbejder i weekenden"),
    RefusalKind.ALONE: _("at man er alene på arbejde"),
    RefusalKind.SALES: _("at man sælger"),
    RefusalKind.TELEPHONE: _("at man taler i telefon"),
}


def needs_in_sentences(language: str) -> dict[str, str]:
    """Return what is offered and what is demanded, by code, as the sentences about an order take them."""
    with override(language):
        return {code.value: str(words) for code, words in (_OFFERS | _DEMANDS).items()}
