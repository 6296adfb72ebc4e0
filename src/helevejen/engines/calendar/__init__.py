"""
Working days and legal clocks in Denmark: which days count, when something is due, and why.

Plain functions over days, moments and a calendar. No clock, no law: which day starts a clock, how long it is and what
pauses it are arguments, and every answer can explain itself in lines that a surface puts into words.
"""

from helevejen.engines.calendar.clocks import (
    DurationUsed,
    Quota,
    Window,
    count_in_window,
    duration_used,
    next_occurrence,
    quota,
)
from helevejen.engines.calendar.days import (
    OFFICE,
    PUBLIC_HOLIDAYS_ONLY,
    ClosedBy,
    ClosingDay,
    Closure,
    LocalDay,
    OfficeCalendar,
    closure,
    is_working_day,
)
from helevejen.engines.calendar.deadlines import Deadline, IfClosed, Pause, Unit, deadline
from helevejen.engines.calendar.hours import (
    OfficeMoment,
    add_office_hours,
    closing_time,
    end_of_day,
    office_hours_between,
)
from helevejen.engines.calendar.lines import Line, LineKind
from helevejen.engines.calendar.promises import (
    day_of,
    days_promised,
    extended,
    last_minute_of,
    office_time,
    share_gone,
)
from helevejen.engines.calendar.working_days import WorkingDays, add_working_days, working_days_between

__all__ = [
    "OFFICE",
    "PUBLIC_HOLIDAYS_ONLY",
    "ClosedBy",
    "ClosingDay",
    "Closure",
    "Deadline",
    "DurationUsed",
    "IfClosed",
    "Line",
    "LineKind",
    "LocalDay",
    "OfficeCalendar",
    "OfficeMoment",
    "Pause",
    "Quota",
    "Unit",
    "Window",
    "WorkingDays",
    "add_office_hours",
    "add_working_days",
    "closing_time",
    "closure",
    "count_in_window",
    "day_of",
    "days_promised",
    "deadline",
    "duration_used",
    "end_of_day",
    "extended",
    "is_working_day",
    "last_minute_of",
    "next_occurrence",
    "office_hours_between",
    "office_time",
    "quota",
    "share_gone",
    "working_days_between",
]
