"""Registers the app with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "helevejen.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read the clauses of the law, so that a fault in them stops the house and not a citizen."""
        from helevejen.cases.rules.obligation_law import law  # models must not be loaded with the app's name

        law()
