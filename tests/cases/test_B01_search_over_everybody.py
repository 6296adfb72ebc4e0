"""B01. Fredericia: a free search showed a clerk documents with names and CPR numbers, because one was misfiled."""

from datetime import timedelta

import pytest

from helevejen.cases import perms as case_perms
from helevejen.cases.models import Note
from helevejen.citizens import queries
from tests.cast import NOW
from tests.factories.cases import NoteFactory
from tests.factories.citizens import RelationFactory

pytestmark = pytest.mark.django_db

WITHOUT_RELATION = ("omar", "nina", "vibeke", "rikke", "anders", "karen", "bent")


@pytest.mark.parametrize("name", WITHOUT_RELATION)
def test_search_finds_and_counts_nobody_without_a_relation(cast, name):
    user = getattr(cast, name)
    for text in ("Amina", "Holm", "am", cast.amina.cpr, f"{cast.amina.cpr[:6]}-{cast.amina.cpr[6:]}"):
        assert queries.citizens_found(user, text, NOW) == []
        assert queries.cards_visible_to(user, NOW).filter(pk=cast.amina.pk).count() == 0


#: The control: who has a relation, and what it opens. Without these a search that finds nothing for anybody would pass.
WITH_RELATION = {"jens": "Amina Holm", "mette": "Amina Holm", "lene": "Amina Holm"}


@pytest.mark.parametrize("name", WITH_RELATION)
def test_search_finds_whom_one_has_a_relation_to_and_nobody_else(cast, name):
    user = getattr(cast, name)
    for text in ("Amina", "Holm", "am", "amina holm"):
        assert [hit.name for hit in queries.citizens_found(user, text, NOW)] == [WITH_RELATION[name]]
    assert queries.cards_visible_to(user, NOW).filter(pk=cast.amina.pk).count() == 1
    for stranger in (cast.carl, cast.freja, cast.dorte):
        assert queries.citizens_found(user, stranger.name, NOW) == []
        assert stranger.cpr
        assert queries.citizens_found(user, stranger.cpr, NOW) == []


@pytest.mark.parametrize("written", ["{0}-{1}", "{0}{1}", " {0} {1} "])
def test_whoever_may_is_found_by_the_number_however_it_is_written(cast, written):
    number = written.format(cast.amina.cpr[:6], cast.amina.cpr[6:])
    assert [hit.name for hit in queries.citizens_found(cast.jens, number, NOW)] == ["Amina Holm"]
    assert queries.citizens_found(cast.jens, cast.amina.cpr[:6], NOW) == []


def test_the_same_search_finds_more_the_day_a_relation_opens_and_less_the_day_it_ends(cast):
    assert queries.citizens_found(cast.omar, "Amina", NOW) == []
    RelationFactory(user=cast.omar, citizen=cast.amina, valid_from=NOW, valid_until=NOW + timedelta(days=1))
    assert [hit.name for hit in queries.citizens_found(cast.omar, "Amina", NOW)] == ["Amina Holm"]
    assert queries.citizens_found(cast.omar, "Amina", NOW + timedelta(days=1)) == []


def test_notes_are_read_by_whom_the_relation_opens_them(cast):
    kinds = ("ordinary", "health", "social", "unclassified")
    for kind in kinds:
        NoteFactory(case=cast.aminas_case, kind=kind, cap="authority", text="magtanvendelse")

    def read_by(user):
        readable = case_perms.notes_readable_by(user, NOW).filter(case=cast.aminas_case, cap="authority")
        return sorted(note.kind for note in readable if note.text == "magtanvendelse")

    assert read_by(cast.jens) == sorted(kinds)
    assert read_by(cast.lene) == ["ordinary"]


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
