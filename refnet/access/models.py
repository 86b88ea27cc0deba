"""The ledger's table, inserted and read, never changed; and which keys this database was used with."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now


class LedgerLine(models.Model):
    """One showing: who opened, or tried to open, which patient records, for which centre, why and when.

    `records` are the ids of all records of the page or list, `kinds` the tables that they are in. A line is
    complete in itself; lines are sealed in blocks by the follower, so that no request waits for a chain. `at` is the
    moment of the request; `recorded_at` is the database's own, whatever is written.
    """

    at = models.DateTimeField()
    actor = models.UUIDField()
    centre = models.UUIDField(null=True)
    purpose = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10)
    kinds = ArrayField(models.CharField(max_length=60))
    records = ArrayField(models.UUIDField())
    recorded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = (
            GinIndex(fields=("records",), name="ledger_by_record"),
            models.Index(fields=("actor", "at"), name="ledger_by_actor"),
        )

    def __str__(self) -> str:
        return f"{self.actor}: {self.outcome}, {len(self.records)} records"


class KnownKey(models.Model):
    """A key that this database was used with, by its fingerprint alone: what was sealed with it opens with no other."""

    name = models.CharField(max_length=80, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    since = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name
