"""Registers the app with Django."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "helevejen.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"
