"""Reads of decisions: what can be decided, what a draft lacks, and a decision as text."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext

from helevejen.accounts.models import User
from helevejen.cases import perms
from helevejen.cases.enums import Cap, DecisionOutcome, DecisionPart, DecisionState, MissingElement
from helevejen.cases.models import Case, Decision, Note
from helevejen.cases.rules import decisions as rules
from helevejen.core import formats
from helevejen.core.parse import COPENHAGEN


def decision_kinds() -> list[tuple[str, str]]:
    """Return the kinds of decision with their names in the user's language, in the order of the file. No query."""
    return [(kind.id, _name(kind)) for kind in rules.clauses().kinds.values()]


def decision_name(kind: str) -> str:
    """Return the name of a kind in the user's language; of one no longer in the file, the kind itself. No query."""
    known = rules.clauses().kinds.get(kind)
    return _name(known) if known else kind


def laws_for(kind: str, on: date) -> list[tuple[str, str]]:
    """Return the clauses of law in force that a kind may rest on, with their citation. No query."""
    known = rules.clauses().kinds.get(kind)
    return [(law.id, law.citation) for law in known.laws_on(on)] if known else []


def find_draft_on(case: Case, track_id: int) -> Decision | None:
    """Return the newest draft on a track of a case, or one on no track; None when there is none. One query."""
    drafts = Decision.objects.filter(Q(track=track_id) | Q(track__isnull=True), case=case, state=DecisionState.DRAFT)
    return drafts.order_by("-drafted_at", "-pk").first()


def decisions_visible_to(user: User, at: datetime) -> QuerySet[Decision]:
    """Return the decisions the user may read, drafts too, with case, citizen and people; newest first. One query."""
    return _loaded(perms.decisions_readable_by(user, at))


def decisions_of(case: Case, viewer: User, at: datetime) -> list[Decision]:
    """Return a case's drafts and decisions the viewer may read, newest first. One query."""
    return list(decisions_visible_to(viewer, at).filter(case=case).exclude(state=DecisionState.WITHDRAWN))


def notes_for_evidence(decision: Decision, user: User, at: datetime) -> QuerySet[Note]:
    """Return the notes of the case the user may read and the decision may rest on, newest first. One query."""
    readable = perms.notes_readable_by(user, at).filter(case_id=decision.case_id).exclude(cap=Cap.MENTOR)
    return readable.exclude(evidence_for__decision=decision).order_by("-written_at", "-pk")


def decision_facts(
    decision: Decision, *, on: date, by: User | None = None, cap: str = Cap.AUTHORITY
) -> rules.DecisionFacts:
    """
    Return what the rules need to know of a draft that somebody would release on a day. One query, two without author.

    The deadline of complaint is the calendar's unless a later one stands in the draft.
    """
    writers = [decision.drafted_by, *([by] if by else [])]
    due_on = rules.complaint_due_on(on)
    return rules.DecisionFacts(
        kind=decision.kind,
        outcome=decision.outcome,
        facts=decision.facts,
        law_clause=decision.law_clause,
        considerations=decision.considerations,
        is_hearing_needed=decision.is_hearing_needed,
        hearing_due_on=decision.hearing_due_on,
        hearing_answered_on=decision.hearing_answered_on,
        complaint_guidance=decision.complaint_guidance,
        complaint_due_on=decision.complaint_due_on or due_on,
        cap=cap,
        is_by_person=all(writer.is_staff_member and writer.is_active for writer in writers),
        evidence_caps=tuple(decision.evidence.order_by("pk").values_list("note_cap", flat=True)),
    )


def missing_in(decision: Decision, on: date) -> list[MissingElement]:
    """Return what a draft lacks to be released on a day; empty when nothing, or when it is no draft. One query."""
    if decision.state != DecisionState.DRAFT:
        return []
    return rules.missing_elements(decision_facts(decision, on=on), on)


def decision_text(decision: Decision) -> list[rules.Block]:
    """
    Return a decision as headings with their paragraphs: of a released one the text as it was released. No query.

    Of a draft, the parts that are written so far, in the user's language around the written text.
    """
    if decision.text:
        return rules.blocks_of(decision.text)
    parts = {
        DecisionPart.OUTCOME: _outcome(decision),
        DecisionPart.FACTS: rules.paragraphs_of(decision.facts),
        DecisionPart.HEARING: rules.paragraphs_of(decision.hearing_answer),
        DecisionPart.LAW: _law(decision),
        DecisionPart.CONSIDERATIONS: rules.paragraphs_of(decision.considerations),
        DecisionPart.COMPLAINT: _complaint(decision),
    }
    return [(str(part.label), paragraphs) for part, paragraphs in parts.items() if paragraphs]


def _outcome(decision: Decision) -> list[str]:
    if not decision.outcome:
        return []
    values = {"kind": decision_name(decision.kind), "outcome": DecisionOutcome(decision.outcome).label}
    said = [gettext("%(kind)s: %(outcome)s.") % values]
    if decision.released_at and decision.released_by:
        day = formats.day(decision.released_at.astimezone(COPENHAGEN).date())
        said.append(gettext("Truffet %(day)s af %(name)s.") % {"day": day, "name": decision.released_by.name})
    return said


def _law(decision: Decision) -> list[str]:
    law = rules.clauses().find_law(decision.law_clause)
    return [gettext("Afgørelsen er truffet efter %(law)s.") % {"law": law.citation}] if law else []


def _complaint(decision: Decision) -> list[str]:
    said = rules.paragraphs_of(decision.complaint_guidance)
    if decision.complaint_due_on:
        day = formats.weekday_and_day(decision.complaint_due_on)
        said.append(gettext("Vi skal have din klage senest %(day)s.") % {"day": day})
    return said


def _name(kind: rules.DecisionKind) -> str:
    return kind.name_en if (get_language() or "da").startswith("en") else kind.name_da


def _loaded(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    people = ("case__citizen", "case__jobformidler", "track", "drafted_by", "released_by")
    return decisions.select_related(*people).order_by("-drafted_at", "-pk")
