"""
Room for the calls of a whole page in one piece.

CPython keeps the frames of Python calls in pieces of 16 KB, takes a new piece from the system when one is full, and
gives it back as soon as its first frame returns. Where the many small calls of a template go to and fro over such an
edge, every one of them asks the system for memory: the same page took 42 ms of template or 24, by how deep it stood.
A frame that is wide itself is given a piece of its own size or more, and all that it calls finds room there.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: Places on the frame's own stack, eight bytes each. The piece is the next power of two that holds it, 256 KB, of
#: which the frame takes the first half; memory that is never touched costs nothing.
WIDTH = 16_000


def roomy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware below which a page finds room for all its frames. It stands first."""

    def wide(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    wide.__code__ = wide.__code__.replace(co_stacksize=WIDTH)
    return wide
