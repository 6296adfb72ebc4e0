"""
The lines of the timeline, as SQL: one select for each kind of line, all with the same columns, joined by UNION ALL.

Written out, because every file page asks for it: by the ORM it cost a query and two milliseconds for each kind of line,
as text it is one query. The texts are constants; what varies is always a parameter.

Each kind names the classes of data a level must show; what the level does not show is no part of the statement.
Encrypted texts come as they lie in the database, with the place they are bound to, and are opened by the reader.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db import connection

from helevejen.cases.enums import TimelineKind
from helevejen.citizens.enums import Level
from helevejen.citizens.rules.access import reach_of
from helevejen.core import crypto


class Line(NamedTuple):
    """
    One row of the statement. Texts that a kind does not have are empty.

    Attributes:
        code: The value of the enum that tells most of the kind: of a note its kind, of a turn its step.
        words: What was written in the open: a headline, a title, what is expected.
        state: The value of the enum for how it stands.
        more: A second text or value, as the kind has need of.
        name: Somebody's or something's name beside `by_name`.
        secret, also_secret: Encrypted texts, opened.
    """

    kind: str
    pk: int
    at: datetime
    cap: str
    by_name: str
    code: str
    words: str
    state: str
    more: str
    name: str
    secret: str
    also_secret: str
    track_id: int | None
    ends_at: datetime | None
    is_from_citizen: bool


#: What stands in a column that a kind does not have. The types are PostgreSQL's; SQLite takes any name for one.
_NOTHING: Final = {
    "NO_SECRETS": "NO_BYTES, NO_BYTES",
    "NO_BYTES": "CAST(NULL AS bytea)",
    "NO_TRACK": "CAST(NULL AS bigint)",
    "NO_TIME": "CAST(NULL AS timestamptz)",
}

_NOTE = """SELECT 'note', n.id, n.written_at, n.cap, u.name, n.kind, n.headline, '', '', '', n.text, NO_BYTES,
       n.track_id, NO_TIME, FALSE
  FROM cases_note n JOIN accounts_user u ON u.id = n.written_by_id
 WHERE n.case_id = %(case)s"""

_TURN = """SELECT 'turn', t.id, t.since, t.cap, COALESCE(u.name, ''), t.step, t.expects, t.holder, t.event_note,
       CASE WHEN t.holder_name <> '' THEN t.holder_name ELSE COALESCE(h.name, '') END || '|' || k.kind, NO_SECRETS,
       t.track_id, NO_TIME, FALSE
  FROM cases_turn t JOIN cases_track k ON k.id = t.track_id
  LEFT JOIN accounts_user u ON u.id = t.passed_by_id LEFT JOIN accounts_user h ON h.id = t.holder_user_id
 WHERE k.case_id = %(case)s"""

_TRACK = """SELECT 'track_closed', k.id, k.closed_at, '', '', k.kind, k.title, k.outcome, '', '', NO_SECRETS,
       k.id, NO_TIME, FALSE
  FROM cases_track k WHERE k.case_id = %(case)s AND k.closed_at IS NOT NULL"""

_MEETING = """SELECT 'meeting', m.id, COALESCE(m.starts_at, m.proposed_at), m.cap, u.name, m.purpose, '', m.state,
       m.absence_reason, '', NO_SECRETS, m.track_id, m.ends_at, FALSE
  FROM cases_meeting m JOIN accounts_user u ON u.id = m.host_id WHERE m.case_id = %(case)s"""

_DECISION = """SELECT 'decision', d.id, COALESCE(d.released_at, d.drafted_at), 'authority', u.name, d.kind, '',
       d.state, d.outcome, '', NO_SECRETS, d.track_id, NO_TIME, FALSE
  FROM cases_decision d JOIN accounts_user u ON u.id = d.drafted_by_id
 WHERE d.case_id = %(case)s AND d.state <> 'withdrawn'"""

_CONTACT = """SELECT 'company_contact', c.id, c.at, 'company', u.name, c.channel, f.name, '', '', '', c.text,
       NO_BYTES, c.track_id, NO_TIME, FALSE
  FROM cases_companycontact c JOIN accounts_user u ON u.id = c.by_id JOIN companies_company f ON f.id = c.company_id
 WHERE c.case_id = %(case)s"""

_MESSAGE = """SELECT 'message', m.id, m.sent_at, m.cap, u.name, '', '', '', '', '', m.text, NO_BYTES,
       m.track_id, NO_TIME, m.from_citizen
  FROM cases_message m JOIN accounts_user u ON u.id = m.sent_by_id WHERE m.case_id = %(case)s"""

_WISH = """SELECT 'wish', w.id, w.said_at, '', '', '', '', '', '', '', w.text, NO_BYTES,
       NO_TRACK, NO_TIME, TRUE
  FROM citizens_wish w WHERE w.citizen_id = %(citizen)s"""

_WISH_ANSWER = """SELECT 'wish_answer', w.id, a.answered_at, '', u.name, a.kind, '', '', '', '', a.reason, w.text,
       NO_TRACK, NO_TIME, FALSE
  FROM citizens_wishanswer a JOIN citizens_wish w ON w.id = a.wish_id JOIN accounts_user u ON u.id = a.answered_by_id
 WHERE w.citizen_id = %(citizen)s"""

_JOB = """SELECT 'job', j.id, j.registered_at, '', u.name, j.form, j.title, '', j.employer_name, '', NO_SECRETS,
       j.retention_track_id, NO_TIME, FALSE
  FROM cases_job j JOIN accounts_user u ON u.id = j.registered_by_id WHERE j.case_id = %(case)s"""

#: Each kind of line: the classes of data it shows, and its select.
_LINES: Final[dict[TimelineKind, tuple[str, str]]] = {
    TimelineKind.NOTE: ("E", _NOTE),
    TimelineKind.TURN: ("E", _TURN),
    TimelineKind.TRACK_CLOSED: ("E", _TRACK),
    TimelineKind.MEETING: ("E", _MEETING),
    TimelineKind.DECISION: ("I", _DECISION),
    TimelineKind.COMPANY_CONTACT: ("CE", _CONTACT),
    TimelineKind.MESSAGE: ("F", _MESSAGE),
    TimelineKind.WISH: ("D", _WISH),
    TimelineKind.WISH_ANSWER: ("D", _WISH_ANSWER),
    TimelineKind.JOB: ("CD", _JOB),
}

#: Where the encrypted texts of a kind are bound to: the first and the second.
_PLACES: Final[dict[str, tuple[str, str]]] = {
    TimelineKind.NOTE: ("cases_note.text", ""),
    TimelineKind.COMPANY_CONTACT: ("cases_companycontact.text", ""),
    TimelineKind.MESSAGE: ("cases_message.text", ""),
    TimelineKind.WISH: ("citizens_wish.text", ""),
    TimelineKind.WISH_ANSWER: ("citizens_wishanswer.reason", "citizens_wish.text"),
}

#: The names of the columns, which a union takes from its first select; this one has no rows.
_HEAD = """SELECT '' AS kind, NO_TRACK AS pk, NO_TIME AS at, '' AS cap, '' AS by_name, '' AS code, '' AS words,
       '' AS state, '' AS more, '' AS name, NO_BYTES AS secret, NO_BYTES AS also_secret, NO_TRACK AS track_id,
       NO_TIME AS ends_at, FALSE AS is_from_citizen
 WHERE FALSE"""


def lines_of(
    case_id: int,
    citizen_id: int,
    level: Level,
    *,
    viewer_id: int,
    caps: Collection[str],
    kinds: Collection[str],
    offset: int,
    count: int,
) -> list[Line]:
    """
    Return some lines of a case, newest first, of those a level shows. One query.

    Args:
        viewer_id: Who reads: whoever works the case reads what they wrote themselves.
        caps: Only these; all when empty. `kinds` likewise.
    """
    chosen_caps = sorted(caps)
    sql, names = statement(level, len(chosen_caps), frozenset(kinds))
    values: dict[str, int | str] = {"case": case_id, "citizen": citizen_id, "count": count, "offset": offset}
    values |= {"viewer": viewer_id}
    values |= {f"cap{number}": cap for number, cap in enumerate(chosen_caps)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [values[name] for name in names])
        return [_opened(row) for row in cursor.fetchall()]


@lru_cache(maxsize=128)
def statement(level: Level, cap_count: int, kinds: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Return the statement for a level, a number of caps and some kinds (none: all), and its parameters in order."""
    shows = set(reach_of(level).shows)
    selects = [
        select + _more_for(kind, level)
        for kind, (classes, select) in _LINES.items()
        if set(classes) <= shows and (not kinds or kind in kinds)
    ]
    lines = " UNION ALL ".join([_HEAD, *selects])
    marks = ", ".join(f"%(cap{number})s" for number in range(cap_count))
    under = f" WHERE line.cap IN ({marks})" if cap_count else ""
    for token, nothing in _NOTHING.items():
        lines = lines.replace(token, nothing)
    order = " ORDER BY line.at DESC, line.kind, line.pk DESC LIMIT %(count)s OFFSET %(offset)s"
    named = f"SELECT * FROM ({lines}) line{under}{order}"  # noqa: S608 - constants of this file, values as parameters
    return re.sub(r"%\(\w+\)s", "%s", named), tuple(re.findall(r"%\((\w+)\)s", named))


