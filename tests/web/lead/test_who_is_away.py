import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from helevejen.accounts.models import Absence
from helevejen.audit.models import AccessSubject
from tests.factories.accounts import AbsenceFactory, EmploymentFactory
from tests.factories.caseload import HandoverFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.web.shared.drawing import words_of

URL = reverse("lead:who_is_away")
DAYS = {"first_day": "16-03-2026", "last_day": "20-03-2026"}
MONDAY = TODAY + timedelta(days=5)


def plan_url(user):
    return reverse("lead:absence_plan", args=[user.pk])


def leave(user, on=TODAY + timedelta(days=20)):
    user.employments.update(valid_until=on)


@pytest.fixture
def lene(cast, sign_in):
    return sign_in(cast.lene)


# --- who is away ---


def test_an_ordinary_day(cast, lene):
    text = lene.get(URL).text
    assert "Ingen på teamet er væk i dag." in text
    assert "Alle sager har en, der følger dem." in text
    assert "Intet planlagt" in text


def test_who_is_away_now_and_soon_and_who_covers(cast, lene):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    AbsenceFactory(
        user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=2), kind="course"
    )
    AbsenceFactory(user=cast.omar, substitute=cast.nina)
    text = lene.get(URL).text
    assert "1 på teamet er væk i dag." in text
    assert "Vikar: Mette Dahl." in text
    assert "Kursus" in text
    assert "Omar" not in text


def test_what_needs_a_plan_is_listed_with_its_deed(cast, lene):
    leave(cast.jens)
    text = lene.get(URL).text
    assert "Jobformidleren stopper snart" in text
    assert "Find nye jobformidlere" in text
    assert reverse("lead:departure_plan", args=[cast.jens.pk]) in text
    assert set(AccessSubject.objects.values_list("citizen_id", flat=True)) == {cast.amina.pk}


def test_a_backup_who_has_left_is_replaced_from_the_list(cast, lene):
    leave(cast.mette, TODAY)
    assert reverse("desk:backup_name", args=[cast.aminas_case.pk]) in lene.get(URL).text


def test_an_absence_nobody_covers_is_listed(cast, lene):
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    AbsenceFactory(user=cast.mette, substitute=cast.lene)
    assert "vikaren er her ikke" in lene.get(URL).text


@pytest.mark.parametrize("name", ["jens", "karen", "bent"])
def test_only_a_leader_plans_absence(cast, sign_in, name):
    client = sign_in(getattr(cast, name))
    assert client.get(URL).status_code == 403
    assert client.get(plan_url(cast.jens)).status_code == 403


def test_who_is_away_is_flat(cast, lene):
    leave(cast.jens)
    lene.get(URL)
    assert count_queries(lambda: lene.get(URL)) <= 15
    assert_flat(lambda: lene.get(URL), lambda: whole_case(CitizenFactory(), cast.jens, cast.mette))


# --- planning ---


def test_the_days_come_first_and_then_every_case(cast, lene):
    assert "Amina" not in lene.get(plan_url(cast.jens)).text
    text = lene.get(plan_url(cast.jens), DAYS).text
    assert "1 sag skal dækkes fra 16. marts til og med 20. marts." in text
    assert "Amina Holm" in text
    assert "Vikar på sagen, som borgeren kender" in text


def test_the_plan_is_carried_out_in_one_deed(cast, lene):
    words = DAYS | {"kind": "holiday", "substitute": cast.mette.pk}
    response = lene.post(plan_url(cast.jens), words, follow=True)
    assert "Fraværet er planlagt" in response.text
    absence = Absence.objects.get()
    assert (absence.user, absence.substitute) == (cast.jens, cast.mette)
    assert (absence.valid_from, absence.valid_until) == (MONDAY, MONDAY + timedelta(days=5))


def test_a_backup_who_is_away_too_is_replaced_in_the_same_deed(cast, lene):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=2))
    field = f"backup_{cast.aminas_case.pk}"
    assert f'name="{field}"' in lene.get(plan_url(cast.jens), DAYS).text
    words = DAYS | {"kind": "holiday", "substitute": cast.lene.pk, field: cast.lene.pk}
    lene.post(plan_url(cast.jens), words)
    cast.aminas_case.refresh_from_db()
    assert cast.aminas_case.backup == cast.lene


