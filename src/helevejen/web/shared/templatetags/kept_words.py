"""The marks by which the browser knows whose words it has: of a sign-in, to keep them; of a person, to send them."""

from __future__ import annotations

from django import template
from django.utils.crypto import salted_hmac

register = template.Library()

_SALT = "helevejen.kept_words"
_PERSON_SALT = "helevejen.person_mark"
_SURFACES = frozenset({"citizen", "company"})


@register.simple_tag(takes_context=True)
def words_mark(context: template.Context) -> str:
    """
    Return a mark of this sign-in, empty on pages where nothing is kept.

    It is another one after every sign-in: what the browser finds under a mark that is not the page's is thrown away,
    so that the next person at a shared computer finds nothing. It tells nothing of the session it is made from.
    """
    request = context.get("request")
    if request is None or context.get("surface") not in _SURFACES or not request.user.is_authenticated:
        return ""
    return salted_hmac(_SALT, request.session.session_key or "").hexdigest()[:20]


@register.simple_tag(takes_context=True)
def person_mark(context: template.Context) -> str:
    """
    Return a mark of who is signed in, the same after every sign-in and on every page; empty for nobody.

    A page that is still open when somebody else has signed in beside it knows by it that its words are not theirs. It
    does not tell who it is.
    """
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac(_PERSON_SALT, str(user.pk)).hexdigest()[:20]
