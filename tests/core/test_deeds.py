from enum import Enum

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from helevejen.core.deeds import Refusal, action, is_inside_deed, step


class UnableToPass(Refusal):
    pass


class Reason(Enum):
    CLOSED = "closed"

    @property
    def label(self):
        return "Sagen blev lukket %(on)s."


@step
def part():
    return is_inside_deed()


@action
def deed(*, fails=False):
    done = part()
    ContentType.objects.create(app_label="deeds", model="made")
    if fails:
        raise UnableToPass("Nej.")
    return done


@pytest.mark.django_db
def test_an_action_opens_the_transaction_its_steps_need():
    assert deed() is True


@pytest.mark.django_db
def test_an_action_refuses_to_be_inside_another():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        deed()


@pytest.mark.django_db
def test_a_refused_action_leaves_nothing_behind():
    with pytest.raises(UnableToPass):
        deed(fails=True)
    assert not ContentType.objects.filter(app_label="deeds").exists()


@pytest.mark.django_db
def test_a_step_on_its_own_is_refused_even_in_a_test_case():
    with pytest.raises(RuntimeError, match="part is a step"):
        part()


@pytest.mark.django_db(transaction=True)
def test_a_step_on_its_own_is_refused_outside_any_transaction():
    with pytest.raises(RuntimeError, match="called outside a transaction"):
        part()


def test_a_refusal_says_its_text():
    assert str(UnableToPass("Det kan ikke lade sig gøre.")) == "Det kan ikke lade sig gøre."


def test_a_refusal_says_the_label_of_its_reason_with_values():
    refusal = UnableToPass(Reason.CLOSED, on="3. maj")
    assert str(refusal) == "Sagen blev lukket 3. maj."
    assert refusal.reason is Reason.CLOSED


def test_a_per_cent_sign_is_harmless_without_values():
    assert str(UnableToPass("100 % er for meget.")) == "100 % er for meget."
