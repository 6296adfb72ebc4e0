"""Companies, their workplaces and the people to talk to there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from helevejen.companies.enums import ContactChannel
from helevejen.core.fields import CodeField
from helevejen.core.personal import Retention, personal


class Company(models.Model):
    """A legal unit by its CVR number."""

    cvr = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=250, db_index=True)
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)
    not_before = models.DateField(null=True, blank=True)
    not_before_why = models.CharField(max_length=300, blank=True, default="")

    personal = personal(Retention.WITH_COMPANY, none="cvr name search_key external_id not_before not_before_why")

    class Meta:
        verbose_name_plural = "companies"
        constraints = [
            models.CheckConstraint(
                condition=Q(not_before__isnull=True, not_before_why="")
                | (Q(not_before__isnull=False) & ~Q(not_before_why="")),
                name="company_rest_has_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Workplace(models.Model):
    """A production unit by its P-number: where the work is done."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="workplaces")
    pnumber = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=250, db_index=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    city = models.CharField(max_length=60, blank=True)

    personal = personal(Retention.WITH_COMPANY, none="company pnumber name search_key address postcode city")

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person at a company. With an account the person can see the company's page."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="contacts")
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="company_contact"
    )
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    personal = personal(
        Retention.WITH_COMPANY, A="user name title phone email", none="company workplace external_id is_active"
    )

    def __str__(self) -> str:
        return self.name


class Outreach(models.Model):
    """One talk with a company that is about no citizen, and what we promised in it. Only ever added to."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="outreach")
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, null=True, blank=True, related_name="outreach")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="outreach")
    channel = CodeField(max_length=10, choices=ContactChannel.choices)
    text = models.TextField()
    promise = models.CharField(max_length=300, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    personal = personal(
        Retention.WITH_COMPANY, A="contact by", none="company workplace channel text promise promised_on at"
    )

    class Meta:
        verbose_name_plural = "outreach"
        constraints = [
            models.CheckConstraint(
                condition=Q(promise="", promised_on__isnull=True) | (~Q(promise="") & Q(promised_on__isnull=False)),
                name="outreach_promise_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["company", "-at"], name="outreach_by_company")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.text[:30]}"


class Agreement(models.Model):
    """
    What is agreed with a company for a time, in words; `valid_until` is the day after the last.

    It is about one workplace, or the whole company where none is named.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="agreements")
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements")
    external_id = models.CharField(max_length=64, unique=True, null=True, blank=True)
    text = models.CharField(max_length=500)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    personal = personal(
        Retention.WITH_COMPANY, A="made_by", none="company workplace external_id text valid_from valid_until made_at"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="agreement_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:50]


class WorkplaceSize(models.Model):
    """
    How many a workplace employed in a month, in full-time persons, as the company has told.

    Attributes:
        employees: Ordinary employees, without those with a public subsidy and those under 18.
        placed: In internship, wage subsidy and utility work at the end of the month.
    """

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="sizes")
    month = models.DateField()
    employees = models.DecimalField(max_digits=8, decimal_places=2)
    placed = models.DecimalField(max_digits=6, decimal_places=2)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    personal = personal(Retention.WITH_COMPANY, A="told_by", none="workplace month employees placed told_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workplace", "month"], name="workplacesize_once_a_month"),
            models.CheckConstraint(condition=Q(employees__gte=0, placed__gte=0), name="workplacesize_is_possible"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.employees}"


class StewardStatement(models.Model):
    """
    What employer and shop steward have said in writing about places at a workplace. Only ever added to.

    Attributes:
        is_kept: Both say that the rule of reasonable numbers is kept.
        post_vacated_on: When the post to be filled fell vacant, None when it did not.
    """

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="statements")
    stated_on = models.DateField()
    employer_name = models.CharField(max_length=150)
    steward_name = models.CharField(max_length=150, blank=True)
    is_kept = models.BooleanField()
    post_vacated_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    personal = personal(
        Retention.WITH_COMPANY,
        A="employer_name steward_name written_by",
        none="workplace stated_on is_kept post_vacated_on written_at",
    )

    class Meta:
        indexes = [models.Index(fields=["workplace", "-stated_on"], name="stewardstatement_by_workplace")]

    def __str__(self) -> str:
        return f"{self.stated_on} {self.employer_name}"
