"""Who reaches into whose file, and how far."""

from datetime import date, timedelta

import pytest

from helevejen.accounts.models import Employment, User
from helevejen.cases import perms as case_perms
from helevejen.citizens import perms, queries
from helevejen.citizens.enums import Level, Protection
from helevejen.citizens.models import Citizen
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import NoteFactory
from tests.factories.citizens import ConflictOfInterestFactory, ConsentFactory, RelationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def open_to(user, at=NOW):
    return set(perms.visible_to(user, at).order_by("pk"))


def level(user, citizen, at=NOW):
    return perms.level_of(user, citizen, at)


def test_jobformidler_opens_the_own_caseload_and_no_other(cast):
    assert open_to(cast.jens) == {cast.amina}
    assert level(cast.jens, cast.amina) == Level.OWN


def test_colleague_on_the_team_sees_a_card_and_no_file(cast):
    assert level(cast.mette, cast.amina) == Level.CARD
    assert cast.amina not in open_to(cast.mette)
    assert cast.amina in perms.cards_visible_to(cast.mette, NOW)


def test_jobformidler_on_another_team_sees_nothing(cast):
    assert level(cast.omar, cast.amina) is None
    assert cast.amina not in perms.cards_visible_to(cast.omar, NOW)


@pytest.mark.parametrize("name", ["vibeke", "rikke", "anders", "karen", "bent"])
def test_a_role_alone_opens_nothing(cast, name):
    user = getattr(cast, name)
    assert not perms.cards_visible_to(user, NOW).exists()


def test_leader_reaches_the_team_as_leader(cast):
    assert open_to(cast.lene) == {cast.amina, cast.bo}
    assert level(cast.lene, cast.amina) == Level.LEADER
    assert level(cast.lene, cast.carl) is None


def test_leader_keeps_the_cases_of_somebody_who_has_left(cast):
    Employment.objects.filter(user=cast.jens).update(valid_until=TODAY)
    assert level(cast.lene, cast.amina) == Level.LEADER
    assert level(cast.jens, cast.amina) is None


def test_substitute_reaches_the_absent_colleagues_caseload_while_it_lasts(cast):
    absence = AbsenceFactory(user=cast.jens, substitute=cast.omar)
    assert level(cast.omar, cast.amina) == Level.SUBSTITUTE
    assert level(cast.omar, cast.amina, NOW + timedelta(days=5)) is None
    absence.cancelled_at = NOW
    absence.save()
    assert level(cast.omar, cast.amina) is None


def test_substitute_inherits_the_caseload_alone(cast):
    RelationFactory(user=cast.jens, citizen=cast.carl, meeting=True)
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert level(cast.jens, cast.carl) == Level.MEETING
    assert level(cast.mette, cast.carl) is None


