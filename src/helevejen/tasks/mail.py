"""Receiving mail: what waits in the mailbox, or one mail handed in."""

from __future__ import annotations

import logging
from collections import Counter

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError

from helevejen.clients import mailbox
from helevejen.core import clock
from helevejen.core.acting import system_acting
from helevejen.inquiries import actions
from helevejen.inquiries.rules.mail import MOST_BYTES

FAILED = "failed"
_log = logging.getLogger(__name__)


def receive_waiting() -> Counter[str]:
    """
    Receive every mail that waits in the mailbox, each in a deed of its own, and return how many became what.

    A mail is marked as read only when its deed is done; one fetched twice is known by its Message-ID. One that
    cannot be received gets a flag and is not tried again; one that could only be read roughly is received with a flag.

    Raises:
        MailboxFailed, OperationalError, InterfaceError: the mailbox or the database cannot be reached. It is no
            fault of the mails, which wait for the next time.
    """
    counted: Counter[str] = Counter()
    with mailbox.Mailbox(settings.INBOX_URL).opened() as box:
        for number in box.waiting():
            try:
                one = box.read(number, most_bytes=MOST_BYTES)
                counted[receive(one)] += 1
            except (mailbox.MailboxFailed, OperationalError, InterfaceError):
                raise
            except Exception as fault:  # noqa: BLE001 - whatever one mail does, those after it are received
                _log.error("mail_not_received", extra={"fault": type(fault).__name__})
                box.mark_failed(number)
                counted[FAILED] += 1
            else:
                box.mark_received(number)
                if one.is_rough:
                    box.mark_failed(number)
    return counted


def receive(mail: mailbox.ReceivedMail) -> str:
    """Receive one mail, and return what became of it. Of two who receive the same at once the later finds it known."""
    with system_acting("mail", "Modtager mail"):
        try:
            return str(actions.receive_mail(mail=mail, own=settings.INBOX_ADDRESS, at=clock.now()))
        except IntegrityError:  # the digest was written meanwhile: nothing of this one is kept, and it is asked again
            return str(actions.receive_mail(mail=mail, own=settings.INBOX_ADDRESS, at=clock.now()))
