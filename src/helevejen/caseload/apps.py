"""Registers the app with Django."""

from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "helevejen.caseload"
    label = "caseload"
    default_auto_field = "django.db.models.BigAutoField"
