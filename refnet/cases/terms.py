"""The words of a case: an illness as a board may know it, without the name and without a calendar.

Everything here is plain and frozen. A moment in the illness is told in days, never as a date: the
calendar stays with `identity`, which keeps the one day that all day numbers of a case count from.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

DAYS_A_YEAR = 365.2425


class Sex(StrEnum):
    """Administrative sex. Source: FHIR R4 AdministrativeGender."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Laterality(StrEnum):
    """Which side of a paired organ. Source: mCODE laterality qualifier (SNOMED CT), reduced to what a board needs."""

    RIGHT = "right"
    LEFT = "left"
    BILATERAL = "bilateral"
    UNILATERAL = "unilateral"
    MIDLINE = "midline"
    NOT_APPLICABLE = "not-applicable"


class Absence(StrEnum):
    """Why a fact is not there. Source: FHIR R4 data-absent-reason, reduced."""

    NOT_SENT = "not-sent"
    ASKED_UNKNOWN = "asked-unknown"
    NOT_ASKED = "not-asked"
    MASKED = "masked"
    NOT_APPLICABLE = "not-applicable"
    NOT_UNDERSTOOD = "not-understood"


class Way(StrEnum):
    """How a fact came into the case."""

    IMPORTED = "imported"
    TYPED = "typed"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact came from: for an import, the FHIR resource type and the path in it; never a resource id.

    `place` says which of several: the file, and where in it. It is for the own centre alone; what others are given
    has none (`parts.placeless`), and two origins are the same without it.
    """

    way: Way
    resource: str = ""
    path: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One thing that is known, or the reason why it is not. Exactly one of `value` and `absent` is given."""

    value: T | None = None
    absent: Absence | None = None
    origin: Origin | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.absent is None):
            raise ValueError("a fact has a value, or the reason why it has none")

    @property
    def known(self) -> bool:
        return self.value is not None


UNSENT: Fact[object] = Fact(absent=Absence.NOT_SENT)


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day of the illness, counted from the case's day zero; an interval where only a month or a year is known.

    `first` and `last` are days, both included; they are equal for an exact day.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("an interval ends before it begins")

    @property
    def exact(self) -> bool:
        return self.first == self.last

    def since(self, other: "When") -> "When":
        """Return the days from `other` to this, as an interval."""
        return When(self.first - other.last, self.last - other.first)


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it stood in the data. `system` is a canonical URL or OID as sent; `display` as sent."""

    system: str = ""
    code: str = ""
    display: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Stage or risk group, as the hospital wrote it: never computed.

    `system` is the name of the staging system, if given.
    """

    value: str
    system: str = ""
    when: When | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A laboratory, molecular or clinical finding. `value` holds text, or a number with `unit` (UCUM)."""

    name: str
    value: str
    unit: str = ""
    codes: tuple[Code, ...] = ()
    when: When | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Metastasis:
    """A place to which the tumour has spread. `topography` is ICD-O-3 where it could be read (`C34.9`)."""

    place: str
    topography: str = ""
    present: bool = True
    when: When | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Tumour:
    """One tumour. Morphology and topography are ICD-O-3 (`9500/3`, `C74.9`); `iccc3` is a group as the data gave it.

    `site` is the place in the hospital's own words, `codes` are all codes of diagnosis and place as sent.
    """

    morphology: Fact[str]
    topography: Fact[str]
    laterality: Fact[Laterality]
    text: Fact[str]
    diagnosed: Fact[When]
    iccc3: Fact[str]
    stages: tuple[Stage, ...] = ()
    markers: tuple[Marker, ...] = ()
    metastases: tuple[Metastasis, ...] = ()
    site: str = ""
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Drug:
    """A medicine that was or is given. `atc` is the ATC code where known; the dose is cumulative in `unit` (UCUM)
    as written.
    """

    name: str
    atc: str = ""
    dose: float | None = None
    unit: str = ""
    cumulative: bool = False
    planned: bool = False
    start: When | None = None
    end: When | None = None
    codes: tuple[Code, ...] = ()
    origin: Origin | None = None
    route: str = ""
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class Radiotherapy:
    """A course of radiotherapy: field, total dose in Gy, fractions, technique as written."""

    field: str
    dose_gy: float | None = None
    fractions: int | None = None
    technique: str = ""
    start: When | None = None
    end: When | None = None
    codes: tuple[Code, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Surgery:
    """An operation, biopsy or other procedure."""

    name: str
    site: str = ""
    when: When | None = None
    codes: tuple[Code, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Transplant:
    """A stem cell transplantation. `kind` is autologous, allogeneic or as written."""

    kind: str
    source: str = ""
    when: When | None = None
    codes: tuple[Code, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A line of treatment: first line, relapse, with its protocol and how it ended, as written."""

    name: str
    protocol: str = ""
    outcome: str = ""
    start: When | None = None
    end: When | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Toxicity:
    """A complication, side effect or other condition of the child."""

    name: str
    grade: str = ""
    when: When | None = None
    resolved: bool | None = None
    codes: tuple[Code, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something in the data that was not taken over, and why, in a sentence for the clinician."""

    resource: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """The illness: what a board sees of a case. All days count from the case's own day zero."""

    sex: Fact[Sex]
    born: Fact[When]
    tumours: tuple[Tumour, ...] = ()
    phases: tuple[Phase, ...] = ()
    drugs: tuple[Drug, ...] = ()
    radiotherapy: tuple[Radiotherapy, ...] = ()
    surgery: tuple[Surgery, ...] = ()
    transplants: tuple[Transplant, ...] = ()
    toxicities: tuple[Toxicity, ...] = ()
    findings: tuple[Marker, ...] = ()
    so_far: str = ""
    """What has been done and found, as the clinician tells it where no data do."""
    leftovers: tuple[Leftover, ...] = field(default=())

    @property
    def main(self) -> Tumour | None:
        """The tumour that the case is about: the first; the import puts it there, the clinician may choose another."""
        return self.tumours[0] if self.tumours else None

    @property
    def diagnosed(self) -> When | None:
        return self.main.diagnosed.value if self.main else None

    @property
    def age_at_diagnosis(self) -> When | None:
        """Age in days at diagnosis, as an interval where a date is partial; None where either day is unknown."""
        if self.diagnosed is None or self.born.value is None:
            return None
        age = self.diagnosed.since(self.born.value)
        return When(max(age.first, 0), age.last) if age.last >= 0 else None
