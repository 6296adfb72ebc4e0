"""
Every read of cases, one file per noun. Callers import this package: `from helevejen.cases import queries`.

Each query loads all that its page shows, so that the number of queries does not grow with the rows.
"""

from helevejen.cases.queries.cases import (
    CaseHead,
    cases_visible_to,
    cases_workable_by,
    find_open_case,
    get_case_file_head,
    tracks_of,
    tracks_visible_to,
    tracks_workable_by,
)
from helevejen.cases.queries.decisions import (
    decision_facts,
    decision_kinds,
    decision_name,
    decision_text,
    decisions_of,
    decisions_visible_to,
    laws_for,
    missing_in,
    notes_for_evidence,
)
from helevejen.cases.queries.free_times import times_to_propose
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
    closing_notes_of,
    coming_meetings_of,
    free_slots_of,
    meetings_of,
    meetings_of_day,
    meetings_to_write_down,
    meetings_visible_to,
    proposed_meetings_of,
)
from helevejen.cases.queries.my_meetings import my_meetings
from helevejen.cases.queries.notes import evidence_of, notes_visible_to
from helevejen.cases.queries.plan import (
    GoalRow,
    Plan,
    goals_visible_to,
    plan_of,
    plan_steps_visible_to,
)
from helevejen.cases.queries.said import Said, asks_for_answer, said_before
from helevejen.cases.queries.timeline import (
    TimelineEntry,
    TimelinePage,
    timeline,
)
from helevejen.cases.queries.turns import (
    PastTurn,
    TurnRow,
    history_of,
    holder_name,
    my_turns,
    open_turns_of,
    row_of,
    turns_expected_of_citizen,
    turns_waiting_too_long,
)
from helevejen.cases.queries.undoing import find_turn_to_take_back
from helevejen.cases.queries.wishes import (
    WishRow,
    WishToAnswer,
    versions_of,
    wishes_of,
    wishes_to_answer,
    wishes_visible_to,
)

__all__ = [
    "CalendarEntry",
    "CaseHead",
    "GoalRow",
    "PastTurn",
    "Plan",
    "Said",
    "TimelineEntry",
    "TimelinePage",
    "TurnRow",
    "WishRow",
    "WishToAnswer",
    "asks_for_answer",
    "booked_spans",
    "calendar_entry",
    "cases_visible_to",
    "cases_workable_by",
    "closing_notes_of",
    "coming_meetings_of",
    "company_contacts_of",
    "company_contacts_visible_to",
    "decision_facts",
    "decision_kinds",
    "decision_name",
    "decision_text",
    "decisions_of",
    "decisions_visible_to",
    "evidence_of",
    "find_open_case",
    "find_turn_to_take_back",
    "free_slots_of",
    "get_case_file_head",
    "goals_visible_to",
    "history_of",
    "holder_name",
    "jobs_of",
    "jobs_visible_to",
    "laws_for",
    "meetings_of",
    "meetings_of_day",
    "meetings_to_write_down",
    "meetings_visible_to",
    "missing_in",
    "my_meetings",
    "my_turns",
    "next_check_in_on",
    "notes_for_evidence",
    "notes_visible_to",
    "open_turns_of",
    "plan_of",
    "plan_steps_visible_to",
    "proposed_meetings_of",
    "row_of",
    "said_before",
    "timeline",
    "times_to_propose",
    "tracks_of",
    "tracks_visible_to",
    "tracks_workable_by",
    "turns_expected_of_citizen",
    "turns_waiting_too_long",
    "versions_of",
    "wishes_of",
    "wishes_to_answer",
    "wishes_visible_to",
]
