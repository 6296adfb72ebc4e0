"""The pages of a hand-over, from the request to the day it is done; and naming a backup."""

from datetime import timedelta

import pytest
from django.urls import reverse

from helevejen.audit.models import Access, AccessSubject
from helevejen.caseload import actions
from helevejen.caseload.enums import AssignmentReason, HandoverState
from helevejen.citizens.enums import Protection
from helevejen.core import clock
from tests.factories.accounts import AbsenceFactory
from tests.factories.caseload import HandoverFactory
from tests.factories.cases import MeetingFactory, PlanStepFactory
from tests.factories.citizens import CitizenFactory, ConflictOfInterestFactory
from tests.factories.times import NOW, TODAY
from tests.factories.whole import whole_case
from tests.support.flat import assert_flat, count_queries
from tests.support.signing_in import signed_in

LIST = reverse("desk:handover_list")
DAY = TODAY + timedelta(days=21)
DEEDS = ["tell", "meet", "skip_meeting", "sign", "complete", "withdraw"]


def url(name, handover):
    return reverse(f"desk:handover_{name}", args=[handover.pk])


def asked(cast):
    return actions.request_handover(
        case=cast.aminas_case,
        to_user=cast.mette,
        new_backup=cast.lene,
        reason=AssignmentReason.LEAVE,
        takes_effect_on=DAY,
        by=cast.jens,
        at=NOW,
    )


def accepted(cast):
    handover = asked(cast)
    actions.accept_handover(handover=handover, by=cast.mette, at=NOW)
    handover.refresh_from_db()
    return handover


def words(cast, **changes):
    given = {
        "to_user": cast.mette.pk,
        "new_backup": cast.lene.pk,
        "reason": "leave",
        "takes_effect_on": "01-04-2026",
    }
    return given | changes


# --- asking ---


def request_url(case):
    return reverse("desk:handover_request", args=[case.pk])


def test_a_jobformidler_asks_and_is_told_of_the_milder_deed_first(cast, sign_in):
    client = sign_in(cast.jens)
    text = client.get(request_url(cast.aminas_case)).text
    assert "Er det kun for en tid?" in text
    response = client.post(request_url(cast.aminas_case), words(cast), follow=True)
    assert "Mette Dahl er spurgt" in response.text
    assert cast.aminas_case.handovers.get().to_user == cast.mette


def test_the_leader_and_the_substitute_may_ask(cast, sign_in):
    assert sign_in(cast.lene).get(request_url(cast.aminas_case)).status_code == 200
    assert sign_in(cast.mette).get(request_url(cast.aminas_case)).status_code == 404
    AbsenceFactory(user=cast.jens, substitute=cast.mette)
    assert sign_in(cast.mette).get(request_url(cast.aminas_case)).status_code == 200


def test_only_the_leader_sees_how_full_others_are(cast, sign_in):
    assert "Mette Dahl (" not in sign_in(cast.jens).get(request_url(cast.aminas_case)).text
    assert "Mette Dahl (" in sign_in(cast.lene).get(request_url(cast.aminas_case)).text


def test_a_rules_objection_to_asking_is_shown(cast, sign_in):
    response = sign_in(cast.jens).post(request_url(cast.aminas_case), words(cast, takes_effect_on="11-03-2026"))
    assert response.status_code == 422
    assert "fra i morgen" in response.text


@pytest.mark.parametrize(("name", "status"), [("omar", 404), ("karen", 403), ("rikke", 403)])
def test_a_stranger_cannot_ask(cast, sign_in, name, status):
    client = sign_in(getattr(cast, name))
    assert client.get(request_url(cast.aminas_case)).status_code == status
    assert client.post(request_url(cast.aminas_case), words(cast)).status_code == status
    assert not cast.aminas_case.handovers.exists()


# --- answering ---


