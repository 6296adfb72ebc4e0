"""From the minute it comes an inquiry has one owner and one promise."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from helevejen.accounts.models import Notice
from helevejen.audit.models import Event
from helevejen.inquiries import actions
from helevejen.inquiries.actions import Asked, From
from helevejen.inquiries.enums import Channel, EventKind, InquiryObjection
from helevejen.inquiries.models import Attachment, Inquiry, InquiryEvent, Post
from tests.cast import NOW, TODAY, Cast
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import CompanyContactFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory, RelationFactory
from tests.factories.inquiries import (
    AttachmentFactory,
    CannedVersionFactory,
    DutyFactory,
    InquiryEventFactory,
    InquiryFactory,
    PostFactory,
    WaitFactory,
)

PHONED = Asked(Channel.PHONE, "Vil gerne vide, hvornår mødet er.", subject="Mødet")


def registered(cast: Cast, sender: From, **more: object) -> Inquiry:
    usual = {"asked": PHONED, "by": cast.rikke, "at": NOW, "team": cast.voksne}
    return actions.register_inquiry(sender=sender, **(usual | more))


def test_a_citizens_goes_to_the_jobformidler(cast):
    inquiry = registered(cast, From(citizen=cast.amina))
    assert (inquiry.owner, inquiry.team) == (cast.jens, cast.ungdom)
    assert inquiry.events.get(kind=EventKind.RECEIVED).detail["why"] == "jobformidler"


def test_to_the_substitute_while_the_jobformidler_is_away(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.nina)
    assert registered(cast, From(citizen=cast.amina)).owner == cast.nina


def test_to_the_backup_when_the_substitute_may_not_touch_the_citizen(cast):
    AbsenceFactory(user=cast.jens, substitute=cast.nina)
    ConflictOfInterestFactory(user=cast.nina, citizen=cast.amina)
    assert registered(cast, From(citizen=cast.amina)).owner == cast.mette


def test_a_specially_protected_citizens_goes_only_to_those_named(cast):
    AbsenceFactory(user=cast.omar, substitute=cast.nina)
    assert registered(cast, From(citizen=cast.freja)).owner == cast.omar
    RelationFactory(user=cast.lene, citizen=cast.freja, named=True)
    assert registered(cast, From(citizen=cast.freja)).owner == cast.lene


def test_who_is_named_is_known_by_it_and_gets_what_comes_without_a_case(cast):
    alone = CitizenFactory(protection="special")
    RelationFactory(user=cast.mette, citizen=alone, named=True)
    RelationFactory(
        user=cast.lene,
        citizen=alone,
        kind="named",
        valid_from=NOW - timedelta(days=9),
        valid_until=NOW - timedelta(days=1),
    )
    inquiry = registered(cast, From(citizen=alone))
    assert (inquiry.owner, inquiry.events.get(kind="received").detail["why"]) == (cast.mette, "named")


def test_a_companys_goes_to_its_contact(cast):
    CompanyContactFactory(company=cast.poul.company, by=cast.mette, case=cast.bos_case)
    assert registered(cast, From(company=cast.poul.company)).owner == cast.mette


def test_what_is_nobodys_goes_to_the_duty_and_without_one_to_who_took_it(cast):
    unknown = From(name="Ib")
    assert registered(cast, unknown).owner == cast.rikke
    DutyFactory(team=cast.ungdom, user=cast.mette)
    assert registered(cast, unknown).owner == cast.mette
    DutyFactory(team=cast.voksne, user=cast.omar)
    assert registered(cast, unknown).owner == cast.omar


def test_the_promise_is_stored_and_the_receipt_given(cast):
    inquiry = registered(cast, From(citizen=cast.amina))
    assert inquiry.promised_at.date().isoformat() == "2026-03-13"
    inquiry.refresh_from_db()
    assert (inquiry.acknowledged_at, inquiry.receipt_minutes) == (NOW, 0)
    assert list(inquiry.events.order_by("number").values_list("kind", flat=True)) == ["received", "acknowledged"]


def test_its_owner_is_told_and_the_deed_is_in_the_citizens_log(cast):
    inquiry = registered(cast, From(citizen=cast.amina))
    assert Notice.objects.get(user=cast.jens).path == f"/arbejde/henvendelser/{inquiry.pk}/"
    event = Event.objects.get(verb="inquiry_received")
    assert (event.subject_id, event.actor_id) == (cast.amina.pk, cast.rikke.pk)


def test_answered_at_once_it_is_solved(cast):
    inquiry = registered(cast, From(name="Ib", phone="72110000"), answer="Mødet er på fredag.")
    inquiry.refresh_from_db()
    assert (inquiry.is_open, inquiry.answered_at, inquiry.is_in_time, inquiry.due_at) == (False, NOW, True, None)
    assert [post.is_from_sender for post in inquiry.posts.order_by("pk")] == [True, False]


@pytest.mark.parametrize(
    ("sender", "asked", "objection"),
    [
        (From(), PHONED, InquiryObjection.NO_SENDER),
        (From(name="Ib"), Asked(Channel.PHONE, " "), InquiryObjection.NO_TEXT),
        (From(name="Ib"), Asked(Channel.PHONE, "x" * 10_001), InquiryObjection.TOO_LONG),
        (
            From(name="Ib"),
            Asked(Channel.PHONE, "", wants_call=True, call_at=NOW - timedelta(hours=1)),
            InquiryObjection.CALL_IN_PAST,
        ),
    ],
)
def test_what_cannot_be_taken_in_is_refused_whole(cast, sender, asked, objection):
    with pytest.raises(actions.UnableToTakeInInquiry) as refused:
        registered(cast, sender, asked=asked)
    assert refused.value.reason == objection
    assert not Inquiry.objects.exists()


def test_two_can_be_called_in_an_hour_and_a_third_is_offered_another(cast):
    at_ten = datetime(2026, 3, 12, 9, tzinfo=UTC)
    for minute in (0, 30):
        called = Asked(Channel.PHONE, "", wants_call=True, call_at=at_ten + timedelta(minutes=minute))
        registered(cast, From(citizen=cast.amina), asked=called)
    with pytest.raises(actions.UnableToTakeInInquiry) as refused:
        registered(cast, From(citizen=cast.amina), asked=Asked(Channel.PHONE, "", wants_call=True, call_at=at_ten))
    assert refused.value.reason == InquiryObjection.CALL_FULL


def test_a_cpr_number_in_the_subject_is_masked(cast):
    inquiry = registered(cast, From(name="Ib"), asked=Asked(Channel.PHONE, "Hej", subject="Om 120290-0000"))
    assert inquiry.subject == "Om 120290-••••"


@pytest.mark.parametrize("number", ["700180-1234", "700180 - 1234", "700180–1234"])
def test_a_replacement_number_in_the_subject_is_masked_however_it_is_written(cast, number):
    inquiry = registered(cast, From(name="Ib"), asked=Asked(Channel.PHONE, "Hej", subject=f"Om {number}"))
    assert inquiry.subject == "Om 700180-••••"


# --- A citizen on Min vej ---


def wrote(cast: Cast, **more: object) -> Inquiry:
    asked = Asked(Channel.PORTAL, "Hvornår hører jeg fra jer?")
    usual = {"citizen": cast.amina, "case": cast.aminas_case, "by": cast.amina.user, "at": NOW, "asked": asked}
    return actions.write_as_citizen(**(usual | more))


def test_a_message_in_an_open_case_is_one_dialogue_and_one_inquiry_without_words(cast):
    inquiry = wrote(cast)
    assert inquiry.track.messages.get().text == "Hvornår hører jeg fra jer?"
    assert not Post.objects.exists()
    turn = inquiry.track.open_turn
    assert (inquiry.owner, inquiry.promised_at.date()) == (turn.holder_user, turn.due_on)


def test_a_second_message_joins_the_dialogue_and_makes_no_second_inquiry(cast):
    first = wrote(cast)
    assert wrote(cast, at=NOW + timedelta(hours=1)) == first
    assert Inquiry.objects.count() == 1


def test_without_an_open_case_it_has_its_own_words_and_an_owner(cast):
    inquiry = wrote(cast, citizen=cast.dorte, case=None, by=cast.bo.user)
    assert (inquiry.track, inquiry.posts.get().text) == (None, "Hvornår hører jeg fra jer?")
    assert inquiry.owner_id


def test_the_same_sender_writing_again_opens_what_was_solved(cast):
    inquiry = registered(cast, From(company=cast.poul.company), answer="Ja.")
    actions.write_again(inquiry=inquiry, by=cast.poul.user, at=NOW + timedelta(days=1), text="Og hvad så?")
    inquiry.refresh_from_db()
    assert (inquiry.is_open, inquiry.reopened_count) == (True, 1)


# --- What the database keeps ---


@pytest.mark.both
@pytest.mark.parametrize(
    "change",
    [
        {"owner": None},
        {"sender": "citizen"},
        {"sender": "company"},
        {"solved_at": NOW},
        {"answered_at": NOW},
        {"acknowledged_at": NOW},
        {"promised_at": NOW - timedelta(days=9)},
        {"solve_due_at": NOW - timedelta(days=9)},
    ],
)
def test_the_database_refuses_half_an_inquiry(cast, change):
    inquiry = InquiryFactory(owner=cast.jens, team=cast.ungdom)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.filter(pk=inquiry.pk).update(**change)


@pytest.mark.both
def test_the_database_keeps_a_dialogue_the_citizens_own(cast):
    inquiry = wrote(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.filter(pk=inquiry.pk).update(channel="mail")


@pytest.mark.both
@pytest.mark.parametrize("make", [PostFactory, InquiryEventFactory, AttachmentFactory, CannedVersionFactory])
def test_what_was_written_and_happened_is_only_added_to(db, make):
    row = make()
    field = "kind" if isinstance(row, InquiryEvent) else "content_type" if isinstance(row, Attachment) else "number"
    field = "channel" if isinstance(row, Post) else field
    for deed in (lambda rows: rows.update(**{field: "7"}), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed(type(row).objects.filter(pk=row.pk))


@pytest.mark.both
def test_a_wait_is_ended_once_and_nothing_waits_twice_for_the_same(db):
    wait = WaitFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitFactory(inquiry=wait.inquiry)
    rows = type(wait).objects.filter(pk=wait.pk)
    rows.update(ended_at=NOW)
    for change in ({"ended_at": None}, {"ground": "Noget andet"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


@pytest.mark.both
def test_two_cannot_have_the_duty_of_a_team_on_the_same_day(cast):
    DutyFactory(team=cast.ungdom, valid_from=TODAY, valid_until=TODAY + timedelta(days=3))
    DutyFactory(team=cast.ungdom, valid_from=TODAY + timedelta(days=3), valid_until=TODAY + timedelta(days=4))
    with pytest.raises(DatabaseError), transaction.atomic():
        DutyFactory(team=cast.ungdom, valid_from=TODAY + timedelta(days=2), valid_until=TODAY + timedelta(days=9))
