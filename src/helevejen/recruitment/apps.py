"""Registers the app with Django."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "helevejen.recruitment"
    label = "recruitment"
    default_auto_field = "django.db.models.BigAutoField"
