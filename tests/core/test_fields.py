import pytest
from django.core.exceptions import FieldError
from django.db import connection, models

from helevejen.core import crypto
from helevejen.core.fields import CodeField, EncryptedTextField

pytestmark = pytest.mark.both


class Secret(models.Model):  # noqa: DJ008 - nobody reads it
    word = EncryptedTextField(null=True, blank=True)
    other = EncryptedTextField(default="", blank=True)

    class Meta:
        app_label = "core_tests"


@pytest.fixture
def table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Secret)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Secret)


def stored(column="word"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM core_tests_secret ORDER BY id")
        return [None if row[0] is None else bytes(row[0]) for row in cursor.fetchall()]


def test_the_database_holds_only_ciphertext(table):
    row = Secret.objects.create(word="rød grød")
    (sealed,) = stored()
    assert "rød".encode() not in sealed
    assert crypto.decrypt(sealed, place="core_tests_secret.word") == "rød grød"
    assert Secret.objects.get(pk=row.pk).word == "rød grød"
    assert list(Secret.objects.values_list("word", flat=True)) == ["rød grød"]


def test_null_and_the_empty_text_are_two_things(table):
    Secret.objects.create(word=None)
    Secret.objects.create(word="")
    assert [sealed is None for sealed in stored()] == [True, False]
    assert [row.word for row in Secret.objects.order_by("pk")] == [None, ""]
    assert Secret.objects.filter(word__isnull=True).count() == 1


def test_updates_and_bulk_writes_encrypt_too(table):
    Secret.objects.bulk_create([Secret(word="en"), Secret(word="to")])
    Secret.objects.filter(word__isnull=False).update(word="tre")
    rows = list(Secret.objects.order_by("pk"))
    rows[0].word = "fire"
    Secret.objects.bulk_update(rows, ["word"])
    assert [row.word for row in Secret.objects.order_by("pk")] == ["fire", "tre"]


def test_a_ciphertext_copied_to_another_column_is_refused(table):
    Secret.objects.create(word="x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_tests_secret SET other = word")
    with pytest.raises(crypto.UnableToDecrypt):
        Secret.objects.get()


@pytest.mark.parametrize("lookup", ["word", "word__exact", "word__in", "word__icontains", "word__gt", "word__lower"])
def test_comparing_in_the_database_is_refused(lookup):
    with pytest.raises(FieldError, match="is encrypted"):
        Secret.objects.filter(**{lookup: ["x"]})


def test_it_is_not_written_to_fixtures():
    with pytest.raises(TypeError, match="not written to fixtures"):
        Secret._meta.get_field("word").value_to_string(Secret(word="x"))


def test_migrations_can_write_it_down():
    _name, path, arguments, options = Secret._meta.get_field("word").deconstruct()
    assert (path, arguments, options) == ("helevejen.core.fields.EncryptedTextField", [], {"null": True, "blank": True})


def test_a_form_asks_for_it_as_text():
    assert Secret._meta.get_field("word").formfield().clean("æ") == "æ"


class Word(models.TextChoices):
    YES = "yes", "Ja"


class Worded(models.Model):  # noqa: DJ008 - nobody reads it
    word = CodeField(max_length=5, choices=Word.choices)

    class Meta:
        app_label = "core_tests"


def test_the_list_of_a_code_is_in_no_migration_and_its_words_are_known():
    *_name, path, _args, values = Worded._meta.get_field("word").deconstruct()
    assert (path, values) == ("django.db.models.CharField", {"max_length": 5})
    assert Worded(word="yes").get_word_display() == "Ja"
