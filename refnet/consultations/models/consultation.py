"""The consultation itself."""

from typing import Any
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from refnet.access.actors import STEERING, Actor
from refnet.access.records import EVERYTHING, NOTHING, PatientRecord, Privacy
from refnet.consultations.terms import Standing, State, Urgency

KNOWN = Q(state__in=[state.value for state in State])
UNSENT = Q(state__in=[State.DRAFT.value, State.WITHDRAWN.value, State.DIED.value])
COMPLETE = Q(board__isnull=False) & ~Q(question="") & ~Q(pseudonym="")
RESUMABLE = Q(state=State.AWAITING_INFORMATION.value) ^ Q(resume="")
ON_PANEL = (Standing.INVITED.value, Standing.JOINED.value)


class Consultation(PatientRecord):
    """One question about one case, put by a centre to a board. Its history is in the journal.

    `turn` and `since` say whose turn it is and from when; `resume` where an answer leads back to. `pseudonym`
    and `entity` repeat what lists show, so that a list opens one record a line. `open_to_board` ends with a
    withdrawal, whatever the state. `age_when_asked` is the child's age in months at the last submission.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    requester = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    board = models.ForeignKey("centres.Board", models.PROTECT, related_name="+", null=True)
    pseudonym = models.CharField(max_length=16, blank=True)
    entity = models.CharField(max_length=10, blank=True)
    presentation = models.CharField(max_length=20, blank=True)
    question = models.TextField(blank=True)
    local_means = models.TextField(blank=True)
    urgency = models.CharField(max_length=10, default=Urgency.ROUTINE.value)
    state = models.CharField(max_length=20, default=State.DRAFT.value)
    turn = models.CharField(max_length=12, blank=True)
    resume = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    redirect = models.ForeignKey("centres.Board", models.PROTECT, related_name="+", null=True)
    age_when_asked = models.PositiveSmallIntegerField(null=True)
    open_to_board = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    since = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "case": Privacy.PSEUDONYMOUS,
        "centre": Privacy.ORGANISATIONAL,
        "requester": Privacy.ORGANISATIONAL,
        "board": Privacy.ORGANISATIONAL,
        "pseudonym": Privacy.PSEUDONYMOUS,
        "entity": Privacy.CLINICAL,
        "presentation": Privacy.CLINICAL,
        "question": Privacy.CLINICAL,
        "local_means": Privacy.CLINICAL,
        "urgency": Privacy.CLINICAL,
        "state": Privacy.ORGANISATIONAL,
        "turn": Privacy.ORGANISATIONAL,
        "resume": Privacy.ORGANISATIONAL,
        "note": Privacy.CLINICAL,
        "redirect": Privacy.ORGANISATIONAL,
        "age_when_asked": Privacy.CLINICAL,
        "open_to_board": Privacy.ORGANISATIONAL,
        "drafted_at": Privacy.ORGANISATIONAL,
        "submitted_at": Privacy.ORGANISATIONAL,
        "since": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (
            models.CheckConstraint(condition=KNOWN, name="consultation_state_known"),
            models.CheckConstraint(condition=UNSENT | COMPLETE, name="consultation_sent_complete"),
            models.CheckConstraint(condition=RESUMABLE, name="consultation_resumable"),
        )
        indexes = (
            models.Index(fields=("centre", "turn", "since", "id"), name="consultation_by_centre"),
            models.Index(fields=("board", "turn", "since", "id"), name="consultation_by_board"),
            models.Index(fields=("case", "drafted_at"), name="consultation_by_case"),
            models.Index(fields=("pseudonym",), name="consultation_by_pseudonym"),
        )

    def __str__(self) -> str:
        return f"consultation {self.id}"

    @property
    def asked(self) -> UUID:
        """The board that is asked; only for what comes after a policy has seen that there is one."""
        if self.board_id is None:
            raise RuntimeError("no board was chosen yet")
        return self.board_id

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The requesting centre's clinical staff; once submitted, those who steer the board and the panel."""
        if actor.is_system:
            return EVERYTHING
        own = Q(centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
        return own | from_board(actor)


def from_board(actor: Actor) -> Q:
    """The consultations that the actor sees from the board's side."""
    if actor.is_system:
        return EVERYTHING
    return Q(open_to_board=True) & (steered_by(actor) | on_panel_of(actor))


def steered_by(actor: Actor) -> Q:
    """The consultations of the boards that the actor steers."""
    boards = actor.boards_as(*STEERING)
    return Q(board__in=boards) if boards else NOTHING


def on_panel_of(actor: Actor) -> Q:
    """The consultations on whose panel the actor is, or to which the actor is invited."""
    from_panel: models.QuerySet[Any] = models.QuerySet(Consultation._meta.apps.get_model("consultations", "Panellist"))
    return Q(Exists(from_panel.filter(consultation=OuterRef("pk"), account=actor.id, standing__in=ON_PANEL)))


class PartOfConsultation(PatientRecord):
    """A row that belongs to one consultation, and is seen by whoever sees that."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")

    class Meta(PatientRecord.Meta):
        abstract = True

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """Whoever sees the consultation."""
        return Q(Exists(Consultation.objects.filter(Consultation.seen_by(actor), pk=OuterRef("consultation"))))


class PartOfDiscussion(PartOfConsultation):
    """A row of the panel's own work: the requesting centre reads the advice, not what led to it."""

    class Meta(PatientRecord.Meta):
        abstract = True

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """Those who steer the board, and the panel."""
        return Q(Exists(Consultation.objects.filter(from_board(actor), pk=OuterRef("consultation"))))
