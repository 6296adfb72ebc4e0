"""What a fact may say, whose it is, what is known, and what free words may not hold."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from helevejen.profiles.enums import Asked, Expiry, FactKind, FactObjection, Source
from helevejen.profiles.rules import facts, saying, words
from helevejen.profiles.rules.facts import Said

DAY = date(2026, 3, 11)
URI = f"{facts.ESCO}skill/1234"
CITIZEN, STAFF, NOBODY = saying.Speaker(True, False), saying.Speaker(False, True), saying.Speaker(False, False)


@pytest.mark.parametrize(
    "said",
    [
        Said("skill", URI, "køre truck", level="good", evidence="work"),
        Said("skill", label="passe heste"),
        Said("occupation_done", URI, "lagermedarbejder", years=0),
        Said("occupation_wished", label="dyrepasser"),
        Said("licence", "forklift_b", expires_on=DAY),
        Said("language", "da", level="B1"),
        Said("hours", hours=Decimal("0.5"), intensity=1),
        Said("hours", hours=Decimal(60)),
        Said("days", codes=("mon", "tue")),
        Said("shifts", codes=("night",)),
        Said("travel", "bike", minutes=30, km=8),
        Said("travel", "car"),
        Said("consideration", "lift", kg=10),
        Said("consideration", "quiet", label="et rum med dør"),
        Said("refusal", "nights"),
        Said("refusal", "company", "Netto"),
        Said("skill", "no_more"),
    ],
    ids=lambda said: f"{said.kind} {said.subject or said.label}",
)
def test_what_a_fact_may_say(said):
    assert facts.objection_to_saying(said) is None


@pytest.mark.parametrize(
    ("said", "objection"),
    [
        (Said("skill"), FactObjection.NO_WORDS),
        (Said("skill", "http://example.org/truck", "truck"), FactObjection.NOT_ON_LIST),
        (Said("skill", f"{facts.ESCO}{'x' * 120}", "truck"), FactObjection.NOT_ON_LIST),
        (Said("skill", URI, "truck", level="A1"), FactObjection.NOT_ON_LIST),
        (Said("skill", URI, "truck", evidence="rumour"), FactObjection.NOT_ON_LIST),
        (Said("skill", URI, "truck", kg=4), FactObjection.NOT_HERE),
        (Said("skill", "no_more", "truck"), FactObjection.NOT_HERE),
        (Said("hours", "no_more"), FactObjection.NOT_HERE),
        (Said("licence"), FactObjection.MISSING),
        (Said("licence", "broom"), FactObjection.NOT_ON_LIST),
        (Said("language", "da"), FactObjection.MISSING),
        (Said("language", "Dansk", level="A1"), FactObjection.NOT_ON_LIST),
        (Said("language", "da", level="good"), FactObjection.NOT_ON_LIST),
        (Said("hours"), FactObjection.MISSING),
        (Said("hours", hours=Decimal("60.5")), FactObjection.OUT_OF_RANGE),
        (Said("hours", hours=Decimal("0.4")), FactObjection.OUT_OF_RANGE),
        (Said("hours", hours=Decimal(20), intensity=101), FactObjection.OUT_OF_RANGE),
        (Said("hours", "x", hours=Decimal(20)), FactObjection.NOT_HERE),
        (Said("days", codes=("mon", "fest")), FactObjection.NOT_ON_LIST),
        (Said("days"), FactObjection.MISSING),
        (Said("travel", "horse"), FactObjection.NOT_ON_LIST),
        (Said("travel", "bike", minutes=0), FactObjection.OUT_OF_RANGE),
        (Said("consideration", "lift"), FactObjection.MISSING),
        (Said("consideration", "lift", minutes=5), FactObjection.MISSING),
        (Said("consideration", "quiet", kg=5), FactObjection.NOT_HERE),
        (Said("consideration", "lift", kg=101), FactObjection.OUT_OF_RANGE),
        (Said("refusal", "company"), FactObjection.NO_WORDS),
        (Said("skill", label="x" * 121), FactObjection.TOO_LONG),
        (Said("skill", label="Se 170590-9996"), FactObjection.NUMBER),
        (Said("consideration", "quiet", "på grund af PTSD"), FactObjection.ILLNESS),
    ],
    ids=str,
)
def test_what_a_fact_may_not_say(said, objection):
    assert facts.objection_to_saying(said) == objection


def test_every_kind_has_a_shape():
    assert set(facts.SHAPES) == set(FactKind)


def test_words_and_codes_are_tidied():
    assert facts.tidied(Said("skill", label="  køre \n truck ")).label == "køre truck"
    assert facts.tidied(Said("days", codes=("tue", "mon", "tue"))).codes == ("mon", "tue")
    assert facts.tidied(Said("days", codes=("mon", "fest"))).codes == ("mon", "fest")  # refused, not dropped


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (Said("skill", URI, "truck"), Said("skill", URI, "gaffeltruck"), True),
        (Said("skill", URI, "truck"), Said("skill", label="truck"), False),
        (Said("skill", label="Truck"), Said("skill", label="truck"), True),
        (Said("skill", URI, "truck"), Said("occupation_done", URI, "truck"), False),
        (Said("hours", hours=Decimal(10)), Said("hours", hours=Decimal(20)), True),
        (Said("days", codes=("mon",)), Said("days", codes=("tue",)), True),
        (Said("refusal", "company", "Netto"), Said("refusal", "company", "netto"), True),
        (Said("refusal", "company", "Netto"), Said("refusal", "company", "Brugsen"), False),
        (Said("refusal", "nights"), Said("refusal", "nights", "aldrig"), True),
    ],
)
def test_the_same_thing_stands_once(one, other, is_same):
    assert facts.is_same_thing(one, other) is is_same


def test_intensity_is_of_the_hours():
    assert facts.effective_hours(Decimal(20), 50) == 10
    assert facts.effective_hours(Decimal(20), None) == 20
    assert facts.effective_hours(Decimal("3.5"), 33) == Decimal("1.2")


# --- Free words ---


@pytest.mark.parametrize(
    "text",
    ["PTSD", "har angst", "min depression", "på grund af slidgigt", "en diskusprolaps", "KOL", "tager medicin for det",
     "fik en diagnose", "ADHD-agtig", "psykisk sygdom", "Har ADD.", "KOL, mest om vinteren", "en lungesygdom",
     "efter brystkræft", "de\u00adpression", "ＰＴＳＤ", "because of anxiety",
     "lungekræft", "hudkræft", "Kræft", "kræften er væk", "brystcancer", "leddegigt", "psoriasisgigt", "børneleddegigt",
     "gigt i knæet", "hjertesygdomme", "KOL,", "ADD.", "Jeg har ADD og bliver træt", "ADD gør det svært", "har add, så",
     "add-diagnose", "A\u200bDD gør det svært", "jeg har add og ro hjælper", "alkoholafhængig", "alkoholmisbrug",
     "problemer med alkohol", "drikker for meget alkohol", "bryst\u00adkræft", "slid\u200bgigt"],
)  # fmt: skip
def test_an_illness_is_found(text):
    assert words.names_illness(text)


@pytest.mark.parametrize(
    "text",
    ["et roligt rum", "kolonial", "medicinhåndtering", "psykiatrisk sygehjælper", "kolleger, der siger godmorgen",
     "addere tal", "pauser på ti minutter", "stress er ikke godt", "faste tider", "", "add colour",
     "kan ikke hive tunge ting", "har ikke kræfter til det", "bekræfte ordrer", "vil ikke servere alkohol",
     "Kan komme afhængigt af bus", "selvstændigt og uafhængigt", "Holde øje med plantesygdomme", "afhængigt af sæsonen",
     "ubekræftet", "naturkræfter", "drivkræfter", "selvbekræftende", "muskelkræfterne", "afkræftet", "passe husdyr",
     "flersprogigt", "tosprogigt hjem", "add-ons", "med add-ons", "Add 2 more", "Add-on", "ADD-ons", "husdyrsygdomme"],
)  # fmt: skip
def test_work_and_needs_are_no_illness(text):
    assert not words.names_illness(text)


def test_the_name_of_a_concept_of_work_may_hold_what_own_words_may_not():
    concept = Said("occupation_done", subject=f"{facts.ESCO}occupation/x", label="misbrugsrådgiver")
    assert facts.objection_to_saying(concept) is None
    assert facts.objection_to_saying(replace(concept, subject="")) == FactObjection.ILLNESS
    assert facts.objection_to_saying(replace(concept, label="x 170590-9996")) == FactObjection.NUMBER


def test_a_number_is_found():
    assert words.holds_number("cpr 170590 9996")
    assert words.holds_number("cpr 170590 - 9996")
    assert words.holds_number("cpr 170590\u00ad—\u200b9996")
    assert not words.holds_number("ring 75 91 00 01")
    assert not words.holds_number("P-nummer 1003388394")


# --- Whose it is ---


@pytest.mark.parametrize(
    ("speaker", "source", "reason", "was_disagreed_with", "objection"),
    [
        (CITIZEN, Source.CITIZEN, "", False, None),
        (CITIZEN, Source.CITIZEN, "", True, None),
        (CITIZEN, Source.PAPER, "", False, FactObjection.NOT_HERE),
        (STAFF, Source.PAPER, "Så kortet.", False, None),
        (STAFF, Source.CITIZEN, "Så kortet.", False, FactObjection.NO_SOURCE),
        (STAFF, "", "Så kortet.", False, FactObjection.NO_SOURCE),
        (STAFF, Source.PAPER, " ", False, FactObjection.NO_REASON),
        (STAFF, Source.PAPER, "Så kortet.", True, FactObjection.DISAGREED),
        (STAFF, Source.PAPER, "x" * 301, False, FactObjection.TOO_LONG),
        (STAFF, Source.TOLD, "På grund af angst.", False, FactObjection.ILLNESS),
        (NOBODY, Source.TOLD, "Fordi.", False, FactObjection.NOT_THIS_PERSON),
    ],
)
def test_who_may_write(speaker, source, reason, was_disagreed_with, objection):
    found = saying.objection_to_writing(speaker, source=source, reason=reason, was_disagreed_with=was_disagreed_with)
    assert found == objection


@pytest.mark.parametrize(
    ("speaker", "is_by_citizen", "is_confirmed", "objection"),
    [
        (CITIZEN, False, False, None),
        (STAFF, True, False, None),
        (CITIZEN, True, False, FactObjection.OWN_WORDS),
        (STAFF, False, False, FactObjection.OWN_WORDS),
        (CITIZEN, False, True, FactObjection.CONFIRMED),
        (NOBODY, False, False, FactObjection.NOT_THIS_PERSON),
    ],
)
def test_the_other_side_confirms(speaker, is_by_citizen, is_confirmed, objection):
    found = saying.objection_to_confirming(
        speaker, is_by_citizen=is_by_citizen, is_confirmed=is_confirmed, is_writer=False
    )
    assert found == objection


@pytest.mark.parametrize(
    ("speaker", "is_by_citizen", "words_", "objection"),
    [
        (CITIZEN, True, "", None),
        (CITIZEN, False, "Det passer ikke", None),
        (CITIZEN, False, "x" * 301, FactObjection.TOO_LONG),
        (STAFF, False, "", None),
        (STAFF, True, "", FactObjection.NOT_THEIRS),
        (NOBODY, True, "", FactObjection.NOT_THIS_PERSON),
    ],
)
def test_who_may_take_away(speaker, is_by_citizen, words_, objection):
    found = saying.objection_to_withdrawing(speaker, is_by_citizen=is_by_citizen, disagreement=words_)
    assert found == objection


def test_an_old_version_is_left_alone():
    assert saying.objection_to_state(is_replaced=False, is_withdrawn=False) is None
    assert saying.objection_to_state(is_replaced=True, is_withdrawn=False) == FactObjection.NOT_CURRENT
    assert saying.objection_to_state(is_replaced=False, is_withdrawn=True) == FactObjection.WITHDRAWN


# --- What is known ---


def test_unknown_is_not_no():
    assert saying.asked_of([]) == Asked.NOT_YET
    assert saying.asked_of(["B"]) == Asked.SOME
    assert saying.asked_of(["B", "no_more"]) == Asked.ALL
    assert saying.asked_of(["no_more"]) == Asked.ALL


@pytest.mark.parametrize(
    ("days", "expiry"),
    [(-1, Expiry.OVER), (0, Expiry.SOON), (90, Expiry.SOON), (91, Expiry.HOLDS)],
)
def test_a_licence_holds_through_its_day(days, expiry):
    assert saying.expiry_of(DAY + timedelta(days=days), DAY) == expiry


def test_a_licence_without_a_day_is_unknown():
    assert saying.expiry_of(None, DAY) == Expiry.UNKNOWN


@pytest.mark.parametrize(
    ("wanted", "held", "answer"),
    [
        ("B", [], None),
        ("B", [("CE", None)], True),
        ("D", [("CE", None)], None),
        ("D", [("CE", None), ("no_more", None)], False),
        ("B", [("B", DAY - timedelta(days=1))], False),
        ("B", [("B", DAY)], True),
        ("B", [("B", DAY - timedelta(days=1)), ("CE", DAY)], True),
        ("B", [("no_more", None)], False),
    ],
)
def test_whether_a_licence_is_held(wanted, held, answer):
    assert saying.has_licence(wanted, held, DAY) is answer


def test_a_value_alone_makes_another_fact():
    one = Said("skill", URI, "truck")
    assert replace(one, level="good") != one
