"""Notices as they are kept: ids and codes, nothing about the patient."""

from django.db import models


class Notice(models.Model):
    """One event told to one person. An event is told to a person once, however often the journal is read."""

    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    entry = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    subject = models.UUIDField()
    board = models.ForeignKey("centres.Board", models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "entry"), name="notice_once"),)
        indexes = (
            models.Index(fields=("account", "-id"), name="notice_by_account"),
            models.Index(fields=("account",), condition=models.Q(read_at=None), name="notice_unread"),
        )

    def __str__(self) -> str:
        return f"notice {self.pk}"
