"""Registers the app with Django."""

from django.apps import AppConfig


class CompanyConfig(AppConfig):
    name = "helevejen.web.company"
    label = "web_company"
    default_auto_field = "django.db.models.BigAutoField"
