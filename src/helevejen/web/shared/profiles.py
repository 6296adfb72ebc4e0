"""A profile as a page shows it, and the deeds that Min vej and the desk do alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helevejen.core import clock
from helevejen.profiles import actions, queries
from helevejen.profiles.enums import Asked, Expiry, FactKind, Source
from helevejen.profiles.queries import words
from helevejen.profiles.rules.facts import SHAPES
from helevejen.web.shared.concept_names import name_to_show
from helevejen.web.shared.nearness import AroundSeen, around_work, concept_offered, names_in_language
from helevejen.web.shared.profile_forms import Concepts, FactForm, initial_of

#: Where something comes from, as it is said to the citizen.
TO_CITIZEN = {
    Source.CITIZEN: _("Du har selv skrevet det"),
    Source.TOLD: _("Du har fortalt det"),
    Source.PAPER: _("Set på papir"),
    Source.SEEN: _("Set i arbejde"),
    Source.EMPLOYER: _("Fortalt af en arbejdsgiver"),
    Source.WISH: _("Ud fra dit ønske"),
}
#: The kinds as they are said of the citizen to staff, where the page of the citizen says "I".
TO_STAFF = {
    FactKind.OCCUPATION_WISHED: _("Arbejde, borgeren gerne vil have"),
    FactKind.SKILL: _("Det kan borgeren"),
    FactKind.OCCUPATION_DONE: _("Arbejde, borgeren har haft"),
    FactKind.TRAVEL: _("Sådan kommer borgeren på arbejde"),
    FactKind.CONSIDERATION: _("Hensyn, borgeren har brug for"),
    FactKind.REFUSAL: _("Det vil borgeren ikke"),
}
#: What lets suggestions come while somebody types; without it there is a button.
_WHILE_TYPING = {
    "hx-trigger": "input changed delay:500ms",
    "hx-vals": '{"soeg": "1"}',
    "hx-swap": "innerHTML",
}


@dataclass(frozen=True, slots=True)
class FactSeen:
    """
    One version of a fact, in words.

    Attributes:
        by: Who wrote it.
        source: Where it comes from, to staff; `told` the same to the citizen.
        around: What stands around an occupation; None of other kinds.
        expiry: How a licence stands: a code for the page to word; empty for what does not expire.
    """

    fact_id: int
    heading: str
    details: str
    expiry: str
    expires_on: date | None
    by: str
    is_by_citizen: bool
    on: date
    source: str
    told: str
    reason: str
    confirmed_by: str
    confirmed_on: date | None
    disagreement: str
    earlier: tuple[FactSeen, ...] = ()
    around: AroundSeen | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_on is not None


@dataclass(frozen=True, slots=True)
class KindSeen:
    """All of one kind, in words to the citizen or to staff; `is_full` where there is never more than one."""

    topic: str
    word: str
    word_to_staff: str
    facts: tuple[FactSeen, ...]
    disagreed: tuple[FactSeen, ...]
    is_unknown: bool
    is_finished: bool
    is_single: bool

    @property
    def is_full(self) -> bool:
        return self.is_single and bool(self.facts)


def kinds_seen(profile: queries.Profile, names: Mapping[int, str] | None = None) -> list[KindSeen]:
    """
    Return a profile in words, kind by kind, with what stands around the work in it.

    Args:
        names: Of `names_in_language`, where the page has asked for them already.
    """
    around, called = around_work(profile), names_in_language(profile) if names is None else names
    return [_kind_seen(kind, around, called) for kind in profile.kinds]


def fact_seen(
    fact: Any,
    expiry: Expiry | None = None,
    earlier: tuple[Any, ...] = (),
    around: AroundSeen | None = None,
    names: Mapping[int, str] | None = None,
) -> FactSeen:
    """Return one version of a fact in words; a name of `names_in_language` in place of its own."""
    said, called = actions.said_in(fact), names or {}
    return FactSeen(
        fact_id=fact.pk,
        heading=called.get(fact.pk) or words.heading(said),
        details=", ".join(words.details(said)),
        expiry=expiry.value if expiry else "",
        expires_on=fact.expires_on,
        by=fact.written_by.name,
        is_by_citizen=fact.written_by_id == fact.citizen.user_id,
        on=_day(fact.written_at),
        source=str(fact.get_source_display()),
        told=str(TO_CITIZEN.get(fact.source, fact.get_source_display())),
        reason=fact.reason,
        confirmed_by=fact.confirmed_by.name if fact.confirmed_by else "",
        confirmed_on=_day(fact.confirmed_at) if fact.confirmed_at else None,
        disagreement=fact.disagreement or "",
        earlier=tuple(fact_seen(one, names=called) for one in earlier),
        around=around,
    )


def one_fact_seen(fact: Any) -> FactSeen:
    """Return a fact that has a page of its own, a concept by its name there. One query of a concept."""
    is_named = SHAPES[FactKind(fact.kind)].is_concept and fact.label
    return fact_seen(fact, names={fact.pk: name_to_show(fact.subject, fact.label)} if is_named else None)


def word_to_staff(kind: FactKind) -> str:
    """Return what a kind is called at the desk."""
    return str(TO_STAFF.get(kind, kind.label))


def kind_named(topic: str) -> FactKind:
    """
    Return the kind an address names.

    Raises:
        Http404: there is no such kind.
    """
    if topic not in set(FactKind):
        raise Http404
    return FactKind(topic)


def is_searching(request: HttpRequest) -> bool:
    """Return whether the form was sent to find concepts, not to be saved."""
    return request.method == "POST" and "soeg" in request.POST


def fact_form(
    request: HttpRequest, kind: FactKind, citizen: Any, *, fact: Any = None, asks_why: bool = False
) -> FactForm:
    """Return the form of a new fact, or of a correction; while concepts are searched for, nothing is judged."""
    data: Any = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = initial_of(fact) if fact else {}
    if fact and SHAPES[kind].is_concept:
        initial["label"] = name_to_show(fact.subject, fact.label)
    offered = _offered(request, kind)
    if offered and data is None:
        initial |= dict(zip(("subject", "label"), offered, strict=True))
    if is_searching(request):
        initial |= {name: value for name, value in request.POST.dict().items() if name != "subject"}
        data = None
    wishes = queries.wishes_to_link(citizen) if kind == FactKind.OCCUPATION_WISHED and fact is None else []
    concepts = _concepts(kind, request.POST.get("label") or initial.get("label", ""), fact, offered)
    if is_searching(request) and concepts.meant:
        initial["subject"] = concepts.meant[0]
    place = f"{kind.value}-{fact.pk if fact else 'ny'}"  # two of them may stand open on one page
    form = FactForm(
        data,
        auto_id=f"id_{place}_%s",
        place=f"forslag-{place}",
        initial=initial,
        kind=kind,
        concepts=concepts,
        wishes=[(str(one.pk), Truncator(one.text).chars(60)) for one in wishes],
        asks_why=asks_why,
    )
    if form.is_concept:
        form.fields["label"].widget.attrs |= _WHILE_TYPING | {
            "hx-post": request.path,
            "hx-target": f"#{form.place}",
            "hx-select": f"#{form.place} > *",
        }
    return form


def wish_chosen(form: FactForm, citizen: Any) -> Any:
    """Return the wish that a form links the fact to, None for none."""
    chosen = form.cleaned_data.get("wish", "")
    return next((one for one in queries.wishes_to_link(citizen) if str(one.pk) == chosen), None) if chosen else None


def _concepts(kind: FactKind, text: str, fact: Any, offered: tuple[str, str] | None) -> Concepts:
    if not SHAPES[kind].is_concept:
        return Concepts()
    known = [(fact.subject, name_to_show(fact.subject, fact.label))] if fact and fact.subject else []
    found = queries.suggested(kind, text, get_language() or "da")
    named = {one.uri: one.label for one in found} | dict([*known, *([offered] if offered else [])])
    the_word = [one.uri for one in found if one.is_the_word]
    return Concepts(
        named,
        meant=tuple(the_word or [one.uri for one in found if one.is_a_name]),
        is_plain=len(the_word) == 1,
    )


def _offered(request: HttpRequest, kind: FactKind) -> tuple[str, str] | None:
    """Return the concept that a link to the form names, as (URI, name)."""
    uri = request.GET.get("begreb", "")
    return (uri, concept_offered(uri, kind)) if uri else None


def _kind_seen(kind: queries.KindOfFacts, around: Mapping[int, AroundSeen], names: Mapping[int, str]) -> KindSeen:
    return KindSeen(
        topic=kind.kind.value,
        word=str(kind.kind.label),
        word_to_staff=word_to_staff(kind.kind),
        facts=tuple(fact_seen(one.fact, one.expiry, one.earlier, around.get(one.fact.pk), names) for one in kind.facts),
        disagreed=tuple(fact_seen(one, names=names) for one in kind.disagreed),
        is_unknown=kind.asked == Asked.NOT_YET,
        is_finished=kind.asked == Asked.ALL,
        is_single=SHAPES[kind.kind].is_single,
    )


def _day(moment: Any) -> date:
    return moment.astimezone(clock.COPENHAGEN).date()