def test_a_rules_objection_is_shown_and_nothing_is_planned(cast, lene):
    AbsenceFactory(user=cast.jens, substitute=cast.mette, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=1))
    response = lene.post(plan_url(cast.jens), DAYS | {"kind": "holiday", "substitute": cast.mette.pk})
    assert response.status_code == 422
    assert "allerede planlagt fravær" in response.text
    assert Absence.objects.count() == 1


def test_days_in_the_wrong_order_are_told(cast, lene):
    text = lene.get(plan_url(cast.jens), {"first_day": "20-3-2026", "last_day": "16-3-2026"}).text
    assert "Sidste dag kan ikke ligge før første dag." in text


def test_an_absence_that_is_over_is_refused_beside_its_last_day(cast, lene):
    past = {"first_day": "01-01-2020", "last_day": "10-03-2026"}
    choices = {"kind": "holiday", "substitute": cast.mette.pk}
    for response in (lene.get(plan_url(cast.jens), past), lene.post(plan_url(cast.jens), past | choices)):
        assert response.context["form"].errors == {"last_day": ["Den dag er gået. Vælg i dag eller senere."]}
    assert not Absence.objects.exists()


def test_somebody_who_is_ill_since_monday_is_away_today(cast, lene):
    days = {"first_day": "09-03-2026", "last_day": "11-03-2026"}
    lene.post(plan_url(cast.jens), days | {"kind": "illness", "substitute": cast.mette.pk})
    assert "Jens Bro" in words_of(lene.get(URL).text.split('id="now"')[1].split('id="coming"')[0])


def test_a_wrong_day_keeps_what_else_was_chosen(cast, lene):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=2))
    chosen = {"kind": "course", "substitute": str(cast.lene.pk), f"backup_{cast.aminas_case.pk}": str(cast.lene.pk)}
    response = lene.post(plan_url(cast.jens), DAYS | chosen | {"last_day": "2-3"})
    assert response.status_code == 422
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)">', response.text))
    assert chosen.items() <= kept.items()
    form = lene.get(plan_url(cast.jens), DAYS | kept).context["form"]
    assert {name: form[name].value() for name in chosen} == chosen


def test_one_day_is_named_once(cast, lene):
    text = lene.get(plan_url(cast.jens), {"first_day": "16-03-2026", "last_day": "16-03-2026"}).text
    assert "1 sag skal dækkes den 16. marts." in text


@pytest.mark.parametrize(
    ("last", "back"),
    [(date(2026, 3, 19), "20. marts"), (date(2026, 3, 20), "23. marts"), (date(2026, 4, 1), "7. april")],
    ids=["a Thursday", "a Friday", "the day before Easter"],
)
def test_whoever_is_away_is_back_on_a_working_day(cast, lene, last, back):
    absence = AbsenceFactory(user=cast.jens, substitute=cast.mette, valid_until=last + timedelta(days=1))
    for page in (URL, reverse("lead:absence_cancel", args=[absence.pk])):
        assert f", tilbage {back}." in words_of(lene.get(page).text)


def test_looking_at_a_plan_changes_nothing(cast, lene):
    lene.get(plan_url(cast.jens), DAYS)
    assert not Absence.objects.exists()


def test_somebody_of_another_team_is_404(cast, lene):
    for name in ("absence_plan", "departure_plan"):
        assert lene.get(reverse(f"lead:{name}", args=[cast.omar.pk])).status_code == 404
        assert lene.post(reverse(f"lead:{name}", args=[cast.omar.pk]), DAYS).status_code == 404


def test_a_citizen_the_leader_may_not_touch_is_not_named_in_a_plan(cast, lene):
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.amina)
    text = lene.get(plan_url(cast.jens), DAYS).text
    assert "Amina" not in text
    assert "Vises ikke for dig" in text


def test_a_plan_is_flat(cast, lene):
    def read():
        return lene.get(plan_url(cast.jens), DAYS)

    read()
    assert_flat(read, lambda: whole_case(CitizenFactory(), cast.jens, cast.mette))


def before_the_button(html):
    """Return the words of a plan that are not folded and stand before its button."""
    form = html[html.index('name="substitute"') : html.index('type="submit"', html.index('name="substitute"'))]
    return words_of(re.sub(r"(?s)<details class=.rest.*?</summary>.*?</details>", " ", form))


