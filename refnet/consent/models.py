"""Consents as they are kept: a row each, never edited but for the day of withdrawal."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from refnet.access.actors import Actor
from refnet.access.records import EVERYTHING, NOTHING, PatientRecord, Privacy
from refnet.consent.terms import Assent, Basis, Scope, Signer

NOT_BEFORE_GIVEN = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("given_on"))
GROUND_KNOWN = Q(basis=Basis.CONSENT.value) | Q(basis=Basis.VITAL_INTERESTS.value) & ~Q(reason="")


class Consent(PatientRecord):
    """One scope that was agreed to for one case, by whom, on what text, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.UUIDField()
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    scope = models.CharField(max_length=20, choices=[(term.value, term.value) for term in Scope])
    basis = models.CharField(max_length=20, choices=[(term.value, term.value) for term in Basis])
    signer = models.CharField(max_length=20, choices=[(term.value, term.value) for term in Signer])
    assent = models.CharField(max_length=20, choices=[(term.value, term.value) for term in Assent])
    language = models.CharField(max_length=10)
    edition = models.CharField(max_length=20)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "case": Privacy.PSEUDONYMOUS,
        "centre": Privacy.ORGANISATIONAL,
        "scope": Privacy.ORGANISATIONAL,
        "basis": Privacy.ORGANISATIONAL,
        "signer": Privacy.IDENTIFYING,
        "assent": Privacy.CLINICAL,
        "language": Privacy.IDENTIFYING,
        "edition": Privacy.ORGANISATIONAL,
        "given_on": Privacy.ORGANISATIONAL,
        "withdrawn_on": Privacy.ORGANISATIONAL,
        "reason": Privacy.CLINICAL,
    }

    class Meta(PatientRecord.Meta):
        indexes = (models.Index(fields=("case", "given_on"), name="consent_by_case"),)
        constraints = (
            models.CheckConstraint(condition=NOT_BEFORE_GIVEN, name="consent_withdrawn_after_given"),
            models.CheckConstraint(condition=GROUND_KNOWN, name="consent_ground_known"),
        )

    def __str__(self) -> str:
        return f"consent {self.id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The treating centre's clinical staff, and the system. Boards do not read consents."""
        if actor.is_system:
            return EVERYTHING
        return Q(centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
