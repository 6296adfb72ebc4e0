"""Writing in a case: the cap first, then what; a note and its correction, a message."""

import json

import pytest
from django.urls import reverse

from helevejen.cases.models import Message, Note, Track
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import NoteFactory, TrackFactory
from tests.web.desk.htmx import HTMX, from_file, from_my_day

pytestmark = pytest.mark.django_db

NOTE = {"cap": "mentor", "headline": "Gåtur", "text": "Vi gik en tur.", "kind": "ordinary", "minutes": "30"}


def url(name, pk):
    return reverse(f"desk:{name}", args=[pk])


def test_the_file_offers_the_three_caps_first(cast, sign_in):
    page = sign_in(cast.jens).get(url("case_detail", cast.aminas_case.pk)).text
    for cap in ("authority", "mentor"):
        assert f"{url('note_write', cast.aminas_case.pk)}?kasket={cap}" in page
    assert f"{url('contact_log', cast.aminas_case.pk)}?kasket=company" in page


def test_under_a_cap_stands_what_may_be_written(cast, sign_in):
    client, address = sign_in(cast.jens), url("note_write", cast.aminas_case.pk)
    authority = client.get(f"{address}?kasket=authority", headers=HTMX).text
    mentor = client.get(f"{address}?kasket=mentor", headers=HTMX).text
    assert "Udkast til afgørelse" in authority
    assert "Udkast til afgørelse" not in mentor
    assert "Hvilken kasket har du på?" not in mentor
    assert "Hvilken kasket har du på?" in client.get(address).text


def test_a_note_is_written_without_javascript(cast, sign_in):
    address = url("note_write", cast.aminas_case.pk)
    response = sign_in(cast.jens).post(address, NOTE, follow=True)
    note = Note.objects.get()
    assert (note.cap, note.headline, note.text, note.minutes, note.written_by) == (
        "mentor",
        "Gåtur",
        "Vi gik en tur.",
        30,
        cast.jens,
    )
    assert response.text.count("Notatet står nu i sagen.") == 1
    assert "Vi gik en tur." in response.text


def test_in_the_file_it_is_shown_anew_without_a_reload(cast, sign_in):
    case = cast.aminas_case
    response = sign_in(cast.jens).post(url("note_write", case.pk), NOTE, headers=from_file(case.pk))
    location = json.loads(response.headers["HX-Location"])
    assert location["path"] == f"{url('case_detail', case.pk)}?gjort=note_written&ved=skriv"
    assert (location["target"], location["select"]) == ("#file", "#file")


def test_on_min_dag_it_is_confirmed_where_it_was_done(cast, sign_in):
    response = sign_in(cast.jens).post(url("note_write", cast.aminas_case.pk), NOTE, headers=from_my_day())
    assert "Notatet står nu i sagen." in response.text
    assert "<html" not in response.text


def test_a_note_belongs_to_a_track_of_its_case_alone(cast, sign_in):
    client, case = sign_in(cast.jens), cast.aminas_case
    own, foreign = case.tracks.get(), cast.bos_case.tracks.get()
    assert client.post(url("note_write", case.pk), NOTE | {"track": own.pk}).status_code == 302
    assert Note.objects.get().track == own
    assert client.post(url("note_write", case.pk), NOTE | {"track": foreign.pk}).status_code == 422


