"""Rimelighedskravet and merbeskæftigelse: the tables of the law, its edges, and what is not known."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.recruitment.enums import PlaceFact, PlaceKind, Verdict
from helevejen.recruitment.rules import places
from helevejen.recruitment.rules.places import Statement

TODAY = date(2026, 3, 11)
SIGNED = Statement(TODAY, is_employer=True, is_steward=True, says_yes=True)
CLAUSE = places.clause_for(PlaceKind.REASONABLE, TODAY)


def sizes(*values, on=TODAY):
    """Return sizes by month, the latest first."""
    return dict(zip(places.months_before(on, len(values)), map(Decimal, values), strict=True))


def checked(**more):
    asked = {"sizes": sizes(*["23.5"] * 4), "placed": Decimal(2), "statement": SIGNED, "on": TODAY}
    return places.reasonable(**asked | more)


def said(check, what):
    return next(fact for fact in check.facts if fact.what == what)


@pytest.mark.parametrize(
    ("employees", "allowed"),
    [
        ("0", 1), ("3", 1), ("4.99", 1), ("5", 1), ("9.9", 1), ("10", 2), ("14.99", 2), ("15", 3), ("49.9", 9),
        ("50", 10), ("50.1", 10), ("59.9", 10), ("60", 11), ("69.99", 11), ("70", 12), ("200", 25), ("1000", 105),
    ],
)  # fmt: skip
def test_the_table_of_the_law(employees, allowed):
    assert places.allowed_at(Decimal(employees), CLAUSE) == allowed


def naive(employees):
    """Count one for each whole five of the first fifty, and one for each whole ten of the rest."""
    first, rest = min(employees, 50), max(employees - 50, 0)
    allowed = 0
    while first >= 5:
        first, allowed = first - 5, allowed + 1
    while rest >= 10:
        rest, allowed = rest - 10, allowed + 1
    return max(allowed, 1)


@given(st.decimals(0, 3000, places=2))
def test_it_equals_counting_by_hand(employees):
    assert places.allowed_at(employees, CLAUSE) == naive(employees)


@given(st.decimals(0, 3000, places=2), st.decimals(0, 100, places=2))
def test_more_employees_never_give_fewer_places_and_there_is_always_one(employees, more):
    assert 1 <= places.allowed_at(employees, CLAUSE) <= places.allowed_at(employees + more, CLAUSE)


def test_the_worked_example():
    check = checked(sizes=sizes("24.5", "24", "23.5", "22"))
    assert said(check, PlaceFact.AVERAGE).value == Decimal("23.5")
    assert (check.verdict, check.allowed, check.free) == (Verdict.YES, 4, 2)


@pytest.mark.parametrize(("placed", "verdict"), [("0", "yes"), ("3", "yes"), ("3.01", "no"), ("4", "no"), ("9", "no")])
def test_whoever_begins_must_have_room(placed, verdict):
    assert checked(placed=Decimal(placed)).verdict == verdict


def test_a_few_hours_need_only_their_part_of_a_place():
    assert checked(placed=Decimal("3.8"), more=Decimal("0.2")).verdict == Verdict.YES
    assert checked(placed=Decimal("3.8"), more=Decimal("0.3")).verdict == Verdict.NO


def test_the_average_is_of_the_four_whole_months_before():
    assert places.months_before(TODAY, 4) == [date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1), date(2025, 11, 1)]
    later = sizes("10", "10", "10", "10") | {date(2026, 3, 1): Decimal(900), date(2025, 10, 1): Decimal(900)}
    assert checked(sizes=later).allowed == 2


@pytest.mark.parametrize("gone", range(4))
def test_a_month_that_lacks_is_asked_for_and_never_filled_in(gone):
    known = sizes(*["23.5"] * 4)
    del known[places.months_before(TODAY, 4)[gone]]
    check = checked(sizes=known)
    assert (check.verdict, check.allowed, check.free) == (Verdict.UNKNOWN, None, None)


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        (None, Verdict.UNKNOWN),
        (replace(SIGNED, is_steward=False), Verdict.UNKNOWN),
        (replace(SIGNED, is_employer=False), Verdict.UNKNOWN),
        (replace(SIGNED, says_yes=False), Verdict.NO),
        (SIGNED, Verdict.YES),
    ],
)
def test_employer_and_shop_steward_have_both_signed(statement, verdict):
    assert checked(statement=statement).verdict == verdict


def test_a_no_counts_more_than_what_is_not_known():
    assert checked(placed=Decimal(9), statement=None).verdict == Verdict.NO
    assert checked(placed=None).verdict == Verdict.UNKNOWN


# --- Merbeskæftigelse ---


def grown(**more):
    asked = {"sizes": sizes(*["20"] * 12), "now": Decimal(20), "statement": SIGNED, "on": TODAY}
    return places.additional(**asked | more)


@pytest.mark.parametrize(
    ("now", "verdict"), [("20", "yes"), ("19.1", "yes"), ("19", "no"), ("12", "no"), ("30", "yes")]
)
def test_with_whoever_begins_the_company_is_bigger_than_on_average(now, verdict):
    assert grown(now=Decimal(now)).verdict == verdict


def test_months_before_the_company_had_anybody_are_left_out():
    young = sizes(*["10"] * 3, *["0"] * 9)
    assert said(grown(sizes=young, now=Decimal(9)), PlaceFact.YEARS_AVERAGE).value == 10


def test_a_company_that_never_had_anybody_is_not_known():
    assert grown(sizes=sizes(*["0"] * 12), now=Decimal(0)).verdict == Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("vacated_on", "verdict"),
    [
        (None, Verdict.YES),
        (date(2025, 12, 10), Verdict.YES),
        (date(2025, 12, 11), Verdict.NO),
        (date(2026, 3, 1), Verdict.NO),
    ],
)
def test_the_post_did_not_fall_vacant_in_the_last_three_months(vacated_on, verdict):
    assert grown(statement=replace(SIGNED, post_vacated_on=vacated_on)).verdict == verdict


def test_without_a_statement_the_vacancy_is_asked_for():
    assert grown(statement=None).verdict == Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("on", "count", "before"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 30), 3, date(2024, 2, 29)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
        (date(2026, 3, 1), 3, date(2025, 12, 1)),
    ],
)
def test_the_same_day_some_months_before(on, count, before):
    assert places.months_ago(on, count) == before


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 24))
def test_months_before_are_first_days_in_a_row(on, count):
    found = places.months_before(on, count)
    assert all(day.day == 1 for day in found)
    assert found[0] < on.replace(day=1) or on.day == 1
    assert all((one - other) in {timedelta(n) for n in (28, 29, 30, 31)} for one, other in pairwise(found))


# --- The clauses ---


def test_a_file_without_a_kind_is_refused():
    text = places.PLACES_FILE.read_text(encoding="utf-8")
    with pytest.raises(places.FaultyPlaces, match="no clause for additional"):
        places.read_place_clauses(text[: text.rindex("[[clause]]")])


def test_each_kind_has_a_clause_today_with_its_source():
    for kind in PlaceKind:
        assert places.clause_for(kind, TODAY).source.startswith("https://")


def test_a_day_before_the_law_has_no_answer():
    with pytest.raises(places.FaultyPlaces, match="holds on 2018"):
        places.clause_for(PlaceKind.REASONABLE, date(2018, 1, 1))


@pytest.mark.parametrize(
    ("was", "is_", "words"),
    [
        ('kind = "additional"', 'kind = "other"', "LAB-ADDITIONAL"),
        ("months = 4", "months = 0", "lacks"),
        ("vacant_months = 3", "vacant_months = 0", "lacks"),
        ('kind = "reasonable"', 'kind = "unknown"', "BEK-65"),
        ("least = 1", "lest = 1", "BEK-65"),
        ('id = "LAB-ADDITIONAL"', 'id = "BEK-65"', "at once"),
    ],
)
def test_faulty_clauses_are_refused(was, is_, words):
    text = places.PLACES_FILE.read_text(encoding="utf-8")
    assert was in text
    with pytest.raises(places.FaultyPlaces, match=words):
        places.read_place_clauses(text.replace(was, is_))
