"""Several tend the inbox at the same moment, while people write: each thing is done once, and the events follow."""

from datetime import timedelta

import pytest

from helevejen.accounts.models import Employment, Notice
from helevejen.clients.mailbox import parse
from helevejen.core import clock
from helevejen.inquiries import actions
from helevejen.inquiries.models import IncomingMail, Inquiry
from helevejen.tasks import mail
from helevejen.tasks.tending import FAILED, tend
from tests.domain.cases.test_turn_race import AT_ONCE, at_once
from tests.factories.accounts import EmploymentFactory, TeamFactory
from tests.factories.cases import CaseFactory
from tests.factories.citizens import CitizenFactory
from tests.factories.inquiries import DutyFactory, InquiryFactory
from tests.factories.times import NOW, TODAY

pytestmark = [pytest.mark.both, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DAY = timedelta(days=1)
ROUNDS = 3


@pytest.fixture
def team(transactional_db):
    return TeamFactory(name="Ungdom")


def employed(team, **more):
    return EmploymentFactory(team=team, **more).user


@pytest.fixture
def inquiry(team):
    return InquiryFactory(owner=employed(team), team=team)


def tended(at):
    """Tend, and fail where something could not be tended: the tending itself only counts it."""
    done = tend(at)
    assert not done[FAILED]
    return done


def assert_numbered(inquiry):
    """The events are numbered one by one, and the inquiry knows the last."""
    numbers = list(inquiry.events.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Inquiry.objects.get(pk=inquiry.pk).number == len(numbers)


def test_of_those_who_tend_at_once_one_reminds(inquiry):
    assert at_once(lambda _n: tended(NOW + 9 * DAY)) == {"done": AT_ONCE}

    assert inquiry.events.filter(kind="escalated").count() == 1
    assert Notice.objects.filter(user=inquiry.owner).count() == 1
    assert_numbered(inquiry)


def test_of_those_who_tend_at_once_one_gives_it_to_whoever_is_there(team, inquiry):
    on_duty = employed(team)
    DutyFactory(team=team, user=on_duty, valid_until=TODAY + 30 * DAY)
    Employment.objects.filter(user=inquiry.owner).update(valid_until=TODAY - DAY)

    assert at_once(lambda _n: tended(NOW + 9 * DAY)) == {"done": AT_ONCE}

    inquiry.refresh_from_db()
    assert (inquiry.owner, inquiry.handover_count) == (on_duty, 1)
    assert_numbered(inquiry)


def test_the_sender_writes_while_others_tend(inquiry):
    for round_ in range(1, ROUNDS + 1):
        moment = NOW + 9 * round_ * DAY

        def deed(number, moment=moment):
            if number % 2:
                return tended(moment)
            return actions.write_again(inquiry=inquiry, by=inquiry.owner, at=moment, text=f"Igen {number}")

        assert at_once(deed) == {"done": AT_ONCE}
    assert inquiry.posts.count() == ROUNDS * AT_ONCE // 2
    assert_numbered(inquiry)


def test_a_dialogue_is_answered_while_others_tend_it(team):
    jobformidler = employed(team)
    citizen = CitizenFactory(with_account=True)
    case = CaseFactory(citizen=citizen, jobformidler=jobformidler, backup=employed(team))
    asked = actions.Asked("portal", "Hvornår hører jeg fra jer?")
    dialogue = actions.write_as_citizen(citizen=citizen, case=case, by=citizen.user, at=NOW, asked=asked)
    Employment.objects.filter(user=jobformidler).update(valid_until=TODAY - DAY)

    def deed(number):
        if number == 0:
            return actions.answer_dialogue(
                track=dialogue.track, by=case.backup, at=NOW + 9 * DAY, cap="mentor", text="I dag."
            )
        return tended(NOW + 9 * DAY)

    assert at_once(deed) == {"done": AT_ONCE}
    dialogue.refresh_from_db()
    assert dialogue.solved_at == NOW + 9 * DAY
    assert dialogue.events.filter(kind="solved").count() == dialogue.events.filter(kind="answered").count() == 1
    assert_numbered(dialogue)


def test_a_mail_that_several_fetch_at_once_is_one_inquiry(team, settings):
    settings.INBOX_ADDRESS = "post@example.dk"
    DutyFactory(team=team, user=employed(team))
    letter = parse(b"From: Ib <ib@example.org>\r\nTo: post@example.dk\r\nMessage-ID: <1@x>\r\n\r\nHej\r\n")
    with clock.frozen(NOW, in_every_thread=True):
        went = at_once(lambda _n: mail.receive(letter))
    assert went == {"done": AT_ONCE}
    assert Inquiry.objects.count() == IncomingMail.objects.count() == 1
