"""Registers the app with Django."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "helevejen.web.public"
    label = "web_public"
    default_auto_field = "django.db.models.BigAutoField"
