"""One inquiry, what is written in it, what it waits for and what has happened to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.core.fields import EncryptedTextField
from helevejen.core.personal import Retention, personal
from helevejen.inquiries.enums import Avoidable, Channel, EventKind, Level, Sender, Topic, WaitingFor


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def open(self) -> InquiryQuerySet:
        return self.filter(solved_at__isnull=True)


class Inquiry(models.Model):
    """
    Something somebody asked of us, until it is solved. It has exactly one owner, from the minute it came.

    With a `track` it is a citizen's dialogue in an open case: what is written and whose turn it is live there, and this
    row keeps its clocks and figures (docs/adr/0008-a-dialogue-is-an-inquiry.md). `order` is the company's own
    job order, when it was asked on the order's page. `promised_at` is what the sender was told at first and never
    changes; the `…_due_at` move with pauses. The minutes are office minutes, without pauses.
    `number` counts its events, and is what a page shows to find out whether somebody was there before it.
    """

    channel = models.CharField(max_length=10, choices=Channel.choices)
    sender = models.CharField(max_length=10, choices=Sender.choices)
    citizen = models.ForeignKey(
        "citizens.Citizen", on_delete=models.PROTECT, null=True, blank=True, related_name="inquiries"
    )
    company = models.ForeignKey(
        "companies.Company", on_delete=models.PROTECT, null=True, blank=True, related_name="inquiries"
    )
    order = models.ForeignKey(
        "recruitment.JobOrder", on_delete=models.PROTECT, null=True, blank=True, related_name="inquiries"
    )
    track = models.OneToOneField("cases.Track", on_delete=models.PROTECT, null=True, blank=True, related_name="inquiry")
    sender_name = models.CharField(max_length=150, blank=True)
    sender_email = models.EmailField(blank=True)
    sender_phone = models.CharField(max_length=20, blank=True)
    topic = models.CharField(max_length=15, choices=Topic.choices, default=Topic.GENERAL)
    subject = EncryptedTextField(blank=True, default="")
    wants_call = models.BooleanField(default=False)
    call_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inquiries")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="inquiries")
    number = models.PositiveIntegerField(default=0)
    reply_token = models.CharField(max_length=24, unique=True)
    # The clocks
    promised_at = models.DateTimeField()
    receipt_due_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    solve_due_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    solved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receipt_minutes = models.PositiveIntegerField(null=True, blank=True)
    answer_minutes = models.PositiveIntegerField(null=True, blank=True)
    solve_minutes = models.PositiveIntegerField(null=True, blank=True)
    is_in_time = models.BooleanField(null=True, blank=True)
    # Counted, for the figures
    handover_count = models.PositiveSmallIntegerField(default=0)
    reopened_count = models.PositiveSmallIntegerField(default=0)
    avoidable = models.CharField(max_length=25, choices=Avoidable.choices, blank=True, default="")
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.NONE)

    objects = InquiryQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CITIZEN,
        A="sender_name sender_email sender_phone registered_by owner solved_by",
        E="channel sender citizen track topic subject wants_call call_at received_at team promised_at receipt_due_at"
        " answer_due_at solve_due_at due_at acknowledged_at answered_at solved_at receipt_minutes answer_minutes"
        " solve_minutes is_in_time handover_count reopened_count avoidable level",
        none="company order number reply_token",
    )

    class Meta:
        verbose_name_plural = "inquiries"
        constraints = [
            models.CheckConstraint(
                condition=Q(sender="citizen", citizen__isnull=False, company__isnull=True)
                | Q(sender="company", citizen__isnull=True, company__isnull=False)
                | Q(sender="unknown", citizen__isnull=True, company__isnull=True),
                name="inquiry_has_one_sender",
            ),
            models.CheckConstraint(
                condition=Q(track__isnull=True) | Q(sender="citizen", channel="portal"),
                name="inquiry_dialogue_is_a_citizens",
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=True) | Q(company__isnull=False), name="inquiry_about_an_order_is_a_companys"
            ),
            models.CheckConstraint(
                condition=Q(solved_at__isnull=True, solved_by__isnull=True, solve_minutes__isnull=True)
                | Q(solved_at__isnull=False, solve_minutes__isnull=False, due_at__isnull=True),
                name="inquiry_solution_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer_minutes__isnull=True, is_in_time__isnull=True)
                | Q(answered_at__isnull=False, answer_minutes__isnull=False, is_in_time__isnull=False),
                name="inquiry_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, receipt_minutes__isnull=True)
                | Q(acknowledged_at__isnull=False, receipt_minutes__isnull=False),
                name="inquiry_receipt_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(promised_at__gte=F("received_at"), solve_due_at__gte=F("answer_due_at")),
                name="inquiry_promises_run_forward",
            ),
        ]
        indexes = [
            # the desk's inbox: mine and those I cover
            models.Index(fields=["owner", "due_at"], name="inquiry_open_by_owner", condition=Q(solved_at__isnull=True)),
            # my team's; that they are not solved is said twice, else SQLite seeks them among all the team ever had
            models.Index(
                fields=["team", "solved_at", "due_at"],
                name="inquiry_open_in_team",
                condition=Q(solved_at__isnull=True),
            ),
            # tending: what is due soon
            models.Index(fields=["due_at"], name="inquiry_open_by_due", condition=Q(solved_at__isnull=True)),
            # the figures of a period
            models.Index(fields=["team", "received_at"], name="inquiry_by_team_received"),
            models.Index(fields=["received_at"], name="inquiry_by_received"),
            # a citizen's and a company's own list
            models.Index(fields=["citizen", "-received_at"], name="inquiry_by_citizen"),
            models.Index(fields=["company", "-received_at"], name="inquiry_by_company"),
            # the call-backs of an hour
            models.Index(fields=["owner", "call_at"], name="inquiry_calls", condition=Q(call_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"henvendelse {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.solved_at is None

    @property
    def is_about_nobody(self) -> bool:
        """Whether no citizen asked it, as far as we know: a company, or somebody unknown."""
        return self.citizen_id is None

    @property
    def is_dialogue(self) -> bool:
        """Whether it is a dialogue in a citizen's open case."""
        return self.track_id is not None


