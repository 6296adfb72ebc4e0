from enum import Enum

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, transaction

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


class _OfServer(Exception):
    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


def taken_back(times, sqlstate="40P01"):
    """Return a deed that writes and is taken back so many times, and the list of its tries."""
    tries = []

    @action
    def waits(*_given):
        tries.append(ContentType.objects.filter(app_label="deeds").count())
        ContentType.objects.create(app_label="deeds", model="made")
        if len(tries) <= times:
            raise OperationalError("taken back") from _OfServer(sqlstate)
        return "done"

    return waits, tries


@pytest.mark.django_db
def test_a_deed_that_was_taken_back_because_two_waited_for_each_other_is_done_again_from_the_start():
    waits, tries = taken_back(2)
    assert waits() == "done"
    assert tries == [0, 0, 0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("times", "sqlstate", "given", "tried"),
    [
        (9, "40P01", (), 4),
        (9, "57014", (), 1),
        (9, None, (), 1),
        (9, "40P01", (iter([1]),), 1),
        (9, "40P01", ([1],), 4),
    ],
)
def test_it_is_not_done_again_without_end_nor_for_other_faults_nor_with_what_was_read(times, sqlstate, given, tried):
    waits, tries = taken_back(times, sqlstate)
    with pytest.raises(OperationalError, match="taken back"):
        waits(*given)
    assert len(tries) == tried
    assert not ContentType.objects.filter(app_label="deeds").exists()
