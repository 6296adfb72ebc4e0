"""Registers the app with Django."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "helevejen.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"
