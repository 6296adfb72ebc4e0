"""The chains of chains.toml, and what the reader of it refuses. No database."""

import re
from datetime import date

import pytest

from helevejen.cases.enums import Cap, DueKind, Holder, TrackKind
from helevejen.cases.rules import chains
from helevejen.cases.rules.chains import FaultyChains

TEXT = chains.CHAINS_FILE.read_text(encoding="utf-8")
EVERY_STEP = [(kind, step) for kind, chain in chains.chains().items() for step in chain.steps.values()]


def lix(text: str) -> float:
    words = re.findall(r"[\wæøåÆØÅ]+", text)
    sentences = max(1, len(re.findall(r"[.!?:]", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_every_kind_of_track_has_a_chain_with_a_first_step() -> None:
    assert set(chains.chains()) == set(TrackKind)
    for chain in chains.chains().values():
        assert chain.steps[chain.first].holder == Holder.JOBFORMIDLER


@pytest.mark.parametrize(("kind", "step"), EVERY_STEP, ids=lambda one: getattr(one, "code", one))
def test_a_step_says_who_and_why_in_both_languages(kind: TrackKind, step: chains.Step) -> None:
    for language in ("da", "en"):
        for audience in ("staff", "citizen", "why"):
            assert step.says(audience, language)
        assert len(step.says("staff", language)) <= 120  # it becomes the headline of a note
        assert step.says("citizen", language).endswith(".")
    assert bool(step.says("company", "da")) == bool(step.says("company", "en"))


@pytest.mark.parametrize(("kind", "step"), EVERY_STEP, ids=lambda one: getattr(one, "code", one))
def test_a_step_is_named_after_its_holder(kind: TrackKind, step: chains.Step) -> None:
    starts = {"we_": Holder.JOBFORMIDLER, "you_": Holder.CITIZEN, "await_": Holder.SUBTRACKS}
    starts |= {f"{one}_": one for one in (Holder.COMPANY, Holder.SCHOOL, Holder.AUTHORITY, Holder.DOCTOR)}
    starts |= {"specialist_": Holder.DOCTOR}

    assert {holder for start, holder in starts.items() if step.code.startswith(start)} == {step.holder}


def test_the_citizens_words_are_easy_to_read() -> None:
    whole = " ".join(step.says("citizen") for _kind, step in EVERY_STEP)
    why = " ".join(step.says("why") for _kind, step in EVERY_STEP)

    assert lix(whole) <= 30
    assert lix(why) <= 30


@pytest.mark.parametrize(("kind", "step"), EVERY_STEP, ids=lambda one: getattr(one, "code", one))
def test_no_office_words_for_the_citizen(kind: TrackKind, step: chains.Step) -> None:
    assert not re.search(r"(?i)borger|sagsbehand|vedrør|fremsend|såfremt|ydelse|myndighedsafgør", step.says("citizen"))


@pytest.mark.parametrize(("kind", "step"), EVERY_STEP, ids=lambda one: getattr(one, "code", one))
def test_what_usually_follows_is_there(kind: TrackKind, step: chains.Step) -> None:
    follows = [one.code for one in chains.likely_next(kind, step.code)]

    assert len(follows) == len(set(follows))
    assert step.code not in follows or step.code in step.next
    assert all(chains.chain_of(kind).steps[code].holder != Holder.SUBTRACKS for code in follows)


def test_the_likeliest_comes_first_and_the_rest_after() -> None:
    codes = [step.code for step in chains.likely_next("clarification", "we_order_statement")]

    assert codes[:2] == ["doctor_answers", "specialist_answers"]
    assert {"we_decide", "company_tries"} <= set(codes)


@pytest.mark.parametrize(
    ("code", "on", "due"),
    [
        ("doctor_answers", date(2026, 3, 11), date(2026, 3, 25)),
        ("we_order_statement", date(2026, 4, 1), date(2026, 4, 9)),  # over Easter
        ("we_agree_questions", date(2026, 12, 23), date(2027, 1, 5)),  # over Christmas, two local days included
        ("we_agree_questions", date(2026, 3, 14), date(2026, 3, 20)),  # begun on a Saturday
    ],
)
def test_a_step_is_due_on_the_danish_working_calendar(code: str, on: date, due: date) -> None:
    step = chains.step_of("clarification", code)

    assert step is not None
    assert chains.due_day(step, on=on) == due


def test_a_step_only_people_can_date_has_no_day_of_its_own() -> None:
    step = chains.step_of("mentoring", "we_meet")

    assert step is not None
    assert chains.due_day(step, on=date(2026, 3, 11)) is None


def test_a_rule_names_its_law_and_a_promise_does_not() -> None:
    assert {bool(step.law) for _kind, step in EVERY_STEP if step.due_kind == DueKind.RULE} == {True}
    assert {bool(step.law) for _kind, step in EVERY_STEP if step.due_kind != DueKind.RULE} == {False}


def test_words_in_an_unknown_language_are_danish() -> None:
    assert chains.wording("dialogue", "we_answer", "citizen", "fi") == chains.wording(
        "dialogue", "we_answer", "citizen"
    )
    assert chains.wording("dialogue", "we_answer", "citizen", "en-gb").startswith("You have written")


def test_an_unknown_step_has_no_words() -> None:
    assert chains.wording("dialogue", "we_fly", "citizen") == ""
    assert chains.step_of("dialogue", "we_invite") is None


def test_a_retired_step_is_known_and_not_offered() -> None:
    retired = chains.read_chains(changed('code = "doctor_answers"', 'code = "doctor_answers"\n  retired = true'))

    assert retired[TrackKind.CLARIFICATION].steps["doctor_answers"].is_retired


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('holder = "doctor"', 'holder = "dentist"', "'dentist' is no Holder"),
        ('next = ["we_read_statement"]', 'next = ["we_fly"]', "no step is called we_fly"),
        ('first = "we_invite"', 'first = "we_fly"', "no step is called we_fly"),
        ('first = "we_invite"', "", "no step"),
        ('kind = "first_contact"', 'kind = "last_contact"', "is no TrackKind"),
        ('kind = "first_contact"', 'kind = "dialogue"', "no chain for first_contact|two chains|no step"),
        ('cap = "authority"', 'cap = "bowler"', "'bowler' is no Cap"),
        ('due_kind = "promise"', 'due_kind = "threat"', "is no DueKind"),
        ('due_kind = "promise"\n', "", "due_kind is missing"),
        ('law = "forvaltningsloven § 19"\n', "", "names its law"),
        ('due_kind = "promise"', 'due_kind = "promise"\nlaw = "§ 1"', "names its law"),
        ("working_days = 5", "working_days = 0", "above 0"),
        ("working_days = 5", 'working_days = "fem"', "above 0"),
        ("working_days = 5", "working_day = 5", "working_day means nothing here"),
        ('citizen_en = "Choose a time for your meeting."\n', "", "citizen_en is missing"),
        ('company_da = "I svarer os, om I vil gå videre."\n', "", "company_da is missing"),
        ('why_en = "It is the time you agreed on."\n', 'why_en = " "\n', "why_en is missing"),
        ('next = ["we_meet"]', "next = []", "next is missing"),
        ('code = "we_meet"', 'code = ""', "code is missing"),
        ('code = "we_ask_why"', 'code = "we_find_time"', "twice"),
        ('code = "await_subtracks"', 'code = "await_others"', "no step is called await_subtracks"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(FaultyChains, match=says):
        chains.read_chains(changed(old, new))


def test_an_error_names_the_step() -> None:
    with pytest.raises(FaultyChains, match="common, step you_choose_time"):
        chains.read_chains(changed('holder = "citizen"', 'holder = "nobody"'))


def test_caps_are_the_three() -> None:
    assert {step.cap for _kind, step in EVERY_STEP} == set(Cap)
