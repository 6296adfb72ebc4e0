import json
import logging
import logging.config

from helevejen.config.logs import logging_settings


def _lines(capsys, act) -> list[dict]:
    logging.config.dictConfig(logging_settings(level="INFO"))
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
    assert "17" not in line["event"]


def test_a_line_is_json_with_a_time(capsys):
    (line,) = _lines(capsys, lambda: logging.getLogger("helevejen").info("nightly"))
    assert line["event"] == "nightly"
    assert line["timestamp"]
