"""A wish is the citizen's own words, in versions, answered within ten working days."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from helevejen.audit.models import Event
from helevejen.cases import actions
from helevejen.cases.enums import TrackOutcome
from helevejen.cases.models import Notice, Track
from helevejen.citizens.models import Wish, WishAnswer
from tests.cast import Cast
from tests.factories.times import NOW


def said(cast: Cast, text: str = "Jeg vil arbejde med heste", **more: object) -> Wish:
    return actions.say_wish(**({"citizen": cast.amina, "text": text, "by": cast.amina.user, "at": NOW} | more))


def answered(cast: Cast, wish: Wish, **more: object) -> WishAnswer:
    words = {"wish": wish, "by": cast.jens, "at": NOW, "kind": "not_yet", "reason": "Stalden er fuld."}
    return actions.answer_wish(**(words | more))


def track_of(wish: Wish) -> Track:
    return Track.objects.get(wish=wish.first_id, closed_at=None)


def test_a_wish_is_the_jobformidlers_turn_within_ten_working_days(cast: Cast) -> None:
    wish = said(cast, "  Jeg vil arbejde med heste ")

    turn = track_of(wish).open_turn
    assert (wish.text, wish.version, wish.first) == ("Jeg vil arbejde med heste", 1, wish)
    assert (turn.holder_user, turn.step, turn.due_on) == (cast.jens, "we_answer_wish", date(2026, 3, 25))


def test_nobody_else_puts_words_in_the_citizens_mouth(cast: Cast) -> None:
    for stranger in (cast.jens, cast.lene, cast.bo.user):
        with pytest.raises(actions.UnableToSayWish, match="Kun borgeren selv"):
            said(cast, by=stranger)

    wish = said(cast)
    with pytest.raises(actions.UnableToSayWish, match="Kun borgeren selv"):
        actions.say_wish(citizen=cast.bo, text="Køer", by=cast.bo.user, at=NOW, replaces=wish)
    with pytest.raises(actions.UnableToSayWish, match="Kun borgeren selv"):
        actions.withdraw_wish(wish=wish, by=cast.jens, at=NOW)


def test_a_new_version_replaces_the_old_and_both_remain(cast: Cast) -> None:
    old = said(cast)

    new = said(cast, "Heste og køer", at=NOW + timedelta(days=1), replaces=old)

    old.refresh_from_db()
    assert (new.version, new.first, old.replaced_at) == (2, old, NOW + timedelta(days=1))
    assert old.text == "Jeg vil arbejde med heste"


def test_a_new_version_while_the_old_waits_keeps_the_promised_day(cast: Cast) -> None:
    old = said(cast)

    said(cast, "Heste og køer", at=NOW + timedelta(days=5), replaces=old)

    assert track_of(old).open_turn.due_on == date(2026, 3, 25)


def test_a_new_version_after_the_answer_gets_a_turn_of_its_own(cast: Cast) -> None:
    old = said(cast)
    answered(cast, old)

    said(cast, "Heste og køer", at=NOW + timedelta(days=1), replaces=old)

    assert track_of(old).open_turn.due_on == date(2026, 3, 26)


def test_an_answer_ends_the_wait_and_is_told(cast: Cast) -> None:
    wish = said(cast)

    answer = answered(cast, wish)

    track = Track.objects.get(wish=wish)
    assert (track.is_open, track.outcome) == (False, TrackOutcome.REACHED)
    assert (answer.kind, answer.reason, answer.answered_by) == ("not_yet", "Stalden er fuld.", cast.jens)
    assert Notice.objects.get().values == {"wish_id": wish.pk, "answer": "not_yet"}
    assert "heste" not in str(Event.objects.filter(verb="wish_answered").get().detail)


@pytest.mark.parametrize("reason", ["", "  "])
def test_every_answer_says_why(cast: Cast, reason: str) -> None:
    with pytest.raises(actions.UnableToAnswerWish, match="Skriv hvorfor"):
        answered(cast, said(cast), reason=reason, kind="used")


def test_only_the_newest_version_is_answered_and_once(cast: Cast) -> None:
    old = said(cast)
    new = said(cast, "Køer", replaces=old)

    with pytest.raises(actions.UnableToAnswerWish, match="ændret siden"):
        answered(cast, old)
    answered(cast, new)
    with pytest.raises(actions.UnableToAnswerWish, match="allerede besvaret"):
        answered(cast, new)


def test_the_citizen_does_not_answer_and_staff_do(cast: Cast) -> None:
    with pytest.raises(actions.UnableToAnswerWish, match="af en medarbejder"):
        answered(cast, said(cast), by=cast.amina.user)


def test_the_same_words_again_are_no_new_version(cast: Cast) -> None:
    with pytest.raises(actions.UnableToSayWish, match="uændret"):
        said(cast, " Jeg vil arbejde med heste ", replaces=said(cast))


def test_only_the_newest_version_is_replaced(cast: Cast) -> None:
    old = said(cast)
    said(cast, "Køer", replaces=old)

    with pytest.raises(actions.UnableToSayWish, match="ændret siden"):
        said(cast, "Får", replaces=old)


def test_a_wish_is_taken_back_and_nobody_waits_any_more(cast: Cast) -> None:
    wish = said(cast)

    actions.withdraw_wish(wish=wish, by=cast.amina.user, at=NOW)

    assert Track.objects.get(wish=wish).outcome == TrackOutcome.NOT_NEEDED
    for deed in (
        lambda: actions.withdraw_wish(wish=wish, by=cast.amina.user, at=NOW),
        lambda: said(cast, "Køer", replaces=wish),
    ):
        with pytest.raises(actions.UnableToSayWish, match="taget tilbage"):
            deed()
    with pytest.raises(actions.UnableToAnswerWish, match="taget tilbage"):
        answered(cast, wish)


@pytest.mark.parametrize(("text", "says"), [(" ", "egne ord"), ("x" * 3_001, "for lang")])
def test_a_wish_that_a_rule_forbids(cast: Cast, text: str, says: str) -> None:
    with pytest.raises(actions.UnableToSayWish, match=says):
        said(cast, text)


def test_a_wish_without_a_case_waits_for_one(cast: Cast) -> None:
    actions.close_case(case=cast.aminas_case, by=cast.jens, at=NOW, reason="moved")

    wish = said(cast)

    assert not Track.objects.filter(wish=wish).exists()
    with transaction.atomic():
        case = actions.open_case(citizen=cast.amina, jobformidler=cast.mette, backup=cast.jens, by=cast.mette, at=NOW)
    assert track_of(wish).case == case


@pytest.mark.both
def test_the_database_keeps_the_words_and_the_answers(cast: Cast) -> None:
    wish = said(cast)
    answer = answered(cast, wish)

    for deed in (
        lambda: Wish.objects.filter(pk=wish.pk).update(said_at=NOW - timedelta(days=1)),
        lambda: Wish.objects.filter(pk=wish.pk).update(text="Rettet af kommunen"),
        lambda: WishAnswer.objects.filter(pk=answer.pk).update(kind="used"),
        lambda: WishAnswer.objects.filter(pk=answer.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
