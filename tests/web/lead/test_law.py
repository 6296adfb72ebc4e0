import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from helevejen.caseload.models import ComingChange
from helevejen.cases import actions
from helevejen.cases.actions.obligations import keep_clocks_of
from helevejen.core import clock
from helevejen.tasks.obligations import keep_coming
from tests.cast import NOW
from tests.factories.caseload import ComingChangeFactory
from tests.factories.citizens import TargetGroupPeriodFactory
from tests.web.shared.drawing import words_of

pytestmark = pytest.mark.django_db
AUTUMN = NOW.replace(month=11, day=2)


@pytest.fixture
def exempted(cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="2", valid_from=AUTUMN.date() - timedelta(days=20))
    keep_clocks_of([cast.aminas_case.pk], at=AUTUMN)
    actions.grant_exemption(
        case=cast.aminas_case,
        by=cast.jens,
        at=AUTUMN,
        ground="KF-11",
        reason="Har et job på vej",
        is_under_work_duty=False,
    )


def get(sign_in, user, name, **asked):
    with clock.frozen(AUTUMN, in_every_thread=True):
        return sign_in(user).get(reverse(f"lead:{name}"), asked)


def test_the_meter_tells_share_reason_date_and_the_day_to_look_again(sign_in, cast, exempted):
    text = get(sign_in, cast.lene, "exemption_meter").content.decode()
    assert "Har et job på vej" in text
    assert "75/25" not in text, "a newcomer does not know the number"
    assert "Fritagne i hver gruppe, hele kommunen" in text
    assert "Listen er dem, du har adgang til" in text
    assert "100 %" in text
    assert "1 for mange" in text
    assert "2. maj 2027" in text
    assert "ikke gennemgået af en jurist" in text


def test_before_the_rule_the_meter_says_from_when(sign_in, cast):
    text = sign_in(cast.lene).get(reverse("lead:exemption_meter")).content.decode()
    assert "Den gælder fra 1. juli" in text


def test_the_pages_are_for_leaders(sign_in, cast):
    for name in ("exemption_meter", "law_preview"):
        assert sign_in(cast.jens).get(reverse(f"lead:{name}")).status_code in {403, 404}


def test_the_preview_shows_what_the_next_change_does(sign_in, cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="6", valid_from=AUTUMN.date() - timedelta(days=20))
    keep_clocks_of([cast.aminas_case.pk], at=AUTUMN)
    text = get(sign_in, cast.lene, "law_preview").content.decode()
    assert "01/01/2027" in text
    assert "Loven er et udkast og ikke vedtaget." in text
    assert "Kommer til" in text
    assert "Falder væk" in text
    assert "Mindst 1 samtale i det første halve år" in text


def test_what_was_found_at_night_is_what_is_found_now_and_says_when(sign_in, cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="6", valid_from=AUTUMN.date() - timedelta(days=20))
    keep_clocks_of([cast.aminas_case.pk], at=AUTUMN)
    live = words_of(get(sign_in, cast.lene, "law_preview").text)
    for _twice in range(2):
        assert date(2027, 1, 1) in keep_coming(AUTUMN)
        kept = words_of(get(sign_in, cast.lene, "law_preview").text)
        told = re.search(r"Regnet .{0,40} kl\. \d\d\.\d\d; det, der er sket siden, er ikke med\. ", kept)
        assert kept.replace(told[0], "") == live


def test_of_another_day_than_the_nights_it_is_found_at_once(sign_in, cast):
    keep_coming(AUTUMN)
    TargetGroupPeriodFactory(citizen=cast.amina, group="6", valid_from=AUTUMN.date() - timedelta(days=20))
    keep_clocks_of([cast.aminas_case.pk], at=AUTUMN)
    assert "Kommer til" not in words_of(get(sign_in, cast.lene, "law_preview").text)
    text = words_of(get(sign_in, cast.lene, "law_preview", dag="02/01/2027").text)
    assert "Kommer til" in text
    assert "Regnet" not in text


def test_days_that_have_come_are_dropped(cast):
    ComingChangeFactory(case=cast.aminas_case, on=AUTUMN.date())
    keep_coming(AUTUMN)
    assert not ComingChange.objects.filter(on__lte=AUTUMN.date()).exists()


def test_what_a_law_changes_can_be_sorted_and_another_day_keeps_the_order(sign_in, cast):
    TargetGroupPeriodFactory(citizen=cast.amina, group="6", valid_from=AUTUMN.date() - timedelta(days=20))
    keep_clocks_of([cast.aminas_case.pk], at=AUTUMN)
    table = {}
    for order in ("aendring", "-aendring", "foer", "-foer"):
        html = get(sign_in, cast.lene, "law_preview", sort=order).text
        told = re.findall(r'<tr><th scope="row">Amina Holm</th><td>([^<]+)', html)
        table[order] = [effect.strip() for effect in told]
        assert f'<input type="hidden" name="sort" value="{order}">' in html
    assert table["aendring"] == sorted(table["aendring"])
    assert table["-aendring"] == sorted(table["aendring"], reverse=True)
    assert len(set(table["aendring"])) > 1
    assert table["foer"][-1] == table["-foer"][-1] == "Kommer til"  # without a day before: last both ways


def test_a_day_that_cannot_be_is_told_of(sign_in, cast):
    for asked in ("i morgen", "1-1-2020", "1-1-2099"):
        text = get(sign_in, cast.lene, "law_preview", dag=asked).content.decode()
        assert "Vælg en dag efter i dag" in text


def test_a_day_without_change_says_so(sign_in, cast):
    text = get(sign_in, cast.lene, "law_preview", dag=date(2026, 12, 1).isoformat()).content.decode()
    assert "Ingen frister ændrer sig" in text
