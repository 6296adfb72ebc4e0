"""Facts are written, corrected, confirmed and taken away; what was said stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from helevejen.audit.models import Event
from helevejen.citizens.enums import Level
from helevejen.profiles import actions, queries
from helevejen.profiles.actions import Word
from helevejen.profiles.enums import Asked, Expiry, FactObjection, PrivateDemand
from helevejen.profiles.models import PrivateFact, ProfileFact
from helevejen.profiles.rules.facts import Said
from helevejen.taxonomy.actions import Typed
from helevejen.taxonomy.models import ConceptChoice
from tests.cast import NOW, TODAY
from tests.factories.citizens import RelationFactory, WishFactory
from tests.factories.profiles import PrivateFactFactory, ProfileFactFactory
from tests.factories.taxonomy import ConceptLabelFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LATER = NOW + timedelta(days=1)
TRUCK = Said("licence", "forklift_b", expires_on=date(2027, 3, 1))
SEEN = Word("paper", "Amina viste kortet.")


@pytest.fixture
def me(cast):
    return cast.amina.user


def by_staff(cast, said=TRUCK, **more):
    values = {"citizen": cast.amina, "by": cast.jens, "at": NOW, "word": SEEN} | more
    return actions.write_fact(said=said, **values)


def by_citizen(cast, said=TRUCK, **more):
    return actions.write_fact(citizen=cast.amina, said=said, by=cast.amina.user, at=NOW, **more)


def profile(cast, user=None):
    level = Level.OWN if user else Level.SELF
    kinds = queries.profile_of(cast.amina, user or cast.amina.user, level, LATER, TODAY).kinds
    return {one.kind.value: one for one in kinds}


def test_what_staff_write_says_who_when_from_where_and_why(cast):
    fact = by_staff(cast)
    fact.refresh_from_db()
    assert (fact.written_by, fact.written_at, fact.source, fact.reason) == (cast.jens, NOW, "paper", SEEN.reason)
    assert (fact.first_id, fact.version, fact.confirmed_at) == (fact.pk, 1, None)
    event = Event.objects.get(verb="fact_written")
    assert (event.subject_id, event.detail) == (cast.amina.pk, {"kind": "licence", "version": 1})


@pytest.mark.parametrize(
    ("word", "objection"),
    [
        (None, FactObjection.NO_SOURCE),
        (Word("paper", " "), FactObjection.NO_REASON),
        (Word("told", "Har en depression."), FactObjection.ILLNESS),
    ],
)
def test_staff_say_where_from_and_why(cast, word, objection):
    with pytest.raises(actions.UnableToWriteFact) as refused:
        by_staff(cast, word=word)
    assert refused.value.reason == objection
    assert not ProfileFact.objects.exists()


def test_the_citizen_corrects_what_staff_wrote_and_both_stay(cast, me):
    fact = by_staff(cast)
    new = actions.correct_fact(fact=fact, said=Said("licence", "forklift_a"), by=me, at=LATER)
    fact.refresh_from_db()
    assert (fact.subject, fact.replaced_at) == ("forklift_b", LATER)
    assert (new.subject, new.version, new.first_id, new.source) == ("forklift_a", 2, fact.pk, "citizen")
    (standing,) = profile(cast)["licence"].facts
    assert standing.fact == new
    assert [one.written_by for one in standing.earlier] == [cast.jens]


def test_the_old_version_is_left_alone(cast, me):
    fact = by_staff(cast)
    actions.correct_fact(fact=fact, said=Said("licence", "forklift_a"), by=me, at=LATER)
    for deed, refusal in (
        (lambda: actions.confirm_fact(fact=fact, by=me, at=LATER), actions.UnableToConfirmFact),
        (lambda: actions.withdraw_fact(fact=fact, by=me, at=LATER), actions.UnableToWithdrawFact),
        (lambda: actions.correct_fact(fact=fact, said=TRUCK, by=me, at=LATER), actions.UnableToWriteFact),
    ):
        with pytest.raises(refusal) as refused:
            deed()
        assert refused.value.reason == FactObjection.NOT_CURRENT


def test_nothing_new_is_no_correction(cast, me):
    fact = by_staff(cast)
    with pytest.raises(actions.UnableToWriteFact) as refused:
        actions.correct_fact(fact=fact, said=TRUCK, by=me, at=LATER)
    assert refused.value.reason == FactObjection.SAME
    fact.refresh_from_db()
    assert fact.replaced_at is None


def test_a_correction_does_not_change_the_kind_nor_double_another(cast, me):
    fact = by_citizen(cast)
    by_citizen(cast, Said("licence", "forklift_a"))
    for said, objection in (
        (Said("skill", label="truck"), FactObjection.NOT_HERE),
        (Said("licence", "no_more"), FactObjection.NOT_HERE),
        (Said("licence", "forklift_a"), FactObjection.KNOWN),
    ):
        with pytest.raises(actions.UnableToWriteFact) as refused:
            actions.correct_fact(fact=fact, said=said, by=me, at=LATER)
        assert refused.value.reason == objection


def test_the_same_thing_is_not_written_twice(cast):
    by_staff(cast)
    with pytest.raises(actions.UnableToWriteFact) as refused:
        by_citizen(cast)
    assert refused.value.reason == FactObjection.KNOWN


def test_the_citizen_confirms_what_staff_wrote_and_nobody_their_own(cast, me):
    fact, own = by_staff(cast), by_citizen(cast, Said("skill", label="passe heste"))
    actions.confirm_fact(fact=fact, by=me, at=LATER)
    actions.confirm_fact(fact=own, by=cast.jens, at=LATER)
    fact.refresh_from_db()
    assert (fact.confirmed_by, fact.confirmed_at) == (me, LATER)
    for again, by in ((fact, me), (own, me)):
        with pytest.raises(actions.UnableToConfirmFact):
            actions.confirm_fact(fact=again, by=by, at=LATER)


def test_a_disagreement_stands_at_the_desk_and_staff_do_not_write_it_again(cast, me):
    fact = by_staff(cast)
    actions.withdraw_fact(fact=fact, by=me, at=LATER, disagreement=" Det var min bror. ")
    seen = profile(cast, cast.jens)["licence"]
    assert seen.facts == ()
    assert [one.disagreement for one in seen.disagreed] == ["Det var min bror."]
    with pytest.raises(actions.UnableToWriteFact) as refused:
        by_staff(cast, at=LATER)
    assert refused.value.reason == FactObjection.DISAGREED
    by_citizen(cast)
    assert profile(cast)["licence"].disagreed == ()


def test_staff_take_away_only_what_staff_wrote(cast):
    own = by_citizen(cast)
    with pytest.raises(actions.UnableToWithdrawFact) as refused:
        actions.withdraw_fact(fact=own, by=cast.jens, at=LATER)
    assert refused.value.reason == FactObjection.NOT_THEIRS
    theirs = by_staff(cast, Said("skill", label="truck"))
    actions.withdraw_fact(fact=theirs, by=cast.jens, at=LATER)
    theirs.refresh_from_db()
    assert (theirs.withdrawn_by, theirs.disagreement) == (cast.jens, None)
    by_staff(cast, Said("skill", label="truck"), at=LATER)  # their own mistake, written anew


def test_not_asked_yet_is_a_state_and_a_new_fact_takes_no_more_away(cast, me):
    assert profile(cast)["licence"].asked == Asked.NOT_YET
    actions.finish_kind(citizen=cast.amina, kind="licence", by=me, at=NOW)
    assert profile(cast)["licence"].asked == Asked.ALL
    with pytest.raises(actions.UnableToWriteFact):
        actions.finish_kind(citizen=cast.amina, kind="licence", by=me, at=NOW)
    by_citizen(cast)
    assert profile(cast)["licence"].asked == Asked.SOME
    with pytest.raises(actions.UnableToWriteFact):
        actions.finish_kind(citizen=cast.amina, kind="hours", by=me, at=NOW)


def test_a_wish_of_somebody_elses_is_not_linked(cast):
    wished = Said("occupation_wished", label="dyrepasser")
    with pytest.raises(actions.UnableToWriteFact):
        by_staff(cast, wished, wish=WishFactory(citizen=cast.bo))
    wish = WishFactory(citizen=cast.amina)
    assert by_staff(cast, wished, wish=wish).wish == wish


def test_a_licence_that_ends_soon_is_told(cast):
    by_citizen(cast, Said("licence", "C", expires_on=TODAY + timedelta(days=10)))
    by_citizen(cast, Said("licence", "adr"))
    by_citizen(cast, Said("licence", "crane"))
    told = {one.fact.subject: one.expiry for one in profile(cast)["licence"].facts}
    assert told == {"C": Expiry.SOON, "adr": Expiry.UNKNOWN, "crane": None}


# --- Private ---


def private(cast, *demands, told_to=None, by=None):
    who = by or cast.amina.user
    return actions.keep_private(citizen=cast.amina, demands=demands, told_to=told_to, by=who, at=NOW)


def test_what_is_private_is_seen_by_the_citizen_and_by_whom_she_told(cast, me):
    private(cast, PrivateDemand.CLEAN_RECORD)
    assert len(queries.private_demands_seen_by(me, cast.amina, NOW)) == 1
    assert queries.private_demands_seen_by(cast.jens, cast.amina, NOW) == []
    private(cast, PrivateDemand.CLEAN_RECORD, told_to=cast.jens)
    assert [one.demand for one in queries.private_demands_seen_by(cast.jens, cast.amina, NOW)] == ["clean_record"]
    assert PrivateFact.objects.count() == 2  # who could see it, and when
    for other in (cast.lene, cast.mette, cast.omar, cast.vibeke, cast.rikke, cast.bo.user):
        assert queries.private_demands_seen_by(other, cast.amina, NOW) == []


def test_who_takes_over_sees_nothing_until_told(cast):
    private(cast, PrivateDemand.CLEAN_RECORD, told_to=cast.jens)
    cast.amina.relations.update(valid_until=NOW)
    RelationFactory(user=cast.mette, citizen=cast.amina, valid_from=NOW)
    for user in (cast.jens, cast.mette):
        assert queries.private_demands_seen_by(user, cast.amina, NOW) == []


def test_the_log_does_not_say_that_it_is_private(cast):
    private(cast, PrivateDemand.CLEAN_RECORD)
    event = Event.objects.get()
    assert (event.verb, event.object_kind, event.detail) == ("fact_written", "citizens.citizen", {})
    private(cast, PrivateDemand.CLEAN_RECORD)
    assert Event.objects.count() == 1  # nothing new


def test_only_the_citizen_says_it_and_only_to_the_own_jobformidler(cast):
    for more, objection in (
        ({"by": cast.jens}, FactObjection.NOT_THE_CITIZEN),
        ({"told_to": cast.mette}, FactObjection.NOT_JOBFORMIDLER),
        ({"told_to": cast.lene}, FactObjection.NOT_JOBFORMIDLER),
    ):
        with pytest.raises(actions.UnableToKeepPrivate) as refused:
            private(cast, PrivateDemand.FINANCES, **more)
        assert refused.value.reason == objection
    with pytest.raises(actions.UnableToKeepPrivate):
        private(cast, "a_record_of_what")
    assert not PrivateFact.objects.exists()


def test_what_is_no_longer_ticked_is_withdrawn(cast, me):
    private(cast, PrivateDemand.CLEAN_RECORD, PrivateDemand.FINANCES)
    private(cast, PrivateDemand.FINANCES)
    assert [one.demand for one in queries.private_demands_seen_by(me, cast.amina, NOW)] == ["finances"]
    assert PrivateFact.objects.filter(withdrawn_at=NOW).count() == 1


# --- The database keeps the promise ---


@pytest.mark.parametrize("change", [{"subject": "forklift_a"}, {"reason": "x"}, {"written_at": LATER}])
def test_the_database_refuses_another_word(change):
    fact = ProfileFactFactory(licence=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProfileFact.objects.filter(pk=fact.pk).update(**change)


def test_the_database_refuses_to_forget_and_to_bring_back():
    fact, kept = ProfileFactFactory(licence=True), PrivateFactFactory(withdrawn_at=NOW)
    for refused in (fact.delete, lambda: PrivateFact.objects.filter(pk=kept.pk).update(withdrawn_at=None)):
        with pytest.raises(DatabaseError), transaction.atomic():
            refused()


@pytest.mark.parametrize(
    "wrong",
    [
        {"expires_on": TODAY},
        {"hours": 20},
        {"confirmed_at": NOW},
        {"withdrawn_at": NOW},
        {"kind": "hours"},
    ],
)
def test_the_database_refuses_halves(wrong):
    with pytest.raises(DatabaseError), transaction.atomic():
        ProfileFactFactory(**wrong)


def test_the_database_refuses_the_same_thing_twice():
    fact = ProfileFactFactory(licence=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProfileFactFactory(licence=True, citizen=fact.citizen)
    hours = ProfileFactFactory(kind="hours", label="", hours=20)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProfileFactFactory(kind="hours", label="", hours=10, citizen=hours.citizen)


def typed_choice(cast, words, *, at=NOW):
    ConceptLabelFactory(text="passe heste", concept__skill=True)
    said = Said("skill", subject="http://data.europa.eu/esco/skill/1", label="ride")
    actions.write_fact(citizen=cast.amina, said=said, by=cast.amina.user, at=at, typed=Typed(words))
    return list(ConceptChoice.objects.values_list("words", "uri", "chosen_on"))


def test_a_choice_is_kept_with_the_month_alone(cast):
    assert typed_choice(cast, "Heste") == [("heste", "http://data.europa.eu/esco/skill/1", NOW.date().replace(day=1))]


@pytest.mark.parametrize("words", ["Aminas heste", "passe min syge mor", "heste 12345678", ""])
def test_words_that_no_name_of_a_concept_uses_may_tell_of_somebody_and_are_not_kept(cast, words):
    assert typed_choice(cast, words) == []


def test_a_correction_keeps_a_choice_only_when_the_concept_is_another(cast):
    assert len(typed_choice(cast, "heste")) == 1
    fact = ProfileFact.objects.get()
    better = replace(actions.said_in(fact), level="good")
    actions.correct_fact(fact=fact, said=better, by=cast.amina.user, at=NOW, typed=Typed("heste"))
    assert ConceptChoice.objects.count() == 1
    other = replace(better, subject="http://data.europa.eu/esco/skill/2", label="strigle")
    newest = ProfileFact.objects.get(replaced_at=None)
    actions.correct_fact(fact=newest, said=other, by=cast.amina.user, at=NOW, typed=Typed("heste"))
    assert ConceptChoice.objects.count() == 2
