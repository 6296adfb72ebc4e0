"""The mark under which the browser keeps what a citizen or a company has begun to write."""

from __future__ import annotations

from django import template
from django.utils.crypto import salted_hmac

register = template.Library()

_SALT = "helevejen.kept_words"
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
