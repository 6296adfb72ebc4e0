"""Registers the app with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "helevejen.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
