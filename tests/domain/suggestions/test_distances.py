"""Lists know how far there is; nobody learns from them where somebody lives who may not know it."""

from dataclasses import fields
from decimal import Decimal

import pytest

from helevejen.accounts.models import User
from helevejen.citizens.models import Citizen
from helevejen.engines.matching.judge import Rule
from helevejen.engines.matching.views import COMPANY_FIELDS
from helevejen.places.actions import import_centres
from helevejen.places.models import PostcodeCentre
from helevejen.suggestions import actions
from helevejen.suggestions.models import FactSheet, MatchList
from helevejen.suggestions.queries import lists, views
from helevejen.suggestions.queries.shortlist import shortlist_for
from helevejen.suggestions.queries.words import sheet_in_words
from helevejen.suggestions.rules import sheets
from helevejen.suggestions.run.recomputing import recomputed
from helevejen.tasks.places.reading import STARTER_DATED, read_starter
from tests.cast import NOW
from tests.factories.companies import WorkplaceFactory
from tests.factories.profiles import ProfileFactFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]

PACK = "http://data.europa.eu/esco/skill/pack"


@pytest.fixture(autouse=True)
def towns():
    import_centres(read_starter(), source="test", on=STARTER_DATED)


@pytest.fixture
def amina(cast):
    """Packs, lives in 7000 and cycles ten kilometres."""
    Citizen.objects.filter(pk=cast.amina.pk).update(postcode="7000")
    ProfileFactFactory(citizen=cast.amina, subject=PACK, label="pakke")
    ProfileFactFactory(citizen=cast.amina, kind="travel", subject="bike", label="", km=10)
    return cast.amina


def order_in(cast, postcode, title="Lager"):
    company = cast.poul.company
    workplace = WorkplaceFactory(company=company, postcode=postcode) if postcode is not None else None
    order = JobOrderFactory(company=company, owner=cast.rikke, title=title, workplace=workplace)
    RequirementFactory(order=order, kind="skill", code="", uri=PACK, label="pakke", weight="nice")
    return order


def openings(cast, by=None):
    return actions.make_openings(case=cast.aminas_case, by=by or cast.jens, at=NOW)


def said(view):
    return " ".join(words for name in type(view).__slots__ for words in map(str, [getattr(view, name)]))


def test_what_is_near_is_on_the_list_and_what_is_too_far_stands_below_with_the_kilometres(cast, amina):
    order_in(cast, "7000", "Her")
    order_in(cast, "7080", "Der")
    for by, read in ((cast.jens, views.desk_view), (amina.user, views.citizen_view)):
        rows = {row.order.title: row for row in lists.rows_of(openings(cast, by))}
        assert (rows["Her"].place, rows["Der"].kept_by) == (1, "travel")
        assert any("cirka 1 km" in words for words in read(rows["Her"]).good)
        assert any("cirka 14 km" in words and "højst 10 km" in words for words in read(rows["Der"]).in_the_way)


@pytest.mark.parametrize("read", [views.desk_view, views.citizen_view])
def test_how_somebody_travels_is_told_in_its_own_words_beside_needs_of_the_same_code(cast, amina, read):
    ProfileFactFactory(citizen=cast.bo, kind="travel", subject="walk", label="", km=2)
    Citizen.objects.filter(pk=cast.bo.pk).update(postcode="7000")
    pair = actions.record_pair(case=cast.bos_case, order=order_in(cast, "7000"), by=cast.mette, at=NOW)
    assert any("2 km (til fods)" in words for words in read(pair).good)


@pytest.mark.parametrize(
    ("home", "work"),
    [
        ({"postcode": ""}, "7080"),
        ({"postcode": "9999"}, "7080"),
        ({"protection": "protected"}, "7080"),
        ({"protection": "special"}, "7080"),
        ({}, ""),
        ({}, "9999"),
        ({}, None),
    ],
    ids=str,
)
def test_what_is_not_known_keeps_nothing_away_and_is_asked_of_nobody(cast, amina, home, work):
    Citizen.objects.filter(pk=amina.pk).update(**home)
    order_in(cast, work)
    row = lists.rows_of(openings(cast))[0]
    assert row.place == 1
    view = views.desk_view(row)
    assert " km" not in said(view) + said(views.citizen_view(row))
    asked = [one for one in views.told([row], "da")[row.pk].record.outcomes if one.rule is Rule.TRAVEL]
    assert [reason for one in asked for reason in one.reasons] == []


