"""An order that changes while citizens are proposed: never fewer positions than are taken, and no yes to the old."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from helevejen.proposals import actions, queries
from helevejen.proposals.actions import Asked, UnableToMoveProposal
from helevejen.proposals.models import Proposal
from helevejen.recruitment import actions as order_actions
from helevejen.recruitment.actions import UnableToChangeOrder, Where
from helevejen.recruitment.models import JobOrder
from helevejen.recruitment.queries import events_of, in_words
from helevejen.recruitment.rules.orders import Demanded, Wanted
from helevejen.suggestions.actions import decline_order, take_back_declining
from tests.cast import NOW
from tests.factories.proposals import ProposalFactory
from tests.factories.recruitment import JobOrderFactory
from tests.factories.taxonomy import ConceptFactory, ConceptLabelFactory

pytestmark = [pytest.mark.both, pytest.mark.django_db]

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def order(cast):
    return JobOrderFactory(company=cast.poul.company, owner=cast.rikke, answered=True, positions=3)


def hired(cast, order):
    return ProposalFactory(case=cast.bos_case, order=order, state="hired", answered_at=NOW, ended_at=NOW)


def change(cast, order, positions):
    wanted = Wanted("Lagermedarbejdere", "Pakke.", positions=positions)
    return actions.change_order(order=order, wanted=wanted, where=Where(), by=cast.poul.user, at=LATER)


def asked(cast, order):
    return actions.propose(case=cast.aminas_case, order=order, asked=Asked(), by=cast.jens, at=NOW)


def state_of(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


def test_an_order_never_wants_fewer_than_were_hired(cast, order):
    for proposal_case in (cast.bos_case, cast.carls_case):
        ProposalFactory(case=proposal_case, order=order, state="hired", answered_at=NOW, ended_at=NOW)
    with pytest.raises(UnableToChangeOrder, match=r"allerede ansat 2\. Skriv mindst 2, eller luk"):
        change(cast, order, 1)
    assert JobOrder.objects.get(pk=order.pk).positions == 3


def test_as_many_as_were_hired_fill_it_and_end_the_others(cast, order):
    hired(cast, order)
    waiting = asked(cast, order)
    assert change(cast, order, 2).state == "open"
    change(cast, order, 1)
    assert JobOrder.objects.get(pk=order.pk).state == "filled"
    assert state_of(waiting) == "filled"


def test_an_order_opened_again_with_all_positions_taken_is_not_filled_by_another_correction(cast, order):
    hired(cast, order)
    waiting = asked(cast, order)
    JobOrder.objects.filter(pk=order.pk).update(positions=1)
    assert change(cast, order, 1).title == "Lagermedarbejdere"
    assert JobOrder.objects.get(pk=order.pk).state == "open"
    assert state_of(waiting) == "asked"


def test_a_yes_to_a_task_that_has_changed_since_the_page_is_refused_and_says_when(cast, order):
    proposal = asked(cast, order)
    seen = JobOrder.objects.get(pk=order.pk).number
    order_actions.require(order=order, demanded=Demanded("skill", "pakke"), by=cast.poul.user, at=LATER)
    answer = {"proposal": proposal, "agreed": [], "by": cast.amina.user}
    with pytest.raises(UnableToMoveProposal, match=r"ændret siden kl\. 10\.00\. Læs den igen"):
        actions.accept(**answer, at=LATER, order_seen=seen)
    with pytest.raises(UnableToMoveProposal, match=r"ændret siden onsdag den 11\. marts 2026 kl\. 10\.00\."):
        actions.accept(**answer, at=LATER + timedelta(days=1), order_seen=seen)
    assert state_of(proposal) == "asked"
    actions.accept(**answer, at=LATER, order_seen=JobOrder.objects.get(pk=order.pk).number)
    assert state_of(proposal) == "accepted"


def test_fewer_wanted_is_no_change_of_the_task(cast, order):
    proposal = asked(cast, order)
    seen = JobOrder.objects.get(pk=order.pk).number
    actions.look_for_fewer(order=order, left=2, by=cast.poul.user, at=LATER)
    actions.accept(proposal=proposal, agreed=[], by=cast.amina.user, at=LATER, order_seen=seen)
    actions.look_for_fewer(order=order, left=1, by=cast.poul.user, at=LATER + timedelta(hours=1))
    actions.present(proposal=proposal, by=cast.jens, at=LATER + timedelta(hours=2))
    assert state_of(proposal) == "presented"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Virksomheden har selv fundet nogen. Der mangler stadig 2."),
        ("en", "The company has found somebody itself. 2 are still needed."),
    ],
)
def test_the_history_is_read_in_the_reader_s_language(cast, order, language, said):
    actions.look_for_fewer(order=order, left=2, by=cast.poul.user, at=LATER)
    with override(language):
        assert events_of(order)[0].words == said


@pytest.mark.parametrize("state", ["asked", "declined", "withdrawn"])
def test_what_is_settled_between_the_two_needs_no_call(cast, order, state):
    ended = {"ended_at": NOW, "track__closed": True} if state != "asked" else {}
    ProposalFactory(case=cast.aminas_case, order=order, state=state, **ended)
    assert queries.settled_between(cast.jens, NOW) == {(cast.amina.pk, order.pk)}
    assert queries.settled_between(cast.mette, NOW) == set()


def test_what_ended_of_itself_may_be_talked_about_again_and_a_no_to_a_list_not(cast, order):
    ended = {"ended_at": NOW, "track__closed": True}
    ProposalFactory(case=cast.aminas_case, order=order, state="released", **ended)
    assert queries.settled_between(cast.jens, NOW) == set()
    decline_order(citizen=cast.amina, order=order, by=cast.amina.user, at=NOW)
    assert queries.settled_between(cast.jens, NOW) == {(cast.amina.pk, order.pk)}
    take_back_declining(citizen=cast.amina, order=order, by=cast.amina.user, at=LATER)
    assert queries.settled_between(cast.jens, NOW) == set()


def test_the_occupation_is_named_in_the_reader_s_language_and_else_as_it_was_confirmed(order):
    concept = ConceptFactory()
    order.occupation_uri, order.occupation_label = concept.uri, "lagermedarbejder"
    with override("en"):
        assert in_words(order).occupation == "lagermedarbejder"
        ConceptLabelFactory(concept=concept, language="en", text="warehouse worker")
        assert in_words(order).occupation == "warehouse worker"
    with override("da"):
        assert in_words(order).occupation == "lagermedarbejder"
