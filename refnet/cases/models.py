"""The case as it is kept, with whom it is shared and who may read it."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from refnet.access.actors import STEERING, Actor
from refnet.access.records import EVERYTHING, NOTHING, PatientRecord, Privacy, RecordQuerySet

OPEN = Q(until=None)


class Case(PatientRecord):
    """One child's illness as its centre has put it together.

    `content` is the record in the plain form of `coding`: days of the illness, no calendar. `entity` repeats the
    ICCC-3 subgroup for lists. `version` counts changes, so that two people do not overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=16, unique=True)
    content = models.JSONField()
    entity = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=40)
    local_means = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    died_at = models.DateTimeField(null=True)

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "centre": Privacy.ORGANISATIONAL,
        "pseudonym": Privacy.PSEUDONYMOUS,
        "content": Privacy.CLINICAL,
        "entity": Privacy.CLINICAL,
        "source": Privacy.ORGANISATIONAL,
        "local_means": Privacy.CLINICAL,
        "version": Privacy.ORGANISATIONAL,
        "opened_at": Privacy.ORGANISATIONAL,
        "died_at": Privacy.CLINICAL,
    }

    class Meta(PatientRecord.Meta):
        indexes = (models.Index(fields=("centre", "opened_at", "id"), name="case_by_centre"),)

    def __str__(self) -> str:
        return self.pseudonym

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The treating centre's clinical staff; those who steer a board it is shared with; the board's admitted
        readers.
        """
        if actor.is_system:
            return EVERYTHING
        own = Q(centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
        shares = _rows(Share).filter(OPEN, case=OuterRef("pk"), board__in=actor.boards_as(*STEERING))
        readers = _rows(Reader).filter(OPEN, case=OuterRef("pk"), account=actor.id)
        return own | Q(Exists(shares)) | Q(Exists(readers))


class Share(PatientRecord):
    """A case is open to a board, under that board's pseudonym, from a moment on and until it is closed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    board = models.ForeignKey("centres.Board", models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=16)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "case": Privacy.PSEUDONYMOUS,
        "board": Privacy.ORGANISATIONAL,
        "pseudonym": Privacy.PSEUDONYMOUS,
        "since": Privacy.ORGANISATIONAL,
        "until": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (models.UniqueConstraint(fields=("case", "board"), condition=OPEN, name="share_open_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} with {self.board_id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The centre that shares, those who steer the board, and the admitted readers."""
        if actor.is_system:
            return EVERYTHING
        own = Q(case__centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
        readers = _rows(Reader).filter(OPEN, share=OuterRef("pk"), account=actor.id)
        return own | (OPEN & Q(board__in=actor.boards_as(*STEERING))) | (OPEN & Q(Exists(readers)))


class Reader(PatientRecord):
    """One expert to whom a share is open, from a moment on and until it is closed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    share = models.ForeignKey(Share, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "share": Privacy.PSEUDONYMOUS,
        "case": Privacy.PSEUDONYMOUS,
        "account": Privacy.ORGANISATIONAL,
        "since": Privacy.ORGANISATIONAL,
        "until": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        constraints = (models.UniqueConstraint(fields=("share", "account"), condition=OPEN, name="reader_once"),)
        indexes = (models.Index(fields=("account", "case"), condition=OPEN, name="reader_by_account"),)

    def __str__(self) -> str:
        return f"{self.account_id} reads {self.case_id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The centre whose case it is, those who steer the board, and the reader."""
        if actor.is_system:
            return EVERYTHING
        own = Q(case__centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
        return own | Q(share__board__in=actor.boards_as(*STEERING)) | Q(account=actor.id)


def _rows(model: type[PatientRecord]) -> RecordQuerySet:
    """The rows of a table, for the inside of a filter: they decide who sees what, and leave the database by no
    other way.
    """
    rows: RecordQuerySet = model.objects.all()
    return rows
