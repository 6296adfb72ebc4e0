"""The leader's pages of the inbox and of the deadlines, and the page of deadlines for everybody."""

from datetime import timedelta

from django.urls import reverse

from helevejen.core import clock
from helevejen.inquiries.models import DeadlineNotice, Duty
from helevejen.tasks.tending import tend
from tests.cast import NOW, TODAY
from tests.factories.cases import DecisionFactory
from tests.factories.inquiries import DutyFactory, InquiryFactory, PublishedDeadlineFactory
from tests.web.shared.drawing import words_of


def test_the_leader_sees_the_figures_of_the_team(cast, sign_in):
    for _one in range(5):
        InquiryFactory(owner=cast.jens, team=cast.ungdom, solved=True, answer_minutes=90)
    text = words_of(sign_in(cast.lene).get(reverse("lead:inquiry_figures")).text)
    assert "Første svar fra et menneske 1,5 t. 1,5 t." in text
    assert "Svar til lovet tid 100 %" in text


def test_a_receipt_that_is_sent_by_itself_takes_no_time(cast, sign_in):
    for minutes in (0, 0, 0, 12, 12):
        InquiryFactory(owner=cast.jens, team=cast.ungdom, solved=True, acknowledged_at=NOW, receipt_minutes=minutes)
    assert "Kvittering straks 12 min." in words_of(sign_in(cast.lene).get(reverse("lead:inquiry_figures")).text)


def test_the_duty_is_set_shown_and_taken_off(cast, sign_in):
    client, page = sign_in(cast.lene), reverse("lead:duty_roster")
    assert "Ingen har vagten i dag." in words_of(client.get(page).text)
    form = {"user": cast.mette.pk, "first_day": "11-3-2026", "last_day": "13-3-2026"}
    text = words_of(client.post(page, form, follow=True).text)
    assert "Mette Dahl har vagten i dag" in text
    assert "Der er allerede en vagt" in words_of(client.post(page, form).text)
    off = reverse("lead:duty_end", args=[Duty.objects.get().pk])
    asked = words_of(client.get(off).text)
    assert "Vil du tage vagten af Mette Dahl?" in asked
    assert "Vagten er fra 11. marts til og med 13. marts." in asked
    assert Duty.objects.exists(), "a look at the question takes nothing off"
    client.post(off)
    assert not Duty.objects.exists()


def test_a_duty_of_one_day_is_on_that_day_and_asked_about_before_it_is_taken_off(cast, sign_in):
    duty = DutyFactory(team=cast.ungdom, user=cast.mette, valid_from=TODAY, valid_until=TODAY + timedelta(days=1))
    html = sign_in(cast.lene).get(reverse("lead:duty_roster")).text
    off = reverse("lead:duty_end", args=[duty.pk])
    assert f'<a href="{off}">' in html
    assert f'action="{off}"' not in html
    assert "Mette Dahl den 11. marts ·" in words_of(html)


def test_a_duty_in_the_past_is_refused_beside_its_first_day(cast, sign_in):
    form = {"user": cast.mette.pk, "first_day": "2-1-2020", "last_day": "3-1-2020"}
    response = sign_in(cast.lene).post(reverse("lead:duty_roster"), form)
    assert response.context["form"].errors == {"first_day": ["Dagen er gået. Vælg i dag eller senere."]}


def test_another_teams_duty_is_not_there(cast, sign_in):
    duty = DutyFactory(team=cast.voksne, user=cast.omar)
    assert sign_in(cast.lene).post(reverse("lead:duty_end", args=[duty.pk])).status_code == 404


def test_what_is_missing_is_said_and_can_be_published(cast, sign_in):
    client = sign_in(cast.lene)
    assert "mangler en offentliggjort frist" in words_of(client.get(reverse("lead:deadlines")).text)
    page = reverse("lead:deadline_publish", args=["work_trial"])
    assert "Forslag at begynde med" in words_of(client.get(page).text)
    form = {"law": "LAB § 61", "amount": "2", "unit": "week", "approved_on": "1-3-2026", "valid_from": "11-3-2026"}
    assert "Fristen er offentliggjort." in words_of(client.post(page, form, follow=True).text)
    public = words_of(client.get(reverse("public:published_deadlines")).text)
    assert "Virksomhedspraktik 2 uger For få til at sige det" in public
    assert client.get(reverse("lead:deadline_publish", args=["findes-ikke"])).status_code == 404


def test_everybody_reads_what_half_and_nine_of_ten_waited_and_how_many_were_in_time(cast, client):
    PublishedDeadlineFactory(published_by=cast.lene)
    for days in (3, 5, 8, 13, 40):
        released = NOW - timedelta(days=10)
        DecisionFactory(
            case=cast.aminas_case, released=True, drafted_at=released - timedelta(days=days), released_at=released
        )
    with clock.frozen(NOW):
        text = words_of(client.get("/frister/").text)
    assert "Halvdelen fik svar inden 9 ud af 10 fik svar inden Til tiden" in text
    assert "Virksomhedspraktik 2 uger 8 dage 6 uger 80 %" in text


def test_everybody_reads_the_deadlines_and_an_empty_page_says_so(client, db):
    assert "Der er ingen frister endnu" in words_of(client.get("/frister/").text)


def test_others_do_not_lead(cast, sign_in):
    for name in ("inquiry_figures", "duty_roster", "deadlines"):
        assert sign_in(cast.jens).get(reverse(f"lead:{name}")).status_code == 403


# --- The letter, at the desk ---


def letter(cast):
    PublishedDeadlineFactory(kind="work_trial", published_by=cast.lene)
    DecisionFactory(case=cast.aminas_case, kind="work_trial", drafted_at=NOW - timedelta(days=12))
    tend(NOW)
    return DeadlineNotice.objects.get()


def test_the_letter_is_ready_read_and_sent(cast, sign_in):
    notice, client = letter(cast), sign_in(cast.jens)
    assert "1 brev om en ny dato for en afgørelse er klar" in words_of(client.get(reverse("desk:inquiries")).text)
    assert "Amina Holm" in words_of(client.get(reverse("desk:deadline_notices")).text)
    page = reverse("desk:deadline_notice_send", args=[notice.pk])
    assert "Du venter på en afgørelse om virksomhedspraktik." in words_of(client.get(page).text)
    form = {"cause": "svar fra lægen", "new_due_on": (TODAY + timedelta(days=20)).isoformat()}
    assert "Borgeren har fået den nye dato på Min vej." in words_of(client.post(page, form, follow=True).text)
    assert "Vi venter på: svar fra lægen" in words_of(sign_in(cast.amina.user).get("/min-vej/beskeder/").text)


def test_it_can_be_put_away(cast, sign_in):
    notice = letter(cast)
    sign_in(cast.jens).post(reverse("desk:deadline_notice_drop", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.state == "dropped"


def test_a_stranger_finds_no_letter(cast, sign_in):
    notice = letter(cast)
    for who in (cast.mette, cast.omar, cast.lene):
        assert sign_in(who).get(reverse("desk:deadline_notice_send", args=[notice.pk])).status_code == 404
