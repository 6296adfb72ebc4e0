"""Who gets an inquiry, and what may be written."""

from datetime import UTC, date, datetime, timedelta

import pytest

from helevejen.inquiries.enums import CannedObjection, InquiryObjection, OwnerReason
from helevejen.inquiries.rules import owners, texts

NOON = datetime(2026, 3, 11, 11, tzinfo=UTC)
TODAY = date(2026, 3, 11)


def one(user_id, **more):
    return owners.Candidate(user_id, OwnerReason.DUTY, **more)


def test_the_first_who_is_there_and_may_gets_it():
    assert owners.choose_owner([one(1, is_there=False), one(2, is_barred=True), one(3), one(4)]).user_id == 3


def test_with_nobody_there_the_first_who_may_keeps_it():
    away = [one(1, is_there=False, is_barred=True), one(2, is_there=False), one(3, is_there=False)]
    assert owners.choose_owner(away).user_id == 2


def test_nobody_at_all_is_nobody():
    assert owners.choose_owner([]) is None
    assert owners.choose_owner([one(1, is_barred=True)]) is None


def test_somebody_is_gone_since_the_first_day_of_an_unbroken_run():
    friday, monday = date(2026, 3, 13), date(2026, 3, 16)
    employed = [(date(2020, 1, 1), None)]

    def since(away, employed=employed):
        return owners.gone_since(monday, from_=date(2026, 3, 2), employed=employed, away=away)

    a_day = timedelta(days=1)
    assert since([(monday, monday + a_day)]) == monday
    assert since([(friday, friday + a_day), (monday, monday + a_day)]) == friday  # nobody works at the weekend
    assert since([(friday - a_day, friday), (monday, monday + a_day)]) == monday  # was there on Friday
    assert since([], [(date(2020, 1, 1), friday)]) == friday
    assert since([], []) == date(2026, 3, 2)


def test_four_office_hours_with_somebody_gone_is_too_long():
    gone = datetime(2026, 3, 10, 13, tzinfo=UTC)  # 14.00 in Denmark, an hour before closing
    assert not owners.is_unowned_too_long(owner_gone_since=gone, at=datetime(2026, 3, 11, 10, 59, tzinfo=UTC))
    assert owners.is_unowned_too_long(owner_gone_since=gone, at=NOON)


@pytest.mark.parametrize(
    ("call_at", "booked", "objection"),
    [
        (NOON - timedelta(hours=1), 0, InquiryObjection.CALL_IN_PAST),
        (datetime(2026, 3, 11, 14, 30, tzinfo=UTC), 0, InquiryObjection.CALL_CLOSED),
        (datetime(2026, 3, 14, 10, tzinfo=UTC), 0, InquiryObjection.CALL_CLOSED),
        (datetime(2026, 3, 12, 10, tzinfo=UTC), 2, InquiryObjection.CALL_FULL),
        (datetime(2026, 3, 12, 10, tzinfo=UTC), 1, None),
    ],
)
def test_calls_are_in_office_hours_and_two_an_hour(call_at, booked, objection):
    assert owners.objection_to_call(call_at=call_at, at=NOON, booked_that_hour=booked) == objection


@pytest.mark.parametrize(
    ("days", "employed", "taken", "objection"),
    [
        ((0, 0), True, [], InquiryObjection.DUTY_BACKWARDS),
        ((-1, 5), True, [], InquiryObjection.DUTY_PASSED),
        ((0, 5), False, [], InquiryObjection.DUTY_NOT_EMPLOYED),
        ((0, 5), True, [(4, 9)], InquiryObjection.DUTY_TAKEN),
        ((0, 5), True, [(5, 9)], None),
    ],
)
def test_a_team_has_one_duty_a_day(days, employed, taken, objection):
    spans = [tuple(TODAY + timedelta(days=n) for n in pair) for pair in (days, *taken)]
    asked, *others = spans
    given = {"valid_from": asked[0], "valid_until": asked[1], "is_employed": employed, "taken": others, "on": TODAY}
    assert owners.objection_to_duty(**given) == objection


