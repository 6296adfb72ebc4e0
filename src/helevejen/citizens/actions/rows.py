"""Finished rows laid into the tables of citizens: for the import and the demo, which answer for what the rows mean."""

from __future__ import annotations

from helevejen.citizens.models import (
    BenefitPeriod,
    BreakGlass,
    Citizen,
    ConflictOfInterest,
    Consent,
    ContactGroupPeriod,
    Relation,
    TargetGroupPeriod,
    VeteranMark,
    Wish,
    WishAnswer,
)
from helevejen.core import bulk

_tables = bulk.Tables(
    BenefitPeriod,
    BreakGlass,
    Citizen,
    ConflictOfInterest,
    Consent,
    ContactGroupPeriod,
    Relation,
    TargetGroupPeriod,
    VeteranMark,
    Wish,
    WishAnswer,
)
lay_rows, last_id, catch_up = _tables.lay_rows, _tables.last_id, _tables.catch_up
