"""Golden cases: what the law asks for on each side of every change of law and turn of year."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from helevejen.cases.enums import ObligationState as State
from helevejen.cases.enums import WhyKind
from helevejen.cases.rules.obligation_facts import (
    CaseFacts,
    Course,
    Event,
    Exempted,
    Held,
    Meeting,
    Offer,
    Stopped,
    courses_of,
)
from helevejen.cases.rules.obligation_law import law
from helevejen.cases.rules.obligations import obligations

OPEN, MET, OVERDUE, NOT_YET = State.OPEN, State.MET, State.OVERDUE, State.NOT_YET
PAUSED, EXEMPTED, REPLACED, ENDED = State.PAUSED, State.EXEMPTED, State.REPLACED, State.ENDED


def day(text):
    return date.fromisoformat(text)


def case(group="2", from_="2026-02-02", until=None, **more):
    held = Held(day(from_), group, day(until) if until else None)
    return CaseFacts(target_groups=(held,), **more)


def meetings(*days, by="municipality"):
    return tuple(Meeting(day(one), by) for one in days)


def seen(facts, on):
    """Return {code: (state, due)} on a day."""
    found = obligations(facts, on=day(on), law=law())
    return {one.clause.code: (one.state_on(day(on)), one.due_on and one.due_on.isoformat()) for one in found}


def one_of(facts, on, code):
    return next(one for one in obligations(facts, on=day(on), law=law()) if one.clause.code == code)


def kinds(obligation):
    return [kind for kind, _values in obligation.why]


# --- The kinds of clock ---


def test_the_worked_example_of_the_page():
    facts = replace(
        case(),
        events=(Event(day("2026-01-30"), "first_contact", source="telefon"),),
        meetings=meetings("2026-02-05", "2026-03-12"),
        pauses=(Stopped(day("2026-04-01"), "illness", until=day("2026-04-15")),),
    )
    found = seen(facts, "2026-05-20")
    assert found["KF-06"] == (MET, "2026-02-06")
    assert found["KF-05"] == (OPEN, "2026-08-16")
    assert found["RP-01"] == (OPEN, "2026-08-16")
    fifth = one_of(facts, "2026-05-20", "KF-05")
    assert (fifth.done, fifth.needed) == (2, 4)


def test_meetings_count_by_themselves():
    days = ["2026-02-06", "2026-03-06", "2026-04-07", "2026-05-06"]
    for number in range(5):
        facts = case(meetings=meetings(*days[:number]))
        found = one_of(facts, "2026-06-01", "KF-05")
        assert found.done == number
        assert found.state_on(day("2026-06-01")) == (MET if number == 4 else OPEN)
    assert found.met_on == day("2026-05-06")


def test_what_was_missed_can_be_made_up_for_late():
    facts = case(meetings=meetings("2026-02-06", "2026-03-06", "2026-04-07"))
    assert seen(facts, "2026-08-02")["KF-05"] == (OPEN, "2026-08-02")
    assert seen(facts, "2026-08-03")["KF-05"] == (OVERDUE, "2026-08-02")
    late = one_of(replace(facts, meetings=(*facts.meetings, *meetings("2026-08-10"))), "2026-08-20", "KF-05")
    assert late.met_on == day("2026-08-10")
    assert (WhyKind.LATE, {"days": 8}) in late.why


def test_a_window_of_later_months_opens_the_day_after_the_first_ones_end():
    facts = case("1", "2026-01-05")
    assert seen(facts, "2026-04-05")["KF-02"] == (NOT_YET, "2026-07-05")
    assert seen(facts, "2026-04-06")["KF-02"] == (OPEN, "2026-07-05")
    early = replace(facts, meetings=meetings("2026-03-01", "2026-04-06"))
    assert one_of(early, "2026-05-01", "KF-02").done == 1
    assert seen(facts, "2026-04-06")["KF-01"] == (OVERDUE, "2026-04-05")


def test_the_funds_meetings_are_not_the_municipalitys():
    facts = case("1", "2026-01-05", meetings=meetings("2026-01-10", "2026-02-10", "2026-03-10", by="fund"))
    assert seen(facts, "2026-03-20")["KF-01"][0] == MET
    assert one_of(facts, "2026-05-20", "KF-02").done == 0


def test_a_mark_moves_the_whole_course_to_the_municipality():
    facts = case("1", "2026-01-05")
    marked = replace(facts, marks=(Held(day("2026-01-05"), "whole_course_in_municipality"),))
    assert "KF-03" not in seen(facts, "2026-02-01")
    found = seen(marked, "2026-02-01")
    assert found["KF-03"] == (OPEN, "2026-07-05")
    assert found["KF-01"][0] == ENDED
    assert WhyKind.MARKED in kinds(one_of(marked, "2026-02-01", "KF-01"))


def test_the_first_day_of_absence_is_a_day_of_the_eight_weeks():
    facts = case("6", "2026-03-02", events=(Event(day("2026-03-02"), "absence_first_day"),))
    assert seen(facts, "2026-04-01")["SD-03"] == (OPEN, "2026-04-26")  # 56 days, the first of them 2 March


def test_a_cap_counts_its_first_day_and_stops_with_the_offer():
    trial = Offer(day("2026-03-02"), "work_trial")
    assert seen(case(offers=(trial,)), "2026-03-29")["TD-01"] == (OPEN, "2026-03-29")
    assert seen(case(offers=(trial,)), "2026-03-30")["TD-01"] == (OVERDUE, "2026-03-29")
    in_time = replace(trial, until=day("2026-03-30"))
    assert seen(case(offers=(in_time,)), "2026-04-20")["TD-01"] == (MET, "2026-03-29")
    too_long = replace(trial, until=day("2026-04-02"))
    over = one_of(case(offers=(too_long,)), "2026-04-20", "TD-01")
    assert over.state_on(day("2026-04-20")) == ENDED
    assert (WhyKind.OVER, {"days": 3}) in over.why
    assert "TD-02" not in seen(case(offers=(trial,)), "2026-03-20")
    assert seen(case("3", offers=(trial,)), "2026-03-20")["TD-02"] == (OPEN, "2026-05-31")


def test_a_recurrence_is_counted_from_the_last_time():
    granted = Event(day("2020-03-15"), "flex_job_granted")
    facts = CaseFacts(events=(granted,))
    assert seen(facts, "2022-01-01")["FJ-01"] == (OPEN, "2022-09-15")
    assert seen(facts, "2022-10-01")["FJ-01"] == (OVERDUE, "2022-09-15")
    followed = replace(facts, events=(granted, Event(day("2022-10-03"), "flex_followed_up")))
    assert seen(followed, "2022-10-04")["FJ-01"] == (OPEN, "2025-04-03")
    assert seen(facts, "2022-01-01")["FJ-02"] == (OPEN, "2024-09-15")


def test_a_right_that_was_not_used_ends_and_is_never_overdue():
    facts = CaseFacts(events=(Event(day("2026-11-05"), "decision_received", "a"),))
    assert seen(facts, "2026-12-03")["FV-05"] == (OPEN, "2026-12-03")
    assert seen(facts, "2026-12-04")["FV-05"] == (ENDED, "2026-12-03")


def test_a_complaint_about_one_decision_is_not_about_another():
    facts = CaseFacts(
        events=(
            Event(day("2026-11-05"), "decision_received", "a"),
            Event(day("2026-11-05"), "decision_received", "b"),
            Event(day("2026-11-10"), "complaint_received", "b"),
        )
    )
    found = obligations(facts, on=day("2026-11-20"), law=law())
    fifth = {one.ref: one.state_on(day("2026-11-20")) for one in found if one.clause.id == "FV-05"}
    assert fifth == {"a": OPEN, "b": MET}
    assert [one.id for one in found if one.clause.id == "FV-06"] == ["FV-06@2026-11-10#b"]


def test_a_request_for_the_file_is_counted_in_working_days():
    facts = CaseFacts(events=(Event(day("2026-12-23"), "access_requested"),))
    assert seen(facts, "2026-12-24")["FV-01"] == (OPEN, "2027-01-07")  # Christmas, New Year and two local days


def test_sick_pay_is_looked_at_again_after_22_weeks_and_earlier_weeks_count():
    one = CaseFacts(benefits=(Held(day("2026-01-05"), "sygedagpenge"),))
    assert seen(one, "2026-02-01")["SD-08"] == (OPEN, "2026-06-07")  # 22 weeks, the first day counted
    two = CaseFacts(
        benefits=(
            Held(day("2025-11-03"), "sygedagpenge", day("2025-12-01")),
            Held(day("2026-01-05"), "sygedagpenge"),
        )
    )
    found = [o for o in obligations(two, on=day("2026-02-01"), law=law()) if o.anchor_on == day("2026-01-05")]
    assert [o.due_on.isoformat() for o in found if o.clause.id == "SD-08"] == ["2026-05-10"]  # four weeks earlier
    reassessed = replace(one, events=(Event(day("2026-05-20"), "reassessed"),))
    assert seen(reassessed, "2026-07-01")["SD-08"][0] == MET
    short = CaseFacts(benefits=(Held(day("2026-01-05"), "sygedagpenge", day("2026-02-01")),))
    assert seen(short, "2026-03-01")["SD-08"][0] == ENDED


@pytest.mark.parametrize(
    ("born", "code", "due"), [("2001-06-01", "TD-06a", "2026-08-02"), ("1990-01-01", "TD-06", "2026-11-02")]
)
def test_age_decides_how_long_the_right_to_courses_lasts(born, code, due):
    facts = case("1", birth_date=day(born))
    found = seen(facts, "2026-03-01")
    assert found[code] == (OPEN, due)
    assert ({"TD-06", "TD-06a"} - {code}).isdisjoint(found)


def test_only_those_between_flex_jobs_have_the_contact_course_of_group_nine():
    between = case("9", benefits=(Held(day("2026-02-02"), "ledighedsydelse"),))
    in_job = case("9", benefits=(Held(day("2026-02-02"), "fleksloentilskud"),))
    assert "KF-05" in seen(between, "2026-03-01")
    assert "KF-05" not in seen(in_job, "2026-03-01")


def test_what_cannot_be_seen_from_here_is_followed_elsewhere():
    facts = replace(case(), unknown=frozenset({"cv_approved"}))
    assert seen(facts, "2026-05-01")["CV-02"][0] == State.ELSEWHERE
    known = replace(facts, events=(Event(day("2026-02-10"), "cv_approved"),))
    assert seen(known, "2026-05-01")["CV-02"][0] == MET


def test_guidance_is_no_offer_before_july_2026_and_a_short_one_is_none():
    for offer in (
        Offer(day("2026-03-02"), "guidance"),
        Offer(day("2026-03-02"), "work_trial", until=day("2026-03-09")),
    ):
        assert seen(case(offers=(offer,)), "2026-04-01")["RP-01"][0] == OPEN
    assert seen(case(offers=(Offer(day("2026-03-02"), "work_trial"),)), "2026-04-01")["RP-01"][0] == MET


# --- Pauses and exemptions ---


def test_a_pause_that_is_not_over_stops_the_clock():
    facts = case(pauses=(Stopped(day("2026-04-01"), "parental_leave"),))
    assert seen(facts, "2026-05-01")["KF-05"] == (PAUSED, None)
    assert seen(facts, "2026-03-31")["KF-05"] == (OPEN, "2026-08-02")


def test_a_pause_stops_only_the_clauses_of_its_ground():
    facts = case("6", pauses=(Stopped(day("2026-03-01"), "holiday", until=day("2026-03-15")),))
    assert seen(facts, "2026-05-01")["SD-02"] == (OPEN, "2026-08-02")
    own = case("6", pauses=(Stopped(day("2026-03-01"), "Sommerlukket", ("SD-02",), day("2026-03-15")),))
    assert seen(own, "2026-05-01")["SD-02"] == (OPEN, "2026-08-16")


def test_an_exemption_covers_what_it_names_and_nothing_else():
    facts = case(from_="2026-07-06", exemptions=(Exempted(day("2026-08-03"), "KF-11"),))
    found = seen(facts, "2026-09-01")
    assert found["KF-13"][0] == EXEMPTED
    assert found["KF-13a"][0] == OPEN  # the first interview is for all
    assert found["RP-04"][0] == OPEN
    assert found["KF-11a"] == (OPEN, "2027-02-03")
    assert seen(facts, "2026-08-01")["KF-13"][0] == OPEN


def test_the_exemption_is_looked_at_again_by_itself():
    facts = case(from_="2026-07-06", exemptions=(Exempted(day("2026-08-03"), "KF-11"),))
    assert seen(facts, "2027-02-04")["KF-11a"][0] == OVERDUE
    again = case(from_="2026-07-06", exemptions=(Exempted(day("2026-08-03"), "KF-11", reviewed_on=day("2027-01-20")),))
    assert seen(again, "2027-02-04")["KF-11a"] == (OPEN, "2027-07-20")


def test_what_was_looked_at_again_stays_as_met_and_nobody_knows_it_before():
    exempted = Exempted(day("2026-08-03"), "KF-11", reviewed_on=day("2027-01-20"))
    facts = case(from_="2026-07-06", exemptions=(exempted,))

    def revisits(on):
        found = obligations(facts, on=day(on), law=law())
        return [(one.anchor_on, one.met_on, one.due_on) for one in found if one.clause.id == "KF-11a"]

    first = (day("2026-08-03"), None, day("2027-02-03"))
    assert revisits("2026-09-01") == [first]
    met = (day("2026-08-03"), day("2027-01-20"), day("2027-02-03"))
    assert revisits("2027-01-20") == [met, (day("2027-01-20"), None, day("2027-07-20"))]


def test_two_pauses_of_one_day_are_taken_off_in_the_same_order_however_they_are_given():
    short = Stopped(day("2026-03-01"), "illness", until=day("2026-03-05"))
    long = replace(short, until=day("2026-03-20"))
    one, other = (
        obligations(case(pauses=rows), on=day("2026-05-01"), law=law()) for rows in [(short, long), (long, short)]
    )
    assert one == other


def test_days_of_an_exemption_that_is_over_are_given_back():
    facts = case(from_="2026-07-06", exemptions=(Exempted(day("2026-08-03"), "KF-11", until=day("2026-08-13")),))
    found = seen(facts, "2026-09-01")
    assert found["KF-13"] == (OPEN, "2027-01-16")
    assert found["KF-11a"][0] == MET


def test_an_exemption_the_law_does_not_give_has_no_effect_and_a_line_says_so():
    work_duty = (Held(day("2026-07-06"), "work_duty"),)
    for facts in (
        case(from_="2026-07-06", exemptions=(Exempted(day("2026-08-03"), "KF-11"),), marks=work_duty),
        case("9", from_="2026-07-06", exemptions=(Exempted(day("2026-08-03"), "RP-04"),)),
        case(from_="2026-02-02", exemptions=(Exempted(day("2026-03-02"), "KF-11"),)),
    ):
        found = obligations(facts, on=day("2026-09-01"), law=law())
        assert State.EXEMPTED not in {one.state_on(day("2026-09-01")) for one in found}
        assert WhyKind.EXEMPTION_VOID in {kind for one in found for kind in kinds(one)}


def test_less_intensive_effort_stops_every_interview():
    found = seen(case("3", exemptions=(Exempted(day("2026-02-10"), "KF-10"),)), "2026-03-01")
    assert found["KF-05"][0] == EXEMPTED
    assert found["KF-06"] == (OVERDUE, "2026-02-09")  # late before it began


# --- Courses ---


def test_a_change_within_a_family_goes_on_and_another_begins_anew():
    groups = (
        Held(day("2026-01-05"), "3", day("2026-03-02")),
        Held(day("2026-03-02"), "2", day("2026-08-03")),
        Held(day("2026-08-03"), "6"),
    )
    assert courses_of(groups, law()) == (
        Course(day("2026-01-05"), "cash", "R2025b", day("2026-08-03")),
        Course(day("2026-08-03"), "sick", "R2026b"),
    )
    assert [one.until for one in courses_of(groups, law())] == [day("2026-08-03"), None]
    gap = (Held(day("2026-01-05"), "2", day("2026-02-01")), Held(day("2026-02-02"), "2"))
    assert len(courses_of(gap, law())) == 2


def test_a_course_that_has_ended_leaves_its_obligations_with_the_reason():
    facts = case(until="2026-04-01")
    found = one_of(facts, "2026-05-01", "KF-05")
    assert found.state_on(day("2026-05-01")) == ENDED
    assert (WhyKind.COURSE_ENDED, {"day": day("2026-04-01")}) in found.why
    left = CaseFacts(target_groups=(Held(day("2026-02-02"), "2", day("2026-03-02")), Held(day("2026-03-02"), "3")))
    assert WhyKind.GROUP_LEFT in kinds(one_of(left, "2026-05-01", "CV-02"))
    assert one_of(left, "2026-05-01", "KF-05").state_on(day("2026-05-01")) == OPEN


def test_groups_without_a_contact_course_have_none():
    for group in ("11", "12", "13"):
        assert seen(case(group), "2026-05-01") == {}


# --- Every change of law ---


def test_2023_to_2024_interviews_every_fourth_week_become_four_in_half_a_year():
    facts = case("6", "2023-11-06", meetings=meetings("2023-11-20"))
    assert seen(facts, "2023-12-15") == {"SD-01": (OPEN, "2023-12-18")}
    assert seen(facts, "2023-12-31")["SD-01"] == (OVERDUE, "2023-12-18")
    after = seen(facts, "2024-01-02")
    assert after["SD-02"] == (OPEN, "2024-05-06")
    assert after["SD-01"] == (OVERDUE, "2023-12-18")  # it was late while the rule held
    kept = replace(facts, meetings=meetings("2023-11-20", "2023-12-11"))
    assert seen(kept, "2024-01-02")["SD-01"][0] == REPLACED
    assert (WhyKind.REPLACED, {"day": day("2023-12-31"), "by": "SD-02"}) in one_of(kept, "2024-01-02", "SD-01").why


def test_a_contact_course_begun_before_2024_is_not_given_the_numbers_of_2024():
    before, after = case(from_="2023-12-31"), case(from_="2024-01-01")
    assert "KF-05" not in seen(before, "2024-02-01")
    assert seen(after, "2024-02-01")["KF-05"] == (OPEN, "2024-07-01")


def test_2024_to_2025_those_expected_back_within_13_weeks_are_only_followed():
    ground = (Exempted(day("2025-01-20"), "SD-11"),)
    assert seen(case("6", "2025-01-06", exemptions=ground), "2025-02-01")["SD-02"][0] == EXEMPTED
    too_early = case("6", "2024-11-04", exemptions=(Exempted(day("2024-12-20"), "SD-11"),))
    assert seen(too_early, "2025-02-01")["SD-02"][0] == OPEN


def test_july_2025_changes_no_number_of_interviews():
    for from_ in ("2025-06-30", "2025-07-01"):
        found = one_of(case(from_=from_), "2025-08-01", "KF-05")
        assert found.needed == 4
    assert one_of(case(from_="2025-06-30"), "2025-08-01", "KF-05").regime == "R2025a"
    assert one_of(case(from_="2025-07-01"), "2025-08-01", "KF-05").regime == "R2025b"


def test_30_june_and_1_july_2026_are_two_laws():
    before, after = seen(case(from_="2026-06-30"), "2026-08-01"), seen(case(from_="2026-07-01"), "2026-08-01")
    assert {"KF-05", "KF-06", "RP-01"} <= set(before)
    assert {"KF-13", "KF-13a", "RP-04"}.isdisjoint(before)
    assert {"KF-13", "KF-13a", "RP-04"} <= set(after)
    assert {"KF-05", "KF-06", "RP-01"}.isdisjoint(after)
    insured = seen(case("1", "2026-07-01"), "2026-08-01")
    assert insured["KF-12a"] == (OPEN, "2026-10-01")
    assert insured["KF-12"] == (NOT_YET, "2027-01-01")
    assert {"KF-01", "KF-02"}.isdisjoint(insured)
    assert seen(case("3", "2026-07-01"), "2026-08-01")["KF-05:2026-07-01"] == (OPEN, "2027-01-01")


def test_a_running_course_keeps_its_clauses_over_the_change():
    facts = case(from_="2026-06-01")
    for on in ("2026-06-30", "2026-07-01", "2026-11-30"):
        found = seen(facts, on)
        assert found["KF-05"][1] == "2026-12-01"
        assert "KF-13" not in found


def test_a_course_moved_to_the_new_rules_follows_them():
    facts = case(from_="2026-06-01", courses=(Course(day("2026-06-01"), "cash", "R2026b"),))
    found = seen(facts, "2026-08-01")
    assert found["KF-13"] == (OPEN, "2026-12-01")
    assert "KF-05" not in found


def test_2027_is_a_draft_and_replaces_the_four_interviews_of_the_sick():
    facts = case("6", "2026-10-05")
    assert "SD-13" not in seen(facts, "2026-12-31")
    found = seen(facts, "2027-01-01")
    assert found["SD-02"][0] == REPLACED
    assert found["SD-13"] == (OPEN, "2027-04-05")
    assert WhyKind.DRAFT in kinds(one_of(facts, "2027-01-01", "SD-13"))
    assert WhyKind.DRAFT not in kinds(one_of(facts, "2026-12-31", "SD-02"))
    assert WhyKind.DRAFT in kinds(one_of(case(from_="2027-01-04"), "2027-02-01", "KF-13"))


@pytest.mark.parametrize("year", range(2024, 2028))
def test_turns_of_year_move_no_clock(year):
    facts = case(from_=f"{year - 1}-12-15")
    found = [one for one in obligations(facts, on=date(year, 1, 2), law=law()) if one.clause.id in {"KF-05", "KF-13"}]
    assert [one.due_on for one in found] == ([date(year, 6, 15)] if year > 2024 else [])


def test_what_lies_ahead_is_not_known_yet():
    facts = case(from_="2026-02-02", meetings=meetings("2026-02-20"))
    assert seen(facts, "2026-02-01") == {}
    assert one_of(facts, "2026-02-19", "KF-05").done == 0


def test_every_obligation_says_law_anchor_regime_and_that_no_lawyer_read_it():
    facts = case("6", "2026-03-02", offers=(Offer(day("2026-03-09"), "mentor"),))
    for one in obligations(facts, on=day("2026-03-02") + timedelta(days=30), law=law()):
        lines = kinds(one)
        assert {WhyKind.LAW, WhyKind.ANCHOR, WhyKind.SOURCE, WhyKind.REGIME, WhyKind.UNVERIFIED} <= set(lines)
