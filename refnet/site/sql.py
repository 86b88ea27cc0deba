"""SQL by hand, for what the ORM has no word for: is the database there, and what may the application do in it?"""

from uuid import UUID

from django.db import connection, connections  # noqa: TID251 -- this module is one of those that may
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.backends.utils import CursorWrapper

from refnet.site.postgres.places import APPLICATION

# Rows that are never changed: written and read by the application, and no more. Triggers say so too, to everybody.
APPEND_ONLY = ("access_ledgerline", "journal_entry")


KEYS_LOCK = 0x72666B79
"""Held while keys are seen to, so that of two first starts one makes them ("rfky")."""


def one_at_a_time(lock: int) -> None:
    """Wait until nobody else holds this lock, and hold it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def has_table(name: str) -> bool:
    """Whether there is a table of this name; in a database that is not up to date some are not."""
    with connection.cursor() as cursor:
        return name in connection.introspection.table_names(cursor)


def has_sealed_records() -> bool:
    """Whether there is anything that only the key ring opens."""
    return _is_true("SELECT EXISTS (SELECT 1 FROM identity_patient)")


def has_second_factors() -> bool:
    """Whether there is anything that only the secret key opens."""
    return _is_true("SELECT EXISTS (SELECT 1 FROM mfa_authenticator)")


def has_signed_advice() -> bool:
    """Whether there is anything that bears the network's seal."""
    return _is_true("SELECT EXISTS (SELECT 1 FROM consultations_advice WHERE file <> '')")


def some_sealed_keys() -> list[tuple[UUID, bytes]]:
    """Return a few of the sealed keys of cases' files, to see whether the ring opens them. Nobody can be read by it."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT "case", sealed_key FROM identity_patient LIMIT 50')
        return [(case_id, bytes(sealed)) for case_id, sealed in cursor.fetchall()]


def any_second_factor() -> str:
    """Return the sealed secret of one second factor, or nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data ->> 'secret' FROM mfa_authenticator WHERE type = 'totp' LIMIT 1")
        row = cursor.fetchone()
    return str(row[0]) if row and row[0] else ""


def _is_true(question: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return bool(cursor.fetchone() == (True,))


def database_answers() -> bool:
    """Ask the database for nothing, and see whether it answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def grant_to_application() -> bool:
    """Let the application read and write rows, and neither empty, alter nor drop a table.

    Nor may it make tables of its own, also none that end with its connection: one with the name of a book would stand
    before the book, and what is written down would go there and be gone.

    Returns false where the server has no role of that name: then the operator decides who connects.
    """
    with connection.cursor() as cursor:
        database = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM PUBLIC")
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [APPLICATION])
        if cursor.fetchone() is None:
            return False
        cursor.execute(f"REVOKE ALL ON DATABASE {database} FROM {APPLICATION}")
        cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {APPLICATION}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APPLICATION}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APPLICATION}")
        for table in sorted(set(APPEND_ONLY) & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {APPLICATION}")
        _fix_search_path(cursor)
    return True


def _fix_search_path(cursor: CursorWrapper) -> None:
    """Have the application find our tables first. A role may say so of itself, and we may speak for it as a member."""
    cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [APPLICATION])
    if cursor.fetchone() == (True,):
        cursor.execute(f"SET ROLE {APPLICATION}")
        cursor.execute(f"ALTER ROLE {APPLICATION} SET search_path = public, pg_temp")
        cursor.execute("RESET ROLE")


def is_empty() -> bool:
    """Has nobody been entered yet? Then the invented network may be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM people_account)")
        return bool(cursor.fetchone() == (True,))


def give_back_connection() -> None:
    """Let others have the connection of a request that is done and only waits for its time."""
    for one in connections.all(initialized_only=True):
        if not one.in_atomic_block:
            one.close()


def close_connections() -> None:
    """Close what this process has open towards the database, its pool too."""
    connections.close_all()
    for one in connections.all(initialized_only=True):
        if isinstance(one, DatabaseWrapper):
            one.close_pool()
