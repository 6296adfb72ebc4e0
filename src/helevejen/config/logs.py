"""
The log: one line of JSON per event on standard error, without personal data.

A line names the page by its URL name, never by its address, since an address holds the number of a
case; it has a request id that the answer carries too. Texts, parameters and user names are not logged.
"""

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

_log = structlog.get_logger("helevejen.web")

_COMMON_STEPS: tuple[Any, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure_structlog() -> None:
    """Hand structlog's events to the standard library's handlers, so that there is one way out."""
    structlog.configure(
        processors=[*_COMMON_STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def logging_settings(*, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything through one handler that writes JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _without_values,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": list(_COMMON_STEPS),
            }
        },
        "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["standard_error"], "level": level},
        "loggers": {
            "django": {"level": "WARNING", "propagate": True, "handlers": []},
            "django.request": {"level": "ERROR", "propagate": True},  # 4xx have their line in the request log
            "django.server": {"level": "CRITICAL", "propagate": True, "handlers": []},  # writes addresses
        },
    }


def _without_values(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    if event.get("logger") == "django.request":
        event["event"] = "failed"  # Django's own words hold the address of the page
    # A traceback's last line often quotes the value that was refused, so only where it happened is kept.
    fault = event.pop("exc_info", None)
    if isinstance(fault, BaseException):
        fault = (type(fault), fault, fault.__traceback__)
    if isinstance(fault, tuple) and fault[0] is not None:
        event["fault"] = fault[0].__qualname__
        event["at"] = _places(fault[2])
    event.pop("stack_info", None)
    return event


def _places(traceback: Any) -> list[str]:
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/src/')[2]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places[-8:]


class RequestLog:
    """Give each request an id and write one line when it has been answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        request.META["helevejen.request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        response.headers["X-Request-Id"] = request_id
        page = request.resolver_match.view_name if request.resolver_match else ""
        _log.info(
            "answered",
            page=page,
            method=request.method,
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
        return response
