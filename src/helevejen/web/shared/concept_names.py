"""The name that is kept of a concept somebody chose, the Danish one, and the name it is shown by on this page."""

from __future__ import annotations

from django.utils.translation import get_language

from helevejen.taxonomy import queries as taxonomy

_KEPT_IN = "da"


def name_to_keep(uri: str, shown: str) -> str:
    """
    Return the name to keep of a concept that was chosen by its name on this page; who reads it has it in theirs.

    Own words, which no page translates, stay as they are. Two queries but in Danish, then none.
    """
    language = (get_language() or _KEPT_IN)[:2]
    if language == _KEPT_IN or not uri or taxonomy.labels_of([uri], language).get(uri) != shown:
        return shown
    return taxonomy.labels_of([uri], _KEPT_IN).get(uri, shown)


def name_to_show(uri: str, kept: str) -> str:
    """Return what a concept is called on this page, whatever language it was kept in; own words stay. One query."""
    language = (get_language() or _KEPT_IN)[:2]
    return taxonomy.names_to_show([(uri, kept)], language).get((uri, kept), kept)