def test_the_one_asked_sees_the_name_and_no_more(cast, sign_in):
    PlanStepFactory(case=cast.aminas_case, text="Ringe til rideskolen")
    handover = asked(cast)
    client = sign_in(cast.mette)
    assert client.get(url("detail", handover)).url == url("answer", handover)
    text = client.get(url("answer", handover)).text
    assert "Vil du overtage sagen for Amina Holm?" in text
    assert "rideskolen" not in text
    look = Access.objects.filter(page="handover_answer").get()
    assert (look.purpose, look.data_classes) == ("handover", "A")


def test_a_yes_opens_the_file(cast, sign_in):
    handover = asked(cast)
    client = sign_in(cast.mette)
    response = client.post(url("answer", handover), {"svar": "ja"}, follow=True)
    assert "Du har sagt ja." in response.text
    handover.refresh_from_db()
    assert handover.state == HandoverState.ACCEPTED
    assert Access.objects.filter(kind="change", page="handover_accepted").get().purpose == "handover"


def test_a_no_needs_a_reason(cast, sign_in):
    handover = asked(cast)
    client = sign_in(cast.mette)
    response = client.post(url("answer", handover), {"svar": "nej", "reason": ""})
    assert response.status_code == 422
    client.post(url("answer", handover), {"svar": "nej", "reason": "Jeg er fuld"})
    handover.refresh_from_db()
    assert (handover.state, handover.refusal_reason) == (HandoverState.REFUSED, "Jeg er fuld")
    assert "Jeg er fuld" in sign_in(cast.jens).get(url("detail", handover)).text


@pytest.mark.parametrize("name", ["jens", "lene", "omar"])
def test_nobody_else_answers(cast, sign_in, name):
    handover = asked(cast)
    assert sign_in(getattr(cast, name)).post(url("answer", handover), {"svar": "ja"}).status_code == 404
    handover.refresh_from_db()
    assert handover.state == HandoverState.REQUESTED


def test_somebody_of_another_team_can_be_asked(cast, sign_in):
    handover = HandoverFactory(case=cast.aminas_case, to_user=cast.omar)
    assert "Amina Holm" in sign_in(cast.omar).get(url("answer", handover)).text
    assert "Amina Holm" in sign_in(cast.omar).get(LIST).text


def test_somebody_with_special_protection_is_named_first_when_the_answer_is_yes(cast, sign_in):
    handover = actions.request_handover(
        case=cast.frejas_case,
        to_user=cast.nina,
        new_backup=cast.mette,
        reason=AssignmentReason.LEAVE,
        takes_effect_on=DAY,
        by=cast.omar,
        at=NOW,
    )
    nina = sign_in(cast.nina)
    assert "Freja" not in nina.get(url("answer", handover)).text
    assert "Freja" not in nina.get(LIST).text
    nina.post(url("answer", handover), {"svar": "ja"})
    assert "Freja Ågård" in nina.get(url("detail", handover)).text
    actions.withdraw_handover(handover=handover, by=cast.omar, at=NOW)
    assert nina.get(url("detail", handover)).status_code == 404


# --- the sign-off page ---


def test_the_page_shows_the_way_and_the_list(cast, sign_in):
    PlanStepFactory(case=cast.aminas_case, text="Ringe til rideskolen")
    handover = accepted(cast)
    text = sign_in(cast.mette).get(url("detail", handover)).text
    assert "Ringe til rideskolen" in text
    assert "2 punkter mangler en kvittering." in text
    assert 'aria-current="step"' in text
    assert "Kvittér" in text
    assert "Mangler kvittering" in sign_in(cast.jens).get(url("detail", handover)).text


