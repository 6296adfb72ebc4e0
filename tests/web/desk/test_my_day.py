"""Min dag: the sentence, the groups, what others keep waiting, what is new, and who is covered."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from helevejen.accounts.models import Notice
from helevejen.audit.models import Access, AccessSubject
from helevejen.cases.enums import Holder, TrackKind
from tests.factories.accounts import AbsenceFactory, NoticeFactory
from tests.factories.caseload import AssignmentFactory
from tests.factories.cases import MeetingFactory, MessageFactory, TrackFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory, WishFactory
from tests.factories.recruitment import JobOrderFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

PAGE = reverse("desk:my_day")
LATE = TODAY - timedelta(days=2)


def part(html, name):
    """Return the words of one section of the page."""
    return words_of(html.split(f'id="{name}"', 1)[1].split("</section>")[0]) if f'id="{name}"' in html else ""


def test_it_begins_with_whose_turn_it_is(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__due_on=LATE)
    text = words_of(sign_in(cast.jens).get(PAGE).text)
    assert "God morgen." in text
    assert "Bolden ligger hos dig i 1 sag – 1 er over tiden" in text


def test_turns_stand_where_they_are_due(cast, sign_in):
    for due_on, title in [
        (LATE, "Sent"),
        (TODAY, "Nu"),
        (TODAY + timedelta(days=2), "Ugen"),
        (TODAY + timedelta(days=9), "Så"),
    ]:
        TrackFactory(case=cast.aminas_case, title=title, turn__due_on=due_on)
    html = sign_in(cast.jens).get(PAGE).text
    for name, title in [("overdue", "Sent"), ("today", "Nu"), ("this_week", "Ugen"), ("later", "Så")]:
        assert f"Amina Holm · {title}" in part(html, name)
    assert "Over tiden: for 2 dage siden" in part(html, "overdue")


def test_every_due_day_says_why(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__step="we_decide", turn__due_on=TODAY, turn__due_kind="rule")
    text = part(sign_in(cast.jens).get(PAGE).text, "today")
    assert "Hvorfor?" in text
    assert "Det står i retssikkerhedsloven § 3, stk. 2." in text


def test_what_citizens_wait_for_an_answer_to_stands_in_their_own_words(cast, sign_in):
    wish = WishFactory(citizen=cast.amina, text="At arbejde med heste")
    TrackFactory(
        case=cast.aminas_case, kind=TrackKind.DIALOGUE, wish=wish, turn__step="we_answer_wish", turn__due_on=TODAY
    )
    talk = TrackFactory(case=cast.aminas_case, kind=TrackKind.DIALOGUE, turn__step="we_answer", turn__due_on=TODAY)
    MessageFactory(case=cast.aminas_case, track=talk, text="Hvornår hører jeg?")
    html = sign_in(cast.jens).get(PAGE).text
    assert "”At arbejde med heste”" in part(html, "today")
    assert "”Hvornår hører jeg?”" in part(html, "today")
    assert reverse("desk:wish_answer", args=[wish.pk]) in html
    assert reverse("desk:message_answer", args=[talk.pk]) in html
    assert "Ét ønske venter på dit svar. Én besked venter på dit svar." in words_of(html)


def test_a_meeting_says_its_time_in_place_of_the_turn_to_hold_it(cast, sign_in):
    track = TrackFactory(case=cast.aminas_case, turn__step="we_meet", turn__due_on=TODAY)
    MeetingFactory(case=cast.aminas_case, track=track, starts_at=NOW + timedelta(hours=1))
    text = part(sign_in(cast.jens).get(PAGE).text, "today")
    assert "10.00" in text
    assert "Hold samtalen" not in text


def test_what_came_of_a_meeting_is_asked_once_it_has_begun(cast, sign_in):
    MeetingFactory(case=cast.aminas_case, starts_at=NOW + timedelta(minutes=1))
    MeetingFactory(case=cast.carls_case, starts_at=NOW)
    before, begun = (part(sign_in(one).get(PAGE).text, "today") for one in (cast.jens, cast.omar))
    assert "Flyt" in before
    assert "Holdt" not in before
    assert "Holdt" in begun
    assert "Udeblevet" in begun


def test_where_a_protected_person_will_be_is_not_on_the_list(cast, sign_in):
    MeetingFactory(case=cast.frejas_case, starts_at=NOW + timedelta(hours=1), place="Skovvej 12")
    html = sign_in(cast.omar).get(PAGE).text
    assert "Freja Ågård" in part(html, "today")
    assert "Beskyttet navn og adresse" in part(html, "today")
    assert "Skovvej 12" not in html


def test_a_meeting_nobody_wrote_down_is_over_the_time(cast, sign_in):
    MeetingFactory(case=cast.aminas_case, starts_at=NOW - timedelta(days=1))
    text = part(sign_in(cast.jens).get(PAGE).text, "overdue")
    assert "ikke skrevet ned siden i går" in text
    assert "Udeblevet" in text
    assert "Flyt" not in text


def test_others_who_keep_us_waiting_can_be_nudged(cast, sign_in):
    track = TrackFactory(
        case=cast.aminas_case, turn__holder=Holder.DOCTOR, turn__holder_name="Dr. Winther", turn__due_on=LATE
    )
    html = sign_in(cast.jens).get(PAGE).text
    assert "Dr. Winther" in part(html, "waiting-for-others")
    assert reverse("desk:turn_nudge", args=[track.pk]) in html


def test_new_citizens_notices_and_cover_stand_beside(cast, sign_in):
    new = whole_case(CitizenFactory(given_name="Ny", family_name="Borger"), cast.jens, cast.mette, opened_at=NOW)
    assert new.assignments.get().valid_from == NOW
    NoticeFactory(user=cast.jens, text="Der er svar i en sag.")
    AbsenceFactory(user=cast.mette, substitute=cast.jens)
    html = sign_in(cast.jens).get(PAGE).text
    assert "Ny Borger" in part(html, "new")
    assert "Der er svar i en sag." in part(html, "notices")
    assert "Du er vikar for Mette Dahl til og med 15. marts." in part(html, "cover")


def test_a_substitute_sees_the_turns_and_meetings_of_whoever_is_away(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY)
    MeetingFactory(case=cast.aminas_case, starts_at=NOW + timedelta(hours=1))
    html = sign_in(cast.mette).get(PAGE).text
    assert part(html, "today").count("Amina Holm ·") == 2
    assert "du er vikar" in part(html, "today")
    assert "Som vikar har du 1 til" in words_of(html)


def test_an_empty_day_says_what_will_come(cast, sign_in):
    text = words_of(sign_in(cast.nina).get(PAGE).text)
    assert "Bolden ligger ikke hos dig i nogen sag lige nu." in text
    assert "Når bolden kommer til dig igen, står den her" in text


def test_nobody_sees_the_day_of_a_stranger(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY)
    assert "Amina" not in sign_in(cast.omar).get(PAGE).text
    assert "Amina" not in sign_in(cast.lene).get(PAGE).text


def test_a_citizen_one_may_not_touch_is_gone_from_the_day(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY)
    MeetingFactory(case=cast.aminas_case, starts_at=NOW + timedelta(hours=1))
    AssignmentFactory._meta.model.objects.filter(case=cast.aminas_case).update(valid_from=NOW - timedelta(days=1))
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)
    response = sign_in(cast.jens).get(PAGE)
    assert response.status_code == 200
    assert "Amina" not in response.text


def test_those_who_work_no_cases_get_their_notices_alone(cast, sign_in):
    NoticeFactory(user=cast.rikke, text="En virksomhed har skrevet.")
    text = words_of(sign_in(cast.rikke).get(PAGE).text)
    assert "Du finder de rette til virksomhedernes jobordrer." in text
    assert "En virksomhed har skrevet." in text
    assert "venter på, at vi ringer" not in text


def test_the_unit_reads_how_many_companies_wait_for_a_call(cast, sign_in):
    JobOrderFactory(company=cast.poul.company, owner=cast.rikke)
    text = words_of(sign_in(cast.rikke).get(PAGE).text)
    assert "På 1 ordre venter virksomheden på, at vi ringer." in text


def test_the_unit_reads_its_own_orders_and_what_is_due_first(cast, sign_in):
    promised = {"owner": cast.rikke, "shortlisted": True, "next_step": "Vi ringer"}
    JobOrderFactory(title="Ordreplukkere", next_due_on=TODAY + timedelta(days=9), **promised)
    JobOrderFactory(title="Chauffører", next_due_on=TODAY - timedelta(days=1), **promised)
    JobOrderFactory(title="Staldkarle")
    text = words_of(sign_in(cast.rikke).get(PAGE).text)
    assert (
        text.index("Dine jobordrer") < text.index("Chauffører") < text.index("Over tiden") < text.index("Ordreplukkere")
    )
    assert "Staldkarle" not in text


def test_it_needs_the_permission(cast, sign_in):
    assert sign_in(cast.amina.user).get(PAGE).status_code == 403
    assert sign_in(None).get(PAGE).status_code == 302


def test_what_it_shows_is_written_down(cast, sign_in):
    sign_in(cast.jens).get(PAGE)
    look = Access.objects.get()
    assert (look.kind, look.page, look.purpose) == ("list", "my_day", "own_caseload")
    assert set(AccessSubject.objects.order_by("pk").values_list("citizen_id", flat=True)) == {cast.amina.pk}


def test_notices_are_put_away_together(cast, sign_in):
    NoticeFactory.create_batch(2, user=cast.jens)
    client = sign_in(cast.jens)
    assert client.get(reverse("desk:notices_read")).status_code == 405
    assert client.post(reverse("desk:notices_read")).url == PAGE
    assert not Notice.objects.filter(user=cast.jens, read_at=None).exists()


def test_the_sentence_can_be_fetched_alone(cast, sign_in):
    response = sign_in(cast.jens).get(reverse("desk:my_day_opening"))
    assert words_of(response.text).startswith("Bolden ligger hos dig i 1 sag")
    assert "<html" not in response.text


def more_of_everything(cast):
    case = whole_case(CitizenFactory(), cast.jens, cast.mette, opened_at=NOW)
    wish = WishFactory(citizen=case.citizen)
    TrackFactory(case=case, kind=TrackKind.DIALOGUE, wish=wish, turn__step="we_answer_wish", turn__due_on=TODAY)
    talk = TrackFactory(case=case, kind=TrackKind.DIALOGUE, turn__step="we_answer", turn__due_on=LATE)
    MessageFactory(case=case, track=talk)
    TrackFactory(case=case, turn__holder=Holder.DOCTOR, turn__due_on=LATE)
    NoticeFactory(user=cast.jens)


def test_its_queries_are_flat_and_few(cast, sign_in):
    client = sign_in(cast.jens)
    client.get(PAGE)
    more_of_everything(cast)
    assert_flat(lambda: client.get(PAGE), lambda: more_of_everything(cast))
    assert count_queries(lambda: client.get(PAGE)) <= 17  # with the two that open and end the transaction


def test_fifty_rows_weigh_less_than_a_hundred_kilobytes(cast, sign_in):
    for _ in range(48):
        TrackFactory(case=cast.aminas_case, turn__due_on=LATE)
    response = sign_in(cast.jens).get(PAGE)
    assert response.text.count('class="turn-row') >= 49
    assert len(response.content) <= 100 * 1024


@pytest.mark.parametrize(("hour", "words"), [(5, "God morgen"), (11, "Goddag"), (20, "God aften"), (2, "Hej")])
def test_people_are_greeted_by_the_time_of_day(hour, words):
    from helevejen.web.desk.my_day import greeting

    assert greeting(NOW.replace(hour=hour)) == words


def test_a_case_that_stands_twice_is_explained_by_the_number_of_lines(cast, sign_in):
    client = sign_in(cast.jens)
    assert "Listen har" not in words_of(client.get(PAGE).text)  # a line for her one open track
    TrackFactory(case=cast.aminas_case, turn__due_on=TODAY)
    text = words_of(client.get(PAGE).text)
    assert "Bolden ligger hos dig i 1 sag" in text
    assert "Listen har 2 linjer: én for hver bold og hver samtale" in text
    assert "Listen har 2 linjer" in words_of(client.get(reverse("desk:my_day_opening")).text)


def test_a_deed_done_counts_each_shown_part_of_the_list_anew(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__due_on=LATE)
    client = sign_in(cast.jens)
    page = client.get(PAGE).text
    assert '<span class="block__count" id="overdue-count">(1)</span>' in page
    address = re.search(r'hx-get="([^"]*vist=[^"]*)" hx-trigger="deed-done', page)
    assert "vist=overdue" in address[1]
    TrackFactory(case=cast.aminas_case, turn__due_on=LATE)
    fresh = client.get(unescape(address[1])).text
    assert 'id="overdue-count" hx-swap-oob="true">(2)<' in fresh
    assert "-count" not in client.get(reverse("desk:my_day_opening")).text  # nothing is shown, so nothing to count anew


def test_turns_others_keep_too_long_are_counted_anew_too(cast, sign_in):
    TrackFactory(case=cast.aminas_case, turn__holder=Holder.DOCTOR, turn__due_on=LATE)
    client = sign_in(cast.jens)
    assert "vist=waiting-for-others" in client.get(PAGE).text
    fresh = client.get(reverse("desk:my_day_opening"), {"vist": "waiting-for-others"}).text
    assert 'id="waiting-for-others-count" hx-swap-oob="true">(1)<' in fresh
