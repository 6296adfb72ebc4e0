"""Lists are made, kept, told of and computed again, whatever is said afterwards."""

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from helevejen.audit.models import Event
from helevejen.citizens.models import BenefitPeriod, Citizen
from helevejen.engines.matching.views import COMPANY_FIELDS
from helevejen.profiles.models import ProfileFact
from helevejen.recruitment.models import JobOrder
from helevejen.suggestions import actions
from helevejen.suggestions.models import DeclinedOrder, FactSheet, MatchList, SheetSet, Suggestion
from helevejen.suggestions.queries import lists, views
from helevejen.suggestions.run.recomputing import recomputed
from tests.cast import NOW
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.recruitment import JobOrderFactory, RequirementFactory
from tests.factories.suggestions import StopFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY = timedelta(days=1)
TRUCK, PACK = "http://data.europa.eu/esco/skill/truck", "http://data.europa.eu/esco/skill/pack"


@pytest.fixture
def truck(cast):
    """Wants a forklift certificate and somebody who packs; Amina has both, Bo packs, of Carl nothing is known."""
    order = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, title="Lager")
    RequirementFactory(order=order, code="forklift_b", label="Truck")
    RequirementFactory(order=order, kind="skill", code="", uri=PACK, label="pakke", weight="nice")
    for citizen in (cast.amina, cast.bo):
        ProfileFactFactory(citizen=citizen, subject=PACK, label="pakke")
        ProfileFactFactory(citizen=citizen, kind="hours", subject="", label="", hours=Decimal(20))
    ProfileFactFactory(citizen=cast.amina, licence=True)
    return order


@pytest.fixture
def clerk(cast):
    return JobOrderFactory(company=cast.poul.company, owner=cast.rikke, title="Kontor", demands_clean_record=True)


def openings(cast, **more):
    return actions.make_openings(case=cast.aminas_case, by=cast.jens, at=more.get("at", NOW))


def titles(match_list):
    return [row.order.title for row in lists.rows_of(match_list) if row.place]


def test_the_list_of_a_citizen_has_the_orders_with_their_reasons(cast, truck, clerk):
    made = openings(cast)
    assert titles(made) == ["Lager", "Kontor"] or titles(made) == ["Kontor", "Lager"]
    row = next(row for row in lists.rows_of(made) if row.order == truck)
    view = views.citizen_view(row)
    assert view.is_suggested
    assert any("20" in words for words in view.good)
    event = Event.objects.get(verb="openings_listed")
    assert (event.subject_id, event.actor_id) == (cast.amina.pk, cast.jens.pk)


def test_the_list_of_an_order_has_those_with_open_cases_who_bring_something(cast, truck):
    made = actions.make_candidates(order=truck, by=cast.rikke, at=NOW)
    rows = lists.rows_of(made)
    found = [row.case.citizen for row in rows]
    assert set(found) == {cast.amina, cast.bo}, "not having told of a licence is a question; Carl brings nothing asked"
    assert [row.place for row in rows] == list(range(1, len(rows) + 1))


def test_what_one_rule_alone_keeps_away_stands_below_with_its_rule(cast, truck):
    ProfileFactFactory(citizen=cast.bo, kind="licence", subject="no_more", label="")
    made = actions.make_openings(case=cast.bos_case, by=cast.mette, at=NOW)
    assert [(row.place, row.kept_by) for row in lists.rows_of(made)] == [(None, "licences")]


def test_a_pair_that_a_person_chose_is_kept_whatever_the_rules_say(cast, truck):
    ProfileFactFactory(citizen=cast.bo, kind="licence", subject="no_more", label="")
    pair = actions.record_pair(case=cast.bos_case, order=truck, by=cast.mette, at=NOW)
    assert (pair.case, pair.order, pair.place, pair.match_list.kind) == (cast.bos_case, truck, None, "pair")
    assert not views.desk_view(pair).is_possible
    assert views.company_card(pair) is None


# --- Computed again ---


