import pytest
from django.core.exceptions import ImproperlyConfigured

from helevejen.config.databases import postgres_database
from helevejen.config.environment import read_environment
from helevejen.config.mail import mail_settings

POSTGRES = "postgresql://anna:hem%40lig@db.example:5433/hele_vejen?sslmode=require"


@pytest.mark.parametrize(
    ("url", "production", "demo", "expected"),
    [
        ("", None, None, False),
        (POSTGRES, None, None, True),
        ("", "1", None, True),
        (POSTGRES, "0", None, False),
        (POSTGRES, "1", "1", False),
    ],
)
def test_production_follows_the_database_unless_told_otherwise(monkeypatch, url, production, demo, expected):
    for name, value in {"DATABASE_URL": url, "HELEVEJEN_PRODUCTION": production, "HELEVEJEN_DEMO": demo}.items():
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert read_environment().is_production is expected


def test_a_flag_that_is_neither_yes_nor_no_is_refused(monkeypatch):
    monkeypatch.setenv("HELEVEJEN_DEMO", "måske")
    with pytest.raises(ImproperlyConfigured, match="HELEVEJEN_DEMO"):
        read_environment()


def test_postgres_address_is_taken_apart():
    database = postgres_database(POSTGRES, is_web=True)
    assert (database["USER"], database["PASSWORD"]) == ("anna", "hem@lig")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", "5433", "hele_vejen")
    assert database["OPTIONS"]["sslmode"] == "require"
    assert "statement_timeout" in database["OPTIONS"]["options"]


def test_a_command_may_take_its_time():
    assert "timeout" not in postgres_database(POSTGRES, is_web=False)["OPTIONS"]["options"]


def test_socket_folder_is_an_option():
    assert postgres_database("postgresql:///name?host=/run/postgresql", is_web=False)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://localhost/name", "postgresql://localhost", "name"])
def test_another_database_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        postgres_database(url, is_web=False)


def test_mail_goes_to_a_folder_until_a_server_is_named(tmp_path):
    assert mail_settings("", folder=tmp_path)["EMAIL_FILE_PATH"] == tmp_path
    server = mail_settings("smtp+tls://bruger:kode@mail.example", folder=tmp_path)
    assert (server["EMAIL_HOST"], server["EMAIL_PORT"], server["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    with pytest.raises(ImproperlyConfigured, match="HELEVEJEN_MAIL_URL"):
        mail_settings("http://mail.example", folder=tmp_path)