def test_covering_is_not_passed_on(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    AbsenceFactory(user=cast.mette, substitute=cast.omar)
    assert level(cast.omar, cast.amina) is None


@pytest.mark.parametrize(
    ("trait", "expected"),
    [
        ("meeting", Level.MEETING),
        ("handover", Level.HANDOVER),
        ("former", Level.FORMER),
        ("named", Level.NAMED),
        ("broken_glass", Level.BREAK_GLASS),
    ],
)
def test_dated_relation_opens_until_its_end(cast, trait, expected):
    relation = RelationFactory(user=cast.omar, citizen=cast.amina, **{trait: True})
    assert level(cast.omar, cast.amina) == expected
    assert level(cast.omar, cast.amina, relation.valid_until) is None


def test_the_stronger_of_two_relations_counts(cast):
    RelationFactory(user=cast.jens, citizen=cast.amina, former=True)
    assert level(cast.jens, cast.amina) == Level.OWN


def test_employment_must_hold_on_the_day(cast):
    Employment.objects.filter(user=cast.jens).update(valid_until=TODAY + timedelta(days=1))
    assert open_to(cast.jens) == {cast.amina}
    assert open_to(cast.jens, NOW + timedelta(days=1)) == set()


def test_closed_account_reaches_nobody(cast):
    cast.jens.is_active = False
    assert open_to(cast.jens) == set()


def test_coordinator_needs_a_living_consent(cast):
    RelationFactory(user=cast.vibeke, citizen=cast.amina, coordinator=True)
    assert level(cast.vibeke, cast.amina) is None
    consent = ConsentFactory(citizen=cast.amina, partner_user=cast.vibeke)
    assert level(cast.vibeke, cast.amina) == Level.COORDINATOR
    consent.withdrawn_at = NOW
    consent.save()
    assert level(cast.vibeke, cast.amina) is None


def test_consent_to_another_coordinator_opens_nothing(cast):
    RelationFactory(user=cast.vibeke, citizen=cast.amina, coordinator=True)
    ConsentFactory(citizen=cast.amina, partner_user=cast.rikke)
    assert level(cast.vibeke, cast.amina) is None


def test_special_protection_opens_for_caseload_and_named_alone(cast):
    assert level(cast.omar, cast.freja) == Level.OWN
    for trait in ("meeting", "handover", "former", "broken_glass"):
        RelationFactory(user=cast.jens, citizen=cast.freja, **{trait: True})
    AbsenceFactory(user=cast.omar, substitute=cast.jens)
    assert level(cast.jens, cast.freja) is None
    RelationFactory(user=cast.jens, citizen=cast.freja, named=True)
    assert level(cast.jens, cast.freja) == Level.NAMED


def test_protected_citizen_has_no_card_but_the_leaders(cast):
    Citizen.objects.filter(pk__in=[cast.amina.pk, cast.bo.pk]).update(protection=Protection.PROTECTED)
    assert level(cast.mette, cast.amina) is None
    assert level(cast.lene, cast.amina) == Level.LEADER
    Citizen.objects.filter(pk=cast.amina.pk).update(protection=Protection.SPECIAL)
    assert level(cast.lene, cast.amina) == Level.CARD
    assert not perms.may_open(cast.lene, cast.amina, NOW)


def test_colleague_who_is_a_citizen_has_no_card(cast):
    User.objects.filter(pk=cast.rikke.pk).update(cpr_index=cast.amina.cpr_index)
    assert level(cast.mette, cast.amina) is None
    assert level(cast.jens, cast.amina) == Level.OWN


def _declared(cast):
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)


def _same_person(cast):
    cast.jens.cpr_index = cast.amina.cpr_index


def _same_home(cast):
    Citizen.objects.filter(pk=cast.amina.pk).update(home_key="h" * 64)
    cast.jens.home_key = "h" * 64


@pytest.mark.parametrize("conflict", [_declared, _same_person, _same_home])
def test_conflict_of_interest_closes_the_file_whatever_the_relation(cast, conflict):
    conflict(cast)
    for trait in ("named", "broken_glass", "meeting"):
        RelationFactory(user=cast.jens, citizen=cast.amina, **{trait: True})
    assert level(cast.jens, cast.amina) is None
    assert open_to(cast.jens) == set()


def test_conflict_that_has_ended_closes_nothing(cast):
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina, ended_at=NOW)
    assert level(cast.jens, cast.amina) == Level.OWN


def test_citizen_sees_the_own_record_and_company_nobody(cast):
    assert open_to(cast.amina.user) == {cast.amina}
    assert level(cast.amina.user, cast.amina) == Level.SELF
    assert level(cast.amina.user, cast.bo) is None
    assert open_to(cast.poul.user) == set()


def test_who_can_see_says_the_same_as_visible_to(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.omar)
    RelationFactory(user=cast.nina, citizen=cast.amina, broken_glass=True)
    RelationFactory(user=cast.vibeke, citizen=cast.amina, coordinator=True)
    RelationFactory(user=cast.rikke, citizen=cast.amina, former=True, valid_until=NOW)
    seen = queries.who_can_see(cast.amina, NOW)
    staff = User.objects.filter(kind="staff").order_by("pk")
    assert {viewer.user for viewer in seen} == {user for user in staff if perms.may_open(user, cast.amina, NOW)}
    assert [(viewer.user.name, viewer.level) for viewer in seen] == [
        ("Jens Bro", Level.OWN),
        ("Omar Aziz", Level.SUBSTITUTE),
        ("Lene Krag", Level.LEADER),
        ("Nina Skov", Level.BREAK_GLASS),
    ]
    assert all(viewer.reason for viewer in seen)
    assert [viewer.until for viewer in seen] == [
        None,
        TODAY + timedelta(days=5),
        None,
        NOW + timedelta(minutes=60),
    ]


