"""Registers the app with Django."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "helevejen.profiles"
    label = "profiles"
    default_auto_field = "django.db.models.BigAutoField"
