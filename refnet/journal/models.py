"""The journal's tables: entries are inserted and read, never changed."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Func


class TransactionField(models.BigIntegerField[int, int] if TYPE_CHECKING else models.BigIntegerField):  # type: ignore[misc]
    """PostgreSQL's own number of the transaction that wrote the row (`xid8`): the order in which rows become final."""

    def db_type(self, connection: Any) -> str:
        return "xid8"


class CurrentTransaction(Func):
    """The number of the transaction under way."""

    function = "pg_current_xact_id"
    arity = 0
    output_field = TransactionField()


class Entry(models.Model):
    """One event, as it happened. A record's history is its entries in order.

    `at` is the moment of whoever acted; `recorded_at` and `transaction` are the database's own, whatever is written.
    """

    kind = models.CharField(max_length=80)
    subject = models.UUIDField()
    actor = models.UUIDField()
    at = models.DateTimeField()
    facts = models.JSONField()
    transaction = TransactionField(db_default=CurrentTransaction(), editable=False)
    recorded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = (
            models.Index(fields=("subject", "id"), name="journal_by_subject"),
            models.Index(fields=("transaction", "id"), name="journal_by_transaction"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Position(models.Model):
    """How far a follower has read: the last entry whose reactions have all been run or parked."""

    follower = models.CharField(max_length=40, primary_key=True)
    transaction = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.follower} at {self.transaction}/{self.entry}"


class Parked(models.Model):
    """A reaction that failed again and again, put aside so that the others go on, until an operator starts it anew."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    reaction = models.CharField(max_length=120)
    fault = models.CharField(max_length=120)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "reaction"), name="parked_once"),)

    def __str__(self) -> str:
        return f"{self.reaction} for {self.entry_id}"