def mixed_relations(cast):
    """Let staff reach citizens in many ways, and return the staff."""
    RelationFactory(user=cast.omar, citizen=cast.amina, meeting=True)
    RelationFactory(user=cast.nina, citizen=cast.amina, handover=True)
    RelationFactory(user=cast.vibeke, citizen=cast.amina, coordinator=True)
    AbsenceFactory(user=cast.mette, substitute=cast.nina)
    ConflictOfInterestFactory(user=cast.mette, citizen=cast.freja)
    cast.rikke.home_key, cast.carl.home_key = "0605 sted", "0605 sted"
    cast.rikke.save()
    cast.carl.save()
    RelationFactory(user=cast.rikke, citizen=cast.carl, named=True)
    RelationFactory(user=cast.anders, citizen=cast.carl, named=True)
    return list(User.objects.filter(kind="staff").order_by("pk"))


def test_the_levels_of_many_people_are_those_of_each(cast):
    people = mixed_relations(cast)
    found = 0
    for citizen in Citizen.objects.order_by("pk"):
        one_by_one = {user.pk: reach for user in people if (reach := level(user, citizen))}
        assert perms.levels_of_people(people, citizen, NOW) == one_by_one
        assert perms.levels_of_people(people[:3], citizen, NOW) == {
            pk: reach for pk, reach in one_by_one.items() if pk in {user.pk for user in people[:3]}
        }
        found += len(one_by_one)
    assert found > 10


def test_the_citizens_open_to_somebody_are_those_of_each_level_but_a_card(cast, django_assert_num_queries):
    citizens = list(Citizen.objects.order_by("pk"))
    people, found = [*mixed_relations(cast), cast.amina.user, cast.poul.user], set()
    for user in people:
        each = {one.pk: reach for one in citizens if (reach := level(user, one)) not in {None, Level.CARD, Level.SELF}}
        with django_assert_num_queries(1):
            opened = queries.levels_open_to(user, NOW)
        assert opened == each
        found |= set(opened.values())
    assert len(found) > 4


def test_facts_hold_nothing_the_level_does_not_show(cast, django_assert_max_num_queries):
    Citizen.objects.filter(pk=cast.amina.pk).update(postcode="7000", city="Fredericia")
    cast.amina.address = "Vendersgade 1"
    cast.amina.save(update_fields=["address"])
    mine = queries.get_facts(cast.jens, cast.amina, NOW)
    assert (mine.cpr_masked, mine.may_reveal_cpr) == (f"{cast.amina.cpr[:6]}-••••", True)
    assert (mine.street, mine.town) == ("Vendersgade 1", "7000 Fredericia")
    theirs = queries.get_facts(cast.lene, cast.amina, NOW)
    assert (theirs.street, theirs.town, theirs.may_reveal_cpr, theirs.may_reveal_address) == (
        None,
        "7000 Fredericia",
        False,
        False,
    )
    with pytest.raises(Citizen.DoesNotExist):
        queries.get_facts(cast.mette, cast.amina, NOW)
    with django_assert_max_num_queries(3):
        queries.get_facts(cast.jens, cast.amina, NOW)


def test_protected_address_is_hidden_until_asked_for(cast):
    Citizen.objects.filter(pk=cast.freja.pk).update(postcode="7000", city="Fredericia")
    cast.freja.address = "Hemmelig 1"
    cast.freja.save(update_fields=["address"])
    hidden = queries.get_facts(cast.omar, cast.freja, NOW)
    assert (hidden.street, hidden.town, hidden.may_reveal_address) == (None, None, True)
    assert queries.get_facts(cast.omar, cast.freja, NOW, is_address_revealed=True).street == "Hemmelig 1"
    assert queries.get_facts(cast.freja.user, cast.freja, NOW).street == "Hemmelig 1"


def test_visible_rows_come_without_cpr_and_address(cast):
    found = perms.visible_to(cast.jens, NOW).get()
    assert {"cpr", "address"} <= found.get_deferred_fields()


def test_cpr_is_read_by_those_who_may_alone(cast):
    RelationFactory(user=cast.omar, citizen=cast.amina, meeting=True)
    assert queries.get_cpr(cast.jens, cast.amina, NOW) == f"{cast.amina.cpr[:6]}-{cast.amina.cpr[6:]}"
    assert queries.get_cpr(cast.omar, cast.amina, NOW) is None
    assert queries.get_cpr(cast.mette, cast.amina, NOW) is None


def test_search_finds_among_those_known_and_counts_no_other(cast):
    assert [hit.name for hit in queries.citizens_found(cast.jens, "o", NOW)] == ["Amina Holm", "Bo Lund"]
    own, card = queries.citizens_found(cast.jens, "o", NOW)
    assert (own.may_open, own.born) == (True, cast.amina.birth_date)
    assert (card.may_open, card.born, card.jobformidler) == (False, None, "Mette Dahl")
    assert queries.citizens_found(cast.omar, "amina", NOW) == []
    assert [hit.name for hit in queries.citizens_found(cast.jens, cast.amina.cpr, NOW)] == ["Amina Holm"]
    assert queries.citizens_found(cast.omar, cast.amina.cpr, NOW) == []
    assert queries.citizens_found(cast.jens, "  ", NOW) == []


