"""
The log: one line of JSON per event on standard error, without personal data.

A line names the page by its URL name, never by its address, since an address holds the number of a
case; it has a request id that the answer carries too. Only the fields of `_FIELDS` come through, each in the one form
it may have; whatever else somebody logs is dropped, the words of other libraries among it. What they said can be read
in the code: the line says where it was said.
"""

import json
import logging
import re
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

_log = structlog.get_logger("helevejen.web")

#: Words of our own. Another library's line is "said", a fault is "failed".
_EVENTS = ("answered", "said", "failed")
_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
_PLACE = r"[\w./<>-]+:\d+ [\w<>]+"  # file, line and function: code, never a value

#: What a line may hold, and in which form. Everything else is dropped.
_FIELDS: dict[str, re.Pattern[str]] = {
    name: re.compile(form, re.ASCII)
    for name, form in {
        "timestamp": r"\d{4}-\d\d-\d\dT[\d:.]+Z",
        "level": r"[a-z]+",
        "logger": r"[A-Za-z_]+(\.[A-Za-z_]\w*)*",
        "event": "|".join(_EVENTS),
        "request_id": r"[0-9a-f]{32}",
        "page": r"([a-z_]+:)*[a-z_]*",
        "method": "|".join(_METHODS),
        "status": r"[1-5]\d\d",
        "milliseconds": r"\d+\.\d",
        "fault": r"[A-Z]\w+(\.\w+)*",
    }.items()
}

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
                    _only_what_is_known,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": list(_COMMON_STEPS),
            }
        },
        "handlers": {"standard_error": {"()": "helevejen.config.logs.OneLine", "formatter": "json"}},
        "root": {"handlers": ["standard_error"], "level": level},
        "loggers": {
            "django": {"level": "WARNING", "propagate": True, "handlers": []},
            "django.request": {"level": "ERROR", "propagate": True},  # 4xx have their line in the request log
            "django.server": {"level": "CRITICAL", "propagate": True, "handlers": []},  # writes addresses
        },
    }


def _only_what_is_known(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Let the known fields through. A line that ends up wrong is better than one that tells of somebody."""
    fault, record = _fault_of(event.get("exc_info")), event.get("_record")
    if fault is not None:
        event |= {"event": "failed", "fault": type(fault).__qualname__}
    elif event.get("event") not in _EVENTS:
        event["event"] = "said"
    kept = {name: event[name] for name, form in _FIELDS.items() if name in event and form.fullmatch(str(event[name]))}
    # A traceback's last line often quotes the value that was refused, so only where it happened is kept.
    if fault is not None:
        kept["at"] = _places(fault.__traceback__)
    elif kept["event"] == "said" and record is not None:
        kept["at"] = [place for place in [_place(record.pathname, record.lineno, record.funcName)] if place]
    return kept


def _fault_of(exc_info: Any) -> BaseException | None:
    if isinstance(exc_info, tuple):
        exc_info = exc_info[1]
    elif exc_info is True:
        exc_info = sys.exc_info()[1]
    return exc_info if isinstance(exc_info, BaseException) else None


def _places(traceback: Any) -> list[str]:
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(_place(code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return [place for place in places if place][-8:]


def _place(path: str, line: int, function: str | None) -> str:
    place = f"{path.rpartition('/src/')[2]}:{line} {function}"
    return place if re.fullmatch(_PLACE, place) else ""


class OneLine(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes on standard error. Of a line that cannot be made, the library would print the arguments: this does not."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name for it
        """Say where the faulty call is."""
        line = {"event": "failed", "fault": "LogError", "at": [_place(record.pathname, record.lineno, record.funcName)]}
        self.stream.write(json.dumps(line) + self.terminator)
        self.flush()


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