@pytest.mark.parametrize("kind", ["openings", "candidates", "pair"])
def test_a_list_is_the_same_when_it_is_computed_again_after_everything_has_changed(cast, truck, clerk, kind):
    PrivateFactFactory(citizen=cast.amina)
    made = {
        "openings": lambda: openings(cast),
        "candidates": lambda: actions.make_candidates(order=truck, by=cast.rikke, at=NOW),
        "pair": lambda: actions.record_pair(case=cast.aminas_case, order=clerk, by=cast.jens, at=NOW).match_list,
    }[kind]()
    ProfileFact.objects.filter(citizen=cast.amina).update(withdrawn_at=NOW, withdrawn_by=cast.jens)
    JobOrder.objects.update(hours_least=Decimal(30), state="closed", closing_reason="not_needed", ended_at=NOW)
    truck.requirements.all().delete()
    found = recomputed(MatchList.objects.get(pk=made.pk))
    assert found.is_identical
    assert len(found.now) > 0


def test_a_row_that_was_tampered_with_is_found(cast, truck):
    made = openings(cast)
    found = recomputed(made)
    with transaction.atomic():
        from helevejen.core.db import erasing

        with erasing():
            row = made.suggestions.first()
            row.record = row.record.replace('"rank":', '"rank":1')
            row.save(update_fields=["record"])
    assert found.is_identical
    assert not recomputed(made).is_identical


def test_facts_that_have_not_changed_are_kept_once(cast, truck):
    openings(cast)
    sheets, sets = FactSheet.objects.count(), SheetSet.objects.count()
    openings(cast)
    assert (FactSheet.objects.count(), SheetSet.objects.count(), MatchList.objects.count()) == (sheets, sets, 2)
    ProfileFactFactory(citizen=cast.amina, subject=TRUCK, label="køre truck")
    openings(cast)
    assert (FactSheet.objects.count(), SheetSet.objects.count()) == (sheets + 1, sets + 1)


@pytest.mark.parametrize("model", [FactSheet, SheetSet, MatchList, Suggestion])
def test_what_was_kept_is_neither_changed_nor_taken_away(cast, truck, model):
    openings(cast)
    row = model.objects.order_by("pk").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).delete()
    field = next(name for name in ("made_at", "record") if hasattr(row, name))
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field: NOW + DAY if field == "made_at" else "{}"})


def test_lists_are_erased_after_two_years_with_what_only_they_were_made_of(cast, truck):
    openings(cast)
    late = NOW + actions.lists_kept_for() + DAY
    newer = openings(cast, at=late - DAY)
    assert actions.forget_old_lists(at=late) == 1
    assert list(MatchList.objects.all()) == [newer]
    assert recomputed(newer).is_identical
    assert actions.forget_old_lists(at=late + actions.lists_kept_for()) == 1
    assert not FactSheet.objects.exists()
    assert not SheetSet.objects.exists()
    assert actions.forget_old_lists(at=late) == 0


# --- What each is told ---


def everything_of(view):
    return repr([getattr(view, name) for name in type(view).__slots__])


def test_the_desk_reads_the_same_of_every_pair_whatever_the_citizen_keeps_private(cast, clerk):
    before = actions.record_pair(case=cast.aminas_case, order=clerk, by=cast.jens, at=NOW)
    PrivateFactFactory(citizen=cast.amina)
    after = actions.record_pair(case=cast.aminas_case, order=clerk, by=cast.jens, at=NOW)
    assert before.record != after.record
    for language in ("da", "en"):
        assert views.desk_view(before, language) == views.desk_view(after, language)
        assert views.company_card(before, language) == views.company_card(after, language)
    assert "attest" in everything_of(views.citizen_view(after))
    assert "attest" not in everything_of(views.desk_view(after))


