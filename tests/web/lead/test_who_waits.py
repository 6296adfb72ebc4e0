"""Who waits: everybody, those who wait for us, and those nothing happens for; narrowed, sorted and in pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import AccessSubject
from helevejen.cases.enums import Holder
from tests.factories.cases import NoteFactory, TrackFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

PAGE = reverse("lead:team_turns")
LONG_AGO = NOW - timedelta(days=50)


@pytest.fixture
def lene(cast, sign_in):
    return sign_in(cast.lene)


@pytest.fixture
def still_one(cast):
    """A citizen of Mette's who has waited for the doctor for long, and of whom nothing has been heard since."""
    citizen = CitizenFactory(given_name="Åse", family_name="Stille")
    case = whole_case(citizen, cast.mette, cast.jens, waits_since=LONG_AGO)
    TrackFactory(
        case=case, opened_at=LONG_AGO, turn__step="doctor_answers", turn__holder=Holder.DOCTOR,
        turn__holder_user=None, turn__due_on=TODAY - timedelta(days=30),
    )  # fmt: skip
    NoteFactory(case=case, minutes=15, written_at=NOW - timedelta(days=60))
    return case


def names_on(html):
    return re.findall(r'<th scope="row">(?:<a [^>]+>)?([^<]+)(?:</a>)?<br>', html)


def tabs_of(html):
    return re.findall(r"(Alle|Venter på os|Der sker intet) \((\d+)\)", words_of(html))


def test_three_lists_are_one_click_away_with_how_many_stand_on_each(cast, lene, still_one):
    html = lene.get(PAGE).text
    assert tabs_of(html) == [("Alle", "4"), ("Venter på os", "3"), ("Der sker intet", "2")]
    assert names_on(html) == ["Åse Stille", "Åse Stille", "Amina Holm", "Bo Lund"]
    assert "4 venter, længst ventende først." in words_of(html)


def test_those_who_wait_for_us(cast, lene, still_one):
    html = lene.get(f"{PAGE}?vis=os").text
    assert names_on(html) == ["Åse Stille", "Amina Holm", "Bo Lund"]
    assert "3 ture ligger hos os. Ingen er over tiden." in words_of(html)
    TrackFactory(case=still_one, turn__due_on=TODAY - timedelta(days=1))
    assert "4 ture ligger hos os. 1 er over tiden." in words_of(lene.get(f"{PAGE}?vis=os").text)


def test_those_nothing_happens_for_with_when_they_were_last_heard_of(cast, lene, still_one):
    html = lene.get(f"{PAGE}?vis=stille").text
    assert names_on(html) == ["Åse Stille", "Åse Stille"]
    assert "I 1 sag er der ikke sket noget i mere end seks uger" in words_of(html)
    assert "for 9 uger siden" in words_of(html)


def test_when_something_happens_for_all_the_list_says_so(cast, lene):
    assert "Der sker noget for alle" in lene.get(f"{PAGE}?vis=stille").text


def test_it_is_narrowed_by_whom_by_what_by_jobformidler_and_by_what_is_late(cast, lene, still_one):
    assert names_on(lene.get(f"{PAGE}?hos=doctor").text) == ["Åse Stille"]
    assert names_on(lene.get(f"{PAGE}?aarsag=we_invite").text) == ["Åse Stille", "Amina Holm", "Bo Lund"]
    assert names_on(lene.get(f"{PAGE}?person={cast.jens.pk}").text) == ["Amina Holm"]
    assert names_on(lene.get(f"{PAGE}?over-tiden=1").text) == ["Åse Stille"]
    html = lene.get(f"{PAGE}?hos=doctor&aarsag=doctor_answers&person={cast.mette.pk}").text
    assert names_on(html) == ["Åse Stille"]
    for value, words in (("doctor", "Lægen"), ("doctor_answers", "Lægen skriver attesten")):
        assert f'<option value="{value}" selected>{words}</option>' in html


