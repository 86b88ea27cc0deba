"""What is written in the books is written now, and what was signed stays: the database says so, whoever asks it."""

import pytest
from django.db import DatabaseError, connection, transaction

from refnet.consultations.terms import State

LONG_AGO = "2001-01-01"
ENTRY = """
    INSERT INTO journal_entry (kind, subject, actor, at, facts, transaction, recorded_at)
    VALUES ('test', gen_random_uuid(), gen_random_uuid(), %s, '{}', '3', %s)
    RETURNING at < '2002-01-01', transaction = pg_current_xact_id(), recorded_at > now() - interval '1 hour'
"""
LINE = """
    INSERT INTO access_ledgerline (at, actor, purpose, outcome, kinds, records, recorded_at)
    VALUES (%s, gen_random_uuid(), 'care', 'seen', '{}', '{}', %s)
    RETURNING at < '2002-01-01', recorded_at > now() - interval '1 hour'
"""


@pytest.mark.parametrize(("text", "own_word"), [(ENTRY, (True, True, True)), (LINE, (True, True))])
def test_nobody_writes_a_row_as_if_it_were_old(db, text, own_word):
    with connection.cursor() as cursor:
        cursor.execute(text, [LONG_AGO, LONG_AGO])
        assert cursor.fetchone() == own_word


@pytest.fixture
def signed(world):
    """Return the id of signed advice with countersignatures."""
    consultation = world.consultation(State.SIGNED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM consultations_advice WHERE consultation_id = %s", [consultation])
        (advice,) = cursor.fetchone()
    return advice


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"UPDATE consultations_advice SET {change} WHERE id = %s"  # noqa: S608
            for change in (
                "assessment = 'another'",
                "recommendations = '[1]'",
                "none_reason = 'another'",
                "sha256 = 'another'",
                "signed_at = NULL",
                "signed_at = now()",
                "number = 9",
            )
        ),
        "DELETE FROM consultations_advice WHERE id = %s",
        "DELETE FROM consultations_countersignature WHERE advice_id = %s",
        "UPDATE consultations_countersignature SET at = now() WHERE advice_id = %s",
    ],
)
def test_what_was_signed_stays(signed, text):
    with pytest.raises(DatabaseError, match="as it was signed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, [signed])


def test_what_becomes_of_signed_advice_may_be_noted(signed):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE consultations_advice SET state = 'retracted', ended_at = now(), reason = 'An error.', "
            "acknowledged_at = now(), change_acknowledged_at = now() WHERE id = %s",
            [signed],
        )
        assert cursor.rowcount == 1


def test_a_draft_changes_and_goes(world):
    consultation = world.consultation(State.ADVICE_DRAFTED)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE consultations_advice SET assessment = 'another' WHERE consultation_id = %s", [consultation]
        )
        assert cursor.rowcount == 1
