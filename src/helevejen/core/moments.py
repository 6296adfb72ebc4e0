"""Moments of thousands of rows: read from the database without what Django does to each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import ExpressionWrapper, F, Field

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable


class QuickMoment(Field[datetime, datetime]):
    """
    An expression's output field that gives the same aware moment as `DateTimeField`, in a tenth of the time on SQLite.

    For reading alone; no column has it.
    """

    def get_internal_type(self) -> str:
        """Return a name no database has a converter for."""
        return "QuickMoment"

    def from_db_value(self, value: Any, *_asked: object) -> datetime | None:
        """Return the moment: PostgreSQL gives one, SQLite what Django wrote in UTC, as text or without a time zone."""
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def quick(moment: str | Combinable) -> ExpressionWrapper[Any]:
    """Return a column or an expression of moments as one that is read quickly."""
    return ExpressionWrapper(F(moment) if isinstance(moment, str) else moment, output_field=QuickMoment())
