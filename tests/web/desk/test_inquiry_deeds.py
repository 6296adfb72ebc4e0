"""What is done with an inquiry, on its page."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from helevejen.audit.models import Access, AccessSubject
from helevejen.inquiries.models import CannedAnswer, Inquiry
from tests.cast import TODAY
from tests.factories.inquiries import (
    CannedVersionFactory,
    DutyFactory,
    InquiryEventFactory,
    InquiryFactory,
    PostFactory,
)
from tests.web.shared.drawing import words_of


@pytest.fixture
def asked(cast):
    inquiry = InquiryFactory(owner=cast.jens, team=cast.ungdom, sender_email="ib@example.dk")
    PostFactory(inquiry=inquiry)
    return inquiry


def address(inquiry, deed):
    return reverse(f"desk:inquiry_{deed}", args=[inquiry.pk])


def did(client, inquiry, deed, **form):
    answer = client.post(address(inquiry, deed), {"number": inquiry.number} | form, follow=True)
    inquiry.refresh_from_db()
    return words_of(answer.text)


def test_it_is_answered_and_solved(cast, sign_in, asked):
    text = did(sign_in(cast.jens), asked, "answer", text="Ja, det kan du.", then="solved", avoidable="nobody_answered")
    assert "Svaret er givet." in text
    assert "Ja, det kan du." in text
    assert (asked.is_open, asked.avoidable) == (False, "nobody_answered")


def test_answered_with_a_question_back_the_clock_stands(cast, sign_in, asked):
    text = did(sign_in(cast.jens), asked, "answer", text="Hvilken uge?", then="waits", ground="Skriv ugen")
    assert "uret står stille" in text
    assert (asked.is_open, asked.due_at) == (True, None)
    wait = asked.waits.get()
    client = sign_in(cast.jens)
    client.post(reverse("desk:inquiry_wait_end", args=[asked.pk, wait.pk]))
    asked.refresh_from_db()
    assert asked.due_at is not None


def test_whom_we_wait_for_must_know_what_to_do(cast, sign_in, asked):
    text = did(sign_in(cast.jens), asked, "answer", text="Hvilken uge?", then="waits")
    assert "Skriv, hvad afsenderen skal gøre." in text
    assert asked.answered_at is None


def test_whoever_comes_second_is_told_and_keeps_the_words(cast, sign_in, asked):
    seen = asked.number
    did(sign_in(cast.mette), asked, "answer", text="Ja.", then="open")
    asked.number = seen
    text = did(sign_in(cast.jens), asked, "answer", text="Nej, tværtimod.", then="solved", avoidable="no")
    assert "Mette var her for et øjeblik siden: besvaret." in text
    assert "Nej, tværtimod." in text
    assert asked.posts.filter(is_from_sender=False).count() == 1


def test_who_else_writes_is_told(cast, sign_in, asked):
    assert "skriver" not in sign_in(cast.mette).post(address(asked, "writing")).text
    assert "Mette skriver et svar lige nu." in sign_in(cast.jens).post(address(asked, "writing")).text


def test_it_is_given_to_another_with_a_reason(cast, sign_in, asked):
    text = did(sign_in(cast.jens), asked, "hand_over", to=cast.omar.pk, reason="Han kender virksomheden")
    assert "Omar Aziz har henvendelsen nu." in text
    assert asked.owner == cast.omar
    page = sign_in(cast.omar).get(reverse("desk:inquiry_detail", args=[asked.pk]))
    assert "Givet videre til Omar Aziz" in words_of(page.text)


def test_a_refused_deed_says_why_and_stands_open(cast, sign_in, asked):
    text = did(sign_in(cast.jens), asked, "hand_over", to=cast.omar.pk, reason="")
    assert "Skriv kort hvorfor." in text
    assert asked.owner == cast.jens


@pytest.mark.parametrize("deed", ["hand_over", "wait", "promise", "call", "sender"])
def test_what_is_missing_is_said_in_a_panel_that_stands_open(cast, sign_in, asked, deed):
    answer = sign_in(cast.jens).post(address(asked, deed), {"number": asked.number})
    assert answer.status_code == 422
    panels = [panel for panel in answer.text.split("<details")[1:] if panel.partition(">")[0].endswith(" open ")]
    (panel,) = panels
    assert address(asked, deed) in panel.partition("</details>")[0]
    assert "form-error" in panel.partition("</details>")[0]


def test_a_new_day_is_promised(cast, sign_in, asked):
    text = did(sign_in(cast.jens), asked, "promise", until="20-3-2026", reason="Vi mangler svar fra lægen")
    assert "Afsenderen har fået den nye dato." in text
    assert asked.due_at.date().isoformat() == "2026-03-20"
    assert text.count("fredag den 20. marts") == 2


def test_whoever_has_only_a_telephone_is_to_be_called_about_the_new_day(cast, sign_in, asked):
    asked.channel, asked.sender_email, asked.sender_phone = "phone", "", "72110000"
    asked.save()
    InquiryEventFactory(inquiry=asked, number=0, kind="acknowledged")
    text = did(sign_in(cast.jens), asked, "promise", until="20-3-2026", reason="Vi mangler svar fra lægen")
    assert "Ring og sig det til afsenderen." in text
    assert "Taget imod mundtligt" in text
    for untrue in ("har fået den nye dato", "Kvittering sendt", "Send den nye dag"):
        assert untrue not in text


def test_whether_it_could_be_avoided_must_be_said_when_it_is_solved(cast, sign_in, asked):
    text = did(sign_in(cast.jens), asked, "answer", text="Ja.", then="solved")
    assert "Vælg, om den kunne have været undgået." in text
    assert "Hvad skal afsenderen gøre? (frivilligt)" not in text
    assert asked.is_open
    did(sign_in(cast.jens), asked, "answer", text="Ja.", then="solved", avoidable="no")
    assert (asked.is_open, asked.avoidable) == (False, "")


def test_a_call_nobody_took_is_written_down_and_answers_nothing(cast, sign_in, asked):
    assert "Tog ikke telefonen" in did(sign_in(cast.jens), asked, "call", reason="Tog ikke telefonen")
    assert asked.answered_at is None


def test_it_is_opened_again_with_a_reason(cast, sign_in, asked):
    did(sign_in(cast.jens), asked, "answer", text="Ja.", then="solved", avoidable="no")
    assert "Henvendelsen er åben igen." in did(sign_in(cast.jens), asked, "reopen", reason="Ringede igen")
    assert asked.is_open


def test_the_sender_is_found_by_the_whole_number_without_showing_anybody(cast, sign_in, asked):
    text = did(sign_in(cast.jens), asked, "sender", found=cast.amina.cpr)
    assert "Afsenderen er skrevet på." in text
    assert asked.citizen == cast.amina


UNKNOWN_CPR = "0101011234"
#: Numbers that are not Jens' to know of: nobody's, a stranger's, and a specially protected citizen's.
NOT_OPEN = ("nobody", "carl", "freja")


def number_of(cast, whose):
    return UNKNOWN_CPR if whose == "nobody" else getattr(cast, whose).cpr


def searches():
    return list(
        Access.objects.filter(kind="search").order_by("pk").values_list("page", "criterion", "outcome", "data_classes")
    )


def test_every_number_that_is_not_open_gets_one_answer_and_one_row_in_the_log(cast, sign_in, asked):
    client, seen = sign_in(cast.jens), []
    for whose in NOT_OPEN:
        number, before = number_of(cast, whose), len(searches())
        answer = client.post(address(asked, "sender"), {"number": asked.number, "found": number})
        text = words_of(answer.text).replace(number, "")
        seen.append((answer.status_code, text, searches()[before:]))
        assert "Vi kan ikke finde en borger, du følger, med det nummer." in text
    assert seen[0] == seen[1] == seen[2]
    assert [row[:2] for row in seen[0][2]] == [("inquiry_sender", "CPR-nummer")]
    assert not AccessSubject.objects.exclude(citizen_id=cast.amina.pk).exists()
    asked.refresh_from_db()
    assert asked.citizen is None


def test_a_sender_who_is_found_is_a_search_in_the_log(cast, sign_in, asked):
    sign_in(cast.jens).post(address(asked, "sender"), {"number": asked.number, "found": cast.amina.cpr})
    row = Access.objects.get(kind="search")
    assert (row.page, row.criterion) == ("inquiry_sender", "CPR-nummer")
    assert [one.citizen_id for one in AccessSubject.objects.filter(access_id=row.pk)] == [cast.amina.pk]


def test_a_citizen_the_owner_may_not_have_is_not_given_them(cast, sign_in, asked):
    asked.team = cast.voksne
    asked.save()
    text = did(sign_in(cast.omar), asked, "sender", found=cast.freja.cpr)
    assert "kan ikke få den borgers" in text
    assert asked.citizen is None


def test_a_canned_answer_is_the_beginning_of_ones_own(cast, sign_in, asked):
    version = CannedVersionFactory(answer__topic="general", text="Du kan selv flytte den.", written_by=cast.lene)
    text = sign_in(cast.jens).get(reverse("desk:inquiry_detail", args=[asked.pk]), {"fast": version.answer_id}).text
    assert "Du kan selv flytte den." in text
    did(sign_in(cast.jens), asked, "answer", text="Du kan selv.", then="solved", avoidable="no", canned=version.pk)
    assert asked.posts.get(is_from_sender=False).canned == version


def test_a_canned_answer_comes_after_what_is_written(cast, sign_in, asked):
    version = CannedVersionFactory(answer__topic="general", text="Du kan selv flytte den.", written_by=cast.lene)
    page = sign_in(cast.jens).get(reverse("desk:inquiry_detail", args=[asked.pk])).text
    assert f'form="svar-form" name="fast" value="{version.answer_id}"' in page
    form = {"number": asked.number, "text": "Kære Ib.", "then": "open", "fast": version.answer_id}
    answer = sign_in(cast.jens).post(address(asked, "answer"), form)
    assert answer.status_code == 200
    assert "Kære Ib.\n\nDu kan selv flytte den.</textarea>" in answer.text
    text = sign_in(cast.jens).post(address(asked, "answer"), form | {"text": " "}).text
    assert ">\nDu kan selv flytte den.</textarea>" in text
    assert not asked.posts.filter(is_from_sender=False).exists()


# --- By telephone and at the counter ---

REGISTER = "desk:inquiry_register"


def test_a_call_is_written_down_in_two_clicks(cast, sign_in):
    DutyFactory(team=cast.voksne, user=cast.omar)
    client = sign_in(cast.rikke)
    assert reverse(REGISTER) in client.get(reverse("desk:inquiries")).text
    form = {"channel": "phone", "text": "Vil tale om løntilskud", "name": "Ib", "phone": "72110000", "topic": "job"}
    answer = client.post(reverse(REGISTER), form, follow=True)
    assert "Henvendelsen er skrevet ned. Omar Aziz har den nu." in words_of(answer.text)


def test_by_cpr_number_it_goes_to_the_jobformidler_the_asker_may_know_of(cast, sign_in):
    form = {"channel": "counter", "text": "Spørger til mødet", "found": cast.amina.cpr, "topic": "meeting"}
    answer = sign_in(cast.mette).post(reverse(REGISTER), form, follow=True)
    assert "Jens Bro har den nu." in words_of(answer.text)
    inquiry = Inquiry.objects.get()
    assert (inquiry.citizen, inquiry.owner, inquiry.registered_by) == (cast.amina, cast.jens, cast.mette)
    assert Access.objects.filter(kind="search", page="inquiry_register", criterion="CPR-nummer").count() == 1


def test_by_a_number_that_is_not_open_nobody_is_pointed_out(cast, sign_in):
    client, seen = sign_in(cast.rikke), []
    for whose in ("nobody", "amina", "freja"):
        before = len(searches())
        form = {
            "channel": "phone", "text": "Spørger til mødet", "found": number_of(cast, whose), "topic": "meeting",
            "name": "Ib", "phone": "72110000",
        }  # fmt: skip
        answer = client.post(reverse(REGISTER), form)
        taken = Inquiry.objects.order_by("-pk")[0]
        told = [str(one) for one in get_messages(answer.wsgi_request)]
        found = (taken.citizen, taken.owner, taken.team, taken.sender_name, taken.promised_at)
        seen.append((answer.status_code, answer.url, told[-1:], found, searches()[before:]))
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][3][0] is None
    assert "vi kan ikke finde en borger, du følger, med det." in seen[0][2][0]
    assert [row[:2] for row in seen[0][4]] == [("inquiry_register", "CPR-nummer")]


def test_with_nothing_but_a_number_that_is_not_open_a_name_is_asked_for(cast, sign_in):
    client, seen = sign_in(cast.rikke), []
    for whose in ("nobody", "amina", "freja"):
        number, before = number_of(cast, whose), len(searches())
        form = {"channel": "phone", "text": "Hej", "found": number, "topic": "general"}
        answer = client.post(reverse(REGISTER), form)
        seen.append((answer.status_code, words_of(answer.text).replace(number, ""), searches()[before:]))
    assert seen[0] == seen[1] == seen[2]
    assert (seen[0][0], len(seen[0][2])) == (422, 1)
    assert "Skriv navn og telefon, så vi kan svare." in seen[0][1]
    assert not Inquiry.objects.exists()


def test_whoever_follows_a_protected_citizen_finds_them_by_the_number(cast, sign_in):
    form = {"channel": "phone", "text": "Spørger til mødet", "found": cast.freja.cpr, "topic": "meeting"}
    text = words_of(sign_in(cast.omar).post(reverse(REGISTER), form, follow=True).text)
    assert "Henvendelsen er skrevet ned. Du har den." in text
    assert (Inquiry.objects.get().citizen, Inquiry.objects.get().owner) == (cast.freja, cast.omar)


def test_a_number_nobody_has_is_said_and_nothing_is_written(cast, sign_in):
    form = {"channel": "phone", "text": "Hej", "found": "12345674", "topic": "general"}
    text = words_of(sign_in(cast.rikke).post(reverse(REGISTER), form).text)
    assert "Vi kender ikke det nummer." in text
    assert not Inquiry.objects.exists()


def test_answered_at_once_it_is_solved(cast, sign_in):
    form = {"channel": "phone", "text": "Åbningstid?", "name": "Ib", "topic": "general", "answer": "9 til 15."}
    text = words_of(sign_in(cast.rikke).post(reverse(REGISTER), form, follow=True).text)
    assert "Henvendelsen er skrevet ned og løst." in text


def test_a_number_that_nobody_can_call_is_refused(cast, sign_in):
    form = {"channel": "phone", "text": "Ring", "name": "Ib", "phone": "7211 00", "topic": "general"}
    text = words_of(sign_in(cast.rikke).post(reverse(REGISTER), form).text)
    assert "Skriv et dansk nummer med otte cifre" in text
    assert not Inquiry.objects.exists()
    sign_in(cast.rikke).post(reverse(REGISTER), form | {"phone": "+46 8 123 456 78"})
    assert Inquiry.objects.get().sender_phone == "+46812345678"


def test_a_call_back_gets_its_time(cast, sign_in):
    form = {
        "channel": "phone", "text": "Ring", "name": "Ib", "phone": "72110000", "topic": "general",
        "call_on": "12-3-2026", "call_at": "10.30",
    }  # fmt: skip
    sign_in(cast.rikke).post(reverse(REGISTER), form)
    inquiry = Inquiry.objects.get()
    assert inquiry.call_at.isoformat() == "2026-03-12T09:30:00+00:00"
    assert inquiry.due_at == inquiry.call_at
    assert "Ring torsdag den 12. marts kl. 10.30" in words_of(sign_in(cast.rikke).get(reverse("desk:inquiries")).text)


# --- Canned answers ---


def test_a_leader_keeps_canned_answers_in_versions(cast, sign_in):
    client = sign_in(cast.lene)
    form = {"topic": "meeting", "title": "Flytning", "text": "Du kan selv.", "review_on": "1-9-2026"}
    client.post(reverse("desk:canned_write"), form)
    answer = CannedAnswer.objects.get()
    client.post(reverse("desk:canned_change", args=[answer.pk]), form | {"text": "Du kan selv flytte den."})
    assert [one.text for one in answer.versions.order_by("number")] == ["Du kan selv.", "Du kan selv flytte den."]
    client.post(reverse("desk:canned_retire", args=[answer.pk]))
    assert "Ingen faste svar endnu" in words_of(client.get(reverse("desk:canned_answers")).text)


def test_one_past_its_day_says_so(cast, sign_in):
    CannedVersionFactory(review_on=TODAY, written_by=cast.lene)
    text = words_of(sign_in(cast.bent).get(reverse("desk:canned_answers")).text)
    assert "1 svar skal ses igennem." in text


def test_a_day_too_far_away_is_refused(cast, sign_in):
    form = {"topic": "meeting", "title": "Flytning", "text": "Du kan selv.", "review_on": "1-9-2028"}
    text = words_of(sign_in(cast.lene).post(reverse("desk:canned_write"), form).text)
    assert "ses igennem mindst en gang om året" in text


def test_others_do_not_keep_them(cast, sign_in):
    assert sign_in(cast.jens).get(reverse("desk:canned_answers")).status_code == 403
    assert sign_in(cast.lene).get(reverse("desk:canned_change", args=[999])).status_code == 404
