"""Canned answers in their newest version, and who must look which over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, QuerySet

from helevejen.inquiries.models import CannedAnswer, CannedVersion


@dataclass(frozen=True, slots=True)
class CannedRow:
    """One canned answer in its newest version; past its review day it can be used and says so."""

    pk: int
    version_id: int
    topic: str
    title: str
    number: int
    review_on: date
    is_past_review: bool


def canned_answers(on: date) -> list[CannedRow]:
    """Return the canned answers in use, those to look over first, then by topic and title. One query."""
    rows = [_row(version, on) for version in _newest().select_related("answer")]
    return sorted(rows, key=lambda row: (not row.is_past_review, row.topic, row.title, row.pk))


def canned_for(topic: str, on: date) -> list[CannedRow]:
    """Return the canned answers for a topic first, then those for anything. One query."""
    versions = _newest().filter(answer__topic__in={topic, "general"}).select_related("answer")
    rows = [(version.answer.topic != topic, _row(version, on)) for version in versions]
    return [row for _is_other, row in sorted(rows, key=lambda one: (one[0], one[1].title, one[1].pk))]


def find_canned(canned_id: int) -> CannedVersion | None:
    """Return the newest version of a canned answer in use, with its answer, or None. One query."""
    return _newest().select_related("answer").filter(answer_id=canned_id).first()


def find_canned_version(version_id: int) -> CannedVersion | None:
    """Return a version of a canned answer, or None. One query."""
    return CannedVersion.objects.filter(pk=version_id).first()


def versions_of(answer: CannedAnswer) -> QuerySet[CannedVersion]:
    """Return every version of a canned answer with its writer, newest first. One query."""
    return answer.versions.select_related("written_by").order_by("-number")


def _newest() -> QuerySet[CannedVersion]:
    versions = CannedVersion.objects.filter(answer__retired_at__isnull=True)
    return versions.annotate(newest=Max("answer__versions__number")).filter(number=F("newest")).order_by("pk")


def _row(version: CannedVersion, on: date) -> CannedRow:
    return CannedRow(
        pk=version.answer_id,
        version_id=version.pk,
        topic=str(version.answer.get_topic_display()),
        title=version.title,
        number=version.number,
        review_on=version.review_on,
        is_past_review=version.review_on <= on,
    )
