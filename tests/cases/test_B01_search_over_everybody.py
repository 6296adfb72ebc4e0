"""B01. Fredericia: a free search showed a clerk documents with names and CPR numbers, because one was misfiled."""

import pytest

from helevejen.cases import perms as case_perms
from helevejen.cases.models import Note
from helevejen.citizens import queries
from tests.cast import NOW
from tests.factories.cases import NoteFactory

pytestmark = pytest.mark.django_db

WITHOUT_RELATION = ("omar", "nina", "vibeke", "rikke", "anders", "karen", "bent")


@pytest.mark.parametrize("name", WITHOUT_RELATION)
def test_search_finds_and_counts_nobody_without_a_relation(cast, name):
    user = getattr(cast, name)
    for text in ("Amina", "Holm", "am", cast.amina.cpr, f"{cast.amina.cpr[:6]}-{cast.amina.cpr[6:]}"):
        assert queries.citizens_found(user, text, NOW) == []
        assert queries.cards_visible_to(user, NOW).filter(pk=cast.amina.pk).count() == 0


@pytest.mark.parametrize("name", WITHOUT_RELATION)
def test_no_note_of_any_class_is_read_without_a_relation(cast, name):
    for kind in ("ordinary", "health", "social", "unclassified"):
        NoteFactory(case=cast.aminas_case, kind=kind, text="magtanvendelse")
    assert not case_perms.notes_readable_by(getattr(cast, name), NOW).filter(case=cast.aminas_case).exists()


def test_a_note_nobody_has_classified_counts_as_the_strictest(cast):
    assert Note._meta.get_field("kind").default == "unclassified"
    note = NoteFactory(case=cast.aminas_case, kind=Note._meta.get_field("kind").default)
    assert note not in case_perms.notes_readable_by(cast.lene, NOW)
    assert note in case_perms.notes_readable_by(cast.jens, NOW)


def test_there_is_no_search_in_what_is_written():
    encrypted = {"EncryptedTextField"}
    for name in ("text",):
        assert type(Note._meta.get_field(name)).__name__ in encrypted, "a text one cannot search cannot be found"


def test_an_answer_asks_the_same_whether_somebody_is_there_or_not(cast, django_assert_num_queries):
    """The same one statement, so that neither its shape nor its time tells; machines are too noisy to time it here."""
    asked = []
    for text in ("Amina Holm", "Zenia Qvist"):
        with django_assert_num_queries(1) as captured:
            assert queries.citizens_found(cast.omar, text, NOW) == []
        asked.append(len(captured.captured_queries[0]["sql"]) - 2 * len(text))
    assert abs(asked[0] - asked[1]) <= 4
