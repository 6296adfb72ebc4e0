"""Registers the app with Django."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "helevejen.companies"
    label = "companies"
    default_auto_field = "django.db.models.BigAutoField"
