"""One kind of quotation mark on Danish pages, ”…”, and one on English ones, “…”."""

import re

import pytest

from tests.house import tree
from tools import messages

_TAG = re.compile(r"<[^>]*>")
_NOT_DANISH = re.compile('["“„»«]')
_NOT_ENGLISH = re.compile('["„»«]')


def spoken():
    """Every text a person may read, Danish beside English, without the markup inside it."""
    for message in messages.read_catalogue():
        danish = message.id if isinstance(message.id, tuple) else (message.id,)
        english = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            yield [_TAG.sub("", text) for text in danish], [_TAG.sub("", text) for text in english]


def test_danish_words_are_quoted_with_the_two_raised_nines():
    faults = [text for danish, _english in spoken() for text in danish if _NOT_DANISH.search(text)]
    assert faults == []
    assert [text for danish, _english in spoken() for text in danish if text.count("”") % 2] == []


def test_english_words_are_quoted_with_a_pair():
    texts = [text for _danish, english in spoken() for text in english]
    assert [text for text in texts if _NOT_ENGLISH.search(text)] == []
    assert [text for text in texts if text.count("“") != text.count("”")] == []


@pytest.mark.parametrize("path", tree.templates(), ids=tree.name_of)
def test_no_template_sets_marks_of_another_kind_around_what_it_shows(path):
    """A page quotes with the filter `quoted`, which knows the reader's language."""
    assert not re.search("[“„»«]|&(laquo|raquo|ldquo|rdquo|bdquo|quot);", path.read_text())
