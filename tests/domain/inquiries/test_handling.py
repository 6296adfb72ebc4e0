"""Answering, waiting, handing over, solving and opening again; and who was there first."""

import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from helevejen.accounts.models import Notice
from helevejen.cases.models import Notice as CaseNotice
from helevejen.engines.calendar import extended, last_minute_of, office_time
from helevejen.inquiries import actions
from helevejen.inquiries.actions import Answer
from helevejen.inquiries.enums import InquiryObjection
from helevejen.inquiries.rules import clocks
from tests.cast import NOW, Cast
from tests.factories.accounts import AbsenceFactory
from tests.factories.citizens import ConflictOfInterestFactory
from tests.factories.inquiries import InquiryFactory

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def inquiry(cast: Cast):
    return InquiryFactory(citizen=cast.amina, owner=cast.jens, team=cast.ungdom, sender_email="falsk@example.dk")


@pytest.fixture
def stranger(cast: Cast):
    return InquiryFactory(owner=cast.jens, team=cast.ungdom)


def fresh(inquiry):
    inquiry.refresh_from_db()
    return inquiry


def sent_mails() -> list:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    return mail.outbox


def test_the_first_answer_stops_its_clock_and_solves_it(cast, inquiry):
    actions.answer_inquiry(inquiry=inquiry, by=cast.jens, at=NOW, answer=Answer("Mødet er på fredag."))
    fresh(inquiry)
    assert (inquiry.answered_at, inquiry.is_in_time, inquiry.is_open, inquiry.due_at) == (NOW, True, False, None)
    assert inquiry.answer_minutes == inquiry.solve_minutes == clocks.minutes_spent(inquiry.received_at, NOW, [])


def test_a_late_answer_is_not_in_time(cast, inquiry):
    late = inquiry.promised_at + HOUR
    actions.answer_inquiry(inquiry=inquiry, by=cast.jens, at=late, answer=Answer("Undskyld.", is_solved=False))
    assert fresh(inquiry).is_in_time is False
    assert inquiry.due_at == inquiry.solve_due_at


def test_by_telephone_nothing_is_sent(cast, stranger):
    actions.answer_inquiry(inquiry=stranger, by=cast.jens, at=NOW, answer=Answer("Sagde ja.", is_by_phone=True))
    assert not DBTaskResult.objects.exists()
    assert stranger.posts.get().channel == "phone"


@pytest.mark.django_db(transaction=True)
def test_a_citizen_is_told_by_the_registered_address_and_without_a_word_of_it(cast, inquiry):
    cast.amina.email = "amina@example.dk"
    cast.amina.save()
    actions.answer_inquiry(inquiry=inquiry, by=cast.jens, at=NOW, answer=Answer("Dit CPR 120290-0000 er rettet."))
    assert CaseNotice.objects.get().values == {"inquiry_id": inquiry.pk}
    (sent,) = sent_mails()
    assert sent.to == ["amina@example.dk"]
    whole = f"{sent.subject} {sent.body} {json.dumps(dict(sent.extra_headers))}"
    for secret in ("010190", "rettet", "Amina", "Holm", "Et spørgsmål", "Jens"):
        assert secret not in whole
    assert "Min vej" in sent.body


@pytest.mark.django_db(transaction=True)
def test_somebody_unknown_gets_the_answer_itself_and_can_reply(cast, stranger, settings):
    settings.INBOX_ADDRESS = "post@example.dk"
    actions.answer_inquiry(inquiry=stranger, by=cast.jens, at=NOW, answer=Answer("I har ret til praktik."))
    (sent,) = sent_mails()
    assert (sent.to, sent.extra_headers["Reply-To"]) == (
        ["ib@example.dk"], f"post+{stranger.reply_token}@example.dk",
    )  # fmt: skip
    assert "I har ret til praktik." in sent.body


def test_no_cpr_number_goes_out_in_a_plain_mail(cast, stranger):
    with pytest.raises(actions.UnableToAnswerInquiry) as refused:
        actions.answer_inquiry(inquiry=stranger, by=cast.jens, at=NOW, answer=Answer("Om 120290-0000."))
    assert refused.value.reason == InquiryObjection.HAS_CPR
    assert not stranger.posts.exists()


