"""The advice in its versions, who stands behind it, and the public certificate."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from refnet.access.actors import Actor
from refnet.access.records import PatientRecord, Privacy
from refnet.consultations.models.consultation import Consultation, PartOfConsultation
from refnet.consultations.terms import AdviceState, State

REACHED = [State.DELIVERED.value, State.FOLLOW_UP.value, State.CLOSED.value, State.DIED.value]
ISSUED = [AdviceState.SIGNED.value, AdviceState.SUPERSEDED.value, AdviceState.RETRACTED.value]
SEALED = Q(state__in=[AdviceState.DRAFT.value, AdviceState.IN_REVIEW.value]) | (
    Q(signed_at__isnull=False) & ~Q(code="") & ~Q(file="")
)


class Advice(PatientRecord):
    """One version of the advice. Once signed its text stays as it is: `file` names the sealed print, `sha256` its hash.

    `recommendations` is a list in the plain form of `commands.drafting`; `code` is what the public page is asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default=AdviceState.DRAFT.value)
    assessment = models.TextField(blank=True)
    recommendations = models.JSONField(default=list)
    none_reason = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    revision_reason = models.TextField(blank=True)
    draft = models.PositiveIntegerField(default=1)
    code = models.CharField(max_length=24, blank=True)
    file = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+", null=True)
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    change_acknowledged_at = models.DateTimeField(null=True)

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "number": Privacy.ORGANISATIONAL,
        "state": Privacy.ORGANISATIONAL,
        "assessment": Privacy.CLINICAL,
        "recommendations": Privacy.CLINICAL,
        "none_reason": Privacy.CLINICAL,
        "reason": Privacy.CLINICAL,
        "revision_reason": Privacy.CLINICAL,
        "draft": Privacy.ORGANISATIONAL,
        "code": Privacy.PSEUDONYMOUS,
        "file": Privacy.ORGANISATIONAL,
        "sha256": Privacy.ORGANISATIONAL,
        "signed_by": Privacy.ORGANISATIONAL,
        "signed_at": Privacy.ORGANISATIONAL,
        "ended_at": Privacy.ORGANISATIONAL,
        "acknowledged_at": Privacy.ORGANISATIONAL,
        "change_acknowledged_at": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (
            models.UniqueConstraint(fields=("consultation", "number"), name="advice_number_once"),
            models.UniqueConstraint(fields=("code",), condition=~Q(code=""), name="advice_code_once"),
            models.CheckConstraint(condition=SEALED, name="advice_signed_is_sealed"),
        )

    def __str__(self) -> str:
        return f"advice {self.id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The board and its panel at any time; the requesting centre what was signed, once it was delivered."""
        seen = Consultation.objects.filter(Consultation.seen_by(actor), pk=OuterRef("consultation"))
        if not actor.clinical_centre_id or actor.is_system:
            return Q(Exists(seen))
        own = Q(centre=actor.clinical_centre_id)
        delivered = Q(Exists(seen.filter(own, state__in=REACHED))) & Q(state__in=ISSUED)
        return Q(Exists(seen.filter(~own))) | delivered


class Countersignature(PartOfConsultation):
    """One expert's word that this wording reports the panel's discussion truly."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    advice = models.ForeignKey(Advice, models.PROTECT, related_name="+")
    draft = models.PositiveIntegerField()
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "advice": Privacy.PSEUDONYMOUS,
        "draft": Privacy.ORGANISATIONAL,
        "account": Privacy.ORGANISATIONAL,
        "at": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (models.UniqueConstraint(fields=("advice", "draft", "account"), name="countersigned_once"),)

    def __str__(self) -> str:
        return f"countersignature {self.id}"


class Dissent(PartOfConsultation):
    """A position that the panel does not share, kept with its author's name."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    advice = models.ForeignKey(Advice, models.PROTECT, related_name="+")
    author = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "advice": Privacy.PSEUDONYMOUS,
        "author": Privacy.ORGANISATIONAL,
        "text": Privacy.CLINICAL,
        "at": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (models.UniqueConstraint(fields=("advice", "author"), name="dissent_once"),)

    def __str__(self) -> str:
        return f"dissent {self.id}"


class Addendum(PartOfConsultation):
    """A signed addition to an advice, which itself stays as it is."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    advice = models.ForeignKey(Advice, models.PROTECT, related_name="+")
    author = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    text = models.TextField()
    file = models.CharField(max_length=80)
    at = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "advice": Privacy.PSEUDONYMOUS,
        "author": Privacy.ORGANISATIONAL,
        "text": Privacy.CLINICAL,
        "file": Privacy.ORGANISATIONAL,
        "at": Privacy.ORGANISATIONAL,
    }

    def __str__(self) -> str:
        return f"addendum {self.id}"


class Outcome(PartOfConsultation):
    """What became of one recommendation, as the requester says at follow-up."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    advice = models.ForeignKey(Advice, models.PROTECT, related_name="+")
    recommendation = models.UUIDField()
    followed = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "consultation": Privacy.PSEUDONYMOUS,
        "advice": Privacy.PSEUDONYMOUS,
        "recommendation": Privacy.PSEUDONYMOUS,
        "followed": Privacy.CLINICAL,
        "text": Privacy.CLINICAL,
        "at": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (models.UniqueConstraint(fields=("advice", "recommendation"), name="outcome_once"),)

    def __str__(self) -> str:
        return f"outcome {self.id}"


class Certificate(models.Model):
    """What the public page may confirm of signed advice: issuer, date, hash and whether it is current.

    Knows no patient.
    """

    code = models.CharField(max_length=24, primary_key=True)
    board = models.ForeignKey("centres.Board", models.PROTECT, related_name="+")
    signed_on = models.DateField()
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=12, default=AdviceState.SIGNED.value)
    changed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.code
