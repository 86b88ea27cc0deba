"""SQL by hand, for numbers about the whole site: counts, never rows. No table about patients is read but to count."""

from dataclasses import dataclass

from django.db import connection  # noqa: TID251 -- this module is one of those that may

from refnet.journal.sql import FOLLOWER_LOCK

FOLLOWERS = """
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = 0 AND objid = %s
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
BEHIND = """
    WITH place AS (
        SELECT coalesce(max(transaction), 0) AS transaction, coalesce(max(entry), 0) AS entry FROM journal_position
    )
    SELECT count(*), coalesce(extract(epoch FROM now() - min(at)), 0)::float FROM (
        SELECT e.at FROM journal_entry e, place
        WHERE (e.transaction, e.id) > (place.transaction::text::xid8, place.entry) LIMIT %s
    ) unread
"""
ANY_CASE = "SELECT EXISTS (SELECT 1 FROM cases_case)"
PARKED = "SELECT count(*) FROM journal_parked WHERE done_at IS NULL"
STATES = "SELECT state, count(*) FROM consultations_consultation GROUP BY state ORDER BY state"
BOARDS = """
    SELECT b.code, count(*) FROM consultations_consultation c JOIN centres_board b ON b.id = c.board_id
    GROUP BY b.code HAVING count(*) >= %s ORDER BY b.code
"""
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Following:
    """How the journal's follower stands: is one at work, how many entries wait, how long the oldest has waited."""

    at_work: bool
    behind: int
    seconds: float


def following() -> Following:
    """Return how the follower stands; more than ten thousand waiting entries are not counted further."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOWERS, [FOLLOWER_LOCK])
        (followers,) = cursor.fetchone()
        cursor.execute(BEHIND, [MOST_COUNTED])
        behind, seconds = cursor.fetchone()
    return Following(followers > 0, behind, max(0.0, seconds))


def count_parked() -> int:
    """Return how many reactions failed again and again and wait for an operator."""
    with connection.cursor() as cursor:
        cursor.execute(PARKED)
        (parked,) = cursor.fetchone()
    return int(parked)


def has_cases() -> bool:
    """Return whether there is any case, sealed with a key that has to be there then."""
    with connection.cursor() as cursor:
        cursor.execute(ANY_CASE)
        return bool(cursor.fetchone() == (True,))


def count_by_state() -> dict[str, int]:
    """Return how many consultations the whole network has in each state."""
    with connection.cursor() as cursor:
        cursor.execute(STATES)
        return dict(cursor.fetchall())


def count_by_board(*, at_least: int) -> dict[str, int]:
    """Return how many consultations each board has had, but for boards with so few that one could be known."""
    with connection.cursor() as cursor:
        cursor.execute(BOARDS, [at_least])
        return dict(cursor.fetchall())