def test_what_is_private_keeps_the_job_away_without_a_trace(cast, truck, clerk):
    PrivateFactFactory(citizen=cast.amina)
    own = actions.make_openings(case=cast.aminas_case, by=cast.amina.user, at=NOW)
    rows = lists.rows_of(own)
    assert [row.order for row in rows] == [truck], "no near miss either"
    assert [row.place for row in rows] == [1]
    assert lists.find_openings(cast.aminas_case.pk, is_own=True) == own
    assert lists.find_openings(cast.aminas_case.pk, is_own=False) is None, "nobody else reads the own list"


def test_a_list_made_by_anybody_else_is_the_same_whatever_is_private(cast, truck, clerk):
    before = lists.rows_of(openings(cast))
    PrivateFactFactory(citizen=cast.amina)
    after = lists.rows_of(openings(cast))
    assert [(row.order, row.place, row.record) for row in after] == [
        (row.order, row.place, row.record) for row in before
    ]
    assert clerk in [row.order for row in after]
    assert lists.find_openings(cast.aminas_case.pk, is_own=True) is None, "and the citizen does not read that one"


def test_two_equal_orders_one_of_which_demands_a_clean_record_name_the_same_citizens(cast, clerk):
    plain = JobOrderFactory(company=cast.poul.company, owner=cast.rikke, title="Kontor")
    PrivateFactFactory(citizen=cast.amina)
    named = []
    for order in (plain, clerk):
        rows = lists.rows_of(actions.make_candidates(order=order, by=cast.rikke, at=NOW))
        named.append({row.case.citizen for row in rows})
        assert all(views.desk_view(row).is_possible for row in rows)
    assert named[0] == named[1]
    assert cast.amina in named[1]


def test_the_company_reads_the_allow_list_of_fields_about_what_it_asked_and_nothing_else(cast, truck):
    ProfileFactFactory(citizen=cast.amina, consideration=True)
    ProfileFactFactory(citizen=cast.amina, subject=TRUCK, label="hemmelig kunnen")
    PrivateFactFactory(citizen=cast.amina)
    card = views.company_card(actions.record_pair(case=cast.aminas_case, order=truck, by=cast.jens, at=NOW))
    assert tuple(field.name for field in fields(card)) == COMPANY_FIELDS
    # The concept has no label in this database: the company reads words or nothing, never an address.
    assert card.covered == ("noget, der ikke har et navn her", "Gaffeltruckcertifikat (B)")
    assert (card.near, card.not_told) == ((), ())


def test_who_may_not_see_health_is_told_as_if_there_were_no_considerations(cast, truck):
    ProfileFactFactory(citizen=cast.amina, kind="refusal", subject="nights", label="")
    JobOrder.objects.filter(pk=truck.pk).update(shifts=["night"])
    pair = actions.record_pair(case=cast.aminas_case, order=JobOrder.objects.get(), by=cast.jens, at=NOW)
    assert not views.desk_view(pair).is_possible
    unwell = views.desk_view(pair, with_health=False)
    assert unwell.is_possible
    assert "nat" not in repr(unwell.in_the_way + unwell.ask_company)


def test_nobody_is_asked_what_no_page_takes_an_answer_to(cast, truck):
    row = lists.rows_of(openings(cast))[0]
    asked = views.citizen_view(row).questions + views.desk_view(row).ask_citizen + views.desk_view(row).ask_company
    assert not any("hvor du bor" in words or "hvor arbejdet er" in words for words in asked)


# --- Fairness ---


