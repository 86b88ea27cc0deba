"""The panel and what its experts say."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from refnet.access.actors import STEERING, Actor
from refnet.access.records import EVERYTHING, PatientRecord, Privacy
from refnet.consultations.models.consultation import Consultation, PartOfDiscussion
from refnet.consultations.terms import Standing


class Panellist(PatientRecord):
    """How one expert stands to one consultation.

    `owes` says that something waits for the expert, from `owes_since` on.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    specialty = models.CharField(max_length=40, blank=True)
    standing = models.CharField(max_length=10, default=Standing.INVITED.value)
    from_requesting_centre = models.BooleanField(default=False)
    invited_at = models.DateTimeField()
    owes = models.BooleanField(default=True)
    owes_since = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "account": Privacy.ORGANISATIONAL,
        "specialty": Privacy.ORGANISATIONAL,
        "standing": Privacy.ORGANISATIONAL,
        "from_requesting_centre": Privacy.ORGANISATIONAL,
        "invited_at": Privacy.ORGANISATIONAL,
        "owes": Privacy.ORGANISATIONAL,
        "owes_since": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (models.UniqueConstraint(fields=("consultation", "account"), name="panellist_once"),)
        indexes = (models.Index(fields=("account", "owes", "owes_since", "id"), name="panellist_by_account"),)

    def __str__(self) -> str:
        return f"{self.account_id} on {self.consultation_id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """Whoever sees the consultation. Asked of the centre, the board and the panel, which breaks the circle."""
        if actor.is_system:
            return EVERYTHING
        steered = Q(board__in=actor.boards_as(*STEERING))
        beside = Q(
            Exists(
                models.QuerySet(Panellist).filter(
                    consultation=OuterRef("pk"),
                    account=actor.id,
                    standing__in=(Standing.INVITED.value, Standing.JOINED.value),
                )
            )
        )
        open_ones = Q(open_to_board=True) & (steered | beside)
        own = Q(centre=actor.clinical_centre_id) if actor.clinical_centre_id else Q(pk__in=[])
        return Q(Exists(Consultation.objects.filter(own | open_ones, pk=OuterRef("consultation"))))


class Opinion(PartOfDiscussion):
    """What one expert thinks. Only the latest wording is kept; the journal says that it was revised."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    author = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    agreement = models.CharField(max_length=20)
    agreement_text = models.TextField(blank=True)
    options = models.TextField()
    rationale = models.TextField(blank=True)
    evidence = models.CharField(max_length=20)
    needed_first = models.TextField(blank=True)
    confidence = models.CharField(max_length=10)
    minutes = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "author": Privacy.ORGANISATIONAL,
        "agreement": Privacy.CLINICAL,
        "agreement_text": Privacy.CLINICAL,
        "options": Privacy.CLINICAL,
        "rationale": Privacy.CLINICAL,
        "evidence": Privacy.CLINICAL,
        "needed_first": Privacy.CLINICAL,
        "confidence": Privacy.CLINICAL,
        "minutes": Privacy.ORGANISATIONAL,
        "at": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (models.UniqueConstraint(fields=("consultation", "author"), name="opinion_once"),)

    def __str__(self) -> str:
        return f"opinion {self.id}"


class Waiver(PartOfDiscussion):
    """A specialty that the board requires and the panel went on without, with the chair's reason."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    specialty = models.CharField(max_length=40)
    reason = models.TextField()
    at = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "specialty": Privacy.ORGANISATIONAL,
        "reason": Privacy.CLINICAL,
        "at": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (models.UniqueConstraint(fields=("consultation", "specialty"), name="waiver_once"),)

    def __str__(self) -> str:
        return f"waiver {self.id}"
