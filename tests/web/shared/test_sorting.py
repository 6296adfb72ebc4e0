"""The one manner in which lists are sorted."""

import pytest
from django.test import RequestFactory

from helevejen.web.shared.sorting import in_order, order_asked_for

COLUMNS = {"navn": lambda row: row[0], "dag": lambda row: row[1]}
ROWS = [("Åse", 2), ("Zenia", None), ("aase", 2), ("Østen", 1)]


def names(asked):
    request = RequestFactory().get("/", {"sort": asked} if asked is not None else {})
    return [name for name, _ in in_order(ROWS, order_asked_for(request, COLUMNS, standard="navn"), COLUMNS)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (None, ["Zenia", "Østen", "Åse", "aase"]),
        ("-navn", ["aase", "Åse", "Østen", "Zenia"]),
        ("dag", ["Østen", "Åse", "aase", "Zenia"]),
        ("-dag", ["Åse", "aase", "Østen", "Zenia"]),
        ("", ["Zenia", "Østen", "Åse", "aase"]),
        ("--dag", ["Zenia", "Østen", "Åse", "aase"]),
        ("pk; drop", ["Zenia", "Østen", "Åse", "aase"]),
    ],
)
def test_names_come_the_danish_way_what_is_missing_last_and_the_unknown_as_standard(asked, expected):
    assert names(asked) == expected
