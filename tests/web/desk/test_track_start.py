"""Beginning something new in a case, and something beside it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.cases.enums import Holder
from helevejen.cases.models import Track, Turn
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import TrackFactory
from tests.factories.times import TODAY
from tests.support.flat import assert_flat


def page(case):
    return reverse("desk:track_start", args=[case.pk])


def begun(**changes):
    return {"first": "clarification:we_agree_questions", "cap": "authority"} | changes


def test_it_offers_what_may_begin_the_usual_first(cast, sign_in):
    html = sign_in(cast.jens).get(page(cast.aminas_case)).text
    assert '<optgroup label="Afklaring">' in html
    assert html.index("clarification:we_agree_questions") < html.index("clarification:we_order_statement")
    assert "dialogue:" not in html


def test_a_track_begins_with_its_ball(cast, sign_in):
    sign_in(cast.jens).post(page(cast.aminas_case), begun(title="Ryggen"))
    track = Track.objects.get(title="Ryggen")
    turn = Turn.objects.get(track=track)
    assert (track.kind, turn.step, turn.holder_user, turn.cap) == (
        "clarification",
        "we_agree_questions",
        cast.jens,
        "authority",
    )


def test_a_part_makes_its_parent_wait(cast, sign_in):
    parent = TrackFactory(case=cast.aminas_case)
    due = (TODAY + timedelta(days=40)).strftime("%d-%m-%Y")
    values = begun(first="clarification:specialist_answers", parent=parent.pk, holder_name="Dr. Skov", due_on=due)
    sign_in(cast.jens).post(page(cast.aminas_case), values)
    part = Track.objects.get(parent=parent)
    assert Turn.objects.get(track=part).holder_name == "Dr. Skov"
    assert Turn.objects.get(track=parent, ended_at=None).holder == Holder.SUBTRACKS


def test_a_parent_of_another_case_is_none(cast, sign_in):
    other = TrackFactory(case=cast.bos_case)
    response = sign_in(cast.jens).post(page(cast.aminas_case), begun(parent=other.pk))
    assert response.status_code == 422
    assert not Track.objects.filter(parent=other).exists()


def test_the_substitute_may(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert sign_in(cast.mette).post(page(cast.aminas_case), begun()).status_code == 302


@pytest.mark.parametrize(("name", "status"), [("mette", 404), ("omar", 404), ("lene", 403), ("karen", 403)])
def test_a_stranger_and_those_who_only_read_cannot(cast, sign_in, name, status):
    client = sign_in(getattr(cast, name))
    assert client.get(page(cast.aminas_case)).status_code == status
    assert client.post(page(cast.aminas_case), begun()).status_code == status


def test_a_rules_objection_is_shown(cast, sign_in):
    response = sign_in(cast.jens).post(page(cast.aminas_case), begun(due_on="1-3-2026"))
    assert response.status_code == 422
    assert "Fristen er allerede gået." in response.text


def test_its_queries_are_flat(cast, sign_in):
    client = sign_in(cast.jens)
    client.get(page(cast.aminas_case))
    assert_flat(lambda: client.get(page(cast.aminas_case)), lambda: TrackFactory(case=cast.aminas_case))
