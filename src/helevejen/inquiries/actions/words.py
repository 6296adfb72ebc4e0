"""
The mails of the inbox, and the headers by which a reply finds its way home.

To a citizen a mail says that there is something on Min vej and nothing else: no name, no subject, no word of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from email.utils import make_msgid

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helevejen.core.formats import COPENHAGEN
from helevejen.engines.calendar import day_of
from helevejen.inquiries.enums import Sender
from helevejen.inquiries.models import Inquiry
from helevejen.inquiries.rules import mail as rules


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says."""

    subject: str
    text: str


def path_of(inquiry: Inquiry) -> str:
    """Return where the desk reads an inquiry."""
    return f"/arbejde/henvendelser/{inquiry.pk}/"


def receipt(inquiry: Inquiry) -> Words:
    """Return the receipt: we have it, and until when we answer."""
    with translation.override("da"):
        text = _("Tak. Vi har modtaget din mail. Du får svar senest %(when)s.") % {"when": _promised(inquiry)}
        if inquiry.sender == Sender.CITIZEN:
            where = _("Svaret kommer på Min vej. Skriv aldrig CPR-numre eller om helbred i en mail.")
            return Words(_("Vi har modtaget din mail"), f"{text}\n\n{where}\n\n{settings.MUNICIPALITY_NAME}\n")
        return Words(_subject(inquiry, _("Vi har modtaget din henvendelse")), _framed(inquiry, text))


def answer(inquiry: Inquiry, text: str) -> Words:
    """Return the mail that brings an answer, or says where it can be read."""
    with translation.override("da"):
        if inquiry.sender == Sender.CITIZEN:
            return _on_min_vej()
        if inquiry.sender == Sender.COMPANY and _is_on_page(inquiry):
            said = _("Vi har svaret jer. Log ind på jeres side hos %(municipality)s, og læs svaret.")
            return Words(_("Der er svar til jer"), said % {"municipality": settings.MUNICIPALITY_NAME})
        return Words(_subject(inquiry, _("Svar på din henvendelse")), _framed(inquiry, text))


def new_promise(inquiry: Inquiry, until: date, reason: str) -> Words:
    """Return the mail about a new date."""
    with translation.override("da"):
        if inquiry.sender == Sender.CITIZEN:
            return _on_min_vej()
        text = _(
            "Vi kan ikke svare så hurtigt, som vi lovede. Du får svar senest %(day)s. Vi venter på: %(reason)s"
        ) % {
            "day": date_format(until, "j. F Y"),
            "reason": reason,
        }
        return Words(_subject(inquiry, _("En ny dato for svar")), _framed(inquiry, text))


def asked_of_sender(inquiry: Inquiry, ground: str) -> Words:
    """Return the mail that says what we wait for the sender to do."""
    with translation.override("da"):
        if inquiry.sender == Sender.CITIZEN:
            return _on_min_vej()
        if inquiry.sender == Sender.COMPANY and _is_on_page(inquiry):
            said = _("Vi mangler noget fra jer. Log ind på jeres side hos %(municipality)s, og læs, hvad det er.")
            return Words(_("Vi mangler noget fra jer"), said % {"municipality": settings.MUNICIPALITY_NAME})
        text = _("Før vi kan komme videre, mangler vi noget fra dig: %(what)s") % {"what": ground}
        return Words(_subject(inquiry, _("Vi mangler noget fra dig")), _framed(inquiry, text))


def headers_of(inquiry: Inquiry, *, is_automatic: bool = False) -> dict[str, str]:
    """Return the headers that lead a reply to its inquiry and keep machines from answering machines."""
    headers = {"Message-ID": make_msgid(domain=rules.domain_of(settings.DEFAULT_FROM_EMAIL))}
    if address := settings.INBOX_ADDRESS:
        headers["Reply-To"] = rules.reply_address(address, inquiry.reply_token)
    if is_automatic:
        headers |= {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "Precedence": "auto_reply"}
    return headers


def _on_min_vej() -> Words:
    said = _("Der er nyt til dig på Min vej hos %(municipality)s. Log ind med MitID, og læs det.")
    return Words(_("Der er nyt til dig på Min vej"), said % {"municipality": settings.MUNICIPALITY_NAME})


def _subject(inquiry: Inquiry, words: str) -> str:
    return f"{words} {rules.reference_of(inquiry.reply_token)}"


def _framed(inquiry: Inquiry, text: str) -> str:
    end = _("Svar på denne mail, hvis du vil skrive igen. Skriv aldrig CPR-numre eller om helbred i en mail.")
    return f"{text}\n\n{end}\n\n{inquiry.owner.name}\n{settings.MUNICIPALITY_NAME}\n"


def _promised(inquiry: Inquiry) -> str:
    moment = inquiry.promised_at.astimezone(COPENHAGEN)
    day = date_format(day_of(inquiry.promised_at), "l j. F")
    if (moment.hour, moment.minute) == (23, 59):
        return day
    return _("%(day)s kl. %(time)s") % {"day": day, "time": f"{moment:%H.%M}"}


def _is_on_page(inquiry: Inquiry) -> bool:
    company = inquiry.company
    return company is not None and company.contacts.filter(is_active=True, user__isnull=False).exists()