def test_what_nobody_knows_narrows_nothing(cast, lene):
    assert len(names_on(lene.get(f"{PAGE}?vis=x&hos=x&sort=x").text)) == 2
    assert "Intet passer til det, du har valgt." in lene.get(f"{PAGE}?aarsag=x").text


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("siden", ["Åse Stille", "Åse Stille", "Amina Holm", "Bo Lund"]),
        ("-siden", ["Amina Holm", "Bo Lund", "Åse Stille", "Åse Stille"]),
        ("borger", ["Amina Holm", "Bo Lund", "Åse Stille", "Åse Stille"]),
        ("-borger", ["Åse Stille", "Åse Stille", "Bo Lund", "Amina Holm"]),
        ("jobformidler", ["Amina Holm", "Åse Stille", "Åse Stille", "Bo Lund"]),
    ],
)
def test_it_is_sorted_by_wait_citizen_and_jobformidler(cast, lene, still_one, order, names):
    assert names_on(lene.get(f"{PAGE}?sort={order}").text) == names


def test_it_is_sorted_by_the_day_it_is_due_and_what_has_none_stands_last(cast, lene, still_one):
    TrackFactory(case=cast.bos_case, turn__due_on=None, turn__due_kind="")
    assert names_on(lene.get(f"{PAGE}?sort=frist").text)[0] == "Åse Stille"
    assert names_on(lene.get(f"{PAGE}?sort=frist").text)[-1] == "Bo Lund"
    assert names_on(lene.get(f"{PAGE}?sort=-frist").text)[-1] == "Bo Lund"


def test_view_and_choice_are_kept_from_page_to_page(cast, lene):
    for _ in range(26):
        whole_case(CitizenFactory(), cast.jens, cast.mette)
    html = lene.get(f"{PAGE}?vis=os&person={cast.jens.pk}&sort=borger").text
    assert f"?vis=os&amp;person={cast.jens.pk}&amp;sort=borger&amp;side=2" in html
    assert '<input type="hidden" name="vis" value="os">' in html
    assert '<input type="hidden" name="sort" value="borger">' in html
    assert len(names_on(lene.get(f"{PAGE}?vis=os&person={cast.jens.pk}&sort=borger&side=2").text)) == 2


def test_a_name_leads_into_the_case_for_whoever_may_open_it(cast, lene, still_one):
    html = lene.get(PAGE).text
    assert f'<a href="{reverse("desk:case_detail", args=[cast.aminas_case.pk])}">Amina Holm</a>' in html
    assert lene.get(reverse("desk:case_detail", args=[cast.aminas_case.pk])).status_code == 200


def test_a_step_that_nobody_waits_for_with_the_holder_just_chosen_is_let_go(cast, lene, still_one):
    # The form still carries the step chosen before, which is not among those it offers for this holder.
    assert names_on(lene.get(f"{PAGE}?hos=doctor&aarsag=we_invite").text) == ["Åse Stille"]
    assert "Intet passer til det, du har valgt." in lene.get(f"{PAGE}?hos=doctor&aarsag=x").text


def test_sums_by_holder_and_cause_lead_to_their_list(cast, lene, still_one):
    html = lene.get(PAGE).text
    assert "Lægen skriver attesten Lægen 1 7 uger – 7 uger 1" in words_of(html)
    assert "?hos=doctor&amp;aarsag=doctor_answers" in html


def test_only_those_on_the_page_stand_in_the_log(cast, lene, still_one):
    lene.get(f"{PAGE}?hos=doctor")
    assert set(AccessSubject.objects.values_list("citizen_id", flat=True)) == {still_one.citizen_id}


def test_somebody_the_leader_may_not_touch_is_on_no_list_and_in_no_number(cast, lene, still_one):
    ConflictOfInterestFactory(user=cast.lene, citizen=still_one.citizen)
    html = lene.get(PAGE).text
    assert tabs_of(html) == [("Alle", "2"), ("Venter på os", "2"), ("Der sker intet", "0")]
    assert "Åse" not in html
    assert "Lægen skriver attesten" not in html


def test_english_readers_read_english(cast, sign_in, still_one):
    client = sign_in(cast.lene)
    client.cookies["django_language"] = "en"
    for view in ("", "?vis=os", "?vis=stille"):
        text = words_of(client.get(PAGE + view).text)
        assert "Who is waiting?" in text
        assert "The doctor writes the statement" in text or view == "?vis=os"
        assert "venter" not in text


@pytest.mark.parametrize("view", ["", "?vis=os", "?vis=stille"])
def test_each_list_is_flat(cast, lene, still_one, view):
    def make_more():
        whole_case(CitizenFactory(), cast.jens, cast.mette, waits_since=LONG_AGO)

    make_more()
    lene.get(PAGE + view)
    assert count_queries(lambda: lene.get(PAGE + view)) <= 16
    assert_flat(lambda: lene.get(PAGE + view), make_more)
