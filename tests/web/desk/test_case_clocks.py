from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.cases import actions
from helevejen.cases.actions.obligations import keep_clocks_of
from helevejen.cases.models import CaseCourse, ClockEvent, ClockPause, Exemption, Obligation
from helevejen.cases.queries.obligations import obligations_of, unmoved_by
from tests.cast import NOW, TODAY
from tests.factories.cases import ClockPauseFactory
from tests.factories.citizens import BenefitPeriodFactory, TargetGroupPeriodFactory

pytestmark = pytest.mark.django_db
BEGAN = TODAY - timedelta(days=30)
PAUSE = {"ground": "illness", "valid_from": "1-3-2026", "source": "Amina i telefonen"}


@pytest.fixture
def case(cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="2", valid_from=BEGAN)
    BenefitPeriodFactory(citizen=cast.amina, benefit="kontanthjaelp", valid_from=BEGAN)
    keep_clocks_of([cast.aminas_case.pk], at=NOW)
    return cast.aminas_case


def page(case):
    return reverse("desk:case_clocks", args=[case.pk])


def test_the_file_shows_the_clocks_with_why_and_that_no_lawyer_read_them(sign_in, cast, case):
    text = sign_in(cast.jens).get(page(case)).content.decode()
    assert "Mindst 4 samtaler i de første 6 måneder" in text
    assert "0 af 4" in text
    assert "Ikke gennemgået af en jurist." in text
    assert "1 af lovens frister er overskredet hos os." in text
    shown = Obligation.objects.current().filter(case=case).count()
    assert text.count("ikke gennemgået af en jurist") == shown + 1


def test_a_stranger_gets_404_and_a_leader_reads_without_deeds(sign_in, cast, case):
    assert sign_in(cast.rikke).get(page(case)).status_code in {403, 404}
    text = sign_in(cast.lene).get(page(case)).content.decode()
    assert reverse("desk:clocks_pause", args=[case.pk]) not in text


def test_the_page_asks_as_many_questions_for_many_obligations(sign_in, cast, case, django_assert_max_num_queries):
    client = sign_in(cast.jens)
    client.get(page(case))
    with django_assert_max_num_queries(24):
        client.get(page(case))


def test_a_pause_is_written_and_ended_from_the_file(sign_in, cast, case):
    client = sign_in(cast.jens)
    client.post(reverse("desk:clocks_pause", args=[case.pk]), PAUSE)
    pause = ClockPause.objects.get()
    text = client.get(page(case)).content.decode()
    assert "Sygdom, meldt til kommunen" in text
    assert "Står stille" in text
    answer = client.post(reverse("desk:pause_end", args=[pause.pk]), {"last_day": "10-3-2026"})
    assert answer.status_code == 302
    pause.refresh_from_db()
    assert pause.valid_until == TODAY


def test_a_pause_says_where_it_came_from_and_its_last_day(sign_in, cast, case):
    client = sign_in(cast.jens)
    client.post(reverse("desk:clocks_pause", args=[case.pk]), PAUSE | {"last_day": "9-3-2026"})
    text = client.get(page(case)).content.decode()
    assert "fra 1. marts til og med 9. marts · Amina i telefonen · Jens" in text
    assert client.post(reverse("desk:clocks_pause", args=[case.pk]), PAUSE | {"source": ""}).status_code == 422


def test_a_pause_is_corrected_and_taken_away_from_the_file(sign_in, cast, case):
    client = sign_in(cast.jens)
    client.post(reverse("desk:clocks_pause", args=[case.pk]), PAUSE)
    pause = ClockPause.objects.get()
    address = reverse("desk:pause_correct", args=[pause.pk])
    assert address in client.get(page(case)).content.decode()
    assert client.get(address).status_code == 200
    values = {"what": "days", "valid_from": "2-3-2026", "last_day": "8-3-2026", "source": "Brev", "reason": "Forkert"}
    assert client.post(address, values | {"reason": ""}).status_code == 422
    text = client.post(address, values, follow=True).content.decode()
    assert "Rettelse: Forkert" in text
    assert 'id="flyttet"' in text
    made = ClockPause.objects.standing().get()
    assert client.post(address, values).status_code == 422  # it is corrected already
    client.post(reverse("desk:pause_correct", args=[made.pk]), {"what": "none", "reason": "Det var en anden"})
    assert not ClockPause.objects.standing().exists()
    assert "Der var ingen pause" in client.get(page(case)).content.decode()


def test_a_pause_is_corrected_by_those_who_work_the_case(sign_in, cast, case):
    pause = ClockPauseFactory(case=case)
    address = reverse("desk:pause_correct", args=[pause.pk])
    for stranger in (cast.rikke, cast.lene):
        assert sign_in(stranger).post(address, {"what": "none", "reason": "x"}).status_code in {403, 404}
    assert ClockPause.objects.standing().exists()


def test_a_leader_does_not_read_why_a_clock_stands_still(sign_in, cast, case):
    days = {"valid_from": TODAY, "last_day": None, "source": "Mail"}
    actions.pause_clocks(case=case, by=cast.jens, at=NOW, ground="admission", **days)
    text = sign_in(cast.lene).get(page(case)).content.decode()
    assert "hospital" not in text
    assert "Står stille" in text


