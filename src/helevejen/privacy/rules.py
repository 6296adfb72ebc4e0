"""
What codes and numbers are called in a citizen's copy of everything: nobody should need a programmer to read it.

Source: docs/rules/access.md (the citizen's copy); GDPR article 12(1): in clear and plain language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from babel import Locale

from helevejen.cases.queries import obligation_words
from helevejen.cases.rules import chains, clarification, decisions, statements
from helevejen.placements.queries import words as placement_words
from helevejen.profiles.queries import words as profile_words
from helevejen.proposals.queries import words as proposal_words
from helevejen.suggestions.queries import words as suggestion_words

_CPR_DIGITS: Final = 10
_PHONE_DIGITS: Final = 8

Word = Callable[[str, str, str], str]


def plain(table: str, field: str, value: str, *, of: str = "", language: str = "da") -> str:
    """
    Return a stored text as people read it; what is no code stays as it is.

    Args:
        of: The kind of track the row belongs to, or of fact it is, where there is one.

    Source:
        docs/rules/access.md (the citizen's copy).

    Examples:
        >>> plain("citizens.citizen", "cpr", "1705909996")
        '170590-9996'
        >>> plain("cases.turn", "step", "we_invite", of="first_contact")
        'Vi ringer til dig og finder tid til den første samtale.'
    """
    word = _WORDS.get(f"{table}.{field}") or _WORDS.get(field)
    return word(value, of, language) if word else value


def as_day(value: object) -> date | None:
    """
    Return the day that a text in a notice stands for, None where it stands for none.

    Source:
        docs/rules/access.md (the citizen's copy).
    """
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _step(value: str, of: str, language: str) -> str:
    kinds = [of, *chains.chains()] if of else list(chains.chains())  # a step may have moved to another chain since
    return next((words for kind in kinds if (words := chains.wording(kind, value, "citizen", language))), value)


def _decision(value: str, of: str, language: str) -> str:
    kind = decisions.clauses().kinds.get(value)
    if kind is None:
        return value
    return kind.name_da if language.startswith("da") else kind.name_en


def _statement(value: str, of: str, language: str) -> str:
    kind = statements.kinds().get(value)
    return f"{kind.code} {kind.name(language)}" if kind else value


def _template(value: str, of: str, language: str) -> str:
    template = clarification.templates().get(value)
    return template.name(language) if template else value


def _law(value: str, of: str, language: str) -> str:
    law = decisions.clauses().find_law(value)
    return law.citation if law else value


def _cpr(value: str, of: str, language: str) -> str:
    return f"{value[:6]}-{value[6:]}" if len(value) == _CPR_DIGITS else value


def _phone(value: str, of: str, language: str) -> str:
    digits = "".join(value.split())
    if len(digits) != _PHONE_DIGITS or not digits.isdecimal():
        return value
    return " ".join(digits[start : start + 2] for start in range(0, _PHONE_DIGITS, 2))


def _language(value: str, of: str, language: str) -> str:
    short = value.replace("_", "-").split("-")[0].lower()
    return str(Locale(language[:2]).languages.get(short, value))


def _clause(value: str, of: str, language: str) -> str:
    return obligation_words.clause_in_words(value)


def _regime(value: str, of: str, language: str) -> str:
    return obligation_words.regime_in_words(value)


def _ground(value: str, of: str, language: str) -> str:
    return obligation_words.ground_in_words(value)


def _family(value: str, of: str, language: str) -> str:
    return obligation_words.family_in_words(value)


def _event(value: str, of: str, language: str) -> str:
    return obligation_words.event_in_words(value)


def _subject(value: str, of: str, language: str) -> str:
    return profile_words.subject_in_words(of, value)


def _codes(value: str, of: str, language: str) -> str:
    return profile_words.codes_in_words(of, tuple(value.split()))


def _shares(value: str, of: str, language: str) -> str:
    return proposal_words.shares_in_words(value)


def _shown(value: str, of: str, language: str) -> str:
    return proposal_words.shown_in_one_line(value)


def _sheet(value: str, of: str, language: str) -> str:
    return suggestion_words.sheet_in_words(value, language)


def _record(value: str, of: str, language: str) -> str:
    return suggestion_words.record_in_words(value, language)


def _considerations(value: str, of: str, language: str) -> str:
    return placement_words.considerations_in_words(value)


def _duration(value: str, of: str, language: str) -> str:
    return placement_words.clause_in_words(value)


def _more(value: str, of: str, language: str) -> str:
    return suggestion_words.courses_in_words(value)


#: By table and field, or by a field that means the same everywhere.
_WORDS: Final[Mapping[str, Word]] = {
    "cases.turn.step": _step,
    "waiting.forecast.step": _step,
    "cases.decision.kind": _decision,
    "cases.statement.kind": _statement,
    "cases.track.template": _template,
    "law_clause": _law,
    "clause": _clause,
    "regime": _regime,
    "legal_ground": _ground,
    "family": _family,
    "cases.clockevent.kind": _event,
    "profiles.profilefact.subject": _subject,
    "profiles.profilefact.codes": _codes,
    "suggestions.factsheet.content": _sheet,
    "suggestions.suggestion.record": _record,
    "suggestions.matchlist.more": _more,
    "proposals.proposal.asked_for": _shares,
    "proposals.proposal.agreed": _shares,
    "proposals.disclosure.shown": _shown,
    "placements.terms.clause": _duration,
    "placements.terms.considerations": _considerations,
    "cpr": _cpr,
    "phone": _phone,
    "language": _language,
}
