"""The table of levels, and that the page which explains it says the same."""

import re
from datetime import timedelta

import pytest

from helevejen.citizens.enums import Level, Protection
from helevejen.citizens.rules import access as rules
from tests.cast import NOW
from tests.house import tree

PAGE = (tree.ROOT / "docs" / "rules" / "access.md").read_text()


def test_every_level_has_its_reach():
    assert set(rules.REACH) == set(Level)


@pytest.mark.parametrize("level", Level)
def test_the_page_says_what_the_code_does(level):
    reach = rules.reach_of(level)
    row = re.search(rf"^\| {level.value} \|(.*)\|$", PAGE, re.MULTILINE)
    assert row
    _opened_by, sees, hidden, works, mentor = (cell.strip() for cell in row.group(1).split("|"))
    assert sees == reach.shows
    assert hidden == (reach.hides or "–")
    assert mentor == ("yes" if reach.reads_mentor_notes else "no")
    if level != Level.SELF:
        assert works == ("yes" if reach.may_work else "no, reads only" if reach.is_read_only else "no")


def test_nobody_works_a_case_that_is_only_read():
    assert not [level for level, reach in rules.REACH.items() if reach.may_work and reach.is_read_only]


def test_what_is_hidden_in_part_is_there_in_part():
    assert all(set(reach.hides) <= set(reach.shows) for reach in rules.REACH.values())


def test_the_strongest_of_several_is_the_first():
    assert rules.strongest([Level.CARD, Level.LEADER, Level.FORMER]) == Level.LEADER
    assert rules.strongest([]) is None


@pytest.mark.parametrize("level", Level)
def test_a_protected_street_is_shown_unasked_to_the_citizen_alone(level):
    shown = rules.shows_address(level, Protection.PROTECTED, is_revealed=False)
    assert shown == (level == Level.SELF)


@pytest.mark.parametrize(("count", "expected"), [(0, False), (3, False), (4, True)])
def test_more_than_three_emergencies_are_many(count, expected):
    assert rules.is_frequent(count) is expected


@pytest.mark.parametrize(("minutes", "expected"), [(0, True), (5, True), (6, False), (-1, False)])
def test_who_one_is_has_been_shown_within_five_minutes(minutes, expected):
    assert rules.is_fresh(NOW - timedelta(minutes=minutes), NOW) is expected


def test_spaces_are_no_reason():
    assert rules.is_too_short("        fordi         ")
    assert not rules.is_too_short("Borgeren er syg og alene")
