"""Registers the app with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "helevejen.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
