import json
import logging
import logging.config

import pytest
import structlog

from helevejen.config.logs import logging_settings

CPR, WRITTEN = "1405900003", "140590-0003"
NAME = "Amina Holm"
SECRETS = (CPR, WRITTEN, "140590", "Amina", "Holm")


def _lines(capsys, act) -> list[dict]:
    logging.config.dictConfig(logging_settings(level="DEBUG"))
    try:
        act()
    finally:
        logging.getLogger().handlers.clear()
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def _fail() -> None:
    raise ValueError("010203-1234 is no number")


def test_a_fault_is_logged_without_the_value_that_caused_it(capsys):
    def act() -> None:
        try:
            _fail()
        except ValueError:
            logging.getLogger("django.request").exception("Internal Server Error: %s", "/arbejde/sag/17/")

    (line,) = _lines(capsys, act)
    assert line["fault"] == "ValueError"
    assert line["event"] == "failed"
    assert line["at"][-1].endswith("_fail")
    assert "1234" not in json.dumps(line)
    assert "sag" not in json.dumps(line)


def test_a_line_is_json_with_a_time(capsys):
    (line,) = _lines(capsys, lambda: structlog.stdlib.get_logger("helevejen").info("answered", status=200))
    assert (line["event"], line["status"]) == ("answered", 200)
    assert line["timestamp"]


def test_the_words_of_others_are_dropped_and_where_they_were_said_is_kept(capsys):
    structlog.contextvars.clear_contextvars()
    (line,) = _lines(capsys, lambda: logging.getLogger("some.library").warning("took %s", "three"))
    assert (line["event"], line["logger"], line["level"]) == ("said", "some.library", "warning")
    (place,) = line["at"]
    assert place.endswith("<lambda>")
    assert set(line) == {"event", "logger", "level", "timestamp", "at"}


# --- Nothing of anybody, however it is logged ---


class Telling(Exception):
    """Has the secret in its text, its arguments, its notes, its cause, and its class's own name for it."""

    def __str__(self) -> str:
        return WRITTEN


def _raised() -> BaseException:
    fault = Telling(NAME, CPR)
    fault.add_note(f"about {NAME}")
    fault.__cause__ = KeyError(CPR)
    return fault


def _excepted(log, *args, **more) -> None:
    try:
        raise _raised()
    except Telling:
        log.exception(*args, **more)


WAYS = {
    "the words": lambda log: log.error(f"{NAME} {WRITTEN}"),  # noqa: G004
    "the arguments": lambda log: log.error("about %s %s", NAME, CPR),
    "a mapping of arguments": lambda log: log.error("about %(who)s", {"who": CPR}),
    "too few arguments": lambda log: log.error("%s %s", CPR),  # noqa: PLE1206 - that is the point
    "the extra": lambda log: log.error("failed", extra={"cpr": CPR, "page": NAME, "status": CPR, "request_id": CPR}),
    "an exception": lambda log: _excepted(log, "failed"),
    "an exception with words": lambda log: _excepted(log, "failed for %s", WRITTEN),
    "an exception handed over": lambda log: log.error("failed", exc_info=_raised()),
    "an exception as the words": lambda log: log.error(_raised()),
    "the stack": lambda log: log.error("failed", stack_info=True, extra={"stack": CPR}),
    "an event that is a field": lambda log: log.error("answered %s", CPR),
}
LOGGERS = [
    "", "django.request", "django.security.csrf", "django.db.backends", "django.server", "helevejen.web",
    "allauth.account", "granian", "gunicorn.error", "a.library.nobody.knows",
]  # fmt: skip


@pytest.mark.parametrize("name", LOGGERS)
@pytest.mark.parametrize("way", WAYS)
def test_no_number_and_no_name_comes_out(capsys, name, way):
    lines = _lines(capsys, lambda: WAYS[way](logging.getLogger(name)))
    told = json.dumps(lines, ensure_ascii=False)
    assert not [secret for secret in SECRETS if secret in told]
    assert len(lines) == (name != "django.server")  # which writes addresses, and is shut


OURS = {
    "the event": lambda log: log.error(WRITTEN),
    "a field nobody knows": lambda log: log.error("answered", cpr=CPR, who=NAME),
    "known fields": lambda log: log.error(
        "answered", page=f"desk:{NAME}", method=CPR, status=CPR, milliseconds=CPR, request_id=CPR, fault=NAME,
        at=[CPR], level=CPR, logger=CPR, timestamp=CPR,
    ),
    "an exception": lambda log: _excepted(log, "failed", who=NAME),
    "what is bound": lambda log: log.bind(cpr=CPR, page=NAME).error("answered"),
}  # fmt: skip


@pytest.mark.parametrize("way", OURS)
def test_no_number_and_no_name_comes_out_of_our_own_lines(capsys, way):
    structlog.contextvars.bind_contextvars(who=NAME, request_id=CPR)
    try:
        lines = _lines(capsys, lambda: OURS[way](structlog.stdlib.get_logger("helevejen.web")))
    finally:
        structlog.contextvars.clear_contextvars()
    told = json.dumps(lines, ensure_ascii=False)
    assert not [secret for secret in SECRETS if secret in told]
    assert len(lines) == 1
