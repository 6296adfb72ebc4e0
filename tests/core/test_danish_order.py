import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from helevejen.core.danish_order import compare, danish_key

IN_ORDER = [
    "",
    "1. maj",
    "9",
    "A",
    "a",
    "Abild",
    "Anna",
    "anna",
    "Anna B",
    "Anna-B",
    "André",
    "Bo",
    "Vest",
    "Wang",
    "Zebra",
    "Ære",
    "Ærø",
    "Øster",
    "Østerbro",
    "Åby",
    "Ågård",
    "Aagaard",
    "Årup",
]
LETTERS = "abcdeghoprstuvwyzæøåäöüéèêëñçšąABCDEÆØÅAaaaÉ  -.'19"


def test_the_danish_letters_come_last_and_aa_is_one_of_them():
    shuffled = sorted(IN_ORDER)
    assert sorted(shuffled, key=danish_key) == sorted(IN_ORDER, key=danish_key)
    names = ["Abild", "Zebra", "Ærø", "Østerbro", "Ågård", "Aagaard"]
    assert sorted({*names}, key=danish_key) == names


@given(st.text(), st.text())
def test_comparing_is_fair(one, other):
    assert compare(one, other) == -compare(other, one)
    assert (compare(one, other) == 0) == (one == other)


def in_database_order(names):
    values = " UNION ALL ".join(["SELECT %s AS name"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT name FROM ({values}) AS names ORDER BY name COLLATE "da-x-icu"', names)
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.both
@pytest.mark.django_db
def test_the_database_puts_names_in_the_same_order():
    chance = random.Random(2026)
    made = {"".join(chance.choices(LETTERS, k=chance.randint(1, 6))) for _ in range(400)}
    names = sorted(made | set(IN_ORDER[1:]))
    assert in_database_order(names) == sorted(names, key=danish_key)
