"""Registers the app with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "helevejen.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
