"""Documents as they are kept: what they are here, what is in them sealed on disk."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from refnet.access.actors import Actor
from refnet.access.records import EVERYTHING, NOTHING, PatientRecord, Privacy
from refnet.documents.terms import CheckState, Ruling

KNOWN = Q(state__in=[state.value for state in CheckState])
CLEAN = CheckState.CLEAN.value


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


class CheckedDocument(PatientRecord):
    """What the check made of one document: where it stands, its pages, and its harmless form once it is clean.

    `number` names it where its title may not be shown, `scan` says that it came as a picture; `vouched`, that a
    clinician read what the machine could not. `leaves` are the pages read so far, in the store, and
    `pages` how many there are; `file` is the harmless form.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    scan = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=CheckState.WAITING.value)
    reason = models.CharField(max_length=20, blank=True)
    leaves = models.JSONField(default=list)
    pages = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=80, blank=True)
    vouched = models.BooleanField(default=False)
    since = models.DateTimeField()

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "document": Privacy.PSEUDONYMOUS,
        "case": Privacy.PSEUDONYMOUS,
        "centre": Privacy.ORGANISATIONAL,
        "number": Privacy.ORGANISATIONAL,
        "scan": Privacy.ORGANISATIONAL,
        "state": Privacy.ORGANISATIONAL,
        "reason": Privacy.ORGANISATIONAL,
        "leaves": Privacy.ORGANISATIONAL,
        "pages": Privacy.ORGANISATIONAL,
        "file": Privacy.ORGANISATIONAL,
        "vouched": Privacy.ORGANISATIONAL,
        "since": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        indexes = (models.Index(fields=("case", "number", "id"), name="checked_by_case"),)
        constraints = (
            models.CheckConstraint(condition=KNOWN, name="checked_state_known"),
            models.CheckConstraint(condition=~Q(state=CLEAN) | ~Q(file=""), name="checked_clean_has_file"),
        )

    def __str__(self) -> str:
        return f"check of document {self.document_id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The treating centre's clinical staff; once it is clean, whoever sees the case."""
        if actor.is_system:
            return EVERYTHING
        own = Q(centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
        cases: Any = CheckedDocument._meta.get_field("case").related_model
        seen = Exists(cases.objects.filter(cases.seen_by(actor), pk=OuterRef("case")))
        return own | (Q(state=CLEAN) & Q(seen))


class Hit(PatientRecord):
    """A place in a document that may give the child away, and what the treating centre decided of it.

    `boxes` are parts of the page's width and height, none where a whole document was vouched for; `page` counts
    from 0. What stands there is not repeated here.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    checked = models.ForeignKey(CheckedDocument, models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    page = models.PositiveIntegerField()
    boxes = models.JSONField()
    what = models.CharField(max_length=20, blank=True)
    ruling = models.CharField(max_length=20, default=Ruling.OPEN.value)
    reason = models.TextField(blank=True)
    ruled_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+", null=True)
    ruled_at = models.DateTimeField(null=True)

    privacy = {
        "id": Privacy.PSEUDONYMOUS,
        "checked": Privacy.PSEUDONYMOUS,
        "centre": Privacy.ORGANISATIONAL,
        "page": Privacy.ORGANISATIONAL,
        "boxes": Privacy.ORGANISATIONAL,
        "what": Privacy.ORGANISATIONAL,
        "ruling": Privacy.ORGANISATIONAL,
        "reason": Privacy.IDENTIFYING,
        "ruled_by": Privacy.ORGANISATIONAL,
        "ruled_at": Privacy.ORGANISATIONAL,
    }

    class Meta(PatientRecord.Meta):
        indexes = (models.Index(fields=("checked", "page", "id"), name="hit_by_document"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(ruling=Ruling.NOT_THE_CHILD.value) | ~Q(reason=""), name="hit_overruled_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"hit {self.id}"

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """The treating centre's clinical staff alone."""
        if actor.is_system:
            return EVERYTHING
        return Q(centre=actor.clinical_centre_id) if actor.clinical_centre_id else NOTHING
