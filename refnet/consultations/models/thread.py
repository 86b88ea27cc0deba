"""What panel, requester and dispatcher write to each other."""

from uuid import uuid4

from django.db import models

from refnet.access.records import Privacy
from refnet.consultations.models.consultation import PartOfConsultation


class Post(PartOfConsultation):
    """One line of the thread. A question may be assigned to somebody and is ticked off when answered."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    author = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    assigned = models.ForeignKey("people.Account", models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    ticked_at = models.DateTimeField(null=True)

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "author": Privacy.ORGANISATIONAL,
        "kind": Privacy.ORGANISATIONAL,
        "text": Privacy.CLINICAL,
        "assigned": Privacy.ORGANISATIONAL,
        "at": Privacy.ORGANISATIONAL,
        "ticked_at": Privacy.ORGANISATIONAL,
    }

    class Meta(PartOfConsultation.Meta):
        indexes = (models.Index(fields=("consultation", "at", "id"), name="post_by_consultation"),)

    def __str__(self) -> str:
        return f"post {self.id}"


class InformationRequest(PartOfConsultation):
    """What the panel needs before it can go on: what, why, by when and from whom; and the answer."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    what = models.TextField()
    why = models.TextField()
    by_on = models.DateField()
    from_whom = models.CharField(max_length=120)
    asked_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "what": Privacy.CLINICAL,
        "why": Privacy.CLINICAL,
        "by_on": Privacy.ORGANISATIONAL,
        "from_whom": Privacy.ORGANISATIONAL,
        "asked_by": Privacy.ORGANISATIONAL,
        "asked_at": Privacy.ORGANISATIONAL,
        "answer": Privacy.CLINICAL,
        "answered_by": Privacy.ORGANISATIONAL,
        "answered_at": Privacy.ORGANISATIONAL,
    }

    class Meta(PartOfConsultation.Meta):
        indexes = (models.Index(fields=("consultation", "asked_at"), name="request_by_consultation"),)

    def __str__(self) -> str:
        return f"information request {self.id}"
