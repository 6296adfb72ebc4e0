"""The log an engine reads: one entry per event, in arrays that have been checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from helevejen.engines.flow import _kernels

Codes = npt.NDArray[np.int32]
Moments = npt.NDArray[np.datetime64]

NOBODY = -1
_CODES = {"case": "cases", "activity": "activities", "resource": "resources"}


class UnusableLog(ValueError):
    """A log breaks its own rules; the text names the field, its shape or the place, counted from 0."""


@dataclass(frozen=True, slots=True, eq=False)
class EventLog:
    """
    What happened, one entry per event; the events of a case stand together, in the order in which they ended.

    `EventLog.ordered` brings arrays in any order into this one. Nothing is copied here; change nothing afterwards.

    Attributes:
        case: (n,) int32, which of `cases`; never falls, and each case has an event.
        activity: (n,) int32, which of `activities`.
        resource: (n,) int32, which of `resources`; -1 where nobody is named.
        start: (n,) datetime64[us], UTC; NaT where the log knows no start, and never after `end`.
        end: (n,) datetime64[us], UTC; NaT is refused; never falls within a case.
        cases: The names of the cases.
        activities: The names of the activities, each once.
        resources: The names of the resources, each once.
    """

    case: Codes
    activity: Codes
    resource: Codes
    start: Moments
    end: Moments
    cases: tuple[str, ...]
    activities: tuple[str, ...]
    resources: tuple[str, ...]

    def __post_init__(self) -> None:
        self._check_shapes()
        for field, names in _CODES.items():
            self._check_codes(field, names)
        self._check_moments()
        self._check_order()

    def __len__(self) -> int:
        return int(self.case.size)

    @classmethod
    def ordered(
        cls,
        *,
        case: npt.ArrayLike,
        activity: npt.ArrayLike,
        end: npt.ArrayLike,
        start: npt.ArrayLike | None = None,
        resource: npt.ArrayLike | None = None,
        names: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    ) -> EventLog:
        """
        Return a log of events given in the order of their file.

        The events of a case are put in the order of their end, those that end at the same moment in the order given.
        Time O(n log n), O(n) where they come in order already.

        Args:
            case: (n,) whole numbers, as `EventLog.case` but in any order.
            activity: (n,) whole numbers.
            end: (n,) moments.
            start: (n,) moments, or None where the log knows no start at all.
            resource: (n,) whole numbers, or None where nobody is named.
            names: The names of the cases, the activities and the resources.

        Raises:
            UnusableLog: an array breaks the rules of `EventLog`.
        """
        ends = np.asarray(end, "datetime64[us]")
        hands = np.full(ends.shape, NOBODY, np.int32) if resource is None else np.asarray(resource, np.int32)
        starts = np.full(ends.shape, "NaT", "datetime64[us]") if start is None else np.asarray(start, "datetime64[us]")
        arrays: dict[str, npt.NDArray[Any]] = {
            "case": np.asarray(case, np.int32),
            "activity": np.asarray(activity, np.int32),
            "resource": hands,
            "start": starts,
            "end": ends,
        }
        _check_same_shape(arrays)
        order = None
        if not _is_bad_code(arrays["case"], len(names[0])).any():  # else the checks say where
            order = _kernels.order_of_events(arrays["case"], ends.view(np.int64))
        if order is not None:
            arrays = {name: array[order] for name, array in arrays.items()}
        return cls(**arrays, cases=names[0], activities=names[1], resources=names[2])

    def _check_shapes(self) -> None:
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        _check_same_shape(arrays)
        for name, array in arrays.items():
            wanted = np.dtype("datetime64[us]" if name in {"start", "end"} else "int32")
            if array.dtype != wanted:
                raise UnusableLog(f"{name} is an array of {array.dtype}, not of {wanted}")

    def _check_codes(self, field: str, names: str) -> None:
        codes, known = getattr(self, field), getattr(self, names)
        bad = _is_bad_code(codes, len(known), least=NOBODY if field == "resource" else 0)
        if bad.any():
            place = int(np.flatnonzero(bad)[0])
            raise UnusableLog(f"{field}[{place}] is {codes[place]}, and there are {len(known)} {names}")
        if len(set(known)) != len(known):
            raise UnusableLog(f"{names} names something twice")

    def _check_moments(self) -> None:
        _refuse(np.isnat(self.end), "end[{place}] is not a moment")
        # NaT compares as false: an unknown start is never too late.
        _refuse(self.start > self.end, "start[{place}] is after end[{place}]")

    def _check_order(self) -> None:
        step = np.diff(self.case)
        if self.case.size and (self.case[0] != 0 or self.case[-1] != len(self.cases) - 1):
            raise UnusableLog("case: the first or the last case has no event")
        if not self.case.size and self.cases:
            raise UnusableLog("case: the cases have no events")
        _refuse((step < 0) | (step > 1), "case[{next}] does not follow case[{place}]")
        _refuse((step == 0) & (self.end[1:] < self.end[:-1]), "end[{next}] is before end[{place}] in the same case")


_ARRAYS = tuple(field.name for field in fields(EventLog))[:5]


def _check_same_shape(arrays: dict[str, npt.NDArray[Any]]) -> None:
    shapes = {name: array.shape for name, array in arrays.items()}
    wanted = shapes["case"]
    if len(wanted) != 1:
        raise UnusableLog(f"case has the shape {wanted}, not one dimension")
    for name, shape in shapes.items():
        if shape != wanted:
            raise UnusableLog(f"{name} has the shape {shape}, and case has {wanted}")


def _is_bad_code(codes: Codes, many: int, *, least: int = 0) -> npt.NDArray[np.bool_]:
    return (codes < least) | (codes >= many)


def _refuse(bad: npt.NDArray[np.bool_], text: str) -> None:
    if bad.any():
        place = int(np.flatnonzero(bad)[0])
        raise UnusableLog(text.format(place=place, next=place + 1))