class Post(models.Model):
    """One thing written in an inquiry, by the sender or by us. Never edited. A dialogue's are messages of its case."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="posts")
    is_from_sender = models.BooleanField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    text = EncryptedTextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()
    canned = models.ForeignKey(
        "inquiries.CannedVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal = personal(
        Retention.WITH_CITIZEN, E="inquiry is_from_sender channel written_at", F="text", A="written_by", none="canned"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_from_sender=True) | Q(written_by__isnull=False), name="post_of_ours_has_a_writer"
            ),
        ]
        indexes = [models.Index(fields=["inquiry", "written_at"], name="post_by_inquiry")]

    def __str__(self) -> str:
        return f"indlæg {self.pk}"


class Attachment(models.Model):
    """A file that came with a mail, encrypted, each byte as a letter. Handed out to be saved, never shown."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="attachments")
    name = EncryptedTextField()
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = EncryptedTextField()

    personal = personal(Retention.WITH_CITIZEN, E="post", F="name content", none="content_type size")

    def __str__(self) -> str:
        return f"bilag {self.pk}"


class Wait(models.Model):
    """A time in which an inquiry waits for somebody, with the ground. Only waiting for the sender stops our clocks."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="waits")
    on = models.CharField(max_length=10, choices=WaitingFor.choices)
    ground = models.CharField(max_length=300)
    since = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_CITIZEN, E="inquiry on ground since ended_at", A="begun_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "on"], condition=Q(ended_at__isnull=True), name="wait_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("since")), name="wait_runs_forward"
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="wait_has_a_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id}: {self.on}"


class InquiryEvent(models.Model):
    """One thing that happened to an inquiry, numbered within it. Only ever added to."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=15, choices=EventKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    personal = personal(Retention.WITH_CITIZEN, E="inquiry number kind at reason detail", A="by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "number"], name="inquiryevent_numbered_within_inquiry"),
            models.CheckConstraint(
                condition=~Q(kind="handed_over") | ~Q(reason=""), name="inquiryevent_handover_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id}.{self.number} {self.kind}"
