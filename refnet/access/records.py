"""The base of every table that holds data about a patient."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models import Q

from refnet.access import doors
from refnet.access.actors import Actor


class Privacy(StrEnum):
    """How private a field is. Every field of every such table declares one."""

    IDENTIFYING = "identifying"
    PSEUDONYMOUS = "pseudonymous"
    CLINICAL = "clinical"
    ORGANISATIONAL = "organisational"


NOTHING = Q(pk__in=[])
EVERYTHING = Q()


class RecordQuerySet(models.QuerySet[Any]):
    """Hands out and takes in whole records only, so that each one passes the door."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise doors.ClosedRecord("patient records are loaded and saved whole, one by one")

    values = values_list = aggregate = dates = datetimes = _refuse
    update = delete = bulk_create = bulk_update = _refuse


class PatientRecord(models.Model):
    """A row about a patient: loaded only through `reading` or `changing`, saved only through `changing`."""

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(RecordQuerySet)()
    privacy: ClassVar[Mapping[str, Privacy]] = {}

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        doors.let_in(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        doors.let_in(self)
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any) -> Self:
        record = super().from_db(db, field_names, values, **kwargs)
        doors.let_out(record)
        return record

    @staticmethod
    def seen_by(actor: Actor) -> Q:
        """Return the filter for the rows that `actor` may see. Each table gives its own."""
        raise NotImplementedError
