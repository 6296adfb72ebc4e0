"""
Tracks and turns: whose turn it is, since when, due when and why.

"Exactly one open turn for every open track" is kept by the database, on SQLite and PostgreSQL alike, by two pairs of
keys (docs/adr/0004-one-open-turn.md). `open_key` is filled while a row is open and empty when it has ended, so it can
be unique: a track has at most one open turn. `Track.open_turn` must be filled while the track is open and points at an
open turn, checked at commit: it has at least one. `Turn.open_track` points back at an open track: a closed one has
none.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from helevejen.cases.enums import Cap, DueKind, Holder, TrackKind, TrackOutcome, TurnEvent
from helevejen.core.personal import Retention, personal


class TrackQuerySet(models.QuerySet["Track"]):
    def open(self) -> TrackQuerySet:
        return self.filter(closed_at__isnull=True)


class Track(models.Model):
    """
    One thing a case is about, moved only by passing its turn. A sub-track runs beside others while its parent waits.

    `wish` is the first version of the wish that a dialogue is about. `template` names the way a clarification usually
    goes for the citizen's group (clauses/clarification.toml).

    A track is inserted closed and opened by `open_track` in the same transaction, once its number and turn are known.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="tracks")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="subtracks")
    kind = models.CharField(max_length=20, choices=TrackKind.choices)
    title = models.CharField(max_length=120, blank=True)
    template = models.CharField(max_length=40, null=True, blank=True)
    wish = models.ForeignKey("citizens.Wish", on_delete=models.PROTECT, null=True, blank=True, related_name="tracks")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=TrackOutcome.choices, blank=True)
    open_key = models.BigIntegerField(unique=True, null=True, editable=False)
    open_turn = models.OneToOneField(
        "cases.Turn", to_field="open_key", on_delete=models.DO_NOTHING, null=True, editable=False, related_name="+"
    )

    objects = TrackQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CASE,
        E="case parent kind title template wish opened_at closed_at outcome",
        none="open_key open_turn",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                # isnull beside the equals: a check that is NULL does not refuse.
                condition=Q(
                    closed_at__isnull=True,
                    open_key__isnull=False,
                    open_key=F("id"),
                    open_turn__isnull=False,
                    open_turn=F("id"),
                )
                | Q(closed_at__isnull=False, open_key__isnull=True, open_turn__isnull=True),
                name="track_open_has_its_turn",
            ),
        ]
        indexes = [models.Index(fields=["case", "opened_at"], name="track_by_case")]

    def __str__(self) -> str:
        return f"spor {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def label(self) -> str:
        """The one name it has on every page."""
        return label_of(self.kind, self.title, self.wish_id)


def label_of(kind: str, title: str, wish_id: int | None) -> str:
    """Return the name of a track by its columns: its title, what a dialogue is about, or its kind."""
    if title or kind != TrackKind.DIALOGUE:
        # get_kind_display would read every kind each time
        return _(title) if title else str(TrackKind(kind).label)
    return str(_("Ønske") if wish_id else _("Besked"))


class TurnQuerySet(models.QuerySet["Turn"]):
    def open(self) -> TurnQuerySet:
        return self.filter(ended_at__isnull=True)


class Turn(models.Model):
    """
    One stretch in which one holder has the ball on one track. Append-only: only its end is ever filled in, once.

    `step` names the link of the track's chain (chains.toml). `expects` is what is expected in words, empty when the
    chain's own words serve. A correcting turn points at the one it corrects.
    """

    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="turns")
    number = models.PositiveIntegerField()
    holder = models.CharField(max_length=12, choices=Holder.choices)
    holder_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="turns"
    )
    holder_name = models.CharField(max_length=150, blank=True)
    step = models.CharField(max_length=40)
    expects = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    due_kind = models.CharField(max_length=10, choices=DueKind.choices, blank=True)
    due_reason = models.CharField(max_length=200, blank=True)
    cap = models.CharField(max_length=10, choices=Cap.choices, blank=True)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    event = models.CharField(max_length=12, choices=TurnEvent.choices, blank=True)
    event_note = models.CharField(max_length=300, blank=True)
    open_key = models.BigIntegerField(unique=True, null=True, editable=False)
    open_track = models.OneToOneField(
        Track, to_field="open_key", on_delete=models.DO_NOTHING, null=True, editable=False, related_name="+"
    )

    objects = TurnQuerySet.as_manager()

    personal = personal(
        Retention.WITH_CASE,
        E="track number holder step expects since due_on due_kind due_reason cap corrects ended_at event event_note",
        A="holder_user holder_name passed_by ended_by",
        none="open_key open_track",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["track", "number"], name="turn_numbered_within_track"),
            models.CheckConstraint(
                condition=Q(
                    ended_at__isnull=True,
                    event="",
                    open_key__isnull=False,
                    open_key=F("track"),
                    open_track__isnull=False,
                    open_track=F("track"),
                )
                | (Q(ended_at__isnull=False, open_key__isnull=True, open_track__isnull=True) & ~Q(event="")),
                name="turn_end_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("since")), name="turn_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, due_kind="") | (Q(due_on__isnull=False) & ~Q(due_kind="")),
                name="turn_due_has_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(holder="jobformidler", holder_user__isnull=False) | ~Q(holder="jobformidler"),
                name="turn_of_jobformidler_has_a_name",
            ),
        ]
        indexes = [
            # my_turns: Min dag
            models.Index(
                fields=["holder_user", "due_on"], name="turn_open_by_user", condition=Q(ended_at__isnull=True)
            ),
            # waiting by holder: the leader's board
            models.Index(fields=["holder", "due_on"], name="turn_open_by_holder", condition=Q(ended_at__isnull=True)),
            # caseload.queries.caseload.open_turns: the few turns after which the wait goes on
            models.Index(
                fields=["track", "number"], name="turn_that_goes_on", condition=Q(event__in=["postponed", "taken_over"])
            ),
        ]

    def __str__(self) -> str:
        return f"tur {self.track_id}.{self.number}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class Nudge(models.Model):
    """One reminder to the holder of a turn. It does not end the turn."""

    turn = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="nudges")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    personal = personal(Retention.WITH_CASE, E="turn at note", A="by")

    def __str__(self) -> str:
        return f"{self.turn_id}"