def test_of_a_protected_address_nothing_is_read_or_kept(cast, amina):
    Citizen.objects.filter(pk=amina.pk).update(protection="protected")
    order_in(cast, "7080")
    openings(cast)
    kept = [sheets.citizen_in(one.content) for one in FactSheet.objects.filter(kind="citizen")]
    assert [one.place for one in kept] == [None]


@pytest.mark.parametrize("kind", ["openings", "candidates", "pair"])
def test_a_list_is_the_same_with_its_distances_after_everybody_has_moved(cast, amina, kind):
    order = order_in(cast, "7080")
    made = {
        "openings": lambda: openings(cast),
        "candidates": lambda: actions.make_candidates(order=order, by=cast.rikke, at=NOW),
        "pair": lambda: actions.record_pair(case=cast.aminas_case, order=order, by=cast.jens, at=NOW).match_list,
    }[kind]()
    PostcodeCentre.objects.update(latitude=Decimal(57))
    Citizen.objects.update(postcode="8000")
    found = recomputed(MatchList.objects.get(pk=made.pk))
    assert found.is_identical
    assert any('"km",14' in record for _place, _kept_by, record in found.now)


def test_the_citizens_copy_says_that_the_middle_of_the_postcode_was_used(cast, amina):
    order_in(cast, "7080")
    openings(cast)
    sheet = FactSheet.objects.get(kind="citizen")
    assert "midten af postnummeret" in sheet_in_words(sheet.content, "da")


# --- What protects where somebody lives ---


def unit_reads(cast, order):
    """Everything the recruitment unit is told of a shortlist, in its order."""
    made = actions.make_candidates(order=order, by=cast.rikke, at=NOW)
    shown = shortlist_for(User.objects.get(pk=cast.rikke.pk), made, NOW)
    return [one.pk for one in shown.to_call], len(shown.named)


def test_twin_orders_in_different_towns_name_the_same_citizens_in_the_same_order(cast, amina):
    ProfileFactFactory(citizen=cast.bo, subject=PACK, label="pakke")
    Citizen.objects.filter(pk=cast.bo.pk).update(postcode="8000")
    here = [
        [(row.case.citizen_id, row.place) for row in lists.rows_of(made)]
        for order in (order_in(cast, "7000"),)
        for made in (actions.make_candidates(order=order, by=cast.rikke, at=NOW),)
    ]
    told = unit_reads(cast, order_in(cast, "7000"))
    assert told[0], "there is somebody to call"
    for home in ("7000", "8000", "6700"):
        Citizen.objects.filter(pk=amina.pk).update(postcode=home)
        for work in ("7000", "8000", "6700", None):
            assert unit_reads(cast, order_in(cast, work)) == told
    assert {citizen for rows in here for citizen, _place in rows} == {cast.amina.pk, cast.bo.pk}


def test_who_works_the_case_reads_on_the_shortlist_how_far_there_is(cast, amina):
    made = actions.make_candidates(order=order_in(cast, "7080"), by=cast.rikke, at=NOW)
    named = shortlist_for(cast.jens, made, NOW).named
    view = views.desk_view(next(one.suggestion for one in named if one.suggestion.case.citizen_id == amina.pk))
    assert any("cirka 14 km" in words for words in view.in_the_way)
    assert not view.is_possible


def test_a_card_is_the_same_wherever_the_citizen_lives(cast, amina):
    order = order_in(cast, "7000")
    cards = []
    for home in ("7000", "7080", "8000", ""):
        Citizen.objects.filter(pk=amina.pk).update(postcode=home)
        cards.append(views.company_card(actions.record_pair(case=cast.aminas_case, order=order, by=cast.jens, at=NOW)))
    assert cards[0] is not None
    assert cards == [cards[0]] * 4
    assert tuple(field.name for field in fields(cards[0])) == COMPANY_FIELDS


def test_who_is_not_shown_places_is_told_as_if_nobody_knew(cast, amina):
    seen = []
    for work in ("7000", "7080", "8000", ""):
        pair = actions.record_pair(case=cast.aminas_case, order=order_in(cast, work), by=cast.jens, at=NOW)
        seen.append(views.desk_view(pair, with_place=False))
    assert seen == [seen[0]] * 4
    assert seen[0].is_possible
    record = views.told([pair], "da")[pair.pk].record
    assert Rule.TRAVEL in {one.rule for one in record.outcomes}, "it is there, and left out for that reader"
