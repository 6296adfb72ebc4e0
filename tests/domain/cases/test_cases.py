"""Opening and closing a case."""

import pytest
from django.db import transaction

from helevejen.accounts.models import User
from helevejen.audit.models import Event
from helevejen.cases import actions
from helevejen.cases.enums import TrackKind, TrackOutcome
from helevejen.cases.models import Case, Turn
from helevejen.citizens.models import Citizen
from tests.cast import Cast
from tests.factories.cases import DecisionFactory, MeetingFactory, TrackFactory
from tests.factories.citizens import WishAnswerFactory, WishFactory
from tests.factories.times import NOW


def opened(citizen: Citizen, jobformidler: User, backup: User) -> Case:
    with transaction.atomic():
        return actions.open_case(citizen=citizen, jobformidler=jobformidler, backup=backup, by=backup, at=NOW)


def closed(case: Case, by: User) -> Case:
    return actions.close_case(case=case, by=by, at=NOW, reason="lasting_job")


def test_a_case_opens_with_its_first_contact_on_the_jobformidlers_side(cast: Cast) -> None:
    case = opened(cast.dorte, cast.jens, cast.mette)

    track = case.tracks.get()
    assert (track.kind, track.open_turn.holder_user) == (TrackKind.FIRST_CONTACT, cast.jens)
    assert Event.objects.filter(verb="case_opened", subject_id=cast.dorte.pk).count() == 1


def test_wishes_said_before_get_their_turns(cast: Cast) -> None:
    waiting = WishFactory(citizen=cast.dorte)
    WishFactory(citizen=cast.dorte, withdrawn_at=NOW)
    WishAnswerFactory(wish__citizen=cast.dorte)

    case = opened(cast.dorte, cast.jens, cast.mette)

    assert case.tracks.get(kind=TrackKind.DIALOGUE).wish == waiting


def test_a_citizen_has_one_open_case(cast: Cast) -> None:
    with pytest.raises(actions.UnableToOpenCase, match="allerede en åben sag"):
        opened(cast.amina, cast.omar, cast.nina)

    closed(cast.aminas_case, cast.jens)
    assert opened(cast.amina, cast.omar, cast.nina).is_open


def test_the_backup_is_another_and_both_are_staff(cast: Cast) -> None:
    with pytest.raises(actions.UnableToOpenCase, match="en anden end"):
        opened(cast.dorte, cast.jens, cast.jens)
    with pytest.raises(actions.UnableToOpenCase, match="medarbejder"):
        opened(cast.dorte, cast.jens, cast.bo.user)


def test_closing_a_case_closes_every_track(cast: Cast) -> None:
    parent = TrackFactory(case=cast.aminas_case)
    actions.start_track(case=cast.aminas_case, kind="education", by=cast.jens, at=NOW, parent=parent)

    case = closed(cast.aminas_case, cast.jens)

    case.refresh_from_db()
    assert (case.closed_at, case.closed_by, case.closing_reason) == (NOW, cast.jens, "lasting_job")
    assert {track.outcome for track in case.tracks.order_by("pk")} == {TrackOutcome.CASE_CLOSED}
    assert not Turn.objects.open().filter(track__case=case).exists()


def test_a_draft_or_a_coming_meeting_keeps_a_case_open(cast: Cast) -> None:
    draft = DecisionFactory(case=cast.aminas_case)
    with pytest.raises(actions.UnableToCloseCase, match="udkast til en afgørelse"):
        closed(cast.aminas_case, cast.jens)
    draft.state = "withdrawn"
    draft.save()
    meeting = MeetingFactory(case=cast.aminas_case)
    with pytest.raises(actions.UnableToCloseCase, match="samtale"):
        closed(cast.aminas_case, cast.jens)
    meeting.delete()

    MeetingFactory(case=cast.aminas_case, held=True)
    assert not closed(cast.aminas_case, cast.jens).is_open


def test_a_case_closes_once(cast: Cast) -> None:
    closed(cast.aminas_case, cast.jens)

    with pytest.raises(actions.UnableToCloseCase, match="allerede lukket"):
        closed(cast.aminas_case, cast.jens)
