"""SQL by hand, for what the ORM has no word for: is the database there, and what may the application do in it?"""

from django.db import connection, connections  # noqa: TID251 -- this module is one of those that may
from django.db.backends.postgresql.base import DatabaseWrapper

from refnet.site.postgres.places import APPLICATION

# Rows that are never changed: written and read by the application, and no more. Triggers say so too, to everybody.
APPEND_ONLY = ("access_ledgerline", "journal_entry")


def database_answers() -> bool:
    """Ask the database for nothing, and see whether it answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def grant_to_application() -> bool:
    """Let the application read and write rows, and neither empty, alter nor drop a table.

    Returns false where the server has no role of that name: then the operator decides who connects.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [APPLICATION])
        if cursor.fetchone() is None:
            return False
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APPLICATION}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APPLICATION}")
        for table in sorted(set(APPEND_ONLY) & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {APPLICATION}")
    return True


def is_empty() -> bool:
    """Has nobody been entered yet? Then the invented network may be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM people_account)")
        return bool(cursor.fetchone() == (True,))


def close_connections() -> None:
    """Close what this process has open towards the database, its pool too."""
    connections.close_all()
    for one in connections.all(initialized_only=True):
        if isinstance(one, DatabaseWrapper):
            one.close_pool()
