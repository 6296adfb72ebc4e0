"""Every read of the inbox. Callers import this package: `from helevejen.inquiries import queries`."""

from helevejen.inquiries.queries.canned import (
    CannedRow,
    canned_answers,
    canned_for,
    find_canned,
    find_canned_version,
    versions_of,
)
from helevejen.inquiries.queries.detail import (
    EventSeen,
    FileSeen,
    PostSeen,
    attachments_readable_by,
    events_of,
    inquiries_visible_to,
    may_be_given_to,
    may_read_words,
    posts_of,
)
from helevejen.inquiries.queries.inbox import (
    InquiryRow,
    WaitSeen,
    counts_of,
    inbox_of,
    row_of,
    rows_of,
    sender_of,
    solved_lately,
)
from helevejen.inquiries.queries.own import OwnInquiry, own_inquiries, own_inquiry
from helevejen.inquiries.queries.owners import duties_of, find_duty, is_there, people_to_choose, team_of

__all__ = [
    "CannedRow",
    "EventSeen",
    "FileSeen",
    "InquiryRow",
    "OwnInquiry",
    "PostSeen",
    "WaitSeen",
    "attachments_readable_by",
    "canned_answers",
    "canned_for",
    "counts_of",
    "duties_of",
    "events_of",
    "find_canned",
    "find_canned_version",
    "find_duty",
    "inbox_of",
    "inquiries_visible_to",
    "is_there",
    "may_be_given_to",
    "may_read_words",
    "own_inquiries",
    "own_inquiry",
    "people_to_choose",
    "posts_of",
    "row_of",
    "rows_of",
    "sender_of",
    "solved_lately",
    "team_of",
    "versions_of",
]
