"""The log is read by citizens: its words are theirs."""

import pytest

from helevejen.audit.enums import AccessKind, Verb

OFFICE = (
    "afdække",
    "inhabil",
    "kvitter",
    "samtykke",
    "trukket ud",
    "videregiv",
    "opslag",
    "en tur",
    "et spor",
    "overdrag",
)


@pytest.mark.parametrize("word", OFFICE)
def test_no_deed_is_told_in_the_words_of_an_office(word):
    told = [str(one.label) for one in (*Verb, *AccessKind)]
    assert [label for label in told if word in label.lower()] == []
