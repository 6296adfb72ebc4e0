"""The decisions of a case: drafted beside what is missing, heard about, read through, released, printed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import Event
from helevejen.cases.enums import DecisionState
from helevejen.cases.models import Decision
from tests.factories.cases import DecisionEvidenceFactory, DecisionFactory, NoteFactory
from tests.factories.inquiries import InquiryFactory, PublishedDeadlineFactory
from tests.factories.times import NOW
from tests.support.flat import assert_flat, count_queries
from tests.web.desk.htmx import HTMX
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db

PARTS = {
    "outcome": "yes",
    "facts": "Du har selv fundet et sted.",
    "law_clause": "LAB-61-2020",
    "considerations": "Det passer til dit mål.",
    "is_hearing_needed": "",
    "complaint_guidance": "Du kan klage inden fire uger.",
    "complaint_due_on": "",
}


def url(name, *pks):
    return reverse(f"desk:{name}", args=pks)


@pytest.fixture
def draft(cast):
    return DecisionFactory(case=cast.aminas_case, kind="work_trial")


# --- The tab ---


def test_drafts_lead_on_to_writing_and_decisions_to_reading(cast, sign_in, draft):
    released = DecisionFactory(case=cast.aminas_case, kind="mentor", released=True)
    page = sign_in(cast.jens).get(url("case_decisions", cast.aminas_case.pk)).text
    assert url("decision_write", draft.pk) in page
    assert url("decision_detail", released.pk) in page
    assert "Mentorstøtte: Ja" in page
    assert "klage senest 8. april" in page


def test_whoever_may_not_see_health_sees_no_draft(cast, sign_in, draft):
    page = sign_in(cast.lene).get(url("case_decisions", cast.aminas_case.pk)).text
    assert "Virksomhedspraktik" not in page
    assert sign_in(cast.lene).get(url("decision_detail", draft.pk)).status_code == 404


def test_without_decisions_it_says_how_to_make_one(cast, sign_in):
    assert "Ingen afgørelser endnu" in sign_in(cast.jens).get(url("case_decisions", cast.aminas_case.pk)).text


def test_the_queries_do_not_grow(cast, sign_in):
    case, client = cast.aminas_case, sign_in(cast.jens)

    def more():
        DecisionEvidenceFactory(decision=DecisionFactory(case=case, kind="work_trial"))
        DecisionFactory(case=case, kind="work_trial", released=True)

    more()
    client.get(url("case_decisions", case.pk))
    assert_flat(lambda: client.get(url("case_decisions", case.pk)), more)
    assert count_queries(lambda: client.get(url("case_decisions", case.pk))) <= 17


# --- Drafting ---


def test_a_draft_begins_with_its_kind_and_its_law(cast, sign_in):
    client, address = sign_in(cast.jens), url("decision_draft", cast.aminas_case.pk)
    assert "Vælg, hvad afgørelsen handler om." in client.post(address, {"x": "1"}).text
    client.post(address, {"kind": "work_trial"})
    assert Decision.objects.get().law_clause == "LAB-61-2020"


def test_a_draft_keeps_the_day_of_application(cast, sign_in):
    client, address = sign_in(cast.jens), url("decision_draft", cast.aminas_case.pk)
    half = {"kind": "work_trial", "applied_on": "2-3-2026", "applied_by": ""}
    assert "Vælg, hvordan borgeren søgte." in client.post(address, half).text
    assert (
        "Skriv den dag, vi fik ansøgningen."
        in client.post(address, half | {"applied_on": "", "applied_by": "mail"}).text
    )
    later = {"kind": "work_trial", "applied_on": "1-4-2026", "applied_by": "mail"}
    assert "Ansøgningen kan ikke være kommet efter i dag." in client.post(address, later).text
    client.post(address, half | {"applied_by": "letter"})
    draft = Decision.objects.get()
    assert (draft.applied_on.isoformat(), draft.applied_by) == ("2026-03-02", "letter")


def test_how_the_citizen_applied_is_not_called_optional_since_the_day_asks_for_it(cast, sign_in, draft):
    page = words_of(sign_in(cast.jens).get(url("decision_write", draft.pk)).text)
    assert "Vi fik ansøgningen den (frivilligt)" in page
    assert "Sådan søgte borgeren Vælges sammen med dagen." in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_half_an_application_waits_and_the_rest_of_the_draft_is_saved(cast, sign_in, draft, headers):
    client, address = sign_in(cast.jens), url("decision_write", draft.pk)
    answer = client.post(address, {"facts": "Du har fundet et sted.", "applied_on": "2-3-2026"}, headers=headers)
    assert answer.status_code == 422
    assert '<a href="#id_applied_by">Vælg, hvordan borgeren søgte.</a>' in answer.text
    draft.refresh_from_db()
    assert (draft.facts, draft.applied_on) == ("Du har fundet et sted.", None)
    client.post(address, {"facts": "Du har fundet et sted.", "applied_on": "2-3-2026", "applied_by": "mail"})
    draft.refresh_from_db()
    assert draft.applied_by == "mail"


def test_the_inquiry_a_citizen_applied_with_fills_in_the_day(cast, sign_in):
    inquiry = InquiryFactory(
        citizen=cast.amina, owner=cast.jens, team=cast.ungdom, channel="phone", received_at=NOW - timedelta(days=6)
    )
    InquiryFactory(citizen=cast.bo, owner=cast.mette, team=cast.ungdom, received_at=NOW - timedelta(days=5))
    client, address = sign_in(cast.jens), url("decision_draft", cast.aminas_case.pk)
    page = client.get(address).text
    assert page.count("henvendelse=") == page.count(f"henvendelse={inquiry.pk}") == 2  # its address and htmx's
    chosen = client.get(address, {"henvendelse": inquiry.pk}).text
    assert 'value="05/03/2026"' in chosen
    client.post(
        f"{address}?henvendelse={inquiry.pk}",
        {"kind": "work_trial", "applied_on": "5-3-2026", "applied_by": "phone"},
    )
    assert Event.objects.get(verb="decision_drafted").detail["inquiry"] == inquiry.pk


def test_the_draft_says_its_deadline_and_what_it_is_counted_from(cast, sign_in, draft):
    client, address = sign_in(cast.jens), url("decision_write", draft.pk)
    assert "ikke offentliggjort en frist" in client.get(address).text
    PublishedDeadlineFactory(kind="work_trial", published_by=cast.lene)
    assert "da opgaven om at afgøre kom til os" in client.get(address).text
    client.post(address, PARTS | {"applied_on": "2-3-2026", "applied_by": "portal"})
    page = words_of(client.get(address).text)
    assert "Talt fra ansøgningen 2. marts" in page


def test_what_is_missing_stands_beside_and_shrinks_as_it_is_written(cast, sign_in, draft):
    client, address = sign_in(cast.jens), url("decision_write", draft.pk)
    before = client.get(address).text
    assert "Skriv de oplysninger, afgørelsen bygger på." in before
    assert "Læs igennem, og træf afgørelsen" not in before
    live = client.post(address, PARTS | {"considerations": ""}, headers=HTMX)
    assert live.status_code == 200
    assert "Skriv de oplysninger, afgørelsen bygger på." not in live.text
    assert "Skriv, hvad du har lagt vægt på." in live.text
    assert "Intet mangler" in client.post(address, PARTS, headers=HTMX).text
    draft.refresh_from_db()
    assert draft.facts == "Du har selv fundet et sted."


def test_without_javascript_the_draft_is_saved_by_its_button(cast, sign_in, draft):
    page = sign_in(cast.jens).post(url("decision_write", draft.pk), PARTS, follow=True).text
    assert "Udkastet er gemt." in page
    assert "Intet mangler" in page


def test_a_law_nobody_has_read_is_told_of(cast, sign_in, draft):
    sign_in(cast.jens).post(url("decision_write", draft.pk), PARTS)
    assert "Ingen jurist har endnu læst lovhenvisningen" in sign_in(cast.jens).get(url("decision_write", draft.pk)).text


def test_what_was_not_touched_is_not_written_anew(cast, sign_in, draft):
    from helevejen.audit.models import Event

    client = sign_in(cast.jens)
    client.post(url("decision_write", draft.pk), PARTS)
    count = Event.objects.count()
    client.post(url("decision_write", draft.pk), PARTS)
    assert Event.objects.count() == count


def test_a_note_is_laid_to_it_and_taken_away_but_never_a_mentors(cast, sign_in, draft):
    note, mentors = NoteFactory(case=cast.aminas_case), NoteFactory(case=cast.aminas_case, mentor=True)
    client = sign_in(cast.jens)
    page = client.get(url("decision_write", draft.pk)).text
    assert f'value="{note.pk}"' in page
    assert f'value="{mentors.pk}"' not in page
    assert client.post(url("note_attach", draft.pk), {"note": mentors.pk}).status_code == 422
    client.post(url("note_attach", draft.pk), {"note": note.pk})
    assert [one.note for one in draft.evidence.all()] == [note]
    client.post(url("note_detach", draft.pk, note.pk))
    assert not draft.evidence.exists()


def test_a_draft_is_laid_away_and_not_written_on(cast, sign_in, draft):
    client = sign_in(cast.jens)
    client.post(url("decision_withdraw", draft.pk))
    draft.refresh_from_db()
    assert draft.state == DecisionState.WITHDRAWN
    assert client.get(url("decision_write", draft.pk)).status_code == 302
    assert "Udkastet er slettet" in client.get(url("decision_detail", draft.pk)).text


# --- Hearing ---


@pytest.mark.parametrize(
    ("chosen", "missing", "hint", "may_send"),
    [
        ({"outcome": ""}, "Tag stilling til, om borgeren skal høres først.", "Tag stilling til", True),
        ({"outcome": "no"}, "Tag stilling til, om borgeren skal høres først.", "Tag stilling til", True),
        ({"outcome": "", "is_hearing_needed": "yes"}, "Send høringen til borgeren.", "Send oplysningerne", True),
        ({"is_hearing_needed": "yes"}, "Send høringen til borgeren.", "Send oplysningerne", True),
        ({"is_hearing_needed": "yes", "facts": ""}, "Send høringen til borgeren.", "Skriv først", True),
        ({"outcome": "no", "is_hearing_needed": "no"}, "", "Ikke nødvendig", False),
        ({}, "", "Ikke nødvendig", True),
    ],
)
def test_checklist_and_hearing_follow_what_is_chosen(cast, sign_in, draft, chosen, missing, hint, may_send):
    page = sign_in(cast.jens).post(url("decision_write", draft.pk), PARTS | chosen, headers=HTMX).text
    checklist = page[page.index('id="mangler"') : page.index('id="hoering"')]
    hearing = page[page.index('id="hoering-nu"') : page.index('id="hoering-sted"')]
    assert missing in checklist if missing else "høre" not in checklist
    assert hint in hearing
    assert (url("hearing_send", draft.pk) in hearing) is may_send


def test_the_citizen_is_heard_and_the_answer_written_in(cast, sign_in, draft):
    client = sign_in(cast.jens)
    client.post(url("decision_write", draft.pk), PARTS | {"outcome": "no", "is_hearing_needed": "yes"})
    assert "Send høringen til borgeren." in client.get(url("decision_write", draft.pk)).text
    too_short = client.post(url("hearing_send", draft.pk), {"due_on": "13-3-2026"})
    assert "Borgeren skal have mindst 7 dage til at svare." in too_short.text
    client.post(url("hearing_send", draft.pk), {"due_on": "25-3-2026"})
    page = client.get(url("decision_write", draft.pk)).text
    assert "Borgeren kan svare til og med 25. marts" in page
    assert "Vent på borgerens svar" in page
    assert "Skriv, hvad borgeren svarede." in client.post(url("hearing_answer", draft.pk), {"answer": ""}).text
    client.post(url("hearing_answer", draft.pk), {"answer": "Det er jeg ikke enig i."})
    page = client.get(url("decision_write", draft.pk)).text
    assert "Det er jeg ikke enig i." in page
    assert "Intet mangler" in page


# --- Releasing ---


def test_it_is_read_through_confirmed_and_released(cast, sign_in, draft):
    client = sign_in(cast.jens)
    client.post(url("decision_write", draft.pk), PARTS)
    page = client.get(url("decision_release", draft.pk)).text
    assert "Det passer til dit mål." in page
    assert "onsdag den 8. april" in page
    response = client.post(url("decision_release", draft.pk), follow=True)
    draft.refresh_from_db()
    assert (draft.state, draft.released_by) == (DecisionState.RELEASED, cast.jens)
    assert "Afgørelsen er truffet" in response.text
    assert client.get(url("decision_write", draft.pk)).status_code == 302


def test_it_is_not_released_while_something_is_missing(cast, sign_in, draft):
    client = sign_in(cast.jens)
    assert "Jeg har læst den" not in client.get(url("decision_release", draft.pk)).text
    response = client.post(url("decision_release", draft.pk))
    assert response.status_code == 422
    assert "Skriv, hvad du har lagt vægt på." in response.text
    draft.refresh_from_db()
    assert draft.state == DecisionState.DRAFT


def test_a_decision_reads_as_a_page_and_as_plain_text(cast, sign_in, draft):
    client = sign_in(cast.jens)
    client.post(url("decision_write", draft.pk), PARTS)
    assert "Dette er et udkast" in client.get(url("decision_detail", draft.pk)).text
    client.post(url("decision_release", draft.pk))
    page = client.get(url("decision_detail", draft.pk)).text
    assert "Dette er et udkast" not in page
    text = client.get(url("decision_text", draft.pk))
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    for words in ("Virksomhedspraktik: Ja.", "Du har selv fundet et sted.", "§ 61", "Vi skal have din klage senest"):
        assert words in page
        assert words in text.text


def test_what_people_wrote_is_shown_as_words_and_never_as_markup(cast, sign_in, draft):
    client = sign_in(cast.jens)
    client.post(url("decision_write", draft.pk), PARTS | {"facts": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in client.get(url("decision_detail", draft.pk)).text
