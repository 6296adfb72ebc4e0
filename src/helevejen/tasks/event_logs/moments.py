"""Moments as logs write them: ISO 8601 with and without zone, the Danish way, and counted since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from helevejen.tasks.event_logs.rows import UnreadableLog

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - what a naive moment is counted from; a zone is taken away first
_EPOCH_UTC = _EPOCH.replace(tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])|\d{8}T\d{4}", re.ASCII)  # with and without its marks
_DAY_FIRST = re.compile(
    r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?:[T ]+(?:kl\.? ?)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?", re.ASCII
)
_SLASHES = re.compile(r"(\d{4})/(\d{2})/(\d{2})(?=$|[T ])", re.ASCII)
# Seconds (to March 2030), or thousandths, millionths or billionths of them, since 1970.
# 19… and 20… in ten digits could be a year, a day and an hour.
_COUNTED = re.compile(r"(1[0-8]\d{8})(\d{3}|\d{6}|\d{9})?(?:\.(\d{1,6})\d*)?", re.ASCII)
_REMEDY = "Write it as 2026-05-13 14:30:00 (ISO 8601, a zone may follow) or 13-05-2026 14.30."


class MomentReader:
    """
    Reads the moments of one log, and sees to it that either all of them have a zone or none.

    Args:
        zone: Whose clock a moment without a zone is read on. None takes it as it stands, without any clock change.
    """

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone
        self._has_zone: bool | None = None

    def read(self, text: str, line: int) -> int:
        """
        Return microseconds since 1970 in UTC. Of the hour that comes twice in autumn, the first is meant.

        Raises:
            UnreadableLog: it is no moment, or has a zone where others have none.
        """
        try:
            moment = _read(text)
        except ValueError:
            raise UnreadableLog(f"“{text}” is not a moment.", _REMEDY, line=line) from None
        if (moment.tzinfo is not None) is not self._has_zone:
            self._agree(moment, text, line)
        if moment.tzinfo is None and self._zone is not None:
            moment = moment.replace(tzinfo=self._zone)
        return (moment - (_EPOCH if moment.tzinfo is None else _EPOCH_UTC)) // _MICROSECOND

    def _agree(self, moment: datetime, text: str, line: int) -> None:
        if self._has_zone is not None:
            raise UnreadableLog(
                f"“{text}” has {'a' if moment.tzinfo else 'no'} zone, and the moments before it have "
                f"{'none' if moment.tzinfo else 'one'}.",
                "Export the log with a zone on every moment, or on none.",
                line=line,
            )
        self._has_zone = moment.tzinfo is not None


def _read(text: str) -> datetime:
    if _ISO.match(text):
        return datetime.fromisoformat(text.removesuffix(" UTC") + "Z" if text.endswith(" UTC") else text)
    if found := _DAY_FIRST.fullmatch(text):
        day, _mark, month, year, *clock = found.groups()
        hour, minute, second = (int(part or 0) for part in clock)
        return datetime(int(year), int(month), int(day), hour, minute, second)  # noqa: DTZ001 - the reader adds it
    if _SLASHES.match(text):
        return datetime.fromisoformat(_SLASHES.sub(r"\1-\2-\3", text))
    if found := _COUNTED.fullmatch(text):
        seconds, beyond, part = found.groups()
        micros = int((beyond or part or "0").ljust(6, "0")[:6])
        return _EPOCH_UTC + timedelta(seconds=int(seconds), microseconds=micros)
    raise ValueError(text)


def written(microseconds: int) -> str:
    """Return a moment as ISO 8601 in UTC."""
    return (_EPOCH + timedelta(microseconds=microseconds)).isoformat() + "+00:00"