def test_the_clocks_stand_while_we_wait_for_the_sender_and_run_on_afterwards(cast, inquiry):
    promised = inquiry.answer_due_at
    wait = actions.wait_for(inquiry=inquiry, on="sender", ground="Send kontrakten", by=cast.jens, at=NOW)
    assert fresh(inquiry).due_at is None
    later = NOW + DAY
    actions.stop_waiting(inquiry=inquiry, wait=wait, by=cast.jens, at=later)
    stood = office_time(NOW, later)
    assert stood > timedelta(0)
    assert fresh(inquiry).answer_due_at == extended(promised, stood) == inquiry.due_at
    assert inquiry.promised_at == promised
    actions.answer_inquiry(inquiry=inquiry, by=cast.jens, at=inquiry.answer_due_at, answer=Answer("Tak."))
    assert fresh(inquiry).is_in_time is True
    whole = clocks.minutes_spent(inquiry.received_at, inquiry.answered_at, [])
    assert inquiry.answer_minutes == whole - stood / timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_the_sender_we_wait_for_is_told_what_we_lack(cast, inquiry, stranger):
    cast.amina.email = "amina@example.dk"
    cast.amina.save()
    for one in (inquiry, stranger):
        actions.wait_for(inquiry=one, on="doctor", ground="Lægen svarer", by=cast.jens, at=NOW)
    assert not sent_mails()
    for one in (inquiry, stranger):
        actions.wait_for(inquiry=one, on="sender", ground="Send kontrakten", by=cast.jens, at=NOW)
    told = {sent.to[0]: sent.body for sent in sent_mails()}
    assert set(told) == {"amina@example.dk", "ib@example.dk"}
    assert "mangler vi noget fra dig: Send kontrakten" in told["ib@example.dk"]
    assert "kontrakten" not in told["amina@example.dk"]
    assert CaseNotice.objects.get().values == {"inquiry_id": inquiry.pk}


@pytest.mark.django_db(transaction=True)
def test_a_company_with_a_page_reads_there_what_we_lack(cast):
    own = InquiryFactory(company=cast.poul.company, owner=cast.jens, team=cast.ungdom, sender_email="poul@example.dk")
    actions.wait_for(inquiry=own, on="sender", ground="Lønsedlen", by=cast.jens, at=NOW)
    (sent,) = sent_mails()
    assert "Log ind på jeres side" in sent.body
    assert "ønsedlen" not in sent.body


def test_no_cpr_number_goes_out_with_what_we_lack_or_with_a_new_date(cast, stranger):
    with pytest.raises(actions.UnableToWait) as refused:
        actions.wait_for(inquiry=stranger, on="sender", ground="Papirer på 120290-0000", by=cast.jens, at=NOW)
    assert refused.value.reason == InquiryObjection.HAS_CPR
    later = {"until": date(2026, 3, 31), "reason": "Svar om 120290-0000", "by": cast.jens, "at": NOW}
    with pytest.raises(actions.UnableToHandleInquiry) as refused:
        actions.promise_anew(inquiry=stranger, **later)
    assert refused.value.reason == InquiryObjection.HAS_CPR
    assert not DBTaskResult.objects.exists()
    actions.wait_for(inquiry=stranger, on="doctor", ground="Om 120290-0000", by=cast.jens, at=NOW)  # goes nowhere


def test_waiting_for_a_doctor_is_shown_and_stops_nothing(cast, inquiry):
    actions.wait_for(inquiry=inquiry, on="doctor", ground="Lægen svarer på fredag", by=cast.jens, at=NOW)
    assert fresh(inquiry).due_at == inquiry.answer_due_at
    actions.answer_inquiry(inquiry=inquiry, by=cast.jens, at=NOW + HOUR, answer=Answer("Vi venter på lægen."))
    assert fresh(inquiry).answer_minutes == clocks.minutes_spent(inquiry.received_at, NOW + HOUR, [])


def test_it_waits_for_nobody_twice(cast, inquiry):
    actions.wait_for(inquiry=inquiry, on="doctor", ground="Lægen", by=cast.jens, at=NOW)
    with pytest.raises(actions.UnableToWait) as refused:
        actions.wait_for(inquiry=inquiry, on="doctor", ground="Lægen", by=cast.jens, at=NOW)
    assert refused.value.reason == InquiryObjection.WAITS_ALREADY


