"""
Every read of cases, one file per noun. Callers import this package: `from helevejen.cases import queries`.

Each query loads all that its page shows, so that the number of queries does not grow with the rows.
"""

from helevejen.cases.queries.decisions import (
    decision_facts,
    decision_kinds,
    decision_name,
    decision_text,
    decisions_of,
    decisions_told_to_citizen,
    decisions_visible_to,
    laws_for,
    missing_in,
    notes_for_evidence,
)
from helevejen.cases.queries.jobs import (
    company_contacts_of,
    company_contacts_visible_to,
    jobs_of,
    jobs_visible_to,
    next_check_in_on,
)
from helevejen.cases.queries.meetings import (
    CalendarEntry,
    booked_spans,
    calendar_entry,
    coming_meetings_of,
    free_slots_of,
    meetings_of,
    meetings_of_day,
    meetings_to_write_down,
    meetings_visible_to,
    proposed_meetings_of,
)

__all__ = [
    "CalendarEntry",
    "booked_spans",
    "calendar_entry",
    "coming_meetings_of",
    "company_contacts_of",
    "company_contacts_visible_to",
    "decision_facts",
    "decision_kinds",
    "decision_name",
    "decision_text",
    "decisions_of",
    "decisions_told_to_citizen",
    "decisions_visible_to",
    "free_slots_of",
    "jobs_of",
    "jobs_visible_to",
    "laws_for",
    "meetings_of",
    "meetings_of_day",
    "meetings_to_write_down",
    "meetings_visible_to",
    "missing_in",
    "next_check_in_on",
    "notes_for_evidence",
    "proposed_meetings_of",
]
