"""Registers the app with Django."""

from django.apps import AppConfig


class LeadConfig(AppConfig):
    name = "helevejen.web.lead"
    label = "web_lead"
    default_auto_field = "django.db.models.BigAutoField"
