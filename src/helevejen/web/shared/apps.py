"""Registers the app with Django."""

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class SharedConfig(AppConfig):
    name = "helevejen.web.shared"
    label = "web_shared"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let a field nobody filled in say what to do, the sign-in library's fields too."""
        Field.default_error_messages["required"] = _("Udfyld feltet.")