def test_the_button_comes_right_after_the_choices_and_the_cases_are_folded(cast, lene):
    for number in range(44):
        whole_case(CitizenFactory(family_name=f"Nr{number}"), cast.jens, cast.mette)
    html = lene.get(plan_url(cast.jens), DAYS).text
    assert "Vis de 45 sager, og hvem der dækker" in words_of(html)
    assert html.count("Vikar på sagen, som borgeren kender") == 45
    unfolded = before_the_button(html)
    assert "Nr" not in unfolded
    assert "Amina" not in unfolded
    lene.post("/sprog/", {"language": "en", "next": "/"})
    assert "Show the 45 cases, and who covers" in words_of(lene.get(plan_url(cast.jens), DAYS).text)


def test_what_the_suggestion_changes_is_said_before_the_button(cast, lene):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=2))
    EmploymentFactory(role="jobformidler", team=cast.ungdom)
    unfolded = before_the_button(lene.get(plan_url(cast.jens), DAYS).text)
    assert "I 1 sag får borgeren en anden vikar efter forslaget." in unfolded
    assert "Amina" not in unfolded


def test_a_case_nobody_is_suggested_for_stands_open(cast, lene):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=2))
    unfolded = before_the_button(lene.get(plan_url(cast.jens), DAYS).text)
    assert "I 1 sag er der intet forslag." in unfolded
    assert "Amina Holm" in unfolded
    assert "Ingen på teamet kan dække" in unfolded


def test_a_case_nobody_can_cover_stands_open_though_the_leader_may_not_know_the_citizen(cast, lene):
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.amina)
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=2))
    unfolded = before_the_button(lene.get(plan_url(cast.jens), DAYS).text)
    assert "I 1 sag er der intet forslag, og du må ikke selv vælge i den. Bed en anden leder om det." in unfolded
    assert "Her skal du vælge" not in unfolded
    assert "Vises ikke for dig" in unfolded
    assert "Ingen på teamet kan dække" in unfolded


def test_what_was_chosen_is_in_sight_when_something_is_missing(cast, lene):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=2))
    EmploymentFactory(role="jobformidler", team=cast.ungdom)
    assert '<details class="rest" open' not in lene.get(plan_url(cast.jens), DAYS).text
    words = DAYS | {"kind": "holiday", "substitute": "", f"backup_{cast.aminas_case.pk}": ""}
    assert '<details class="rest" open' in lene.post(plan_url(cast.jens), words).text


def test_a_case_that_other_days_make_need_a_backup_is_looked_at_before_anything_is_planned(cast, lene):
    next_week = MONDAY + timedelta(days=7)
    AbsenceFactory(
        user=cast.mette, substitute=cast.lene, valid_from=next_week, valid_until=next_week + timedelta(days=5)
    )
    olga = EmploymentFactory(role="jobformidler", team=cast.ungdom).user
    own = f"backup_{cast.aminas_case.pk}"
    assert own not in lene.get(plan_url(cast.jens), DAYS).text
    words = DAYS | {"last_day": next_week + timedelta(days=4), "kind": "holiday", "substitute": olga.pk}
    response = lene.post(plan_url(cast.jens), words)
    assert response.status_code == 422
    assert "Sagerne eller forslaget er ændret" in response.text
    assert not cast.jens.absences.exists()
    assert response.context["form"][own].value() == str(olga.pk)
    assert lene.post(plan_url(cast.jens), words | {own: ""}).status_code == 302


def test_a_choice_that_will_not_do_is_not_folded_away(cast, lene):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=2))
    EmploymentFactory(role="jobformidler", team=cast.ungdom)
    words = DAYS | {"kind": "holiday", "substitute": cast.lene.pk, f"backup_{cast.aminas_case.pk}": "999999"}
    response = lene.post(plan_url(cast.jens), words)
    assert response.status_code == 422
    assert "Amina Holm" in before_the_button(response.text)


# --- cancelling ---


def test_an_absence_is_cancelled_after_being_asked(cast, lene):
    absence = AbsenceFactory(user=cast.jens, substitute=cast.mette)
    url = reverse("lead:absence_cancel", args=[absence.pk])
    assert "Fraværet slutter i dag" in lene.get(url).text
    absence.refresh_from_db()
    assert absence.valid_until > TODAY
    lene.post(url)
    absence.refresh_from_db()
    assert absence.valid_until == TODAY
    assert lene.post(url).status_code == 404


def test_an_absence_of_another_team_is_404(cast, lene):
    absence = AbsenceFactory(user=cast.omar, substitute=cast.nina)
    assert lene.post(reverse("lead:absence_cancel", args=[absence.pk])).status_code == 404