@pytest.mark.parametrize(
    "change",
    [
        {"given_name": "Peter", "family_name": "Hansen", "search_key": "peter hansen"},
        {"birth_date": "1961-02-03"},
        {"language": "ar", "needs_interpreter": True},
        {"protection": "protected"},
        {"postcode": "6700", "city": "Esbjerg"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_who_somebody_is_changes_no_list(cast, truck, clerk, change):
    def rows():
        made = [openings(cast), actions.make_candidates(order=truck, by=cast.rikke, at=NOW)]
        return [(row.place, row.kept_by, row.record) for one in made for row in lists.rows_of(one)]

    before = rows()
    Citizen.objects.filter(pk=cast.amina.pk).update(**change)
    assert rows() == before


def test_what_somebody_lives_on_changes_no_list(cast, truck):
    before = [(row.place, row.record) for row in lists.rows_of(openings(cast))]
    BenefitPeriod.objects.create(
        citizen=cast.amina, benefit="foertidspension", valid_from=NOW.date() - DAY, source="test"
    )
    assert [(row.place, row.record) for row in lists.rows_of(openings(cast))] == before


# --- Saying no, and the switch ---


def test_an_order_that_does_not_suit_is_on_no_coming_list_and_is_no_near_miss(cast, truck):
    actions.decline_order(citizen=cast.amina, order=truck, by=cast.amina.user, at=NOW)
    assert lists.rows_of(openings(cast)) == []
    candidates = lists.rows_of(actions.make_candidates(order=truck, by=cast.rikke, at=NOW))
    assert cast.amina not in [row.case.citizen for row in candidates]
    actions.take_back_declining(citizen=cast.amina, order=truck, by=cast.amina.user, at=NOW)
    assert titles(openings(cast)) == ["Lager"]


def test_only_the_citizen_says_so_and_once(cast, truck):
    with pytest.raises(actions.UnableToDecline):
        actions.decline_order(citizen=cast.amina, order=truck, by=cast.jens, at=NOW)
    with pytest.raises(actions.UnableToDecline):
        actions.take_back_declining(citizen=cast.amina, order=truck, by=cast.amina.user, at=NOW)
    actions.decline_order(citizen=cast.amina, order=truck, by=cast.amina.user, at=NOW)
    with pytest.raises(actions.UnableToDecline, match="allerede"):
        actions.decline_order(citizen=cast.amina, order=truck, by=cast.amina.user, at=NOW)
    assert DeclinedOrder.objects.count() == 1


def test_when_lists_are_stopped_none_is_made(cast, truck):
    actions.stop_suggestions(reason="Vi undersøger en fejl.", by=cast.lene, at=NOW)
    for attempt in (
        lambda: openings(cast),
        lambda: actions.make_candidates(order=truck, by=cast.rikke, at=NOW),
        lambda: actions.record_pair(case=cast.aminas_case, order=truck, by=cast.jens, at=NOW),
    ):
        with pytest.raises(actions.UnableToMakeList):
            attempt()
    assert not MatchList.objects.exists()
    with pytest.raises(actions.UnableToSwitch):
        actions.stop_suggestions(reason="Igen.", by=cast.lene, at=NOW)
    actions.resume_suggestions(by=cast.lene, at=NOW + DAY)
    assert lists.find_stop() is None
    assert titles(openings(cast)) == ["Lager"]
    assert {"suggestions_stopped", "suggestions_resumed"} <= set(Event.objects.values_list("verb", flat=True))


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "Fejl hos 170590-9996."])
def test_lists_are_stopped_with_a_reason_that_everybody_can_read(cast, reason):
    with pytest.raises(actions.UnableToSwitch):
        actions.stop_suggestions(reason=reason, by=cast.lene, at=NOW)


def test_lists_are_resumed_only_when_they_are_stopped(cast):
    with pytest.raises(actions.UnableToSwitch):
        actions.resume_suggestions(by=cast.lene, at=NOW)


def test_the_database_takes_one_stop_at_a_time(cast):
    StopFactory(standing=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        StopFactory(standing=True)


def test_nothing_is_suggested_for_a_closed_case_or_an_order_that_is_not_open(cast, truck):
    JobOrder.objects.filter(pk=truck.pk).update(state="paused", paused_at=NOW)
    with pytest.raises(actions.UnableToMakeList, match="ikke åben"):
        actions.make_candidates(order=JobOrder.objects.get(), by=cast.rikke, at=NOW)
    cast.aminas_case.closed_at = NOW
    with pytest.raises(actions.UnableToMakeList, match="lukket"):
        openings(cast)
