from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from helevejen.inquiries.enums import Channel, DeadlineUnit, EventKind, Sender, Topic, WaitingFor
from helevejen.inquiries.models import (
    Attachment,
    CannedAnswer,
    CannedVersion,
    DeadlineNotice,
    Duty,
    IncomingMail,
    Inquiry,
    InquiryEvent,
    Post,
    PublishedDeadline,
    Wait,
)
from tests.factories.accounts import TeamFactory, UserFactory
from tests.factories.cases import DecisionFactory
from tests.factories.times import NOW, TODAY


class InquiryFactory(DjangoModelFactory):
    """A mail from nobody we know, an hour old. With `citizen=…` or `company=…` it is theirs; `solved` ends it."""

    class Meta:
        model = Inquiry

    class Params:
        solved = factory.Trait(
            answered_at=NOW,
            answer_minutes=60,
            is_in_time=True,
            solved_at=NOW,
            solved_by=factory.SelfAttribute("owner"),
            solve_minutes=60,
            due_at=None,
        )
        answered = factory.Trait(answered_at=NOW, answer_minutes=60, is_in_time=True)

    channel = Channel.MAIL
    citizen = None
    company = None
    sender = factory.LazyAttribute(
        lambda one: Sender.CITIZEN if one.citizen else Sender.COMPANY if one.company else Sender.UNKNOWN
    )
    sender_name = factory.LazyAttribute(lambda one: "" if one.citizen or one.company else "Ib Ukendt")
    sender_email = factory.LazyAttribute(lambda one: "" if one.citizen or one.company else "ib@example.dk")
    topic = Topic.GENERAL
    subject = "Et spørgsmål"
    received_at = NOW - timedelta(hours=1)
    owner = factory.SubFactory(UserFactory)
    team = factory.SubFactory(TeamFactory)
    reply_token = factory.Sequence(lambda n: f"token{n:08d}")
    promised_at = NOW + timedelta(days=2)
    receipt_due_at = NOW + timedelta(days=1)
    answer_due_at = NOW + timedelta(days=2)
    solve_due_at = NOW + timedelta(days=5)
    due_at = factory.SelfAttribute("answer_due_at")


class PostFactory(DjangoModelFactory):
    """What the sender wrote."""

    class Meta:
        model = Post

    inquiry = factory.SubFactory(InquiryFactory)
    is_from_sender = True
    channel = Channel.MAIL
    text = "Hvornår hører jeg fra jer?"
    written_at = factory.SelfAttribute("inquiry.received_at")


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    post = factory.SubFactory(PostFactory)
    name = "brev.pdf"
    content_type = "application/pdf"
    size = 4
    content = "%PDF"


class WaitFactory(DjangoModelFactory):
    class Meta:
        model = Wait

    inquiry = factory.SubFactory(InquiryFactory)
    on = WaitingFor.DOCTOR
    ground = "Lægen svarer på fredag"
    since = NOW - timedelta(minutes=30)
    begun_by = factory.SelfAttribute("inquiry.owner")


class InquiryEventFactory(DjangoModelFactory):
    class Meta:
        model = InquiryEvent

    inquiry = factory.SubFactory(InquiryFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = EventKind.RECEIVED
    at = factory.SelfAttribute("inquiry.received_at")


class CannedAnswerFactory(DjangoModelFactory):
    class Meta:
        model = CannedAnswer

    topic = Topic.MEETING


class CannedVersionFactory(DjangoModelFactory):
    class Meta:
        model = CannedVersion

    answer = factory.SubFactory(CannedAnswerFactory)
    number = 1
    title = "Flytning af samtale"
    text = "Du kan selv flytte din samtale på Min vej."
    review_on = TODAY + timedelta(days=200)
    written_by = factory.SubFactory(UserFactory)
    written_at = NOW - timedelta(days=30)


class DutyFactory(DjangoModelFactory):
    """A week around today."""

    class Meta:
        model = Duty

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)
    valid_from = TODAY - timedelta(days=2)
    valid_until = TODAY + timedelta(days=5)
    named_by = factory.SelfAttribute("user")
    named_at = NOW - timedelta(days=9)


class IncomingMailFactory(DjangoModelFactory):
    class Meta:
        model = IncomingMail

    digest = factory.Sequence(lambda n: f"{n:064d}")
    received_at = NOW
    outcome = "new"
    inquiry = factory.SubFactory(InquiryFactory)


class PublishedDeadlineFactory(DjangoModelFactory):
    class Meta:
        model = PublishedDeadline

    kind = "work_trial"
    law = "Lov om en aktiv beskæftigelsesindsats § 57"
    amount = 2
    unit = DeadlineUnit.WEEK
    valid_from = TODAY - timedelta(days=60)
    approved_on = TODAY - timedelta(days=70)
    reviewed_on = TODAY - timedelta(days=70)
    published_by = factory.SubFactory(UserFactory)
    published_at = NOW - timedelta(days=69)


class DeadlineNoticeFactory(DjangoModelFactory):
    class Meta:
        model = DeadlineNotice

    decision = factory.SubFactory(DecisionFactory)
    due_on = TODAY + timedelta(days=2)
    new_due_on = TODAY + timedelta(days=16)
    made_at = NOW
