from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helevejen.cases.enums import Cap, DecisionOutcome, MissingElement
from helevejen.cases.rules import chains
from helevejen.cases.rules import decisions as rules

ON = date(2026, 11, 5)

WHOLE = rules.DecisionFacts(
    kind="work_trial",
    outcome=DecisionOutcome.NO,
    facts="Du har søgt om fire ugers praktik.",
    law_clause="LAB-61-2020",
    considerations="Stedet har ingen ansatte.",
    is_hearing_needed=True,
    hearing_due_on=date(2026, 11, 4),
    hearing_answered_on=None,
    complaint_guidance="Du kan klage.",
    complaint_due_on=date(2026, 12, 3),
    cap=Cap.AUTHORITY,
    is_by_person=True,
    evidence_caps=(Cap.AUTHORITY, Cap.COMPANY),
)


def missing(**changes):
    return rules.missing_elements(replace(WHOLE, **changes), ON)


def test_a_whole_draft_lacks_nothing():
    assert missing() == []


@pytest.mark.parametrize(
    ("changes", "element"),
    [
        ({"outcome": ""}, MissingElement.OUTCOME),
        ({"facts": " \n"}, MissingElement.FACTS),
        ({"considerations": ""}, MissingElement.CONSIDERATIONS),
        ({"law_clause": ""}, MissingElement.LAW),
        ({"law_clause": "LAB-116-2020"}, MissingElement.LAW),
        ({"law_clause": "unknown"}, MissingElement.LAW),
        ({"kind": "unknown"}, MissingElement.LAW),
        ({"is_hearing_needed": None}, MissingElement.HEARING_NOT_CONSIDERED),
        ({"hearing_due_on": None}, MissingElement.HEARING_NOT_SENT),
        ({"hearing_due_on": ON}, MissingElement.HEARING_NOT_OVER),
        ({"hearing_due_on": date(2026, 12, 1)}, MissingElement.HEARING_NOT_OVER),
        ({"complaint_guidance": " "}, MissingElement.COMPLAINT_GUIDANCE),
        ({"complaint_due_on": None}, MissingElement.COMPLAINT_DEADLINE),
        ({"complaint_due_on": date(2026, 12, 2)}, MissingElement.COMPLAINT_DEADLINE),
        ({"cap": Cap.MENTOR}, MissingElement.AUTHORITY_CAP),
        ({"cap": Cap.COMPANY}, MissingElement.AUTHORITY_CAP),
        ({"cap": ""}, MissingElement.AUTHORITY_CAP),
        ({"is_by_person": False}, MissingElement.PERSON),
        ({"evidence_caps": (Cap.COMPANY, Cap.MENTOR)}, MissingElement.MENTOR_NOTE),
    ],
)
def test_each_element_can_be_the_one_that_is_missing(changes, element):
    assert missing(**changes) == [element]


def test_every_element_has_been_missing_in_these_tests():
    named = {element for _changes, element in _parameters()}
    assert named | {MissingElement.LAW_NOT_IN_FORCE} == set(MissingElement)


def _parameters():
    return test_each_element_can_be_the_one_that_is_missing.pytestmark[0].args[1]


@pytest.mark.parametrize(("on", "lacks"), [(date(2019, 12, 31), True), (date(2020, 1, 1), False)])
def test_the_law_must_be_in_force_on_the_day(on, lacks):
    decision = replace(WHOLE, hearing_due_on=on - timedelta(days=1), complaint_due_on=on + timedelta(weeks=4))
    assert rules.missing_elements(decision, on) == ([MissingElement.LAW_NOT_IN_FORCE] if lacks else [])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"outcome": DecisionOutcome.YES, "is_hearing_needed": None, "hearing_due_on": None}, "a plain yes"),
        ({"is_hearing_needed": False, "hearing_due_on": None}, "considered and not needed"),
        ({"hearing_due_on": date(2026, 12, 1), "hearing_answered_on": ON}, "answered before the day"),
        ({"hearing_due_on": date(2026, 11, 4)}, "the day has passed"),
    ],
)
def test_a_hearing_does_not_hold_up_a_decision_when(changes, why):
    assert missing(**changes) == []


def test_a_later_deadline_of_complaint_is_allowed():
    assert missing(complaint_due_on=date(2026, 12, 24)) == []


def test_an_empty_draft_is_told_everything_at_once_in_reading_order():
    empty = missing(outcome="", facts="", law_clause="", considerations="", complaint_guidance="", cap="")
    assert empty == [
        MissingElement.FACTS,
        MissingElement.LAW,
        MissingElement.CONSIDERATIONS,
        MissingElement.OUTCOME,
        MissingElement.COMPLAINT_GUIDANCE,
        MissingElement.AUTHORITY_CAP,
    ]


@given(st.builds(replace, st.just(WHOLE), facts=st.text(), considerations=st.text(), complaint_guidance=st.text()))
def test_whatever_is_written_nothing_empty_is_released(decision):
    written = (decision.facts, decision.considerations, decision.complaint_guidance)
    assert (rules.missing_elements(decision, ON) == []) is all(text.strip() for text in written)


