import copy
import re
import tomllib
from datetime import date
from itertools import pairwise

import pytest

from helevejen.cases.rules.obligation_facts import CaseFacts, Held
from helevejen.cases.rules.obligation_law import CLAUSES_FOLDER, SUBJECTS, FaultyClauses, law, read_law
from helevejen.cases.rules.obligation_quota import Member, meters
from helevejen.cases.rules.obligations import KEEP, obligations
from tests.support.lix import lix
from tools import clauses as page

RAW = {path.name: tomllib.loads(path.read_text()) for path in CLAUSES_FOLDER.glob("*.toml")}
RULES = (
    [f"KF-{n:02}" for n in range(1, 16)]
    + [f"SD-{n:02}" for n in range(1, 15)]
    + ["CV-01", "CV-02", "CV-03", "CV-04", "JL-01", "PL-01", "OWN-01"]
    + [f"RP-{n:02}" for n in range(1, 7)]
    + [f"RF-{n:02}" for n in range(1, 6)]
    + [f"FJ-{n:02}" for n in range(1, 5)]
    + [f"SA-{n:02}" for n in range(1, 7)]
    + [f"FV-{n:02}" for n in range(1, 8)]
    + [f"TD-{n:02}" for n in range(1, 8)]
)


def spoiled(file, table, row, **fields):
    raw = copy.deepcopy(RAW)
    one = raw[file][table][row]
    for name, value in fields.items():
        if value is None:
            one.pop(name)
        else:
            one[name] = value
    return raw


def test_every_rule_of_the_reference_is_there_with_or_without_a_clock():
    known = law()
    ids = {one.id for one in (*known.clauses, *known.exemptions, *known.without_clock)}
    assert [rule for rule in RULES if rule not in ids] == []


def test_no_lawyer_has_checked_a_clause_and_none_says_so():
    known = law()
    rows = (*known.clauses, *known.exemptions, *known.without_clock, *known.regimes, *known.pauses.values())
    assert {row.verified_by for row in rows} == {""}
    assert {row.verified_on for row in rows} == {None}


def test_every_row_has_a_source_that_is_an_address():
    known = law()
    rows = (*known.clauses, *known.exemptions, *known.without_clock, *known.regimes, *known.pauses.values())
    assert [row.id for row in rows if not re.match(r"https?://", row.source)] == []


def test_regimes_follow_each_other_and_the_last_is_a_draft():
    regimes = law().regimes
    assert [(one.valid_until, other.valid_from) for one, other in pairwise(regimes)] == [
        (other.valid_from, other.valid_from) for other in regimes[1:]
    ]
    assert [one.id for one in regimes if one.draft] == ["R2027"]
    assert regimes[1].valid_from == date(2024, 1, 1)
    assert {one.id for one in law().clauses if one.is_draft} == {"SD-13"}


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        ("2019-06-01", "R2020"), ("2023-12-31", "R2020"), ("2024-01-01", "R2024"), ("2024-12-31", "R2024"),
        ("2025-01-01", "R2025a"), ("2025-06-30", "R2025a"), ("2025-07-01", "R2025b"), ("2026-01-31", "R2025b"),
        ("2026-02-01", "R2026a"), ("2026-06-30", "R2026a"), ("2026-07-01", "R2026b"), ("2027-01-01", "R2027"),
    ],
)  # fmt: skip
def test_a_day_has_one_regime(day, regime):
    assert law().regime_on(date.fromisoformat(day)).id == regime


@pytest.mark.parametrize(
    ("file", "table", "row", "fields", "fault"),
    [
        ("contact.toml", "clauses", 4, {"unit": "moon"}, "contact.toml, clauses KF-05: unit is 'moon'"),
        ("contact.toml", "clauses", 0, {"kind": "wish"}, "clauses KF-01: kind is 'wish'"),
        ("contact.toml", "clauses", 0, {"kind": None}, "clauses KF-01: .*kind.* is missing"),
        ("contact.toml", "clauses", 0, {"anchor": "moonrise"}, "clauses KF-01: anchor is 'moonrise'"),
        ("contact.toml", "clauses", 0, {"groups": ["99"]}, "clauses KF-01: groups .*'99' is unknown"),
        ("contact.toml", "clauses", 0, {"colour": "red"}, "clauses KF-01: colour is no field"),
        ("contact.toml", "clauses", 0, {"amount": "three"}, "clauses KF-01: amount is 'three'"),
        ("contact.toml", "clauses", 0, {"amount": True}, "clauses KF-01: amount is True"),
        ("contact.toml", "clauses", 0, {"running": "walk"}, "clauses KF-01: running"),
        ("contact.toml", "clauses", 0, {"source": ""}, "clauses KF-01: source is empty"),
        ("contact.toml", "clauses", 0, {"valid_from": "2024"}, "clauses KF-01: valid_from"),
        ("contact.toml", "clauses", 0, {"valid_until": date(2020, 1, 1)}, "valid_until is 2020-01-01, not after"),
        ("contact.toml", "clauses", 0, {"verified_by": "Jurist Bo"}, "verified_by and verified_on belong together"),
        ("contact.toml", "clauses", 0, {"citizen_da": "Inden {when}."}, "KF-01: citizen_da and citizen_en may name"),
        ("contact.toml", "clauses", 0, {"citizen_en": None}, "citizen_da and citizen_en belong together"),
        ("contact.toml", "clauses", 1, {"late_en": None}, "late_da and late_en belong together"),
        ("contact.toml", "clauses", 0, {"counts": None}, "KF-01: counts is missing"),
        ("contact.toml", "clauses", 1, {"opens": 6}, "KF-02: opens is 6"),
        ("contact.toml", "clauses", 0, {"at_least": 0}, "KF-01: amount and at_least"),
        ("contact.toml", "clauses", 0, {"least": "1/2"}, "least belongs to a quota"),
        ("contact.toml", "clauses", 0, {"exempted_by": "KF-11"}, "exempted_by belongs to a quota"),
        ("contact.toml", "clauses", 8, {"exempted_by": None}, "KF-11: exempted_by belongs to a quota, and a quota"),
        ("contact.toml", "clauses", 8, {"exempted_by": "KF-99"}, "KF-11: exempted_by names KF-99, which is no exempt"),
        ("contact.toml", "clauses", 8, {"groups": []}, "KF-11: groups is missing; a quota is a share of some groups"),
        ("contact.toml", "clauses", 0, {"replaced_by": ["KF-99"]}, "KF-01: replaced_by names KF-99"),
        ("contact.toml", "clauses", 5, {"valid_from": date(2026, 6, 1)}, "KF-05: the version from 2026-06-01"),
        ("contact.toml", "exemptions", 0, {"stops": ["KF-99"]}, "exemption KF-10: stops names KF-99"),
        ("offers.toml", "clauses", 4, {"of_offers": None}, "of_offers belongs to the anchor offer"),
        ("regimes.toml", "regimes", 2, {"valid_from": date(2025, 2, 1)}, "regimes R2025a: valid_from is 2025-02-01"),
    ],
)  # fmt: skip
def test_a_fault_names_file_clause_and_field(file, table, row, fields, fault):
    with pytest.raises(FaultyClauses, match=fault):
        read_law(spoiled(file, table, row, **fields))