ODDLY = ("010380 - 1234", "010380–1234", "700180-1234", "0103\u200b801234", "010380\u00ad-1234")


@pytest.mark.parametrize("text", ["120290-0000", "1202900000", "nr. 120290 0000.", "(311299-0001)", *ODDLY])
def test_what_is_written_like_a_cpr_number_is_found_and_masked(text):
    assert texts.has_cpr(text)
    assert not texts.has_cpr(texts.masked_cpr(text))
    assert texts.objection_to_mailed(text, is_mailed=True) == InquiryObjection.HAS_CPR
    sent = {"sender": "unknown", "has_address": True, "is_by_phone": False, "has_portal": False}
    assert texts.objection_to_answer(text=text, **sent) == InquiryObjection.HAS_CPR
    kept = {"title": "Flytning", "review_on": TODAY + timedelta(days=180), "on": TODAY}
    assert texts.objection_to_canned(text=text, **kept) == CannedObjection.HAS_CPR


@pytest.mark.parametrize(
    "text", ["", "12345678", "tlf. 72 11 99 00", "991399-1234", "20260311-00010101901234", "P-nr. 1003388394"]
)
def test_other_numbers_are_left(text):
    assert not texts.has_cpr(text)
    assert texts.masked_cpr(text) == text


@pytest.mark.parametrize(
    ("more", "objection"),
    [
        ({"text": " "}, InquiryObjection.NO_ANSWER),
        ({"text": "x" * 10_001}, InquiryObjection.TOO_LONG),
        ({"text": "Dit nummer er 120290-0000"}, InquiryObjection.HAS_CPR),
        ({"text": "120290-0000", "sender": "citizen", "has_portal": True}, None),
        ({"text": "120290-0000", "is_by_phone": True}, None),
        ({"has_address": False}, InquiryObjection.NO_WAY_TO_ANSWER),
        ({"has_address": False, "is_by_phone": True}, None),
        ({}, None),
    ],
)
def test_an_answer_reaches_its_sender_or_is_refused(more, objection):
    usual = {"text": "Ja.", "sender": "unknown", "has_address": True, "is_by_phone": False, "has_portal": False}
    assert texts.objection_to_answer(**(usual | more)) == objection


@pytest.mark.parametrize(
    ("more", "objection"),
    [
        ({"title": ""}, CannedObjection.NO_TITLE),
        ({"text": ""}, CannedObjection.NO_TEXT),
        ({"text": "x" * 4_001}, CannedObjection.TOO_LONG),
        ({"text": "120290-0000"}, CannedObjection.HAS_CPR),
        ({"review_on": TODAY}, CannedObjection.REVIEW_PASSED),
        ({"review_on": TODAY + timedelta(days=400)}, CannedObjection.REVIEW_TOO_FAR),
        ({}, None),
    ],
)
def test_a_canned_answer_is_looked_over_within_a_year(more, objection):
    usual = {"title": "Flytning", "text": "Du kan selv.", "review_on": TODAY + timedelta(days=180)}
    assert texts.objection_to_canned(**(usual | more), on=TODAY) == objection


def test_a_new_promise_is_later_and_has_its_reason():
    promised = datetime(2026, 3, 13, 22, 59, tzinfo=UTC)
    asked = {"promised_at": promised, "at": NOON}
    assert texts.objection_to_new_promise(until=date(2026, 3, 16), reason="", **asked) == InquiryObjection.NO_REASON
    earlier = texts.objection_to_new_promise(until=date(2026, 3, 13), reason="Lægen", **asked)
    assert earlier == InquiryObjection.PROMISE_NOT_LATER
    assert texts.objection_to_new_promise(until=date(2026, 3, 16), reason="Lægen", **asked) is None
    far = texts.objection_to_new_promise(until=date(2027, 3, 16), reason="Lægen", **asked)
    assert far == InquiryObjection.PROMISE_TOO_FAR
