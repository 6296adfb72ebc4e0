"""Registers the app with Django."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "helevejen.proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"
