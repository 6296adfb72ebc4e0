import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from helevejen.core.readonly import WroteWhileReading, is_reading, reading_only

pytestmark = pytest.mark.both


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "  select 1",
        "(SELECT 1) UNION (SELECT 2)",
        "-- comment\nSELECT 1",
        "/* a\nb */ SELECT 1",
        "SAVEPOINT x",
        'RELEASE SAVEPOINT "x"',
        "ROLLBACK TO SAVEPOINT x",
        "BEGIN IMMEDIATE",
        "BEGIN",
        "COMMIT",
        "EXPLAIN QUERY PLAN SELECT 1",
        "PRAGMA table_info(x)",
        "PRAGMA foreign_keys",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "SET LOCAL statement_timeout = 5",
        "SHOW server_version",
        "WITH a AS (SELECT updated FROM b) SELECT * FROM a",
        'DECLARE "c" NO SCROLL CURSOR WITH HOLD FOR SELECT 1',
        "VALUES (1)",
        "WITH a AS (SELECT 1) SELECT * FROM a JOIN delete_log ON true",
    ],
)
def test_reading_is_let_through(sql):
    assert is_reading(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO a VALUES (1)",
        "UPDATE a SET b = 1",
        "DELETE FROM a",
        "  delete from a",
        "/* SELECT */ DELETE FROM a",
        "-- SELECT\nDELETE FROM a",
        "CREATE TABLE a (b int)",
        "DROP TABLE a",
        "ALTER TABLE a ADD b int",
        "TRUNCATE a",
        "REPLACE INTO a VALUES (1)",
        "PRAGMA foreign_keys = OFF",
        "WITH a AS (SELECT 1) DELETE FROM b",
        "VACUUM",
        "CALL x()",
        "WITH a AS (INSERT INTO b VALUES (1) RETURNING *) SELECT * FROM a",
        "WITH a AS (SELECT 1) UPDATE b SET c = 1",
        "EXPLAIN ANALYZE DELETE FROM a",
        "MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE",
        "COPY a FROM STDIN",
        "",
        "DO $$ $$",
        "SELECT 1 INTO x FROM y",
        "SELECT 1; DELETE FROM a",
        'WITH a AS (SELECT 1) UPDATE ONLY "b" AS x SET c = 1',
        "GRANT ALL ON a TO b",
        "SELECT * FROM a FOR UPDATE",
        "COMMIT; DROP TABLE a",
        "WITH a AS (SELECT 1) INSERT OR REPLACE INTO b VALUES (1)",
        "SELECT nextval('s')",
        "SELECT set_config('a', 'b', false)",
        "SELECT setval('s', 1)",
    ],
)
def test_writing_is_refused(sql):
    assert not is_reading(sql)


@pytest.mark.django_db
def test_queries_run_under_the_guard():
    with reading_only():
        assert ContentType.objects.filter(model="none").count() == 0
        with transaction.atomic():
            list(ContentType.objects.iterator())


@pytest.mark.django_db
def test_a_write_is_refused_before_it_reaches_the_database():
    with pytest.raises(WroteWhileReading, match="may not write") as refusal, transaction.atomic(), reading_only():
        ContentType.objects.create(app_label="readonly", model="hemmeligt")
    assert "hemmeligt" not in str(refusal.value)
    assert not ContentType.objects.filter(app_label="readonly").exists()


@pytest.mark.django_db
def test_many_writes_at_once_and_raw_sql_are_refused():
    with reading_only():
        with pytest.raises(WroteWhileReading), transaction.atomic():
            ContentType.objects.bulk_create([ContentType(app_label="readonly", model="x")])
        with pytest.raises(WroteWhileReading), connection.cursor() as cursor:
            cursor.executemany("DELETE FROM django_content_type WHERE id = %s", [[1], [2]])


@pytest.mark.django_db
def test_writing_is_free_again_after_the_guard():
    with reading_only():
        pass
    ContentType.objects.create(app_label="readonly", model="x")
