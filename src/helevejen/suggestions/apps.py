"""Registers the app with Django."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "helevejen.suggestions"
    label = "suggestions"
    default_auto_field = "django.db.models.BigAutoField"