def test_a_hand_over_goes_all_the_way(cast, sign_in):
    promise = PlanStepFactory(case=cast.aminas_case)
    handover = accepted(cast)
    jens, mette = sign_in(cast.jens), sign_in(cast.mette)
    assert "Borgeren har fået besked" in jens.post(url("tell", handover), follow=True).text
    meeting = MeetingFactory(case=cast.aminas_case, purpose="handover")
    assert "Vælg samtale" in jens.get(url("detail", handover)).text
    jens.post(url("meet", handover), {"meeting": meeting.pk})
    meeting.state = "held"
    meeting.save()
    for kind, reference in [
        ("turn", f"cases.track:{cast.aminas_case.tracks.get().pk}"),
        ("promise", f"cases.planstep:{promise.pk}"),
    ]:
        assert (
            "Du har kvitteret."
            in mette.post(url("sign", handover), {"kind": kind, "reference": reference}, follow=True).text
        )
    assert "ikke nået" in mette.post(url("complete", handover), follow=True).text
    with clock.frozen(NOW + timedelta(days=21), in_every_thread=True):
        mette = signed_in(cast.mette)
        response = mette.post(url("complete", handover), follow=True)
        assert "Sagen er overdraget." in response.text
        assert "kan læse i sagen i 14 dage" in signed_in(cast.jens).get(url("detail", handover)).text
    cast.aminas_case.refresh_from_db()
    assert cast.aminas_case.jobformidler == cast.mette


def test_no_meeting_needs_its_reason(cast, sign_in):
    handover = accepted(cast)
    client = sign_in(cast.jens)
    assert "Skriv, hvorfor" in client.post(url("skip_meeting", handover), {"because": ""}, follow=True).text
    text = client.post(url("skip_meeting", handover), {"because": "Amina vil hellere ringe"}, follow=True).text
    assert "Amina vil hellere ringe" in text


def test_what_is_missing_is_told_when_one_tries(cast, sign_in):
    handover = accepted(cast)
    text = sign_in(cast.mette).post(url("complete", handover), follow=True).text
    assert "Giv borgeren besked først." in text


def test_the_citizens_answer_stands_in_the_citizens_words(cast, sign_in):
    handover = accepted(cast)
    actions.tell_citizen_of_handover(handover=handover, by=cast.jens, at=NOW)
    actions.answer_handover_as_citizen(handover=handover, by=cast.amina.user, at=NOW, text="Hvem er Mette?")
    assert "Hvem er Mette?" in sign_in(cast.mette).get(url("detail", handover)).text


def test_a_hand_over_is_withdrawn(cast, sign_in):
    handover = accepted(cast)
    assert "trukket tilbage" in sign_in(cast.jens).post(url("withdraw", handover), follow=True).text
    handover.refresh_from_db()
    assert handover.state == HandoverState.WITHDRAWN
    assert sign_in(cast.mette).get(url("detail", handover)).status_code == 404


def test_only_the_receiver_signs(cast, sign_in):
    handover = accepted(cast)
    item = handover.items.get()
    response = sign_in(cast.jens).post(
        url("sign", handover), {"kind": item.kind, "reference": item.reference}, follow=True
    )
    assert "Kun den nye jobformidler" in response.text


def test_a_meeting_of_another_case_is_404(cast, sign_in):
    handover = accepted(cast)
    other = MeetingFactory(case=cast.bos_case)
    client = sign_in(cast.jens)
    assert client.post(url("meet", handover), {"meeting": other.pk}).status_code == 404
    assert client.post(url("meet", handover), {"meeting": "x"}).status_code == 404
    assert client.post(url("sign", handover), {}).status_code == 404


@pytest.mark.parametrize("deed", DEEDS)
def test_strangers_get_404_and_change_nothing(cast, sign_in, deed):
    handover = accepted(cast)
    for name in ("omar", "nina"):
        assert sign_in(getattr(cast, name)).post(url(deed, handover)).status_code == 404
    for name in ("karen", "vibeke", "bent"):
        assert sign_in(getattr(cast, name)).post(url(deed, handover)).status_code == 403
    assert sign_in(cast.amina.user).post(url(deed, handover)).status_code == 403
    handover.refresh_from_db()
    assert handover.state == HandoverState.ACCEPTED


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_not_done_by_looking(cast, sign_in, deed):
    handover = accepted(cast)
    assert sign_in(cast.jens).get(url(deed, handover)).status_code == 405


def test_a_conflict_of_interest_shuts_the_page(cast, sign_in):
    handover = accepted(cast)
    ConflictOfInterestFactory(user=cast.mette, citizen=cast.amina)
    assert sign_in(cast.mette).get(url("detail", handover)).status_code == 404
    assert "Amina" not in sign_in(cast.mette).get(LIST).text


