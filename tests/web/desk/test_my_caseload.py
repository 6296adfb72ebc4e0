"""Min sagsstamme: whom one follows, filtered, sorted, a page at a time."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import Access, AccessSubject
from helevejen.cases.enums import Holder
from tests.factories.accounts import AbsenceFactory
from tests.factories.cases import MeetingFactory, MessageFactory, NoteFactory, TrackFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory, TargetGroupPeriodFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

PAGE = reverse("desk:my_caseload")


def names(html):
    """Return the citizens of the list, in its order."""
    return re.findall(r'<th scope="row"><a href="/arbejde/sag/\d+/">([^<]+)</a>', html)


def follow(cast, name, **turn):
    given, family = name.split()
    case = whole_case(CitizenFactory(given_name=given, family_name=family), cast.jens, cast.mette)
    TrackFactory(case=case, **{f"turn__{key}": value for key, value in turn.items()})
    return case


def test_it_counts_before_it_lists(cast, sign_in):
    follow(cast, "Åse Bo", due_on=TODAY - timedelta(days=1))
    text = words_of(sign_in(cast.jens).get(PAGE).text)
    assert "Du følger 2 borgere." in text
    assert "I 1 sag er vi over tiden" in text


def test_names_stand_in_danish_order(cast, sign_in):
    for name in ("Åse Bo", "Ærlig Bo", "Østen Bo", "Zenia Bo"):
        follow(cast, name)
    assert names(sign_in(cast.jens).get(PAGE).text) == ["Amina Holm", "Zenia Bo", "Ærlig Bo", "Østen Bo", "Åse Bo"]


def test_a_row_tells_whose_turn_it_is_and_how_long_since_anybody_talked(cast, sign_in):
    case = follow(cast, "Bo Bo", holder=Holder.DOCTOR, holder_name="Dr. Winther")
    TargetGroupPeriodFactory(citizen=case.citizen)
    NoteFactory(case=case, minutes=10, written_at=NOW - timedelta(days=5))
    MessageFactory(case=case, sent_at=NOW - timedelta(days=9))
    MeetingFactory(case=case, held=True)
    text = words_of(sign_in(cast.jens).get(PAGE).text)
    assert "Dr. Winther Afklaring" in text
    assert "for 5 dage siden" in text
    assert "Aktivitetsparat kontanthjælpsmodtager" in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bold=jobformidler", ["Amina Holm", "Bo Bo", "Dan Bo", "Liv Bo"]),
        ("bold=citizen", ["Bo Bo"]),
        ("bold=andre", ["Dan Bo"]),
        ("kun=over-tiden", ["Dan Bo", "Liv Bo"]),
        ("kun=over-tiden&bold=andre", ["Dan Bo"]),
        ("kun=stille", ["Amina Holm", "Bo Bo", "Dan Bo"]),
        ("bold=hvad-som-helst", ["Amina Holm", "Bo Bo", "Dan Bo", "Liv Bo"]),
    ],
)
def test_it_can_be_narrowed(cast, sign_in, query, expected):
    follow(cast, "Bo Bo", holder=Holder.CITIZEN)
    follow(cast, "Dan Bo", holder=Holder.DOCTOR, due_on=TODAY - timedelta(days=1))
    late = follow(cast, "Liv Bo", due_on=TODAY - timedelta(days=1))
    NoteFactory(case=late, minutes=5)
    assert names(sign_in(cast.jens).get(f"{PAGE}?{query}").text) == expected


def test_the_number_of_late_cases_leads_to_just_those_cases(cast, sign_in):
    yesterday = TODAY - timedelta(days=1)
    follow(cast, "Liv Bo", due_on=yesterday)
    both = follow(cast, "Dan Bo", holder=Holder.DOCTOR, due_on=yesterday)
    TrackFactory(case=both, turn__due_on=TODAY)  # ours too, and in good time
    client = sign_in(cast.jens)
    html = client.get(PAGE).text
    assert "I 1 sag er vi over tiden" in words_of(html)
    (link,) = re.findall(r'href="(\?kun=over-tiden[^"]*)"', html)
    assert names(client.get(PAGE + link.replace("&amp;", "&")).text) == ["Liv Bo"]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("frist", "Bo Bo"),
        ("-frist", "Amina Holm"),
        ("-navn", "Bo Bo"),
        ("kontakt", "Amina Holm"),
        ("noget", "Amina Holm"),
    ],
)
def test_it_can_be_sorted(cast, sign_in, order, first):
    case = follow(cast, "Bo Bo", due_on=TODAY - timedelta(days=9))
    NoteFactory(case=case, minutes=5)
    assert names(sign_in(cast.jens).get(f"{PAGE}?sort={order}").text)[0] == first


def test_the_heads_say_how_the_list_is_sorted_and_narrowing_it_keeps_that(cast, sign_in):
    client = sign_in(cast.jens)
    html = client.get(PAGE).text
    assert 'aria-sort="ascending"><a class="sort-link" href="?sort=-navn"' in html
    html = client.get(f"{PAGE}?sort=-frist&bold=jobformidler&side=2").text
    assert 'aria-sort="descending"><a class="sort-link" href="?sort=frist&amp;bold=jobformidler"' in html
    assert '<input type="hidden" name="sort" value="-frist">' in html


def test_it_comes_a_page_at_a_time_and_only_what_is_shown_is_written_down(cast, sign_in):
    for _ in range(27):
        whole_case(CitizenFactory(), cast.jens, cast.mette)
    client = sign_in(cast.jens)
    assert len(names(client.get(PAGE).text)) == 25
    assert AccessSubject.objects.count() == 25
    assert len(names(client.get(f"{PAGE}?side=2").text)) == 3


def test_nothing_found_and_nobody_followed_are_told_apart(cast, sign_in):
    assert "Ingen af dine sager passer" in sign_in(cast.jens).get(f"{PAGE}?bold=citizen").text
    assert "Du følger ingen borgere endnu" in sign_in(cast.nina).get(PAGE).text


def test_a_substitute_can_ask_for_the_cases_of_whoever_is_away(cast, sign_in):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    client = sign_in(cast.mette)
    assert names(client.get(PAGE).text) == ["Bo Lund"]
    html = client.get(f"{PAGE}?hvis={cast.jens.pk}").text
    assert names(html) == ["Amina Holm"]
    assert "Jens Bro følger 1 borger." in words_of(html)


def test_nobody_asks_for_the_cases_of_somebody_they_do_not_cover(cast, sign_in):
    assert names(sign_in(cast.mette).get(f"{PAGE}?hvis={cast.jens.pk}").text) == ["Bo Lund"]


def test_it_shows_ones_own_alone(cast, sign_in):
    assert names(sign_in(cast.mette).get(PAGE).text) == ["Bo Lund"]


def test_a_citizen_one_may_not_touch_is_left_out(cast, sign_in):
    ConflictOfInterestFactory(user=cast.jens, citizen=cast.amina)
    assert "Du følger ingen borgere endnu" in sign_in(cast.jens).get(PAGE).text


@pytest.mark.parametrize("name", ["rikke", "karen", "anders"])
def test_it_needs_the_permission(cast, sign_in, name):
    assert sign_in(getattr(cast, name)).get(PAGE).status_code == 403


def test_what_it_shows_is_written_down(cast, sign_in):
    sign_in(cast.jens).get(PAGE)
    look = Access.objects.get()
    assert (look.kind, look.page, look.data_classes) == ("list", "my_caseload", "AEH")


def test_its_queries_are_flat_and_few(cast, sign_in):
    client = sign_in(cast.jens)
    client.get(PAGE)
    assert_flat(lambda: client.get(PAGE), lambda: follow(cast, "Bo Bo"))
    assert count_queries(lambda: client.get(PAGE)) <= 12
