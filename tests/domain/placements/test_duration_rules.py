"""How long a place at work may last."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.placements.rules.durations import (
    FaultyDurations,
    check_length,
    duration_clauses,
    find_clause,
    months_after,
    read_duration_clauses,
)
from helevejen.recruitment.enums import EmploymentForm, Verdict

START = date(2026, 3, 2)


def _check(weeks, group="3", form="internship", before=None, *, is_public=None):
    return check_length(
        form=form,
        group=group,
        is_public=is_public,
        starts_on=START,
        ends_until=START + timedelta(weeks=weeks),
        until_before=START + timedelta(weeks=before) if before else None,
    )


@pytest.mark.parametrize(
    ("group", "weeks", "verdict", "clause"),
    [
        ("1", 4, Verdict.YES, "TD-01"),
        ("2", 5, Verdict.UNKNOWN, "TD-03-GRADUATE"),
        ("1", 8, Verdict.UNKNOWN, "TD-03-GRADUATE"),
        ("1", 9, Verdict.NO, "TD-01"),
        ("3", 13, Verdict.YES, "TD-02"),
        ("3", 14, Verdict.NO, "TD-02"),
        ("6", 200, Verdict.YES, "TD-03-SICK"),
        ("10", 260, Verdict.YES, "TD-03-REHAB"),
        ("10", 261, Verdict.NO, "TD-03-REHAB"),
    ],
)
def test_an_internship_lasts_as_long_as_the_target_group_may(group, weeks, verdict, clause):
    found = _check(weeks, group)

    assert (found.verdict, found.clause.id) == (verdict, clause)


def test_the_worked_example_of_the_page():
    assert _check(13).latest_on == date(2026, 5, 31)
    assert _check(26, before=13).verdict == Verdict.YES
    assert _check(26, before=13).latest_on == date(2026, 8, 30)
    assert _check(27, before=13).verdict == Verdict.NO
    assert _check(39, before=26).latest_on == date(2026, 11, 29)
    assert _check(40, before=26).verdict == Verdict.NO


def test_four_weeks_are_extended_for_a_graduate_alone_to_eight():
    asked = _check(8, "1", before=4)
    assert (asked.verdict, asked.latest_on) == (Verdict.UNKNOWN, date(2026, 4, 26))
    assert _check(9, "1", before=4).verdict == Verdict.NO
    assert _check(9, "1", before=4).latest_on == date(2026, 3, 29)


@pytest.mark.parametrize(("is_public", "last"), [(False, date(2026, 9, 1)), (True, date(2026, 7, 1))])
def test_wage_subsidy_lasts_by_the_employer(is_public, last):
    found = _check(4, "1", "wage_subsidy", is_public=is_public)

    assert (found.verdict, found.latest_on) == (Verdict.YES, last)
    assert _check(30, "1", "wage_subsidy", is_public=is_public).verdict == Verdict.NO


@pytest.mark.parametrize(("group", "is_public"), [("", False), ("3", True), ("1", None)])
def test_what_is_not_known_is_a_question(group, is_public):
    assert _check(500, group, "wage_subsidy", is_public=is_public).verdict == Verdict.UNKNOWN


@pytest.mark.parametrize("form", ["ordinary", "flex", "minifleks", "adult_apprentice"])
def test_a_job_has_no_limit(form):
    assert check_length(form=form, group="1", is_public=None, starts_on=START, ends_until=None).verdict == Verdict.YES


@given(
    group=st.sampled_from([str(number) for number in range(1, 14)]),
    form=st.sampled_from(EmploymentForm.values),
    days=st.integers(1, 3000),
    before=st.one_of(st.none(), st.integers(1, 2000)),
    is_public=st.sampled_from([None, True, False]),
)
def test_shorter_is_never_worse_and_what_stood_still_stands(group, form, days, before, is_public):
    def verdict(length):
        return check_length(
            form=form, group=group, is_public=is_public, starts_on=START, ends_until=START + timedelta(days=length),
            until_before=START + timedelta(days=before) if before else None,
        ).verdict  # fmt: skip

    if verdict(days) == Verdict.YES:
        assert all(verdict(shorter) == Verdict.YES for shorter in (1, days // 2 or 1, days))
    if before:
        assert verdict(before) != Verdict.NO


def test_every_group_has_its_one_clause_of_internship():
    for group in range(1, 14):
        assert find_clause("internship", str(group), is_public=None, on=START) is not None
    assert {one.verified for one in duration_clauses()} == {False}


def test_months_end_with_the_month():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_a_faulty_file_says_what_is_wrong():
    good = (
        '[[clause]]\nid="A"\nform="internship"\ngroups=["1"]\nact="x"\nparagraph="§ 1"\nvalid_from=2020-01-01\n'
        'source="x"\nverified=false\nweeks=4\n'
    )
    other = good.replace('"internship"', '"wage_subsidy"').replace('"A"', '"B"')
    assert len(read_duration_clauses(good + other)) == 2
    for text, fault in [
        (good, "no clause for wage_subsidy"),
        (good + other + good.replace('"A"', '"C"'), "A and C hold at once"),
        (good.replace("internship", "holiday") + other, "A: 'holiday'"),
        (good + other.replace("weeks=4", "weeks=4\nmonths=6"), "weeks or months"),
        (good.replace('source="x"', 'source=""') + other, "source"),
    ]:
        with pytest.raises(FaultyDurations, match=fault):
            read_duration_clauses(text)
