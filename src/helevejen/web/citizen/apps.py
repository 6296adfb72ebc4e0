"""Registers the app with Django."""

from django.apps import AppConfig


class CitizenConfig(AppConfig):
    name = "helevejen.web.citizen"
    label = "web_citizen"
    default_auto_field = "django.db.models.BigAutoField"
