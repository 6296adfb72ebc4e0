"""Reading a JSON file of somebody else's: what is wrong is told with its place and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnreadableJson(ValueError):
    """The file cannot be read as JSON; the text, one line, says which, where and what to do."""


def read_json(path: Path) -> Any:
    """
    Return what a JSON file says.

    Args:
        path: In UTF-8, with or without a byte order mark.

    Raises:
        UnreadableJson: it is not there, is no JSON, has half a letter, or says a name twice in one object, of
            which JSON itself would drop the first unseen.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _in_whole_letters(
            json.loads(text, object_pairs_hook=_said_once, parse_constant=_no_number),
            is_sure="\\ud" not in text.lower(),
        )
    except FileNotFoundError:
        raise UnreadableJson(f"{path}: no such file. Name a file that is there.") from None
    except OSError as fault:
        raise UnreadableJson(f"{path}: {fault.strerror}. Name a file that can be read.") from None
    except UnicodeDecodeError:
        raise UnreadableJson(f"{path}: it is not UTF-8. Save it as UTF-8.") from None
    except json.JSONDecodeError as fault:
        place = f"{path}: no JSON at line {fault.lineno}, column {fault.colno}"
        raise UnreadableJson(f"{place}: {fault.msg}. Correct the JSON there, or export the file again.") from None
    except UnreadableJson as fault:
        raise UnreadableJson(f"{path}: {fault}") from None
    except ValueError:
        raise UnreadableJson(f"{path}: a number has thousands of digits. Write a shorter one.") from None
    except RecursionError:
        raise UnreadableJson(f"{path}: it is nested too deep. Write it with fewer lists within lists.") from None


def _said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in said if names.count(name) > 1)
        raise UnreadableJson(f"{twice!r} stands twice in the same object. Keep one of them, or join them.")
    return said


def _no_number(word: str) -> None:
    raise UnreadableJson(f"{word} is no number of JSON. Write a number, or leave the field out.")


def _in_whole_letters(value: Any, *, is_sure: bool) -> Any:
    """Return a value as it is, if no text in it has half a letter, which JSON can say and no other file can hold."""
    if not is_sure:
        for where, text in _texts(value, ""):
            try:
                text.encode()
            except UnicodeEncodeError:
                raise UnreadableJson(
                    f"{where or 'the text'}: {json.dumps(text)} has half a letter in it. "
                    "Write the text again, or export the file again."
                ) from None
    return value


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield every text with its place, as `orders[0].company`; a name stands at the place of what it names."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _texts(one, f"{where}[{n}]")
    elif isinstance(value, dict):
        for name, one in value.items():
            place = f"{where}.{ascii(name)[1:-1]}".lstrip(".")
            yield place, name
            yield from _texts(one, place)
