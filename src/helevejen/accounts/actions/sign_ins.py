"""What is written down of signing in: who came in how, and who was refused. Never a name that was typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from helevejen.accounts.actions.notices import tell_staff
from helevejen.accounts.models import User
from helevejen.audit import actions as audit_actions
from helevejen.audit.enums import Verb
from helevejen.core.deeds import action

_NOBODY = 0  # the number of the account in the log, where there is none of that name

#: What the library calls a change, to the sentence its owner is told.
_CHANGES = {
    "password_changed": _("Din adgangskode er ændret. Var det ikke dig, så ring til systemadministratoren nu."),
    "totp_activated": _("Der er tilføjet en kodeapp til din konto."),
    "totp_deactivated": _("Kodeappen er fjernet fra din konto."),
    "webauthn_added": _("Der er tilføjet en adgangsnøgle til din konto."),
    "webauthn_removed": _("En adgangsnøgle er fjernet fra din konto."),
    "recovery_codes_generated": _("Der er lavet nye nødkoder til din konto."),
}


@action
def note_sign_in(*, user: User, ways: Sequence[str], at: datetime) -> None:
    """Write down that somebody came in, and by which ways: password, totp, recovery_codes, webauthn, mitid, demo."""
    audit_actions.record_event(Verb.SIGNED_IN, subject=user, by=user, at=at, detail={"ways": list(ways)})


@action
def note_failed_sign_in(*, username: str, way: str, at: datetime, is_locked: bool = False) -> None:
    """Write down that somebody was refused, on the account of that name if there is one. The name is not kept."""
    tried = User.objects.filter(username__iexact=username).order_by("pk").first() if username else None
    verb = Verb.SIGN_IN_LOCKED if is_locked else Verb.SIGN_IN_FAILED
    audit_actions.record_event(verb, subject=tried or User(pk=_NOBODY), by=None, at=at, detail={"way": way})


@action
def note_changed_factor(*, user: User, what: str, at: datetime) -> None:
    """Write down that somebody changed their password or second factor, and tell them: it may have been another."""
    audit_actions.record_event(Verb.SECOND_FACTOR_CHANGED, subject=user, by=user, at=at, detail={"what": what})
    if what in _CHANGES:
        tell_staff([user], kind="own_account", text=_CHANGES[what], at=at)
