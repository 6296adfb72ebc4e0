"""The page that monitoring asks: is the database there, is its shape the code's, does the queue move?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult

from helevejen.core import clock
from helevejen.web.shared.access import public

if TYPE_CHECKING:
    from django.http import HttpRequest

#: Seconds a task may wait before the worker is taken to have stopped.
PATIENCE_SECONDS = 15 * 60

_seen_migrated: set[bool] = set()


@never_cache
@public
def health(request: HttpRequest) -> JsonResponse:
    try:
        is_migrated = _is_migrated()
        waited_seconds = _longest_wait_seconds()
    except DatabaseError:
        return JsonResponse({"status": "failing", "database": "no answer"}, status=503)
    is_well = is_migrated and waited_seconds <= PATIENCE_SECONDS
    report = {
        "status": "ok" if is_well else "failing",
        "database": "ok" if is_migrated else "not migrated",
        "oldest_task_waited_seconds": waited_seconds,
    }
    return JsonResponse(report, status=200 if is_well else 503)


def _is_migrated() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    # Reading the migrations takes a while; once they are all applied, this process need not ask again.
    if not _seen_migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen_migrated.add(True)
    return True


def _longest_wait_seconds() -> int:
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    return int((clock.now() - oldest).total_seconds()) if oldest else 0
