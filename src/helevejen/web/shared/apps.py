"""Registers the app with Django."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "helevejen.web.shared"
    label = "web_shared"
    default_auto_field = "django.db.models.BigAutoField"
