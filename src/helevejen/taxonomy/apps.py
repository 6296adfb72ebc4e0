"""Registers the app with Django."""

from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "helevejen.taxonomy"
    label = "taxonomy"
    default_auto_field = "django.db.models.BigAutoField"