def test_an_event_is_written_from_the_file(sign_in, cast, case):
    client = sign_in(cast.jens)
    values = {"kind": "access_requested", "on": "10-3-2026", "source": "Mail"}
    client.post(reverse("desk:clock_event_write", args=[case.pk]), values)
    assert ClockEvent.objects.get().source == "Mail"
    assert "Aktindsigt inden 7 arbejdsdage" in client.get(page(case)).content.decode()
    again = client.post(reverse("desk:clock_event_write", args=[case.pk]), values)
    assert "allerede skrevet ned" in again.content.decode()


def test_an_exemption_is_given_and_looked_at_again(sign_in, cast, case):
    client = sign_in(cast.jens)
    form = client.get(reverse("desk:exemption_grant", args=[case.pk])).content.decode()
    assert "Mindre intensiv indsats (KF-10)" in form
    assert "KF-11)" not in form  # not yet law
    client.post(reverse("desk:exemption_grant", args=[case.pk]), {"ground": "KF-10", "reason": "Kan ikke nu"})
    exemption = Exemption.objects.get()
    text = client.get(page(case)).content.decode()
    assert "Kan ikke nu" in text
    assert "Fritaget" in text
    client.post(reverse("desk:exemption_review", args=[exemption.pk]), {"is_kept": "no"})
    exemption.refresh_from_db()
    assert exemption.valid_until == TODAY + timedelta(days=1)
    empty = client.post(reverse("desk:exemption_grant", args=[case.pk]), {"ground": "KF-10", "reason": ""})
    assert empty.status_code == 422


def test_asking_changes_nothing(sign_in, cast, case):
    before = Obligation.objects.count()
    client = sign_in(cast.jens)
    for name in ("case_clocks", "clocks_pause", "clock_event_write", "exemption_grant"):
        assert client.get(reverse(f"desk:{name}", args=[case.pk])).status_code == 200
    assert Obligation.objects.count() == before


@pytest.fixture
def old_case(cast):
    """A case whose days passed long ago."""
    TargetGroupPeriodFactory(citizen=cast.amina, group="2", valid_from=TODAY - timedelta(days=330))
    BenefitPeriodFactory(citizen=cast.amina, benefit="kontanthjaelp", valid_from=TODAY - timedelta(days=330))
    keep_clocks_of([cast.aminas_case.pk], at=NOW)
    return cast.aminas_case


def test_min_dag_leaves_nothing_out_for_being_old(sign_in, cast, old_case):
    text = sign_in(cast.jens).get(reverse("desk:my_day")).content.decode().split('id="law"')[1]
    assert "Mindst 4 samtaler i de første 6 måneder" in text


def test_min_vej_says_what_we_are_late_with_however_old(sign_in, cast, old_case):
    text = sign_in(cast.amina.user).get("/min-vej/").content.decode()
    assert "Vi skulle have holdt mindst 4 samtaler med dig senest" in text
    assert "Vi har holdt 0. <strong>Det er vi bagud med.</strong>" in text


def test_a_pause_is_given_a_ground_and_a_day_by_hand_and_says_what_it_moved(sign_in, cast, case):
    client, address = sign_in(cast.jens), reverse("desk:clocks_pause", args=[case.pk])
    form = client.get(address).content.decode()
    assert 'value="" selected' in form
    assert client.post(address, {"ground": "", "valid_from": ""}).status_code == 422
    assert not ClockPause.objects.exists()
    answer = client.post(address, PAUSE, follow=True).content.decode()
    told = answer.split('id="flyttet"')[1].split("</section>")[0]
    assert "Mindst 4 samtaler i de første 6 måneder: var 9. august, står nu stille" in told
    assert 'id="flyttet"' not in client.get(page(case)).content.decode()


def test_a_pause_that_moves_nothing_says_why_of_each_due_day(sign_in, cast, case):
    before = PAUSE | {"valid_from": "1-1-2026", "last_day": "5-1-2026"}
    answer = sign_in(cast.jens).post(reverse("desk:clocks_pause", args=[case.pk]), before, follow=True)
    told = answer.content.decode().split('id="flyttet"')[1].split("</section>")[0]
    assert "Ingen frister er flyttet." in told
    assert (
        "Mindst 4 samtaler i de første 6 måneder, 9. august: pausens dage ligger uden for den tid, fristen tæller"
        in told
    )


def test_a_due_day_the_ground_cannot_stop_is_told_as_such(case):
    rows = obligations_of(case, TODAY)
    told = unmoved_by(ClockPause(legal_ground="unknown"), rows)
    assert told
    assert not any(one.is_stopped_by_ground for one in told)


def test_min_dag_shows_what_is_late_or_soon(sign_in, cast, case):
    text = sign_in(cast.jens).get(reverse("desk:my_day")).content.decode()
    assert "Lovens ure" in text
    assert "Første samtale inden 1 uge" in text
    assert "Lovens ure" not in sign_in(cast.mette).get(reverse("desk:my_day")).content.decode()


def test_a_case_without_a_group_says_what_will_come(sign_in, cast):
    text = sign_in(cast.jens).get(page(cast.aminas_case)).content.decode()
    assert "regner Hele Vejen selv ud" in text


def test_the_page_speaks_english(sign_in, cast, case):
    client = sign_in(cast.jens)
    client.cookies["django_language"] = "en"
    text = client.get(page(case), headers={"accept-language": "en"}).content.decode()
    assert "At least 4 interviews in the first 6 months" in text


def test_an_obligation_of_a_draft_regime_has_the_badge_of_a_draft(sign_in, cast, case):
    CaseCourse.objects.filter(case=case).update(regime="R2027")
    keep_clocks_of([case.pk], at=NOW)
    assert "Udkast" in sign_in(cast.jens).get(page(case)).content.decode()
