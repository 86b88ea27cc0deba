"""Documents as they are kept: what they are here, what is in them sealed on disk."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from refnet.access.actors import Actor
from refnet.access.records import EVERYTHING, NOTHING, PatientRecord, Privacy


class Document(PatientRecord):
    """One file of a case. `file` names it in the store, `size` is in bytes, `language` is ISO 639-1 where known."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    language = models.CharField(max_length=10, blank=True)
    size = models.PositiveBigIntegerField()
    file = models.CharField(max_length=80)
    origin = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "case": Privacy.PSEUDONYMOUS,
        "centre": Privacy.ORGANISATIONAL,
        "title": Privacy.IDENTIFYING,
        "content_type": Privacy.ORGANISATIONAL,
        "language": Privacy.ORGANISATIONAL,
        "size": Privacy.ORGANISATIONAL,
        "file": Privacy.ORGANISATIONAL,
        "origin": Privacy.ORGANISATIONAL,
        "added_at": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        indexes = (models.Index(fields=("case", "added_at", "id"), name="document_by_case"),)
        constraints = (models.UniqueConstraint(fields=("case", "file"), name="document_once"),)

    def __str__(self) -> str:
        return f"document {self.id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The treating centre's clinical staff alone: nobody has checked the text for traces of the child yet."""
        if actor.is_system:
            return EVERYTHING
        return Q(centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