def test_the_sign_off_page_is_flat(cast, sign_in):
    handover = accepted(cast)
    client = sign_in(cast.mette)
    client.get(url("detail", handover))
    assert count_queries(lambda: client.get(url("detail", handover))) <= 15 + 2  # two are the savepoint of a test
    assert_flat(lambda: client.get(url("detail", handover)), lambda: PlanStepFactory(case=cast.aminas_case))


# --- the list ---


def test_my_list_says_first_what_waits_for_me(cast, sign_in):
    asked(cast)
    text = sign_in(cast.mette).get(LIST).text
    assert "1 anmodning venter på dit svar." in text
    assert "Amina Holm" in text
    assert set(AccessSubject.objects.filter(purpose="handover").values_list("citizen_id", flat=True)) == {cast.amina.pk}
    assert "Ingen anmodninger venter på dig." in sign_in(cast.jens).get(LIST).text


def test_a_protected_name_never_stands_without_its_mark(cast, sign_in):
    handover, mark = accepted(cast), "Beskyttet navn og adresse"
    jens = sign_in(cast.jens)
    for page in (LIST, url("detail", handover)):
        assert mark not in jens.get(page).text
    cast.amina.protection = Protection.PROTECTED
    cast.amina.save()
    for page in (LIST, url("detail", handover)):
        assert mark in jens.get(page).text


def test_an_empty_list_says_how_one_begins(cast, sign_in):
    text = sign_in(cast.omar).get(LIST).text
    assert "Ingen overdragelser i gang" in text
    assert "Amina" not in text


def test_the_list_needs_the_permission(cast, sign_in):
    assert sign_in(cast.karen).get(LIST).status_code == 403
    assert sign_in(cast.amina.user).get(LIST).status_code == 403


def test_the_list_is_flat(cast, sign_in):
    client = sign_in(cast.mette)

    def make_more():
        HandoverFactory(case=whole_case(CitizenFactory(), cast.jens, cast.mette), to_user=cast.mette)

    make_more()
    client.get(LIST)
    assert count_queries(lambda: client.get(LIST)) <= 15
    assert_flat(lambda: client.get(LIST), make_more)


# --- the backup ---


def backup_url(case):
    return reverse("desk:backup_name", args=[case.pk])


def test_a_backup_is_named(cast, sign_in):
    client = sign_in(cast.jens)
    assert "Mette Dahl er vikar nu." in client.get(backup_url(cast.aminas_case)).text
    client.post(backup_url(cast.aminas_case), {"backup": cast.lene.pk})
    cast.aminas_case.refresh_from_db()
    assert cast.aminas_case.backup == cast.lene


def test_a_rules_objection_to_a_backup_is_shown(cast, sign_in):
    ConflictOfInterestFactory(user=cast.lene, citizen=cast.amina)
    response = sign_in(cast.jens).post(backup_url(cast.aminas_case), {"backup": cast.lene.pk})
    assert response.status_code == 422
    assert "inhabil" in response.text


def test_a_stranger_names_no_backup(cast, sign_in):
    assert sign_in(cast.omar).post(backup_url(cast.aminas_case), {"backup": cast.nina.pk}).status_code == 404
    assert sign_in(cast.mette).post(backup_url(cast.aminas_case), {"backup": cast.lene.pk}).status_code == 404
    assert sign_in(cast.karen).get(backup_url(cast.aminas_case)).status_code == 403


# --- the way there ---


def test_the_file_leads_there_for_those_who_may(cast, sign_in):
    handover = accepted(cast)
    file = reverse("desk:case_detail", args=[handover.case_id])
    for user, leads in ((cast.jens, True), (cast.lene, True), (cast.mette, False)):
        text = sign_in(user).get(file).text
        assert (request_url(cast.aminas_case) in text) is leads
        assert (backup_url(cast.aminas_case) in text) is leads