def test_handing_over_keeps_the_clocks_and_tells_the_new_owner(cast, inquiry):
    due = inquiry.due_at
    actions.hand_over(inquiry=inquiry, to=cast.mette, by=cast.jens, at=NOW, reason="Hun kender sagen bedst")
    fresh(inquiry)
    assert (inquiry.owner, inquiry.handover_count, inquiry.due_at) == (cast.mette, 1, due)
    assert Notice.objects.get(user=cast.mette).kind == "inquiry"
    assert inquiry.events.get(kind="handed_over").reason == "Hun kender sagen bedst"


def test_it_is_given_to_nobody_without_reason_away_or_in_conflict(cast, inquiry):
    AbsenceFactory(user=cast.nina, substitute=cast.omar)
    ConflictOfInterestFactory(user=cast.mette, citizen=cast.amina)
    for to, reason, objection in (
        (cast.omar, " ", InquiryObjection.NO_REASON),
        (cast.jens, "x", InquiryObjection.SAME_OWNER),
        (cast.nina, "x", InquiryObjection.OWNER_AWAY),
        (cast.mette, "x", InquiryObjection.OWNER_BARRED),
    ):
        with pytest.raises(actions.UnableToHandOverInquiry) as refused:
            actions.hand_over(inquiry=inquiry, to=to, by=cast.jens, at=NOW, reason=reason)
        assert refused.value.reason == objection


def test_a_new_date_is_promised_with_its_reason_and_the_first_promise_still_measures(cast, inquiry):
    first = inquiry.promised_at
    actions.promise_anew(inquiry=inquiry, until=date(2026, 3, 25), reason="Vi mangler svar", by=cast.jens, at=NOW)
    assert fresh(inquiry).due_at == last_minute_of(date(2026, 3, 25))
    assert inquiry.promised_at == first
    actions.answer_inquiry(inquiry=inquiry, by=cast.jens, at=inquiry.due_at, answer=Answer("Nu er det her."))
    assert fresh(inquiry).is_in_time is False


def test_what_was_not_answered_is_not_solved(cast, inquiry):
    with pytest.raises(actions.UnableToSolveInquiry) as refused:
        actions.solve_inquiry(inquiry=inquiry, by=cast.jens, at=NOW)
    assert refused.value.reason == InquiryObjection.NOT_ANSWERED


def test_solved_with_its_tag_and_opened_again_with_a_reason(cast, inquiry):
    actions.answer_inquiry(inquiry=inquiry, by=cast.jens, at=NOW, answer=Answer("Snart.", is_solved=False))
    actions.solve_inquiry(inquiry=inquiry, by=cast.jens, at=NOW + HOUR, avoidable="where_is_my_case")
    assert fresh(inquiry).avoidable == "where_is_my_case"
    actions.reopen_inquiry(inquiry=inquiry, by=cast.jens, at=NOW + DAY, reason="Ringede igen")
    fresh(inquiry)
    assert (inquiry.is_open, inquiry.reopened_count, inquiry.solve_minutes) == (True, 1, None)
    assert inquiry.due_at == inquiry.solve_due_at


def test_who_is_second_is_told_who_was_first_and_nothing_is_done(cast, inquiry):
    seen = inquiry.number
    actions.answer_inquiry(inquiry=inquiry, by=cast.mette, at=NOW, answer=Answer("Ja.", is_solved=False), expected=seen)
    with pytest.raises(actions.UnableToHandleInquiry, match="Mette var her for 5 minutter siden: besvaret"):
        actions.answer_inquiry(
            inquiry=inquiry, by=cast.jens, at=NOW + timedelta(minutes=5), answer=Answer("Nej."), expected=seen
        )
    assert inquiry.posts.count() == 1


def test_who_it_is_can_be_found_out_once(cast, stranger):
    actions.know_sender(inquiry=stranger, citizen=cast.amina, company=None, by=cast.jens, at=NOW)
    assert fresh(stranger).citizen == cast.amina
    with pytest.raises(actions.UnableToHandleInquiry):
        actions.know_sender(inquiry=stranger, citizen=cast.bo, company=None, by=cast.jens, at=NOW)


def test_a_dialogue_is_answered_in_its_case(cast):
    asked = actions.Asked("portal", "Hej")
    dialogue = actions.write_as_citizen(
        citizen=cast.amina, case=cast.aminas_case, by=cast.amina.user, at=NOW, asked=asked
    )
    with pytest.raises(actions.UnableToHandleInquiry) as refused:
        actions.answer_inquiry(inquiry=dialogue, by=cast.jens, at=NOW, answer=Answer("Hej."))
    assert refused.value.reason == InquiryObjection.IS_DIALOGUE