# --- Deadlines ---


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_a_complaint_is_due_the_same_weekday_four_weeks_later(received_on):
    due_on = rules.complaint_due_on(received_on)
    assert due_on.weekday() == received_on.weekday()
    assert due_on - received_on == timedelta(days=28)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 11, 5), date(2026, 12, 3)),
        (date(2026, 12, 31), date(2027, 1, 28)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2027, 2, 28), date(2027, 3, 28)),
    ],
)
def test_four_weeks_by_the_calendar(received_on, due_on):
    assert rules.complaint_due_on(received_on) == due_on


def test_a_hearing_gives_time_to_answer():
    assert rules.usual_hearing_due_on(ON) == date(2026, 11, 19)
    assert rules.is_hearing_long_enough(sent_on=ON, due_on=date(2026, 11, 12))
    assert not rules.is_hearing_long_enough(sent_on=ON, due_on=date(2026, 11, 11))


# --- The clauses ---


def test_every_kind_can_be_decided_today_and_names_its_source():
    for kind in rules.clauses().kinds.values():
        assert kind.name_da
        assert kind.name_en
        assert kind.laws_on(ON)
        assert all(law.source.startswith("https://") for law in kind.laws)


def test_no_lawyer_is_named_who_has_not_read_a_clause():
    assert {law.verified_by for kind in rules.clauses().kinds.values() for law in kind.laws} == {""}


def raw(**kind):
    law = {"id": "L", "act": "lov", "paragraph": "§ 1", "valid_from": ON, "source": "https://lov.example"}
    usual = {"id": "k", "name_da": "K", "name_en": "K", "hearing": "always", "laws": [law]}
    about = {"act": "lov", "paragraph": "§ 2", "valid_from": ON, "source": "https://lov.example"}
    return {
        "kinds": [{**usual, **kind}],
        "complaint": {**about, "weeks": 4, "guidance": "Klag."},
        "hearing": {**about, "least_days": 7, "usual_working_days": 10},
    }


def law(**changes):
    return {**raw()["kinds"][0]["laws"][0], **changes}


def test_clauses_are_read():
    read = rules.read_clauses(raw())
    assert read.find_law("L").citation == "lov § 1"
    assert read.find_law("other") is None


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ({"laws": []}, "none is named"),
        ({"hearing": "sometimes"}, "hearing is 'sometimes'"),
        ({"laws": [law(), law()]}, "stands twice"),
        ({"laws": [law(source="")]}, "names its source"),
        ({"laws": [law(valid_until=ON)]}, "before it begins"),
    ],
)
def test_clauses_with_a_fault_are_not_read(kind, fault):
    with pytest.raises(ValueError, match=fault):
        rules.read_clauses(raw(**kind))


def test_a_clause_that_follows_another_takes_over_on_its_first_day():
    old, new = law(valid_until=ON + timedelta(days=9)), law(id="M", valid_from=ON + timedelta(days=9))
    kind = rules.read_clauses(raw(laws=[old, new])).kinds["k"]
    assert [one.id for one in kind.laws_on(ON + timedelta(days=8))] == ["L"]
    assert [one.id for one in kind.laws_on(ON + timedelta(days=9))] == ["M"]


def test_a_hearing_is_considered_before_the_answer_is_chosen():
    assert missing(outcome="", is_hearing_needed=None) == [
        MissingElement.OUTCOME,
        MissingElement.HEARING_NOT_CONSIDERED,
    ]


@pytest.mark.parametrize("outcome", ["", *DecisionOutcome])
def test_a_hearing_stated_to_be_needed_is_demanded_whatever_the_answer(outcome):
    assert MissingElement.HEARING_NOT_SENT in missing(outcome=outcome, is_hearing_needed=True, hearing_due_on=None)


def test_a_kind_may_demand_the_hearing(monkeypatch):
    monkeypatch.setattr(rules, "clauses", lambda: rules.read_clauses(raw()))
    assert rules.is_hearing_needed(kind="k", outcome=DecisionOutcome.NO, stated=False) is True
    assert rules.is_hearing_needed(kind="k", outcome=DecisionOutcome.YES, stated=False) is False


@pytest.mark.parametrize("link", [rules.HEARING, rules.DECIDE, rules.CARRY_OUT])
def test_every_chain_knows_the_links_of_a_decision(link):
    assert all(link in chain.steps for chain in chains.chains().values())


# --- The text ---

headings = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
blocks = st.lists(st.tuples(headings, st.text().map(rules.paragraphs_of)))


@given(blocks)
def test_the_text_of_a_decision_reads_back_as_it_was(made):
    assert rules.blocks_of(rules.plain_text(made)) == made


def test_nobody_writes_a_heading_by_hand():
    made = [("Loven", ["# Du får ja", "\\# også det"])]
    assert rules.blocks_of(rules.plain_text(made)) == made


def test_text_from_elsewhere_is_kept_without_a_heading():
    assert rules.blocks_of("Du får ja.") == [("", ["Du får ja."])]
    assert rules.blocks_of("") == []


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n  \n", "\n\n\n\n", "\r\r"])
def test_paragraphs_are_parted_by_empty_lines(gap):
    assert rules.paragraphs_of(f" Et.{gap}To.\nMere. ") == ["Et.", "To.\nMere."]