# --- departures ---


def departure_url(user):
    return reverse("lead:departure_plan", args=[user.pk])


def departure(cast, **changes):
    case = cast.aminas_case.pk
    words = {
        "takes_effect_on": "01-04-2026",
        "reason": "resignation",
        f"to_{case}": cast.mette.pk,
        f"backup_{case}": cast.lene.pk,
    }
    return words | changes


def send(cast, client, words, **more):
    """Send the form as the page shows it now for the day in these words."""
    page = client.post(departure_url(cast.jens), words)
    return client.post(departure_url(cast.jens), {"seen": page.context["form"]["seen"].value()} | words, **more)


def test_a_substitute_is_offered_before_a_change(cast, lene):
    text = lene.get(departure_url(cast.jens)).text
    assert "Find hellere en vikar" in text
    assert plan_url(cast.jens) in text


def test_the_cases_of_somebody_who_leaves_are_asked_for_in_one_deed(cast, lene):
    leave(cast.jens)
    assert "Amina Holm" in lene.get(departure_url(cast.jens)).text
    response = send(cast, lene, departure(cast), follow=True)
    assert "Du har bedt om 1 overdragelse." in response.text
    handover = cast.aminas_case.handovers.get()
    assert (handover.to_user, handover.new_backup, handover.requested_by) == (cast.mette, cast.lene, cast.lene)


def test_a_case_can_be_left_for_now(cast, lene):
    send(cast, lene, departure(cast, **{f"to_{cast.aminas_case.pk}": "ikke_nu"}))
    assert not cast.aminas_case.handovers.exists()


def test_a_departure_that_cannot_be_is_told_in_words(cast, lene):
    response = send(cast, lene, departure(cast, takes_effect_on="11-03-2026"))
    assert response.status_code == 422
    assert "fra i morgen" in response.text
    response = send(cast, lene, departure(cast, **{f"backup_{cast.aminas_case.pk}": ""}))
    assert "Vælg også en vikar." in response.text, "nobody else is there to be suggested"
    assert '<details class="rest" open' in response.text, "what is wrong is not folded away"
    assert not cast.aminas_case.handovers.exists()


def test_what_is_moving_already_is_counted_and_not_asked_for_again(cast, lene):
    HandoverFactory(case=cast.aminas_case, to_user=cast.mette, requested_at=NOW)
    text = lene.get(departure_url(cast.jens)).text
    assert "1 er på vej allerede." in text
    assert "Ingen sager at overdrage" in text


# --- departures: one choice for all, and the exceptions ---

ALL = {"takes_effect_on": "01-04-2026", "reason": "resignation"}


@pytest.fixture
def olga(cast):
    """A third jobformidler on the team, with nothing to do yet."""
    return EmploymentFactory(role="jobformidler", team=cast.ungdom, user__name="Olga Rask").user


@pytest.fixture
def many(cast, olga):
    """Four cases of Jens: of two Mette is the backup, Amina's with them, of two Olga is."""
    others = [whole_case(CitizenFactory(), cast.jens, backup) for backup in (cast.mette, olga, olga)]
    return [cast.aminas_case, *others]


def asked_of(cases):
    handovers = [case.handovers.get() for case in cases]
    return [(one.to_user.name, one.new_backup.name) for one in handovers]


def test_a_press_follows_the_suggestion_in_every_case(cast, lene, many):
    text = words_of(lene.get(departure_url(cast.jens)).text)
    assert "Forslaget: Mette Dahl tager 2 sager, Olga Rask tager 2 sager." in text
    assert "Vis de 4 sager, og vælg anderledes i nogle" in text
    response = send(cast, lene, ALL, follow=True)
    assert "Du har bedt om 4 overdragelser." in response.text
    assert asked_of(many) == [("Mette Dahl", "Olga Rask")] * 2 + [("Olga Rask", "Mette Dahl")] * 2


def test_one_successor_for_all_but_the_exceptions(cast, lene, olga, many):
    exceptions = {f"to_{many[2].pk}": cast.mette.pk, f"to_{many[3].pk}": "ikke_nu"}
    send(cast, lene, ALL | {"to_all": olga.pk} | exceptions)
    assert asked_of(many[:3]) == [("Olga Rask", "Mette Dahl")] * 2 + [("Mette Dahl", "Olga Rask")]
    assert not many[3].handovers.exists()