def test_a_substitute_sees_and_corrects_the_mentors_note_they_wrote(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    client, case = sign_in(cast.mette), cast.aminas_case
    form = client.get(f"{url('note_write', case.pk)}?kasket=mentor", headers=HTMX).text
    assert "Notatet kan læses af dig, Jens Bro og Amina Holm, ikke af andre kolleger." in form
    page = client.post(f"{url('note_write', case.pk)}?kasket=mentor", NOTE, follow=True).text
    note = Note.objects.get()
    assert "Vi gik en tur." in page
    assert url("note_correct", note.pk) in page
    right = NOTE | {"headline": "Løbetur", "text": "Vi løb en tur."}
    assert "Vi løb en tur." in client.post(url("note_correct", note.pk), right, follow=True).text
    assert sign_in(cast.lene).get(url("case_detail", case.pk)).text.count("Vi løb en tur.") == 0


def test_the_jobformidler_is_told_who_reads_a_mentors_note(cast, sign_in):
    client, address = sign_in(cast.jens), url("note_write", cast.aminas_case.pk)
    told = "Notatet kan læses af dig og Amina Holm, ikke af kolleger."
    assert told in client.get(f"{address}?kasket=mentor", headers=HTMX).text
    assert told not in client.get(f"{address}?kasket=authority", headers=HTMX).text


def test_a_mentors_note_is_always_the_citizens_too(cast, sign_in):
    address = url("note_write", cast.aminas_case.pk)
    part = sign_in(cast.jens).get(f"{address}?kasket=mentor", headers=HTMX).text
    assert "Borgeren kan læse notatet" not in part
    sign_in(cast.jens).post(f"{address}?kasket=mentor", NOTE)
    assert Note.objects.get().is_shared_with_citizen


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"headline": ""}, "Skriv en overskrift."),
        ({"text": " "}, "Skriv teksten."),
        ({"cap": ""}, "Vælg, hvilken kasket du har på."),
        ({"minutes": "9999"}, "Skriv højst 600 minutter."),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(cast, sign_in, change, words):
    response = sign_in(cast.jens).post(url("note_write", cast.aminas_case.pk), NOTE | change, headers=HTMX)
    assert response.status_code == 422
    assert words in response.text
    assert not Note.objects.exists()


def test_a_note_is_corrected_beside_itself(cast, sign_in):
    note = NoteFactory(case=cast.aminas_case, headline="Forkert dag", text="Vi mødtes mandag.")
    client = sign_in(cast.jens)
    assert "Vi mødtes mandag." in client.get(url("note_correct", note.pk)).text
    client.post(url("note_correct", note.pk), {"headline": "Rigtig dag", "text": "Vi mødtes tirsdag."})
    correction = Note.objects.exclude(pk=note.pk).get()
    assert (correction.corrects, correction.cap, correction.kind) == (note, note.cap, note.kind)
    note.refresh_from_db()
    assert note.text == "Vi mødtes mandag."


def test_a_note_one_may_not_read_cannot_be_corrected(cast, sign_in):
    from tests.factories.accounts import AbsenceFactory

    note = NoteFactory(case=cast.aminas_case, mentor=True)
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert sign_in(cast.mette).get(url("note_correct", note.pk)).status_code == 404
    assert sign_in(cast.jens).get(url("note_correct", note.pk)).status_code == 200


def test_a_message_goes_to_the_citizen_and_the_ball_with_it_when_asked(cast, sign_in):
    client, address = sign_in(cast.jens), url("message_write", cast.aminas_case.pk)
    client.post(address, {"cap": "mentor", "text": "Hej Amina."})
    assert Message.objects.get().text == "Hej Amina."
    assert not Track.objects.open().filter(kind="dialogue").exists()
    client.post(address, {"cap": "mentor", "text": "Hvornår passer det?", "wants_answer": "on"})
    assert Track.objects.open().get(kind="dialogue").open_turn.holder == "citizen"


def test_an_empty_message_is_not_sent(cast, sign_in):
    response = sign_in(cast.jens).post(url("message_write", cast.aminas_case.pk), {"cap": "mentor", "text": ""})
    assert response.status_code == 422
    assert "Skriv beskeden." in response.text
    assert not Message.objects.exists()


def test_the_tracks_to_choose_from_cost_no_more_when_there_are_many(cast, sign_in):
    from tests.support.flat import assert_flat

    client, address = sign_in(cast.jens), url("note_write", cast.aminas_case.pk)
    client.get(address)
    assert_flat(lambda: client.get(address), lambda: TrackFactory(case=cast.aminas_case))
