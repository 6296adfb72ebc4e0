"""Registers the app with Django."""

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    name = "helevejen.inquiries"
    label = "inquiries"
    default_auto_field = "django.db.models.BigAutoField"
