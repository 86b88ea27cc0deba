"""Who a child is, as it is kept: one sealed value a child, under a key that the database does not hold."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from refnet.access.actors import Actor
from refnet.access.records import EVERYTHING, NOTHING, PatientRecord, Privacy


class Patient(PatientRecord):
    """Who the child of one case is. `sealed` holds person and day zero, `sealed_key` the key of the case's files,
    `marks` by what the own centre knows the child again: see `marking`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.UUIDField(unique=True)
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    sealed_key = models.BinaryField()
    marks = ArrayField(models.CharField(max_length=24), default=list, db_default=[])

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "case": Privacy.PSEUDONYMOUS,
        "centre": Privacy.ORGANISATIONAL,
        "sealed": Privacy.IDENTIFYING,
        "sealed_key": Privacy.ORGANISATIONAL,
        "marks": Privacy.IDENTIFYING,
    }

    class Meta(PatientRecord.Meta):
        indexes = (GinIndex(fields=("marks",), name="patient_by_mark"),)

    def __str__(self) -> str:
        return f"patient {self.id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The treating centre's clinical staff, and the system where it looks for traces."""
        if actor.is_system:
            return EVERYTHING
        return Q(centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
