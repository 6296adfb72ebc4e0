"""The moment the tests live in: an ordinary Wednesday morning, far from a change of clock and from public holidays."""

from datetime import UTC, date, datetime

NOW = datetime(2026, 3, 11, 8, 0, tzinfo=UTC)  # 9.00 in Denmark
TODAY = date(2026, 3, 11)
