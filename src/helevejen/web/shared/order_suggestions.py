"""Occupations and skills of ESCO suggested while an order is written; by a button where there is no JavaScript."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import get_language

from helevejen.taxonomy import queries as taxonomy
from helevejen.taxonomy.actions import Typed
from helevejen.taxonomy.enums import ConceptKind

MOST_SUGGESTED: Final = 6
#: What lets suggestions come while somebody types.
_WHILE_TYPING: Final = {
    "hx-trigger": "input changed delay:400ms",
    "hx-vals": '{"soeg": "1"}',
    "hx-swap": "innerHTML",
    "autocomplete": "off",
}


def is_searching(request: HttpRequest) -> bool:
    """Return whether the form was sent to find concepts, not to be saved."""
    return request.method == "POST" and "soeg" in request.POST


def sent_to_save(request: HttpRequest) -> Any:
    """Return what was sent to be saved; None when nothing was, and nothing is to be judged."""
    return request.POST if request.method == "POST" and not is_searching(request) else None


def sent_to_search(request: HttpRequest, lists: tuple[str, ...]) -> dict[str, Any]:
    """Return what stands in a form that was sent to find concepts, those of its fields that hold several as lists."""
    if not is_searching(request):
        return {}
    return {name: request.POST.getlist(name) if name in lists else value for name, value in request.POST.items()}


def typed(request: HttpRequest, name: str, otherwise: str = "") -> str:
    """Return the words that concepts are found by."""
    return request.POST.get(name, otherwise) if request.method == "POST" else otherwise


def concepts_for(kind: ConceptKind, text: str, *chosen: str) -> list[tuple[str, str]]:
    """Return the concepts some words may mean as (URI, name), the likeliest first, and those chosen already."""
    language = (get_language() or "da")[:2]
    suggest = taxonomy.suggest_skills if kind == ConceptKind.SKILL else taxonomy.suggest_occupations
    found = {one.uri: one.label for one in suggest(text, language, MOST_SUGGESTED)} if text.strip() else {}
    more = [uri for uri in chosen if uri and uri not in found]
    if more:
        of_kind = [uri for uri, known in taxonomy.kinds_of(more).items() if known == kind]
        found |= taxonomy.labels_of(of_kind, language)
    return list(found.items())


def find_while_typing(form: Any, name: str, path: str, place: str) -> None:
    """Let a field of a form ask for suggestions, which stand at a place of the page; `path` finds them."""
    form.place = place
    form.fields[name].widget.attrs |= _WHILE_TYPING | {
        "hx-post": path,
        "hx-target": f"#{place}",
        "hx-select": f"#{place} > *",
    }


def as_typed(words: str) -> Typed:
    """Return what somebody typed, in the language of the page, to be kept with what was chosen for it."""
    return Typed(words, (get_language() or "da")[:2])
