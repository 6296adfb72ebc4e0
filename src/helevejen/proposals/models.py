"""A proposal, what has happened to it, and what the company was shown."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from helevejen.core.fields import CodeField, EncryptedTextField
from helevejen.core.personal import Retention, personal
from helevejen.proposals.enums import LIVE, DisclosureKind, NotNow, ProposalEventKind, ProposalState

_LIVE = [str(state.value) for state in LIVE]


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def live(self) -> ProposalQuerySet:
        """Those that go on: a track closed with its case ends them too."""
        return self.filter(state__in=LIVE, track__closed_at__isnull=True)


class Proposal(models.Model):
    """
    One citizen proposed for one order. Its turn is the turn of its track, and its number the track's.

    `suggestion` is the newest row of a list that named the two, while it is kept. `seat` is its number within the
    order: all that the company calls it by. `asked_for` and `agreed` are codes of `Share`, parted by spaces.
    `holds_until` is the day after the last on which the citizen's yes holds. `number` counts its events, and is what a
    page shows to find out whether somebody was there before it.
    """

    track = models.OneToOneField("cases.Track", on_delete=models.PROTECT, primary_key=True, related_name="proposal")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="proposals")
    order = models.ForeignKey("recruitment.JobOrder", on_delete=models.PROTECT, related_name="proposals")
    suggestion = models.ForeignKey(
        "suggestions.Suggestion", on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    seat = models.PositiveSmallIntegerField()
    state = CodeField(max_length=10, choices=ProposalState.choices, default=ProposalState.ASKED)
    number = models.PositiveIntegerField(default=0)
    words = EncryptedTextField(default="")
    asked_for = models.CharField(max_length=60, blank=True, default="")
    agreed = models.CharField(max_length=60, blank=True, default="")
    holds_until = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    interview_at = models.DateTimeField(null=True, blank=True)
    interview_place = models.CharField(max_length=200, blank=True, default="")
    reason = CodeField(max_length=10, choices=NotNow.choices, blank=True, default="")
    missing = models.CharField(max_length=200, blank=True, default="")
    reason_words = EncryptedTextField(default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CASE,
        A="proposed_by",
        C="interview_at interview_place",
        D="case order track suggestion state words asked_for agreed holds_until proposed_at answered_at reason missing"
        " reason_words ended_at",
        none="seat number",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "order"], condition=Q(state__in=_LIVE), name="proposal_one_open_of_case_and_order"
            ),
            models.UniqueConstraint(fields=["order", "seat"], name="proposal_numbered_within_order"),
            models.CheckConstraint(
                condition=Q(state__in=_LIVE, ended_at__isnull=True) | (~Q(state__in=_LIVE) & Q(ended_at__isnull=False)),
                name="proposal_end_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="interview") | (Q(interview_at__isnull=False) & ~Q(interview_place="")),
                name="proposal_interview_is_whole",
            ),
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(reason="")) | (~Q(state="refused") & Q(reason="")),
                name="proposal_refusal_has_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "declined", "withdrawn", "released", "filled", "stopped"))
                | Q(answered_at__isnull=False),
                name="proposal_goes_on_by_a_yes",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-proposed_at"], name="proposal_by_case"),  # the file, Min vej
            models.Index(fields=["order", "state"], name="proposal_by_order"),  # the order's page, the positions taken
        ]

    def __str__(self) -> str:
        return f"forslag {self.pk}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE and self.track.is_open


class ProposalEvent(models.Model):
    """One thing that happened to a proposal, numbered within it. Only ever added to."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = CodeField(max_length=12, choices=ProposalEventKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    personal = personal(Retention.WITH_CASE, A="by", D="proposal kind at", none="number")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposalevent_numbered_within_proposal"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}.{self.number} {self.kind}"


class Disclosure(models.Model):
    """
    What a company was shown of a citizen, as it was shown. Only ever added to.

    `shown` is the card or the name in the form of `rules.cards`; `holds_until` the day after the last on which the
    company could see it, unless the citizen took the yes back before.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="disclosures")
    kind = CodeField(max_length=6, choices=DisclosureKind.choices)
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="+")
    shown = EncryptedTextField()
    shown_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    holds_until = models.DateField()

    personal = personal(Retention.WITH_CASE, A="by", F="shown", D="proposal kind company shown_at holds_until")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind"], name="disclosure_once_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"
