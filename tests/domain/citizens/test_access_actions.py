"""Emergency access, conflicts of interest, consents and asking for what is masked."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from helevejen.accounts.models import Notice
from helevejen.audit.models import Access, AccessSubject, Event
from helevejen.citizens import actions, perms, queries
from helevejen.citizens.enums import Level, Protection
from helevejen.citizens.models import BreakGlass, Citizen, Relation
from tests.cast import NOW, TODAY
from tests.factories.citizens import ConflictOfInterestFactory, RelationFactory

pytestmark = pytest.mark.django_db

REASON = "Borgeren står i skranken uden medicin, og Jens kan ikke nås."


def break_glass(cast, **changes):
    values = {
        "citizen": cast.amina,
        "by": cast.omar,
        "at": NOW,
        "reason_kind": "contact",
        "reason": REASON,
        "reauthenticated_at": NOW - timedelta(minutes=4),
    }
    return actions.break_glass(**(values | changes))


def test_break_glass_opens_one_citizen_for_an_hour(cast):
    glass = break_glass(cast)
    assert perms.level_of(cast.omar, cast.amina, NOW) == Level.BREAK_GLASS
    assert perms.level_of(cast.omar, cast.bo, NOW) is None
    assert perms.level_of(cast.omar, cast.amina, NOW + timedelta(minutes=59)) == Level.BREAK_GLASS
    assert perms.level_of(cast.omar, cast.amina, NOW + timedelta(minutes=60)) is None
    assert glass.review_due_on == TODAY + timedelta(days=7), "five working days from a Wednesday"


def test_break_glass_tells_the_jobformidler_and_both_leaders_at_once_and_never_whom(cast):
    break_glass(cast)
    told = {(notice.user.name, notice.kind) for notice in Notice.objects.select_related("user").order_by("pk")}
    assert told == {("Jens Bro", "break_glass"), ("Lene Krag", "break_glass_review")}
    assert not [notice for notice in Notice.objects.order_by("pk") if "Amina" in notice.text or "Holm" in notice.text]


def test_break_glass_is_in_the_citizens_own_log_with_its_reason(cast):
    break_glass(cast)
    (row,) = AccessSubject.objects.filter(citizen_id=cast.amina.pk).order_by("pk")
    assert row.purpose == "break_glass"
    assert Access.objects.get(pk=row.access_id).reason == REASON


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"reauthenticated_at": None}, "Log ind igen"),
        ({"reauthenticated_at": NOW - timedelta(minutes=6)}, "Log ind igen"),
        ({"reauthenticated_at": NOW + timedelta(minutes=1)}, "Log ind igen"),
        ({"reason": "skal  lige      se   "}, "mindst 20 tegn"),
    ],
)
def test_break_glass_asks_for_a_fresh_sign_in_and_a_reason(cast, changes, text):
    with pytest.raises(actions.UnableToBreakGlass, match=text):
        break_glass(cast, **changes)
    assert not Relation.objects.filter(kind="break_glass").exists()


def test_break_glass_is_refused_in_the_same_words_for_the_protected_and_the_near(cast):
    ConflictOfInterestFactory(user=cast.omar, citizen=cast.bo)
    cast.nina.home_key = "h" * 64
    Citizen.objects.filter(pk=cast.bo.pk).update(home_key="h" * 64)
    cast.bo.refresh_from_db()
    texts = set()
    for by, citizen in ((cast.jens, cast.freja), (cast.omar, cast.bo), (cast.nina, cast.bo)):
        with pytest.raises(actions.UnableToBreakGlass) as refused:
            break_glass(cast, by=by, citizen=citizen)
        texts.add(str(refused.value))
    assert texts == {str(actions.NOT_HERE)}


def test_break_glass_is_not_for_those_who_can_open_anyway(cast):
    with pytest.raises(actions.UnableToBreakGlass, match="allerede"):
        break_glass(cast, by=cast.jens)


def test_leader_reviews_and_an_unjustified_one_closes_at_once(cast):
    glass = break_glass(cast)
    actions.review_glass(glass=glass, by=cast.lene, at=NOW + timedelta(minutes=10), was_justified=False)
    assert perms.level_of(cast.omar, cast.amina, NOW + timedelta(minutes=11)) is None
    assert Notice.objects.filter(user=cast.omar, kind="break_glass_reviewed").exists()
    with pytest.raises(actions.UnableToReviewGlass, match="allerede"):
        actions.review_glass(glass=glass, by=cast.lene, at=NOW, was_justified=True)


def test_nobody_reviews_the_own_use(cast):
    glass = break_glass(cast, by=cast.lene, citizen=cast.carl)
    with pytest.raises(actions.UnableToReviewGlass, match="anden"):
        actions.review_glass(glass=glass, by=cast.lene, at=NOW, was_justified=True)
    assert BreakGlass.objects.get().reviewed_at is None


def test_declared_conflict_closes_the_file_and_tells_the_leader(cast):
    actions.declare_conflict(citizen=cast.amina, user=cast.jens, kind="friend", by=cast.jens, at=NOW)
    assert perms.level_of(cast.jens, cast.amina, NOW) is None
    assert Notice.objects.get().user == cast.lene
    with pytest.raises(actions.UnableToDeclareConflict):
        actions.declare_conflict(citizen=cast.amina, user=cast.jens, kind="friend", by=cast.jens, at=NOW)


def test_nobody_ends_the_own_conflict(cast):
    conflict = ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)
    with pytest.raises(actions.UnableToEndConflict):
        actions.end_conflict(conflict=conflict, by=cast.jens, at=NOW)
    actions.end_conflict(conflict=conflict, by=cast.lene, at=NOW)
    assert perms.level_of(cast.jens, cast.amina, NOW) == Level.OWN
    with pytest.raises(actions.UnableToEndConflict, match="allerede"):
        actions.end_conflict(conflict=conflict, by=cast.lene, at=NOW)


def test_consent_opens_the_file_to_the_coordinator_until_it_is_withdrawn(cast):
    consent = actions.give_consent(
        citizen=cast.amina,
        purpose="veteran_coordination",
        partner="Veterankoordinatoren",
        partner_user=cast.vibeke,
        by=cast.amina.user,
        at=NOW,
        valid_until=TODAY + timedelta(days=100),
    )
    assert perms.level_of(cast.vibeke, cast.amina, NOW) == Level.COORDINATOR
    assert perms.level_of(cast.vibeke, cast.amina, NOW + timedelta(days=100)) is None
    actions.withdraw_consent(consent=consent, by=cast.amina.user, at=NOW + timedelta(days=1))
    assert perms.level_of(cast.vibeke, cast.amina, NOW + timedelta(days=1)) is None
    with pytest.raises(actions.UnableToWithdrawConsent, match="allerede"):
        actions.withdraw_consent(consent=consent, by=cast.amina.user, at=NOW + timedelta(days=2))


@pytest.mark.parametrize("days", [0, -1, 400])
def test_consent_lasts_a_year_at_most(cast, days):
    with pytest.raises(actions.UnableToGiveConsent, match="år"):
        actions.give_consent(
            citizen=cast.amina,
            purpose="veteran_coordination",
            partner="x",
            by=cast.amina.user,
            at=NOW,
            valid_until=TODAY + timedelta(days=days),
        )


def test_only_the_citizen_says_yes_and_no(cast):
    with pytest.raises(actions.UnableToGiveConsent, match="selv"):
        actions.give_consent(
            citizen=cast.amina,
            purpose="veteran_coordination",
            partner="x",
            by=cast.jens,
            at=NOW,
            valid_until=TODAY + timedelta(days=9),
        )
    with pytest.raises(actions.UnableToMarkVeteran, match="selv"):
        actions.mark_veteran(citizen=cast.amina, by=cast.jens, at=NOW)


def test_veteran_mark_is_given_and_taken_back(cast):
    actions.mark_veteran(citizen=cast.amina, by=cast.amina.user, at=NOW)
    with pytest.raises(actions.UnableToMarkVeteran, match="allerede"):
        actions.mark_veteran(citizen=cast.amina, by=cast.amina.user, at=NOW)
    actions.withdraw_veteran_mark(citizen=cast.amina, by=cast.amina.user, at=NOW)
    with pytest.raises(actions.UnableToMarkVeteran):
        actions.withdraw_veteran_mark(citizen=cast.amina, by=cast.amina.user, at=NOW)
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["veteran_stated", "veteran_withdrawn"]


def test_protected_address_is_shown_for_a_reason_that_is_written_down(cast):
    cast.amina.address, cast.amina.protection = "Vendersgade 1", Protection.PROTECTED
    cast.amina.save()
    with pytest.raises(actions.UnableToReveal, match="20 tegn"):
        actions.reveal_address(citizen=cast.amina, by=cast.jens, at=NOW, reason="brev")
    with pytest.raises(actions.UnableToReveal, match="ikke se"):
        actions.reveal_address(citizen=cast.amina, by=cast.lene, at=NOW, reason=REASON)
    assert not Access.objects.exists()
    facts = actions.reveal_address(citizen=cast.amina, by=cast.jens, at=NOW, reason=REASON)
    assert facts.street == "Vendersgade 1"
    look = Access.objects.get()
    assert (look.kind, look.purpose, look.reason) == ("reveal", "protected_address", REASON)


def test_cpr_number_is_shown_to_those_it_is_for_and_written_down(cast):
    with pytest.raises(actions.UnableToReveal):
        actions.reveal_cpr(citizen=cast.amina, by=cast.lene, at=NOW)
    assert actions.reveal_cpr(citizen=cast.amina, by=cast.jens, at=NOW).endswith(cast.amina.cpr[6:])
    assert Access.objects.get().kind == "reveal"


def test_relation_with_the_same_source_is_opened_once_and_moved(cast):
    from django.db import transaction

    with transaction.atomic():
        first = actions.open_relation(
            user=cast.omar,
            citizen=cast.amina,
            kind="meeting",
            by=cast.omar,
            at=NOW,
            until=NOW + timedelta(days=1),
            source="m:1",
        )
        again = actions.open_relation(
            user=cast.omar,
            citizen=cast.amina,
            kind="meeting",
            by=cast.omar,
            at=NOW,
            until=NOW + timedelta(days=9),
            source="m:1",
        )
        assert first.pk == again.pk
        assert perms.level_of(cast.omar, cast.amina, NOW + timedelta(days=8)) == Level.MEETING
        assert actions.close_relation(citizen=cast.amina, kind="meeting", source="m:1", at=NOW) == 1
        assert perms.level_of(cast.omar, cast.amina, NOW) is None
        ConflictOfInterestFactory(user=cast.nina, citizen=cast.amina)
        with pytest.raises(actions.UnableToOpenRelation, match="inhabil"):
            actions.open_relation(user=cast.nina, citizen=cast.amina, kind="named", by=cast.lene, at=NOW, until=NOW)


def test_leader_names_a_person_for_a_specially_protected_citizen(cast):
    with pytest.raises(actions.UnableToOpenRelation, match="efter i dag"):
        actions.name_person(citizen=cast.freja, user=cast.nina, by=cast.lene, at=NOW, until=TODAY, reason="Barsel")
    actions.name_person(
        citizen=cast.freja,
        user=cast.nina,
        by=cast.lene,
        at=NOW,
        until=TODAY + timedelta(days=30),
        reason="Omars barsel",
    )
    assert perms.level_of(cast.nina, cast.freja, NOW) == Level.NAMED


def test_relation_needs_a_reason_in_the_database(cast):
    from django.db import IntegrityError, transaction

    for broken in ({"reason": ""}, {"kind": "meeting", "valid_until": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RelationFactory(user=cast.nina, citizen=cast.dorte, **broken)


@pytest.mark.parametrize("kept", ["Egen sagsstamme", "Own caseload"])
def test_the_word_of_a_relation_is_in_the_language_of_the_reader(cast, kept):
    Relation.objects.filter(user=cast.jens, citizen=cast.amina).update(reason=kept)
    for language, word in (("da", "Egen sagsstamme"), ("en", "Own caseload")):
        with override(language):
            assert {one.reason for one in queries.who_can_see(cast.amina, NOW) if one.user == cast.jens} == {word}


def test_what_somebody_wrote_themselves_stays_as_it_is(cast):
    Relation.objects.filter(user=cast.jens, citizen=cast.amina).update(reason="Kender familien")
    with override("en"):
        assert "Kender familien" in {one.reason for one in queries.who_can_see(cast.amina, NOW)}