def _more_for(kind: TimelineKind, level: Level) -> str:
    """Return what else must hold of a kind of line; the same as `cases.perms` says of notes and decisions."""
    reach = reach_of(level)
    if kind == TimelineKind.DECISION:
        shows_drafts = "F" in reach.shows and level != Level.SELF
        return "" if shows_drafts else " AND d.state = 'released'"
    if kind != TimelineKind.NOTE:
        return ""
    if level == Level.SELF:
        return " AND n.is_shared_with_citizen"
    if reach.reads_mentor_notes:
        return ""
    of_others = "n.cap <> 'mentor'" + ("" if "F" in reach.shows else " AND n.kind = 'ordinary'")
    return f" AND ({of_others} OR n.written_by_id = %(viewer)s)" if reach.may_work else f" AND {of_others}"


def _opened(row: tuple[Any, ...]) -> Line:
    line = Line(*row)
    place, also_place = _PLACES.get(line.kind, ("", ""))
    return line._replace(
        at=_moment(line.at),
        ends_at=_moment(line.ends_at) if line.ends_at else None,
        secret=crypto.decrypt(bytes(line.secret), place=place) if place else "",  # type: ignore[arg-type]
        also_secret=crypto.decrypt(bytes(line.also_secret), place=also_place) if also_place else "",  # type: ignore[arg-type]
        is_from_citizen=bool(line.is_from_citizen),
    )


def _moment(value: Any) -> datetime:
    """Return a moment as it is; SQLite tells it as a text in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
