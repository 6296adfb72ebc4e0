"""Registers the app with Django."""

from django.apps import AppConfig


class WaitingConfig(AppConfig):
    name = "helevejen.waiting"
    label = "waiting"
    default_auto_field = "django.db.models.BigAutoField"