def test_mentor_notes_are_for_the_jobformidler_and_the_citizen_alone(cast):
    mentor = NoteFactory(case=cast.aminas_case, mentor=True)
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    RelationFactory(user=cast.omar, citizen=cast.amina, broken_glass=True)
    RelationFactory(user=cast.nina, citizen=cast.amina, named=True)
    readers = User.objects.order_by("pk")
    assert {user for user in readers if mentor in case_perms.notes_readable_by(user, NOW)} == {
        cast.jens,
        cast.amina.user,
    }


def test_whoever_works_the_case_reads_what_they_wrote_themselves_and_nobody_else_does_for_that(cast):
    by_jens = NoteFactory(case=cast.aminas_case, mentor=True)
    by_mette = NoteFactory(case=cast.aminas_case, mentor=True, written_by=cast.mette)
    by_host = NoteFactory(case=cast.aminas_case, health=True, written_by=cast.omar)
    for reads_only in (cast.lene, cast.nina):
        NoteFactory(case=cast.aminas_case, mentor=True, written_by=reads_only)
    RelationFactory(user=cast.omar, citizen=cast.amina, meeting=True)
    RelationFactory(user=cast.nina, citizen=cast.amina, former=True)

    def read_by(user):
        return set(case_perms.notes_readable_by(user, NOW).order_by("pk"))

    assert read_by(cast.mette) == set()  # she wrote it while she stood in; the file is not open to her
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert read_by(cast.mette) == {by_mette, by_host}
    assert read_by(cast.omar) == {by_host}
    assert read_by(cast.lene) == read_by(cast.nina) == set()
    assert {by_jens, by_mette, by_host} <= read_by(cast.jens)


def test_health_notes_are_not_for_leader_meeting_and_former(cast):
    health = NoteFactory(case=cast.aminas_case, health=True)
    plain = NoteFactory(case=cast.aminas_case, unshared=True)
    unsorted = NoteFactory(case=cast.aminas_case, kind="unclassified")
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    RelationFactory(user=cast.omar, citizen=cast.amina, meeting=True)
    RelationFactory(user=cast.nina, citizen=cast.amina, former=True)

    def read_by(user):
        return set(case_perms.notes_readable_by(user, NOW).order_by("pk"))

    assert read_by(cast.jens) == read_by(cast.mette) == {health, plain, unsorted}
    assert read_by(cast.lene) == read_by(cast.omar) == read_by(cast.nina) == {plain}
    assert read_by(cast.amina.user) == {health, unsorted}
    assert read_by(cast.bo.user) == read_by(cast.poul.user) == read_by(cast.bent) == set()


def test_deeds_need_the_full_relation(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    RelationFactory(user=cast.omar, citizen=cast.amina, broken_glass=True)
    RelationFactory(user=cast.nina, citizen=cast.amina, former=True)
    people = User.objects.order_by("pk")
    can = {user.name for user in people if case_perms.workable_by(user, NOW).filter(pk=cast.aminas_case.pk).exists()}
    assert can == {"Jens Bro", "Mette Dahl"}
    assert set(case_perms.workable_by(cast.mette, NOW).order_by("pk")) == {cast.bos_case, cast.aminas_case}


def test_purposes_follow_from_the_relation(cast):
    ids = [cast.amina.pk, cast.bo.pk, cast.carl.pk]
    assert queries.purposes_for(cast.jens, ids, NOW) == dict(
        zip(ids, ["own_caseload", "colleague", "none"], strict=True)
    )
    assert queries.purposes_for(cast.lene, ids[:1], NOW) == {ids[0]: "leadership"}
    assert queries.purposes_for(cast.amina.user, ids[:1], NOW) == {ids[0]: "own_record"}


def test_to_a_company_no_citizen_is_open_and_nobody_asks(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.levels_of(cast.poul.user, [cast.amina.pk, cast.bo.pk], NOW) == {}


def test_visibility_is_one_statement(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(perms.visible_to(cast.jens, NOW).order_by("pk"))
    with django_assert_num_queries(1):
        list(case_perms.visible_to(cast.jens, NOW).order_by("pk"))
    assert date(2026, 3, 11) == perms.day_of(NOW)