def test_a_missing_file_is_told_of():
    raw = {name: rows for name, rows in RAW.items() if name != "offers.toml"}
    with pytest.raises(FaultyClauses, match=r"offers\.toml is missing"):
        read_law(raw)


def test_every_file_with_clauses_is_read():
    assert {name for name, rows in RAW.items() if "without_clock" in rows} == {f"{name}.toml" for name in SUBJECTS}


def test_a_later_version_of_a_clause_has_a_code_of_its_own():
    assert [one.code for one in law().clauses if one.id == "KF-05"] == ["KF-05", "KF-05:2026-07-01"]


def test_the_law_as_known_on_a_day_ends_nothing_later_and_begins_nothing_later():
    known = law().as_known_on(date(2026, 6, 30))
    codes = {one.code for one in known.clauses}
    assert "KF-13" not in codes
    assert known.find_clause("KF-06").valid_until is None
    assert known.find_clause("SD-01").valid_until == date(2024, 1, 1)
    assert {one.id for one in known.exemptions} == {"KF-10", "SD-11"}


def test_the_days_of_change_are_in_order():
    days = law().change_days()
    assert list(days) == sorted(set(days))
    assert {date(2024, 1, 1), date(2026, 7, 1), date(2027, 1, 1)} <= set(days)


def test_running_courses_keep_what_the_contact_course_asked_for():
    kept = [one for one in law().clauses if one.id.startswith("KF-0")]
    assert {one.running for one in kept} == {KEEP}


def test_the_pages_say_what_the_clauses_say():
    assert page.PAGE.read_text() == page.page()
    assert page.FACTS.read_text() == page.facts()


def test_the_words_to_the_citizen_are_easy_to_read():
    said = [one.citizen_da.format(at_least=4, done=2, due="12. marts") for one in law().clauses if one.citizen_da]
    said += [one.late_da.format(at_least=4, done=2, due="12. marts") for one in law().clauses if one.late_da]
    assert lix(" ".join(said)) <= 30
    assert [text for text in said if lix(text) > 40] == []


def test_the_law_is_told_in_both_languages():
    for one in law().clauses:
        assert one.title_da
        assert one.title_en
        assert one.title_da != one.title_en
        assert one.why_da.endswith(".")
        assert one.why_en.endswith(".")


def test_a_quota_added_as_data_alone_is_counted():
    raw = copy.deepcopy(RAW)
    quota = next(one for one in raw["contact.toml"]["clauses"] if one["id"] == "KF-11")
    raw["contact.toml"]["clauses"].append(quota | {"id": "KF-16", "groups": ["3"], "least": "1/2"})
    known, on = read_law(raw), date(2026, 10, 1)
    members = [Member("3", date(2026, 8, 3), grounds=frozenset({"KF-11"})), Member("3", date(2026, 8, 3))]
    meter = next(one for one in meters(members, on=on, law=known) if one.clause.id == "KF-16")
    assert (meter.exempted, meter.total, meter.quota.is_kept, meter.may_more) == (1, 2, True, 0)


def test_a_clause_of_any_kind_is_added_as_data_alone():
    raw = copy.deepcopy(RAW)
    for file in raw.values():
        clauses = file.get("clauses", [])
        clauses += [one | {"id": f"{one['id']}-new", "replaced_by": []} for one in clauses]
    known, on = read_law(raw), date(2026, 10, 1)
    facts = CaseFacts(target_groups=(Held(date(2026, 8, 3), "2"), Held(date(2026, 9, 1), "1")))
    found = {one.clause.id for one in obligations(facts, on=on, law=known)}
    assert found
    assert {one.removesuffix("-new") for one in found} == {one for one in found if not one.endswith("-new")}
    assert {one.clause.id for one in meters([], on=on, law=known)} >= {"KF-11-new", "RP-04a-new"}
