"""The door of every page: who comes in, what is written down, and that nothing is shown without it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from helevejen.accounts.models import Employment, User
from helevejen.audit.models import Access, AccessSubject
from helevejen.citizens.models import ConflictOfInterest
from helevejen.core import tally
from tests.cast import NOW, TODAY
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import TrackFactory
from tests.factories.citizens import RelationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.shared.door_urls")]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_FOLDER, settings.LOGIN_URL = tmp_path, "/konto/"


def looks():
    return list(Access.objects.order_by("pk"))


def subjects():
    return set(AccessSubject.objects.order_by("pk").values_list("citizen_id", "purpose"))


def test_a_look_is_written_down_with_its_purpose(cast, sign_in):
    response = sign_in(cast.jens).get(f"/file_detail/{cast.amina.pk}/")
    assert (response.status_code, response.text) == (200, "Amina Holm")
    (look,) = looks()
    assert (look.kind, look.purpose, look.data_classes, look.page) == ("read", "own_caseload", "AE", "file_detail")
    assert (look.actor_name, look.actor_unit, look.acting_as) == ("Jens Bro", "Ungdom", "jobformidler")
    assert look.request_id == response["X-Request-Id"]
    assert subjects() == {(cast.amina.pk, "own_caseload")}
    assert tally.counted("served", TODAY) == 1


def test_head_is_a_look_too(cast, sign_in):
    sign_in(cast.jens).head(f"/file_detail/{cast.amina.pk}/")
    assert [look.kind for look in looks()] == ["read"]


def test_a_case_tells_its_citizen(cast, sign_in):
    sign_in(cast.lene).get(f"/case/{cast.aminas_case.pk}/")
    assert subjects() == {(cast.amina.pk, "leadership")}


def test_stranger_gets_404_and_the_refusal_is_written_down(cast, sign_in):
    response = sign_in(cast.omar).get(f"/file_detail/{cast.amina.pk}/")
    assert response.status_code == 404
    assert b"Amina" not in response.content
    (look,) = looks()
    assert (look.kind, look.outcome, look.object_id, look.purpose) == ("refuse", "refused", str(cast.amina.pk), "none")
    assert subjects() == set()


def test_somebody_elses_citizen_cannot_be_told_from_nobody(cast, sign_in):
    client = sign_in(cast.omar)
    foreign, nobody = (client.get(f"/file_detail/{number}/") for number in (cast.amina.pk, 999_999))
    assert foreign.status_code == nobody.status_code
    assert foreign.content == nobody.content


def test_without_the_permission_the_door_is_shut_and_it_is_written_down(cast, sign_in):
    response = sign_in(cast.rikke).get(f"/file_detail/{cast.amina.pk}/")
    assert response.status_code == 403
    assert [(look.kind, look.page) for look in looks()] == [("refuse", "file_detail")]


def test_nobody_signed_in_is_sent_to_sign_in(db, sign_in):
    assert sign_in(None).get("/file_detail/1/").status_code == 302
    assert looks() == []


def test_no_log_no_content(cast, sign_in, monkeypatch):
    def fail(*_args, **_kwargs):
        raise DatabaseError("the table is full")

    monkeypatch.setattr(type(AccessSubject.objects), "bulk_create", fail)
    client = sign_in(cast.jens)
    for path in (f"/file_detail/{cast.amina.pk}/", "/find/amina/", f"/download/{cast.amina.pk}/"):
        response = client.get(path)
        assert response.status_code == 500
        assert b"Amina" not in response.content
    assert looks() == []
    assert tally.counted("served", TODAY) is None


def test_no_reason_no_content(cast, sign_in):
    response = sign_in(cast.jens).get(f"/leaky/{cast.carl.pk}/")
    assert response.status_code == 500
    assert b"secret" not in response.content


def test_what_was_not_among_the_open_is_asked_for_all_the_same(cast, sign_in):
    response = sign_in(cast.jens).get(f"/leaky_list/{cast.carl.pk}/")
    assert response.status_code == 500
    assert b"secret" not in response.content


def test_those_who_were_asked_for_together_are_written_down_and_not_asked_for_again(cast, sign_in):
    RelationFactory(user=cast.jens, citizen=cast.carl, meeting=True)
    client = sign_in(cast.jens)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/leaky_list/{cast.amina.pk}/").status_code == 200
    assert subjects() == {(cast.amina.pk, "own_caseload"), (cast.carl.pk, "meeting")}
    assert sum("citizens_relation" in one["sql"] for one in asked) == 1


@pytest.mark.parametrize("kind", ["look", "turn"])
def test_a_row_that_leads_to_no_citizen_is_not_shown(cast, sign_in, kind):
    client = sign_in(cast.jens)
    client.get(f"/file_detail/{cast.amina.pk}/")
    TrackFactory(case=cast.aminas_case)
    for ask in (client.get, client.post):
        response = ask(f"/astray/{kind}/")
        assert response.status_code == 500
        assert "secret" not in response.text


@pytest.mark.parametrize("kind", ["team", "colleague"])
def test_a_row_that_is_about_no_citizen_is_shown(cast, sign_in, kind):
    assert "secret" in sign_in(cast.jens).get(f"/astray/{kind}/").text
    assert looks() == []


def test_search_is_written_down_with_its_criterion_and_each_one_found(cast, sign_in):
    sign_in(cast.jens).get("/find/o/")
    (look,) = looks()
    assert (look.kind, look.purpose, look.criterion) == ("search", "search", "o")
    assert subjects() == {(cast.amina.pk, "own_caseload"), (cast.bo.pk, "colleague")}


def test_search_without_a_hit_is_written_down_and_a_cpr_number_masked(cast, sign_in):
    sign_in(cast.omar).get(f"/find/{cast.amina.cpr}/")
    (look,) = looks()
    assert (look.kind, look.criterion) == ("search", f"{cast.amina.cpr[:6]}-••••")
    assert subjects() == set()


@pytest.mark.parametrize("written", ["141385–1234", "140385\u00ad-1234"])
def test_a_number_searched_for_is_masked_however_it_is_written_and_mistyped(cast, sign_in, written):
    sign_in(cast.omar).get(f"/find/{written}/")
    (look,) = looks()
    assert look.criterion == f"{written[:6]}-••••"


def test_get_may_not_write(cast, sign_in):
    response = sign_in(cast.amina.user).get(f"/writes/{cast.amina.pk}/")
    assert response.status_code == 403  # a citizen does not view cases
    assert sign_in(cast.jens).get(f"/writes/{cast.amina.pk}/").status_code == 500


def test_a_file_to_take_away_is_an_export(cast, sign_in):
    sign_in(cast.jens).get(f"/download/{cast.amina.pk}/")
    assert [look.kind for look in looks()] == ["export"]


def test_a_stream_is_refused(cast, sign_in):
    assert sign_in(cast.jens).get(f"/stream/{cast.amina.pk}/").status_code == 500


def test_a_deed_is_written_down_with_the_purpose_of_the_relation(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert sign_in(cast.mette).post(f"/deed/{cast.amina.pk}/").status_code == 303
    (look,) = looks()
    assert (look.kind, look.page, look.purpose) == ("change", "conflict_declared", "substitute")


@pytest.mark.parametrize("trait", ["broken_glass", "former", "coordinator"])
def test_a_level_that_reads_does_no_deeds(cast, sign_in, trait):
    RelationFactory(user=cast.omar, citizen=cast.amina, **{trait: True})
    response = sign_in(cast.omar).post(f"/deed/{cast.amina.pk}/")
    assert response.status_code == (404 if trait == "coordinator" else 403)
    assert [look.kind for look in looks()] == ["refuse"]
    assert not ConflictOfInterest.objects.exists()


def test_leader_does_no_deeds_on_the_case_either(cast, sign_in):
    assert sign_in(cast.lene).get(f"/deed/{cast.amina.pk}/").status_code == 200
    assert sign_in(cast.lene).post(f"/deed/{cast.amina.pk}/").status_code == 403


def test_the_asking_for_a_cpr_number_is_written_down(cast, sign_in):
    response = sign_in(cast.jens).post(f"/cpr/{cast.amina.pk}/")
    assert cast.amina.cpr[6:] in response.text
    assert [(look.kind, look.page) for look in looks()] == [("reveal", "cpr_revealed"), ("read", "cpr")]


def test_what_somebody_signed_in_was_shown_is_kept_nowhere(cast, sign_in):
    for path in ("/open/", f"/file_detail/{cast.amina.pk}/", "/nowhere/"):
        assert "no-store" in sign_in(cast.jens).get(path)["Cache-Control"]
    assert "Cache-Control" not in sign_in(None).get("/open/")


def test_when_the_employment_ends_the_next_request_is_anybodys(cast, sign_in):
    client = sign_in(cast.jens)
    assert client.get(f"/file_detail/{cast.amina.pk}/").status_code == 200
    Employment.objects.filter(user=cast.jens).update(valid_until=TODAY)
    assert client.get(f"/file_detail/{cast.amina.pk}/").status_code == 302
    Employment.objects.filter(user=cast.jens).update(valid_until=None)
    assert client.get(f"/file_detail/{cast.amina.pk}/").status_code == 302, "the session is gone for good"


def test_when_the_account_is_closed_the_next_request_is_anybodys(cast, sign_in):
    client = sign_in(cast.jens)
    User.objects.filter(pk=cast.jens.pk).update(is_active=False)
    assert client.get(f"/file_detail/{cast.amina.pk}/").status_code == 302


def test_a_relation_that_ends_shuts_the_file_at_the_next_request(cast, sign_in):
    relation = RelationFactory(user=cast.omar, citizen=cast.amina, meeting=True)
    client = sign_in(cast.omar)
    assert client.get(f"/file_detail/{cast.amina.pk}/").status_code == 200
    relation.valid_until = NOW - timedelta(seconds=1)
    relation.save()
    assert client.get(f"/file_detail/{cast.amina.pk}/").status_code == 404


def test_the_door_costs_a_fixed_handful_of_queries(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.jens)
    client.get(f"/file_detail/{cast.amina.pk}/")
    with django_assert_max_num_queries(9):  # session, user, employment, row, level, two for the log; begin and commit
        client.get(f"/file_detail/{cast.amina.pk}/")
