"""An undefined variable in a template of ours fails the test; templates of others keep Django's empty text."""

import sys
from pathlib import Path
from types import FrameType

from django.template.base import Node

_OURS = Path(__file__).resolve().parents[2] / "src"


class UndefinedTemplateVariable(AssertionError):
    """A page used a name that nobody gave it."""


class UndefinedFails(str):
    """What Django puts in place of an undefined variable: it asks to be filled in, and then refuses."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:  # type: ignore[override]
        template = _template_being_rendered()
        if template is None or not Path(template).is_relative_to(_OURS):
            return ""
        raise UndefinedTemplateVariable(f"{{{{ {variable} }}}} is undefined in {Path(template).relative_to(_OURS)}")


def _template_being_rendered() -> str | None:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and (origin := getattr(node, "origin", None)):
            return str(origin.name)
        frame = frame.f_back
    return None
