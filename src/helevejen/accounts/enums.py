"""Kinds of account, roles, permissions and reasons for absence."""

from enum import IntEnum, StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class UserKind(models.TextChoices):
    STAFF = "staff", _("Medarbejder")
    CITIZEN = "citizen", _("Borger")
    COMPANY = "company", _("Virksomhed")


class Assurance(IntEnum):
    """How well a provider knows somebody, by the National Standard for Identiteters Sikringsniveauer (NSIS)."""

    NONE = 0
    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


class Role(models.TextChoices):
    """What an employment gives its holder to do; which rows it reaches is a matter of relation."""

    JOBFORMIDLER = "jobformidler", _("Jobformidler")
    TEAM_LEADER = "team_leader", _("Teamleder")
    RECRUITER = "recruiter", _("Rekrutteringskonsulent")
    VETERAN_COORDINATOR = "veteran_coordinator", _("Veterankoordinator")
    ANALYST = "analyst", _("Analytiker")
    LOG_CONTROLLER = "log_controller", _("Logkontrollant")
    ADMINISTRATOR = "administrator", _("Systemadministrator")


class Permission(StrEnum):
    """The vocabulary of deeds. A permission says what; `visible_to` says on which rows."""

    ABSENCE_PLAN = "absence_plan"
    ACCESS_LOG_VIEW = "access_log_view"
    ACCOUNT_MANAGE = "account_manage"
    BREAK_GLASS_OPEN = "break_glass_open"
    BREAK_GLASS_REVIEW = "break_glass_review"
    CANNED_ANSWER_KEEP = "canned_answer_keep"
    BUDGET_SET = "budget_set"
    BUDGET_VIEW = "budget_view"
    CASELOAD_VIEW = "caseload_view"
    CASE_CLOSE = "case_close"
    CASE_OPEN = "case_open"
    CASE_VIEW = "case_view"
    CASE_WORK = "case_work"
    CITIZEN_SEARCH = "citizen_search"
    COMPANY_VIEW = "company_view"
    CONFLICT_DECLARE = "conflict_declare"
    CPR_REVEAL = "cpr_reveal"
    DEADLINE_PUBLISH = "deadline_publish"
    DECISION_RELEASE = "decision_release"
    FIGURES_VIEW = "figures_view"
    HANDOVER_WORK = "handover_work"
    INQUIRY_LEAD = "inquiry_lead"
    INQUIRY_WORK = "inquiry_work"
    ORDER_WORK = "order_work"
    OWN_PATH_ACT = "own_path_act"
    OWN_PATH_VIEW = "own_path_view"
    OWN_COMPANY_ACT = "own_company_act"
    OWN_COMPANY_VIEW = "own_company_view"
    OWN_DAY_VIEW = "own_day_view"
    SUGGESTION_SWITCH = "suggestion_switch"
    TEAM_BOARD_VIEW = "team_board_view"
    VETERAN_VIEW = "veteran_view"


class StaffObjection(models.TextChoices):
    """Why an account or an employment cannot be made or changed as wanted; each says what to do."""

    OWN = "own", _("Du kan ikke ændre din egen adgang. Bed en anden systemadministrator om det.")
    NO_NAME = "no_name", _("Skriv medarbejderens navn.")
    BAD_USERNAME = "bad_username", _("Brugernavnet må kun have små bogstaver, tal, punktum, bindestreg og understreg.")
    USERNAME_TAKEN = "username_taken", _("Brugernavnet er taget. Vælg et andet.")
    PERIOD_BACKWARDS = "period_backwards", _("Sidste arbejdsdag ligger før første. Ret en af dem.")
    IN_THE_PAST = "in_the_past", _("Den dag er gået. Vælg i dag eller senere.")
    SAME = "same", _("Medarbejderen har allerede den rolle på det team.")
    CHANGES_LATER = "changes_later", _("Der er allerede en ændring, der begynder senere. Afslut den først.")
    CLOSED = "closed", _("Kontoen er lukket. Åbn den først.")
    ALREADY_CLOSED = "already_closed", _("Kontoen er allerede lukket.")
    ALREADY_OPEN = "already_open", _("Kontoen er allerede åben.")
    NO_WORK = "no_work", _("Medarbejderen har ingen ansættelse. Giv en rolle først.")


class AbsenceKind(models.TextChoices):
    """Why somebody is away; the kind of leave is between the person and the leader."""

    HOLIDAY = "holiday", _("Ferie")
    ILLNESS = "illness", _("Sygdom")
    PARENTAL = "parental", _("Barsel")
    COURSE = "course", _("Kursus")
    OTHER = "other", _("Andet")
