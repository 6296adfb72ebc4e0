"""Taking in what comes by mail, each mail once."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from helevejen.clients.mail import queue_mail
from helevejen.clients.mailbox import ReceivedMail
from helevejen.core.deeds import action
from helevejen.inquiries.actions import receiving, words
from helevejen.inquiries.actions.receiving import Asked, File, From
from helevejen.inquiries.enums import Channel, MailOutcome
from helevejen.inquiries.models import IncomingMail, Inquiry
from helevejen.inquiries.queries import senders
from helevejen.inquiries.rules import mail as rules
from helevejen.inquiries.rules import texts


@action
def receive_mail(*, mail: ReceivedMail, own: str, at: datetime) -> MailOutcome:
    """
    Take a mail in: a new inquiry with its receipt, a reply to one, or nothing when a machine sent it or it was here.

    Args:
        own: The address people write to.

    Raises:
        UnableToTakeInInquiry: nobody can have it. Nothing has been written, and the mail can be tried again.
    """
    digest = rules.digest_of(mail.message_id, mail.raw)
    if senders.is_received(digest):
        return MailOutcome.KNOWN
    inquiry, outcome = _taken(mail, own, at=at)
    IncomingMail.objects.create(digest=digest, received_at=at, outcome=outcome, inquiry=inquiry)
    return outcome


def _taken(mail: ReceivedMail, own: str, *, at: datetime) -> tuple[Inquiry | None, MailOutcome]:
    if rules.is_own(mail.sender, [own]):
        return None, MailOutcome.OWN
    if rules.is_automatic(mail.headers, mail.sender):
        return None, MailOutcome.AUTOMATIC
    text, files = _content(mail)
    known = senders.find_by_token(rules.token_in(mail.recipients, mail.subject, own))
    if known is not None:
        receiving.add_from_sender(known, channel=Channel.MAIL, text=text, by=None, at=at, files=files)
        return known, MailOutcome.REPLY
    return _new(mail, text, files, at=at), MailOutcome.NEW


def _new(mail: ReceivedMail, text: str, files: list[File], *, at: datetime) -> Inquiry:
    is_flood = rules.is_flood(senders.mails_from(mail.sender, at))
    asked = Asked(Channel.MAIL, text, subject=rules.plain_subject(mail.subject), files=files)
    inquiry = receiving.take_in(sender=_sender(mail), asked=asked, by=None, at=at, is_told=False)
    to = inquiry.citizen.email if inquiry.citizen is not None else mail.sender
    if not is_flood:
        receipt = words.receipt(inquiry)
        headers = words.headers_of(inquiry, is_automatic=True) | _answering(mail)
        queue_mail(to=to, subject=receipt.subject, text=receipt.text, headers=headers)
        receiving.acknowledge(inquiry, by=None, at=at)
    return inquiry


def _sender(mail: ReceivedMail) -> From:
    citizen = senders.find_citizen_by_mail(mail.sender)
    company = senders.find_company_by_mail(mail.sender) if citizen is None else None
    return From(citizen=citizen, company=company, name=mail.sender_name, email=mail.sender)


def _content(mail: ReceivedMail) -> tuple[str, list[File]]:
    """Return the words of a mail with what was left out named below, and the files that are kept."""
    kept: list[File] = []
    left_out: list[str] = []
    for one in mail.files:
        size = sum(len(file.content) for file in kept)
        if rules.is_kept(one.content_type, len(one.content), kept_bytes=size, kept_count=len(kept)):
            kept.append(File(one.name, one.content_type, one.content))
        else:
            left_out.append(one.name)
    notes = []
    if left_out:
        notes.append(gettext("[Filer, der ikke er gemt: %(names)s]") % {"names": ", ".join(left_out)[:1_000]})
    if mail.is_cut:
        notes.append(gettext("[Mailen var for stor til at blive hentet. Den ligger i postkassen.]"))
    text = mail.text[: texts.MOST_LETTERS - 2_000] if len(mail.text) > texts.MOST_LETTERS - 2_000 else mail.text
    if len(text) < len(mail.text):
        notes.append(gettext("[Resten af mailen er skåret væk.]"))
    whole = "\n\n".join([text, *notes]).strip() or gettext("[Mailen var tom.]")
    return whole, kept


def _answering(mail: ReceivedMail) -> dict[str, str]:
    """Return the headers that put a receipt under the mail it is about in the sender's mailbox."""
    if not mail.message_id.startswith("<") or "\n" in mail.message_id:
        return {}
    return {"In-Reply-To": mail.message_id, "References": mail.message_id}