def test_one_backup_for_all_stands_behind_all_but_what_that_one_takes_over(cast, lene, olga, many):
    send(cast, lene, ALL | {"backup_all": olga.pk, f"backup_{many[1].pk}": cast.lene.pk})
    assert asked_of(many[:2]) == [("Mette Dahl", "Olga Rask"), ("Mette Dahl", "Lene Krag")]
    assert asked_of(many[2:]) == [("Olga Rask", "Mette Dahl")] * 2


def test_where_the_one_chosen_for_all_is_in_conflict_the_suggestion_is_followed_and_told(cast, lene, olga, many):
    ConflictOfInterestFactory(user=olga, citizen=many[0].citizen)
    ConflictOfInterestFactory(user=olga, citizen=many[1].citizen)
    words = ALL | {"to_all": olga.pk, "backup_all": olga.pk}
    EmploymentFactory(role="jobformidler", team=cast.ungdom, user__name="Per Bo")
    response = send(cast, lene, words, follow=True)
    assert "2 sager følger forslaget, fordi den, du valgte for alle, er inhabil i dem." in words_of(response.text)
    assert asked_of(many[:2]) == [("Mette Dahl", "Per Bo")] * 2
    assert "2 sager følger forslaget til vikar, fordi" in words_of(response.text)
    assert asked_of(many[2:]) == [("Olga Rask", "Per Bo"), ("Olga Rask", "Mette Dahl")], "Per stands behind two already"


def test_a_case_nobody_is_suggested_for_stays_until_somebody_is_chosen(cast, lene):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=TODAY, valid_until=TODAY + timedelta(days=60))
    text = words_of(lene.get(departure_url(cast.jens)).text)
    assert "1 sag har intet forslag og bliver, hvor den er, til du vælger." in text
    response = send(cast, lene, ALL)
    assert response.status_code == 422
    assert "Vælg en ny jobformidler i mindst én sag." in response.text


def test_a_case_or_a_suggestion_that_was_not_on_the_page_is_looked_at_before_it_is_asked_for(cast, lene, many):
    seen = lene.get(departure_url(cast.jens)).context["form"]["seen"].value()
    new = whole_case(CitizenFactory(family_name="Nykommen"), cast.jens, cast.mette)
    words = ALL | {"takes_effect_on": "12-03-2026"}
    response = lene.post(departure_url(cast.jens), words | {"seen": seen})
    assert response.status_code == 422
    assert "Sagerne eller forslaget er ændret" in response.text
    assert "Nykommen" in response.text
    assert not any(case.handovers.exists() for case in [*many, new])
    again = {"seen": response.context["form"]["seen"].value()}
    assert "Du har bedt om 5 overdragelser." in lene.post(departure_url(cast.jens), words | again, follow=True).text


def away(cast, since, until):
    AbsenceFactory(user=cast.mette, substitute=cast.lene, valid_from=since, valid_until=until)


def test_another_day_with_the_same_suggestion_is_asked_for_at_once(cast, lene, many):
    seen = lene.get(departure_url(cast.jens)).context["form"]["seen"].value()
    words = ALL | {"takes_effect_on": "13-03-2026", "seen": seen}
    assert "Du har bedt om 4 overdragelser." in lene.post(departure_url(cast.jens), words, follow=True).text


def test_the_suggestion_is_of_the_day_that_is_written_and_another_is_looked_at_first(cast, lene, olga):
    EmploymentFactory(role="jobformidler", team=cast.ungdom, user__name="Per Bo")
    away(cast, date(2026, 3, 30), date(2026, 4, 10))
    page = lene.get(departure_url(cast.jens))
    assert "Mette Dahl tager 1 sag" in words_of(page.text)
    response = lene.post(departure_url(cast.jens), ALL | {"seen": page.context["form"]["seen"].value()})
    assert response.status_code == 422
    text = words_of(response.text)
    assert "Forslaget er nu for den dag, du skrev." in text
    assert "Olga Rask tager 1 sag" in text
    assert not cast.aminas_case.handovers.exists()
    lene.post(departure_url(cast.jens), ALL | {"seen": response.context["form"]["seen"].value()})
    assert asked_of([cast.aminas_case]) == [("Olga Rask", "Per Bo")]


def test_whoever_is_back_on_the_day_can_take_over(cast, lene, olga):
    away(cast, TODAY, TODAY + timedelta(days=3))
    send(cast, lene, ALL | {"to_all": cast.mette.pk})
    assert asked_of([cast.aminas_case]) == [("Mette Dahl", "Olga Rask")]


