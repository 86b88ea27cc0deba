"""The application reads and writes rows; it cannot empty, alter or drop a table, nor rewrite a book."""

import pytest
from django.db import ProgrammingError, connection, transaction

from refnet.site.sql import APPEND_ONLY, grant_to_application


@pytest.fixture
def as_application(db):
    assert grant_to_application() is True
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE refnet_app")
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    "text",
    [
        "TRUNCATE consent_consent",
        "ALTER TABLE cases_case ADD COLUMN note text",
        "DROP TABLE cases_case",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE access_ledgerline (id int)",
        "CREATE SCHEMA mine",
        "DELETE FROM django_migrations",
        *(f"DELETE FROM {table}" for table in APPEND_ONLY),  # noqa: S608
        *(f"UPDATE {table} SET id = id" for table in APPEND_ONLY),  # noqa: S608
    ],
)
def test_the_database_refuses(as_application, text):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        as_application.execute(text)


def test_the_books_are_tables_that_exist(db):
    assert set(APPEND_ONLY) <= set(connection.introspection.table_names())


def test_rows_may_be_read_written_and_removed(as_application):
    as_application.execute("DELETE FROM django_session")
    as_application.execute("INSERT INTO django_session VALUES ('a', 'b', now())")
    as_application.execute("SELECT count(*) FROM django_session")
    assert as_application.fetchone() == (1,)


def test_it_finds_our_tables_before_any_other(db):
    grant_to_application()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolconfig FROM pg_roles WHERE rolname = 'refnet_app'")
        assert cursor.fetchone() == (["search_path=public, pg_temp"],)
