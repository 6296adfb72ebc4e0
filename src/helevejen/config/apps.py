"""Joins the house when it starts."""

from django.apps import AppConfig

from helevejen.core import db


class ConfigConfig(AppConfig):
    name = "helevejen.config"
    label = "config"

    def ready(self) -> None:
        db.install()
