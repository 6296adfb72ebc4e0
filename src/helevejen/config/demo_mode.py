"""In demo mode anybody may sign in as anybody, so it must never meet real people."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def refuse_a_demo_of_real_people() -> None:
    """
    Stop a server in demo mode, where anybody may sign in as anybody, unless the demo made the database.

    Raises:
        ImproperlyConfigured: it did not.
    """
    from helevejen.accounts import queries  # the apps must be ready

    if settings.DEMO and not queries.is_demo_database():
        raise ImproperlyConfigured(
            "HELEVEJEN_DEMO is on, but the demo did not make this database: run `helevejen demo load` on an empty one, "
            "or take HELEVEJEN_DEMO away"
        )
