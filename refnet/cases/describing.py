"""What the clinician adds to a case or corrects, put into its record."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from refnet.cases.chronology import when_of
from refnet.cases.terms import Absence, Fact, Laterality, Origin, Record, Sex, Stage, Tumour, Way
from refnet.cases.undating import calendar_of, recounted, undated

TYPED = Origin(Way.TYPED)
NOT_SENT: Fact[Any] = Fact(absent=Absence.NOT_SENT)
NO_TUMOUR = Tumour(
    morphology=NOT_SENT,
    topography=NOT_SENT,
    laterality=NOT_SENT,
    text=NOT_SENT,
    diagnosed=NOT_SENT,
    iccc3=NOT_SENT,
)
EMPTY = Record(sex=NOT_SENT, born=NOT_SENT)
FREE = ("text", "stage", "stage_system", "so_far")
"""Fields of a description in which anything can be written."""


@dataclass(frozen=True, slots=True)
class Description:
    """What was typed; an empty field leaves what is there.

    Codes are ICD-O-3 as `vocabulary.icdo3` writes them; `diagnosed` and `born` are calendar dates, possibly partial.
    """

    sex: Sex | None = None
    morphology: str = ""
    topography: str = ""
    laterality: Laterality | None = None
    text: str = ""
    stage: str = ""
    stage_system: str = ""
    diagnosed: str = ""
    born: str = ""
    so_far: str = ""
    main: int = 0

    @property
    def named(self) -> tuple[str, ...]:
        """The names of the fields that were typed."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    @property
    def texts(self) -> tuple[str, ...]:
        """What was typed freely, and might name the child."""
        return tuple(getattr(self, name) for name in FREE)


def texts_of(record: Record) -> str:
    """Return what of a record that was typed by hand is free text, and might name the child."""
    words = [
        (tumour.text.value or "", *(f"{stage.value}\n{stage.system}" for stage in tumour.stages))
        for tumour in record.tumours
    ]
    return "\n".join((record.so_far, *(text for texts in words for text in texts)))


def described(record: Record, typed: Description, zero: date) -> Record:
    """Return the record with what was typed; dates in its words are told in days since diagnosis, which are counted
    anew where that day was corrected.

    Raises
    ------
    chronology.BadDate
        If a date that was typed is none.
    """
    changed = _described(record, typed, zero)
    calendar = calendar_of(changed, zero)
    words: dict[str, Any] = {name: undated(text, calendar) for name in FREE if (text := getattr(typed, name))}
    return _described(recounted(changed, record.diagnosed), replace(typed, **words, main=0), zero)


def _described(record: Record, typed: Description, zero: date) -> Record:
    if 0 < typed.main < len(record.tumours):
        chosen = record.tumours[typed.main]
        others = tuple(tumour for tumour in record.tumours if tumour is not chosen)
        record = replace(record, tumours=(chosen, *others))
    tumour = _tumour(record.main or NO_TUMOUR, typed, zero)
    changes: dict[str, Any] = {}
    if typed.sex:
        changes["sex"] = Fact(typed.sex, origin=TYPED)
    if typed.born:
        changes["born"] = Fact(when_of(typed.born, zero), origin=TYPED)
    if typed.so_far:
        changes["so_far"] = typed.so_far
    if tumour is not NO_TUMOUR:
        changes["tumours"] = (tumour, *record.tumours[1:])
    return replace(record, **changes)


def _tumour(tumour: Tumour, typed: Description, zero: date) -> Tumour:
    values: Mapping[str, Any] = {
        "morphology": typed.morphology,
        "topography": typed.topography,
        "laterality": typed.laterality,
        "text": typed.text,
        "diagnosed": when_of(typed.diagnosed, zero) if typed.diagnosed else None,
    }
    changes: dict[str, Any] = {name: Fact(value, origin=TYPED) for name, value in values.items() if value}
    if typed.stage:
        kept = tuple(stage for stage in tumour.stages if stage.origin != TYPED)
        changes["stages"] = (*kept, Stage(typed.stage, typed.stage_system, origin=TYPED))
    return replace(tumour, **changes) if changes else tumour
