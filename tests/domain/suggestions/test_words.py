"""From the words of a profile and an order to the engine's, and nothing that was not said."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from helevejen.engines.matching import market as engine
from helevejen.engines.matching.views import record_of
from helevejen.profiles.enums import Consideration, RefusalKind, TravelMode
from helevejen.recruitment.enums import Consideration as Offered
from helevejen.recruitment.enums import EmploymentForm, Weight
from helevejen.suggestions.rules import sheets, words
from helevejen.suggestions.rules.words import Ordered, Refusable, Required, Told

ON = date(2026, 3, 11)
NOBODY = Refusable({}, {})


def citizen(*facts, refusable=NOBODY, **more):
    return words.citizen_of(7, facts, refusable=refusable, **more)


def order(*required, **more):
    plain = {
        "pk": 3, "company": 2, "occupation_uri": "", "positions": 1, "hours_least": Decimal(4),
        "hours_most": Decimal(37),
        "days": [], "shifts": [], "starts_on": None, "forms": ["flex"], "considerations": [],
        "demands_clean_record": False, "may_be_split": False,
    }  # fmt: skip
    return words.order_of(Ordered(**plain | more), required)


def test_of_a_profile_without_a_word_nothing_is_known():
    assert citizen() == engine.Citizen(key="b7")


def test_a_licence_is_worth_what_it_covers_and_lasts_as_long():
    held = citizen(Told("licence", "CE", expires_on=ON), Told("licence", "no_more")).licences
    assert {one.code for one in held} == {"AM", "B", "BE", "C", "CE"}
    assert {one.until for one in held} == {ON}


def licence_verdict(one, code):
    other = order(Required("licence", "must", code, "", ""))
    record = record_of(engine.Market(ON, (one,), (other,)), one, other)
    return next(outcome.verdict.name for outcome in record.outcomes if outcome.rule == "licences")


def test_a_licence_that_ends_on_a_day_nobody_told_is_a_question_and_never_a_no():
    one = citizen(Told("licence", "CE"), Told("licence", "no_more"))
    assert (one.licences, one.licences_in_doubt) == ((), {"AM", "B", "BE", "C", "CE"})
    assert [licence_verdict(one, code) for code in ("CE", "B")] == ["UNKNOWN", "UNKNOWN"]


def test_a_driving_licence_without_a_last_day_leaves_the_word_that_there_are_no_more_standing():
    one = citizen(Told("licence", "B"), Told("licence", "no_more"))
    assert one.has_all_licences
    assert [licence_verdict(one, code) for code in ("B", "forklift_b")] == ["UNKNOWN", "FAIL"]
    assert licence_verdict(citizen(Told("licence", "B")), "forklift_b") == "UNKNOWN"


def test_what_a_licence_with_a_last_day_covers_is_not_in_doubt():
    one = citizen(Told("licence", "CE"), Told("licence", "C", expires_on=ON))
    assert one.licences_in_doubt == {"BE", "CE"}


def test_the_smaller_limit_of_a_way_of_travelling_holds():
    one = citizen(Told("travel", "car", km=13, minutes=60), Told("travel", "walk", minutes=10), Told("travel", "bike"))
    assert dict(one.reach) == {engine.Mode.CAR: 10_000, engine.Mode.WALK: 650}


def test_hours_are_attendance_and_the_intensity_stands_beside_them():
    one = citizen(Told("hours", hours=Decimal("7.5"), intensity=50))
    assert (one.minutes_most, one.intensity_pct, one.minutes_least) == (450, 50, None)


def test_early_mornings_alone_say_nothing_an_order_asks():
    assert citizen(Told("shifts", codes="early")).shifts is None
    assert citizen(Told("shifts", codes="early night")).shifts == {"night"}


def test_what_is_kept_private_is_a_record_and_every_other_word_is_no_matter_here():
    assert citizen(private={"clean_record"}).has_clean_record is False
    assert citizen(private={"finances"}).has_clean_record is None


def test_a_company_and_a_kind_of_work_are_refused_by_their_names_whatever_their_case():
    known = Refusable({"havnens transport": "2"}, {"chauffør": "uri:driver"})
    one = citizen(
        Told("refusal", "company", label="Havnens  transport"),
        Told("refusal", "work", label="Chauffør"),
        refusable=known,
    )
    assert (one.refused_companies, one.refused_occupations) == ({"2"}, {"uri:driver"})


@pytest.mark.parametrize(
    ("shifts", "split", "verdict"),
    [
        (["night"], False, 2),
        (["day"], False, 0),
        ([], False, 1),
        (["day", "night"], True, 1),
        (["day", "night"], False, 2),
    ],
)
def test_who_does_not_work_at_night_is_kept_from_work_that_demands_it_and_asked_about_the_rest(shifts, split, verdict):
    one, other = citizen(Told("refusal", "nights")), order(shifts=shifts, may_be_split=split)
    record = record_of(engine.Market(ON, (one,), (other,)), one, other)
    assert next(o.verdict for o in record.outcomes if o.rule == "considerations") == verdict


def test_a_need_the_workplace_answers_passes_and_any_other_is_asked_of_the_company():
    one = citizen(Told("consideration", "quiet"), Told("consideration", "clean_air"))
    other = order(considerations=[Offered.QUIET])
    record = record_of(engine.Market(ON, (one,), (other,)), one, other)
    said = next(outcome for outcome in record.outcomes if outcome.rule == "considerations")
    assert (said.verdict, [(r.code, r.asks) for r in said.reasons]) == (1, [("offer_unknown", "company")])


def test_words_that_are_no_concept_licence_or_language_are_left_for_people():
    one = order(
        Required("skill", "must", "", "", ""), Required("other", "must", "", "", ""),
        Required("licence", "nice", "CE", "", ""),
        Required("language", "must", "da", "", "B1"), Required("skill", "learnable", "", "uri:s", ""),
    )  # fmt: skip
    assert [x.code for x in one.licences] == ["CE"]
    assert [(x.language, x.level) for x in one.languages] == [("da", "B1")]
    assert [(x.skill, x.weight) for x in one.skills] == [("uri:s", engine.Weight.LEARNABLE)]


def test_every_word_of_the_lists_is_known_to_the_map():
    assert set(words.ANSWERS) == set(Offered)
    assert {need for needs in words.ANSWERS.values() for need in needs} <= set(Consideration)
    assert {str(one) for one in engine.Mode} == set(TravelMode)
    assert {str(one) for one in engine.Form} == set(EmploymentForm)
    assert {str(one) for one in engine.Weight} == set(Weight)
    # One number stands for each need in the engine, and a need and a refusal never share a word.
    assert not set(Consideration) & set(RefusalKind)


def test_there_is_no_fact_about_who_somebody_is():
    assert set(Told._fields) == {
        "kind", "subject", "label", "level", "expires_on", "hours", "intensity", "codes", "minutes", "km",
    }  # fmt: skip


def full_market():
    one = engine.Citizen(
        key="b1", place=engine.Place(1, 2), reach=((engine.Mode.CAR, 5),), minutes_most=60, minutes_least=30,
        minutes_wished=45, intensity_pct=50, days=frozenset({"mon"}), shifts=frozenset({"day"}),
        licences=(engine.Held("CE", ON), engine.Held("B")), has_all_licences=True,
        licences_in_doubt=frozenset({"D"}), languages=(("da", "B1"),),
        has_all_languages=True, skills=frozenset({"s"}), skills_lacking=frozenset({"l"}), has_all_skills=True,
        occupations=frozenset({"o"}), wishes=frozenset({"w"}), wants_to_learn=frozenset({"x"}),
        forms=frozenset({engine.Form.FLEX}), refused_orders=frozenset({"o9"}), refused_companies=frozenset({"c"}),
        refused_occupations=frozenset({"r"}), cannot=frozenset({"nights"}), needs=frozenset({"quiet"}),
        has_clean_record=False,
    )  # fmt: skip
    other = engine.Order(
        key="o2", company="c", occupation="o", positions=2, place=engine.Place(3, 4), minutes_from=30, minutes_to=90,
        effective_minutes=20, is_splittable=True, days=frozenset({"mon", "tue"}), days_needed=1,
        shifts=frozenset({"day"}), shifts_needed=1, starts_on=ON, licences=(engine.AskedLicence("CE"),),
        languages=(engine.AskedLanguage("da", "B2", engine.Weight.NICE),), skills=(engine.AskedSkill("s"),),
        forms=frozenset({engine.Form.FLEX}), demands=frozenset({"nights"}), free_of=frozenset({"f"}),
        offers=frozenset({"quiet"}), cannot_offer=frozenset({"z"}), asks_clean_record=True,
    )  # fmt: skip
    return one, other


def test_every_field_of_the_engine_is_read_back_as_it_was_written():
    one, other = full_market()
    for side in (one, other):
        assert all(getattr(side, field.name) != field.default for field in fields(side)), "fill every field in"
    assert sheets.citizen_in(sheets.text_of(one)) == one
    assert sheets.order_in(sheets.text_of(other)) == other
    assert sheets.citizen_in(sheets.text_of(engine.Citizen("b1"))) == engine.Citizen("b1")


def test_a_record_is_read_back_as_it_was_written():
    one, other = full_market()
    for pair in ((one, other), (engine.Citizen("b1"), engine.Order("o2"))):
        record = record_of(engine.Market(ON, pair[:1], pair[1:]), *pair)
        assert sheets.record_in(sheets.text_of_record(record)) == record
