"""The citizen's file: the head, whose turn it is, the timeline with its filter, the plan; and who sees what of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.cases.enums import Cap, Holder, NoteKind, TrackKind
from tests.factories.accounts import AbsenceFactory
from tests.factories.caseload import AssignmentFactory
from tests.factories.cases import (
    CompanyContactFactory,
    DecisionFactory,
    GoalFactory,
    JobFactory,
    MeetingFactory,
    MessageFactory,
    NoteFactory,
    PlanStepFactory,
    TrackFactory,
)
from tests.factories.citizens import ConsentFactory, RelationFactory, WishAnswerFactory, WishFactory
from tests.factories.times import NOW, TODAY
from tests.support.flat import assert_flat, count_queries

pytestmark = pytest.mark.django_db

MOST_BYTES = 100 * 1024
MOST_QUERIES = 15 + 2  # the test counts where a transaction begins and ends, too


def url(case):
    return reverse("desk:case_detail", args=[case.pk])


def fill(case, times):
    """Let a lot have happened in a case."""
    for number in range(times):
        at = NOW - timedelta(days=number, hours=1)
        NoteFactory(case=case, headline=f"Notat {number}", written_at=at, cap=list(Cap)[number % 3])
        MeetingFactory(case=case, held=True, starts_at=at, ends_at=at + timedelta(minutes=30))
        CompanyContactFactory(case=case, at=at)
        track = TrackFactory(case=case)
        MessageFactory(
            case=case, sent_at=at, track=TrackFactory(case=case, kind=TrackKind.DIALOGUE, turn__step="we_answer")
        )
        DecisionFactory(case=case, released=True)
        JobFactory(case=case, retention_track=track)
        PlanStepFactory(case=case, goal=GoalFactory(case=case))
        PlanStepFactory(case=case, done=True)
        WishAnswerFactory(wish=WishFactory(citizen=case.citizen))


# --- It works ---


def test_the_head_says_who_since_when_and_the_dream(cast, sign_in):
    WishFactory(citizen=cast.amina, text="Jeg vil gerne arbejde med heste.")
    page = sign_in(cast.jens).get(url(cast.aminas_case)).text
    assert "Amina Holm" in page
    assert "Jobformidler: Jens Bro" in page
    assert "Vikar: Mette Dahl" in page
    assert "15. maj 2025" in page
    assert "Samme jobformidler hele vejen" in page
    assert "Jeg vil gerne arbejde med heste." in page


def test_changes_of_jobformidler_are_counted_for_all_to_see(cast, sign_in):
    first = cast.aminas_case.assignments.get()
    first.valid_until = NOW - timedelta(days=100)
    first.save()
    AssignmentFactory(case=cast.aminas_case, valid_from=first.valid_until, reason="leave")
    assert "1 skift af jobformidler" in sign_in(cast.jens).get(url(cast.aminas_case)).text


def test_every_open_track_has_its_ball_with_what_is_expected_and_why(cast, sign_in):
    TrackFactory(
        case=cast.aminas_case, turn__holder=Holder.DOCTOR, turn__step="doctor_answers", turn__holder_name="Dr. Winther"
    )
    page = sign_in(cast.jens).get(url(cast.aminas_case)).text
    assert "Ring og aftal den første samtale" in page
    assert "Dr. Winther" in page
    assert "Lægen skriver attesten" in page
    assert "En kort attest tager som regel 14 dage." in page


def test_the_timeline_shows_every_kind_of_line(cast, sign_in):
    case = cast.aminas_case
    fill(case, 1)
    page = sign_in(cast.jens).get(url(case)).text
    for words in (
        "Notat 0",
        "Samtale: Opfølgning",
        "Virksomhedskontakt: ",
        "Besked fra borgeren",
        "Job: Staldmedhjælper",
    ):
        assert words in page
    assert "Svar på ønsket" in page


def test_the_caps_filter_the_timeline_without_javascript(cast, sign_in):
    case = cast.aminas_case
    NoteFactory(case=case, headline="Som mentor", mentor=True)
    NoteFactory(case=case, headline="Som myndighed", cap=Cap.AUTHORITY)
    page = sign_in(cast.jens).get(url(case), {"kasket": "authority"}).text
    assert "Som myndighed" in page
    assert "Som mentor" not in page
    empty = sign_in(cast.jens).get(url(case), {"kasket": ["company"]}).text
    assert "Intet under de kasketter" in empty


def test_the_timeline_is_paged_and_keeps_its_filter(cast, sign_in):
    case = cast.aminas_case
    for number in range(30):
        NoteFactory(case=case, headline=f"Notat nr. {number}.", written_at=NOW - timedelta(hours=number + 1))
    client = sign_in(cast.jens)
    first = client.get(url(case), {"kasket": "authority"}).text
    assert "Notat nr. 0." in first
    assert "Notat nr. 29." not in first
    assert "kasket=authority&amp;side=2" in first
    assert "Notat nr. 29." in client.get(url(case), {"kasket": "authority", "side": "2"}).text


@pytest.mark.parametrize("side", ["0", "-1", "x", "99999999999999999999", "²"])
def test_a_strange_page_number_is_no_fault(cast, sign_in, side):
    assert sign_in(cast.jens).get(url(cast.aminas_case), {"side": side}).status_code == 200


def test_the_plan_stands_beside_with_answers_goals_and_steps(cast, sign_in):
    case = cast.aminas_case
    WishAnswerFactory(wish=WishFactory(citizen=cast.amina))
    PlanStepFactory(case=case, goal=GoalFactory(case=case, text="Et job med dyr"), text="Ringe til rideskolen")
    PlanStepFactory(case=case, text="Læse brochuren", done=True, done_at=NOW - timedelta(days=2))
    page = sign_in(cast.jens).get(url(case)).text
    for words in ("Vi bruger det", "Et job med dyr", "Ringe til rideskolen", "Læse brochuren", "Gjort før"):
        assert words in page


def test_an_empty_file_says_what_will_come(cast, sign_in):
    case = cast.aminas_case
    page = sign_in(cast.jens).get(url(case), {"kasket": "mentor"}).text
    assert "Planen er tom" in page
    assert "Borgeren har ikke skrevet et ønske endnu" in page


def test_interpreter_language_protection_and_a_long_name_are_seen(cast, sign_in):
    citizen = cast.amina
    citizen.needs_interpreter, citizen.language, citizen.protection = True, "ti", "protected"
    citizen.family_name = "von Hohenstein-Rosenkrantz Bjerregaard Østergaard-Åkjær"
    citizen.save()
    page = sign_in(cast.jens).get(url(cast.aminas_case)).text
    assert "Tolk: tigrinya" in page
    assert "Beskyttet navn og adresse" in page
    assert citizen.name in page


def test_a_confirmation_stands_where_the_deed_was_done(cast, sign_in):
    step = PlanStepFactory(case=cast.aminas_case)
    page = sign_in(cast.jens).get(url(cast.aminas_case), {"gjort": "step_finished", "ved": f"skridt-{step.pk}"}).text
    assert page.count("Skridtet er gjort.") == 1
    assert "Skridtet er gjort." not in sign_in(cast.jens).get(url(cast.aminas_case), {"gjort": "<b>"}).text


def test_a_citizen_leads_to_the_open_case(cast, sign_in):
    response = sign_in(cast.jens).get(reverse("desk:citizen_detail", args=[cast.amina.pk]))
    assert response.headers["Location"] == url(cast.aminas_case)
    assert sign_in(cast.omar).get(reverse("desk:citizen_detail", args=[cast.amina.pk])).status_code == 404


# --- Who sees what ---


def sensitive(case):
    NoteFactory(case=case, headline="Almindeligt", text="ordinær")
    NoteFactory(case=case, headline="Om helbred", text="diagnose", health=True)
    NoteFactory(case=case, headline="Uklassificeret", text="ukendt", kind=NoteKind.UNCLASSIFIED)
    NoteFactory(case=case, headline="Fortroligt", text="mentorsnak", mentor=True)


def words_seen(client, case):
    page = client.get(url(case)).text
    return {word for word in ("ordinær", "diagnose", "ukendt", "mentorsnak") if word in page}


def test_the_jobformidler_reads_all_and_the_substitute_all_but_the_mentor(cast, sign_in):
    sensitive(cast.aminas_case)
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert words_seen(sign_in(cast.jens), cast.aminas_case) == {"ordinær", "diagnose", "ukendt", "mentorsnak"}
    assert words_seen(sign_in(cast.mette), cast.aminas_case) == {"ordinær", "diagnose", "ukendt"}


def test_the_leader_reads_ordinary_notes_alone(cast, sign_in):
    sensitive(cast.aminas_case)
    assert words_seen(sign_in(cast.lene), cast.aminas_case) == {"ordinær"}


def test_the_coordinator_sees_dreams_and_plan_and_neither_notes_nor_turns(cast, sign_in):
    case = cast.aminas_case
    sensitive(case)
    WishFactory(citizen=cast.amina, text="Jeg vil gerne arbejde med heste.")
    ConsentFactory(citizen=cast.amina, partner_user=cast.vibeke)
    RelationFactory(user=cast.vibeke, citizen=cast.amina, coordinator=True)
    client = sign_in(cast.vibeke)
    page = client.get(url(case)).text
    assert "Jeg vil gerne arbejde med heste." in page
    assert "Ring og aftal den første samtale" not in page
    assert words_seen(client, case) == set()
    assert client.get(reverse("desk:case_meetings", args=[case.pk])).status_code == 404
    assert client.get(reverse("desk:case_decisions", args=[case.pk])).status_code == 404


def test_whoever_only_reads_is_told_so(cast, sign_in):
    RelationFactory(user=cast.mette, citizen=cast.amina, broken_glass=True)
    page = sign_in(cast.mette).get(url(cast.aminas_case)).text
    assert "Du ser sagen som: Nødadgang. Du kan læse, men ikke skrive i den." in page


# --- Its price ---


def test_the_queries_do_not_grow_and_neither_does_the_page(cast, sign_in):
    case, client = cast.aminas_case, sign_in(cast.jens)
    fill(case, 2)
    client.get(url(case))  # the first look of a session writes when it began
    assert_flat(lambda: client.get(url(case)), lambda: fill(case, 1))
    assert count_queries(lambda: client.get(url(case))) <= MOST_QUERIES


def test_a_long_case_is_under_100_kib(cast, sign_in):
    case = cast.aminas_case
    for number in range(120):
        NoteFactory(
            case=case, headline="Lang overskrift " * 5, text="Ord " * 150, written_at=NOW - timedelta(hours=number)
        )
        PlanStepFactory(
            case=case, done=True, text="Et skridt, der er gjort for længe siden", done_at=NOW - timedelta(days=9)
        )
    for _ in range(8):
        TrackFactory(case=case, turn__due_on=TODAY)
    assert len(sign_in(cast.jens).get(url(case)).content) < MOST_BYTES


def test_the_tabs_come_before_the_balls_and_a_track_that_waits_for_its_own_says_nothing(cast, sign_in):
    waits = {"turn__holder": "subtracks", "turn__holder_user": None, "turn__step": "await_subtracks"}
    parent = TrackFactory(case=cast.aminas_case, turn__due_on=None, turn__due_kind="", **waits)
    TrackFactory(case=cast.aminas_case, parent=parent, title="Attest", turn__holder="doctor", turn__holder_user=None)
    html = sign_in(cast.jens).get(f"/arbejde/sag/{cast.aminas_case.pk}/samtaler/").text
    assert html.index('class="file-head"') < html.index("Dele af sagen") < html.index("file-head__balls")
    assert "Attest" in html
    assert "Delspor" not in html
