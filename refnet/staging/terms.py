"""The words of registry staging: schemas, tables, what a case is asked, and what the tables answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from refnet.staging.cells import Cell

STAGE = "toronto_stage_group"
SITE, HISTOLOGY, BEHAVIOUR, AGE = "site", "hist", "behavior", "age_dx"  # as the facts name them


class Unstageable(ValueError):
    """What was asked cannot be staged. The message is a sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of one table that the answer rests on. Rows count from 1."""

    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where the tables give no value: the inputs contradict each other, or no row of the table takes them."""

    table: str
    row: int | None
    sentence: str


class Doubt(StrEnum):
    """Why a clinician should look at an answer again."""

    MS_TOO_OLD = "ms-too-old"
    MS_PERHAPS_TOO_OLD = "ms-perhaps-too-old"
    MS_AGE_UNKNOWN = "ms-age-unknown"
    MS_OTHER_METASTASES = "ms-other-metastases"
    LOCAL_WITH_METASTASES = "local-with-metastases"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a clinician should look at, with the row that says why.

    `sentence` is for the command line; pages take that of `phrases.DOUBTS` in the reader's language.
    """

    doubt: Doubt
    rule: Rule
    sentence: str


@dataclass(frozen=True, slots=True)
class Code:
    """One code that an input may have, and what it means; `code` is a range such as `002-988` where it counts."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Input:
    """One question that a schema asks. `item` is its number in NAACCR's data dictionary."""

    key: str
    name: str
    item: int
    codes: tuple[Code, ...]

    @property
    def in_the_case(self) -> bool:
        """Whether the case answers it already: age at diagnosis and behaviour are never asked again."""
        return self.key in (AGE, BEHAVIOUR)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a cell for each input, an endpoint for each output."""

    number: int
    cells: tuple[Cell, ...]
    endpoints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the algorithm: the first row that takes the inputs answers."""

    name: str
    title: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which tumours a schema is for: a cell each for site, histology, behaviour and age in years."""

    site: Cell
    histology: Cell
    behaviour: Cell
    age: Cell


@dataclass(frozen=True, slots=True)
class Schema:
    """How one kind of tumour is staged: for whom, what is asked, and the tables in their order."""

    name: str
    title: str
    toronto_id: str
    selection: tuple[Selection, ...]
    inputs: tuple[Input, ...]
    mappings: tuple[Table, ...]

    @property
    def outputs(self) -> tuple[str, ...]:
        """Every value that the schema derives, in the order of its tables."""
        return tuple(key for table in self.mappings for key in table.outputs)


@dataclass(frozen=True, slots=True)
class Staged:
    """What the tables answer for one tumour. Nothing here is advice: it is what a registry would record.

    `outputs` holds only what is certain. Where an input is missing or the age is not exact, `possible` says which
    values an output may still take. `tier1` is the coarse stage, also where an input of the fine one is missing.
    """

    schema: str | None
    outputs: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    possible: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tier1: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[Remark, ...] = ()
    candidates: tuple[str, ...] = ()
