"""The tables of the inbox, one subject a file."""

from helevejen.inquiries.models.canned import CannedAnswer, CannedVersion
from helevejen.inquiries.models.deadline import DeadlineNotice, PublishedDeadline
from helevejen.inquiries.models.duty import Duty
from helevejen.inquiries.models.inquiry import Attachment, Inquiry, InquiryEvent, Post, Wait
from helevejen.inquiries.models.mail import IncomingMail

__all__ = [
    "Attachment",
    "CannedAnswer",
    "CannedVersion",
    "DeadlineNotice",
    "Duty",
    "IncomingMail",
    "Inquiry",
    "InquiryEvent",
    "Post",
    "PublishedDeadline",
    "Wait",
]
