"""Registers the app with Django."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "helevejen.placements"
    label = "placements"
    default_auto_field = "django.db.models.BigAutoField"
