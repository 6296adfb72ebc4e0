"""Accounts, teams, employments and absences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from helevejen.accounts import rules
from helevejen.accounts.enums import AbsenceKind, Permission, Role, UserKind
from helevejen.core import sentences
from helevejen.core.personal import Retention, personal

if TYPE_CHECKING:
    from datetime import datetime


class Team(models.Model):
    """A team of staff under one leader."""

    name = models.CharField(max_length=100, unique=True)
    phone = models.CharField(max_length=20, blank=True)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)

    personal = personal(Retention.NOT_PERSONAL, none="name phone external_id")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Accounts by sign-in name."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """
    Somebody who can sign in: a member of staff, a citizen or a company's contact.

    Not the citizen: a citizen who has never signed in has no account. `subject` is the pair
    "issuer sub" of the identity provider, empty for local accounts. `cpr_index` and `home_key` of a member of staff are
    the same blind indexes as a citizen's; they find conflicts of interest and nothing else.
    """

    username = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=10, choices=UserKind.choices)
    name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=300, unique=True, null=True, blank=True)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)
    cpr_index = models.CharField(max_length=64, blank=True)
    home_key = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    personal = personal(
        Retention.WITH_USER,
        A="username name email phone subject external_id",
        B="cpr_index",
        C="home_key",
        none="kind is_active date_joined last_login password",
    )

    class Meta:
        indexes = [
            # colleagues who are citizens too: citizens.perms
            models.Index(fields=["cpr_index"], name="user_by_cpr", condition=Q(cpr_index__gt=""))
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def is_staff_member(self) -> bool:
        return self.kind == UserKind.STAFF

    def employment_on(self, day: date) -> Employment | None:
        """Return the employment that holds on the day; one query."""
        return self.employments.select_related("team").on(day).order_by("valid_from", "pk").first()

    def permissions_on(self, day: date) -> frozenset[Permission]:
        """Return what the user may do on the day; one query for staff, none for others."""
        if not self.is_active:
            return frozenset()
        employment = self.employment_on(day) if self.is_staff_member else None
        return rules.permissions_of(UserKind(self.kind), Role(employment.role) if employment else None)


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def on(self, day: date) -> EmploymentQuerySet:
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


class Employment(models.Model):
    """One member of staff in one role on one team for a period. When it ends, every door closes at the next request."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="employments")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="employments")
    role = models.CharField(max_length=30, choices=Role.choices)
    title = models.CharField(max_length=100, blank=True)
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=2, default=37)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    personal = personal(Retention.WITH_USER, A="user", none="team role title weekly_hours valid_from valid_until")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(valid_until__isnull=True), name="employment_one_open_per_user"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="employment_period_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.valid_from}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> AbsenceQuerySet:
        return self.filter(cancelled_at__isnull=True, valid_from__lte=day, valid_until__gt=day)


class Absence(models.Model):
    """
    A dated absence with the substitute who covers it.

    While it lasts the substitute reaches what the absent person reaches. A substitute is not a change of jobformidler.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covers")
    kind = models.CharField(max_length=10, choices=AbsenceKind.choices)
    valid_from = models.DateField()
    valid_until = models.DateField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    personal = personal(
        Retention.WITH_USER,
        A="user substitute planned_by",
        F="kind",
        none="valid_from valid_until planned_at cancelled_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="absence_period_runs_forward"),
            models.CheckConstraint(condition=~Q(user=F("substitute")), name="absence_substitute_is_another"),
        ]
        # covers_on: whom do I cover today
        indexes = [models.Index(fields=["substitute", "valid_from", "valid_until"], name="absence_by_substitute")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.valid_from}–{self.valid_until}"


class Notice(models.Model):
    """
    Something a member of staff must be told in the system: a hand-over, a break-glass, a reply. Never content.

    `sentence` is the Danish sentence with places for `values`, so that it can be said in the language of whoever reads
    it; `text` is the whole of it in Danish. A notice from before has only that.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    sentence = models.CharField(max_length=300, blank=True, default="")
    values = models.JSONField(default=dict, blank=True)
    path = models.CharField(max_length=200, blank=True)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    personal = personal(Retention.WITH_USER, A="user text values", none="kind sentence path created_at read_at")

    class Meta:
        indexes = [
            models.Index(fields=["user", "created_at"], name="notice_by_user", condition=Q(read_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def said(self) -> str:
        """It in the reader's language."""
        return sentences.said(self.sentence, self.values) if self.sentence else self.text


class OpenSession(models.Model):
    """One place where a member of staff is signed in. The session itself is the library's; this says whose it is."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()

    personal = personal(Retention.WITH_USER, A="user", none="key began_at")

    def __str__(self) -> str:
        return f"{self.user_id} {self.began_at}"


class Installation(models.Model):
    """
    What made this database, in one row. No row: a municipality's own. The demo writes it before anything else.

    `people` are the demo's persons to sign in as: username, role in Danish, one line about each.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    made_by = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    settings = models.JSONField(default=dict)
    people = models.JSONField(default=list)

    personal = personal(Retention.NOT_PERSONAL, none="made_by made_at settings people")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="installation_is_one_row")]

    def __str__(self) -> str:
        return self.made_by