@pytest.mark.parametrize("day", ["", "x", "01-01-2026"])
def test_a_day_that_cannot_be_is_told_and_not_that_the_suggestion_has_changed(cast, lene, olga, day):
    seen = lene.get(departure_url(cast.jens)).context["form"]["seen"].value()
    response = lene.post(departure_url(cast.jens), ALL | {"takes_effect_on": day, "seen": seen})
    assert response.status_code == 422
    assert "Se sagerne igennem" not in response.text
    assert "Sagerne eller forslaget er ændret" not in response.text


def test_a_case_nobody_is_left_for_is_not_left_in_silence(cast, lene, olga):
    away(cast, TODAY, TODAY + timedelta(days=60))
    ConflictOfInterestFactory(user=olga, citizen=cast.amina)
    other = whole_case(CitizenFactory(), cast.jens, cast.mette)
    words = ALL | {"to_all": olga.pk, "backup_all": cast.lene.pk}
    response = send(cast, lene, words)
    own = f"to_{cast.aminas_case.pk}"
    assert list(response.context["form"].errors) == [own]
    assert "er inhabil her, og der er intet forslag" in response.text
    assert not other.handovers.exists()
    assert "Du har bedt om 1 overdragelse." in send(cast, lene, words | {own: "ikke_nu"}, follow=True).text


def test_a_backup_for_all_who_is_passed_over_is_told(cast, lene, olga, many):
    ConflictOfInterestFactory(user=olga, citizen=cast.amina)
    EmploymentFactory(role="jobformidler", team=cast.ungdom, user__name="Per Bo")
    text = words_of(send(cast, lene, ALL | {"backup_all": olga.pk}, follow=True).text)
    assert "1 sag følger forslaget til vikar, fordi den, du valgte som vikar for alle, er inhabil i den." in text
    assert "følger forslaget, fordi" not in text
    assert asked_of(many[:2]) == [("Mette Dahl", "Per Bo"), ("Mette Dahl", "Olga Rask")]


def test_one_receiver_for_all_does_not_give_one_backup_for_all(cast, lene, olga):
    EmploymentFactory(role="jobformidler", team=cast.ungdom, user__name="Per Bo")
    cases = [cast.aminas_case, *(whole_case(CitizenFactory(), cast.jens, cast.mette) for _ in range(3))]
    send(cast, lene, ALL | {"to_all": cast.mette.pk})
    assert sorted(backup for _to, backup in asked_of(cases)) == ["Olga Rask"] * 2 + ["Per Bo"] * 2


def test_two_of_one_name_are_two(cast, lene, olga):
    namesake = EmploymentFactory(role="jobformidler", team=cast.ungdom, user__name="Olga Rask").user
    for backup in (olga, namesake):
        whole_case(CitizenFactory(), cast.jens, backup)
    text = words_of(lene.get(departure_url(cast.jens)).text)
    assert "Olga Rask tager 1 sag, Olga Rask tager 1 sag" in text


def test_a_suggestion_that_is_nobody_is_not_begun(cast, lene):
    away(cast, TODAY, TODAY + timedelta(days=60))
    text = words_of(lene.get(departure_url(cast.jens)).text)
    assert "1 sag har intet forslag" in text
    assert "Forslaget:" not in text
    assert "Forslaget er den vikar" not in text


def test_special_protection_is_told_and_stands_open(cast, lene):
    whole_case(CitizenFactory(family_name="Kendt", special=True), cast.jens, cast.mette)
    html = lene.get(departure_url(cast.jens)).text
    form = html[html.index('name="to_all"') :]
    assert "Særlig beskyttelse: navngiv en person i sagen" in words_of(form)
    unfolded = words_of(re.sub(r"(?s)<details class=.rest.*?</summary>.*?</details>", " ", form))
    assert "Kendt" in unfolded
    assert "Amina" not in unfolded
    assert "2 sager kan få en ny jobformidler." in words_of(html)


def test_the_departure_reads_in_english_and_costs_the_same_for_many(cast, lene, many):
    lene.post("/sprog/", {"language": "en", "next": "/"})
    text = words_of(lene.get(departure_url(cast.jens)).text)
    assert "The suggestion: Mette Dahl takes 2 cases, Olga Rask takes 2 cases." in text
    assert_flat(lambda: lene.get(departure_url(cast.jens)), lambda: whole_case(CitizenFactory(), cast.jens, cast.mette))
