"""The vectors of the business cases of the field, to the øre."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.rules import refusion

DAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("weeks", "percent"), [((1, 4), 20), ((5, 26), 60), ((27, 52), 70), ((53, 54), 80), ((104, 1000), 80)]
)
def test_the_municipal_share_rises_by_the_ladder(weeks, percent):
    assert {refusion.municipal_share(week, on=DAY) for week in weeks} == {Fraction(percent, 100)}


@pytest.mark.parametrize(
    ("weeks", "share"),
    [(26, Fraction(4 * 20 + 22 * 60, 2600)), (52, Fraction(3220, 5200)), (104, Fraction(7380, 10400))],
)
def test_the_mean_share_is_exact(weeks, share):
    assert refusion.mean_municipal_share(weeks, on=DAY) == share


def test_the_mean_share_is_what_the_sources_print():
    printed = [round(float(100 * refusion.mean_municipal_share(weeks, on=DAY)), 2) for weeks in (26, 52, 104)]
    assert printed == [53.85, 61.92, 70.96]


def test_a_months_benefit_at_the_last_step():
    """Uddannelseshjælp of 7.552 kr. costs the municipality 6.042 kr. after a year."""
    saving = refusion.saving_of_month(benefit_oere=755_200, week=53, other_oere=0, other_refunded_percent=0, on=DAY)
    assert saving == 604_200


@pytest.mark.parametrize(("hours", "saving"), [(7, 410_400), (14, 216_700)])
def test_personal_assistance_pays_for_itself(hours, saving):
    other = refusion.rounded(Fraction(hours) * Fraction("127.86") * Fraction("4.33") * 100)
    values = {"benefit_oere": 755_200, "week": 60, "other_oere": other, "other_refunded_percent": 50}
    assert refusion.saving_of_month(**values, on=DAY) == saving


def test_seven_hours_of_assistance_are_3875_kroner_a_month():
    assert refusion.rounded(Fraction(7) * Fraction("127.86") * Fraction("4.33")) == 3_875


def test_another_week_costs_the_benefit_times_the_share():
    cost = refusion.cost_of_week(benefit="kontanthjaelp", week=60, on=DAY)
    assert cost.oere == refusion.rounded(Fraction(1_194_400 * 12, 52) * Fraction(80, 100)) == 220_505
    assert not cost.is_verified


def test_a_wait_over_a_step_costs_each_week_by_its_own_share():
    four, five = (refusion.cost_of_week(benefit="kontanthjaelp", week=week, on=DAY).oere for week in (4, 5))
    assert refusion.cost_of_waiting(benefit="kontanthjaelp", week=4, weeks=2, on=DAY) == four + five


def test_a_benefit_without_a_figure_has_no_cost():
    assert refusion.cost_of_week(benefit="foertidspension", week=1, on=DAY) is None
    assert refusion.cost_of_waiting(benefit="foertidspension", week=1, weeks=2, on=DAY) is None


def test_a_benefit_counted_as_another_says_so():
    amount = refusion.amount_of("sygedagpenge", on=DAY)
    assert (amount.by_analogy, amount.month_oere) == ("kontanthjaelp", 1_194_400)


@pytest.mark.parametrize(
    ("periods", "week"),
    [
        ([], None),
        ([("kontanthjaelp", date(2026, 3, 11), None)], 1),
        ([("kontanthjaelp", date(2026, 3, 4), None)], 2),
        ([("kontanthjaelp", date(2025, 3, 12), None)], 53),
        ([("sygedagpenge", date(2025, 3, 12), date(2025, 9, 1)), ("kontanthjaelp", date(2025, 9, 1), None)], 53),
        ([("sygedagpenge", date(2025, 3, 12), date(2025, 8, 1)), ("kontanthjaelp", date(2026, 3, 4), None)], 2),
        ([("kontanthjaelp", date(2025, 3, 12), date(2026, 3, 11))], None),
        ([("none", date(2025, 3, 12), None)], None),
        ([("kontanthjaelp", date(2026, 4, 1), None)], None),
    ],
)
def test_the_week_of_support_is_counted_from_where_the_unbroken_run_began(periods, week):
    assert refusion.week_of_support(periods, on=DAY) == week


def test_weeks_before_the_first_and_days_before_the_ladder_are_refused():
    with pytest.raises(ValueError, match="from 1"):
        refusion.municipal_share(0, on=DAY)
    with pytest.raises(LookupError):
        refusion.municipal_share(1, on=date(2015, 1, 1))


@given(st.integers(1, 400))
def test_waiting_never_grows_cheaper(week):
    assert refusion.municipal_share(week, on=DAY) <= refusion.municipal_share(week + 1, on=DAY)


def test_every_clause_has_its_source_and_ladders_do_not_overlap():
    assert all(one.source and one.steps for one in refusion.ladders())
    assert len({one.id for one in refusion.ladders()}) == len(refusion.ladders())


@pytest.mark.parametrize(("week", "is_least"), [(1, True), (52, True), (53, False), (900, False)])
def test_the_cost_is_the_least_until_the_last_step_of_the_ladder_is_reached(week, is_least):
    assert refusion.cost_of_week(benefit="kontanthjaelp", week=week, on=DAY).is_least is is_least


def test_after_a_gap_the_week_is_the_least_it_can_be():
    run = [("kontanthjaelp", date(2025, 1, 1), date(2025, 12, 1)), ("kontanthjaelp", date(2025, 12, 29), None)]
    whole = [("kontanthjaelp", date(2025, 1, 1), None)]
    assert refusion.week_of_support(run, on=DAY) == 11
    assert refusion.week_of_support(run, on=DAY) <= refusion.week_of_support(whole, on=DAY)
