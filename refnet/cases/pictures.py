"""The case as pages, prints and maps show it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from refnet.cases.terms import Record
from refnet.vocabulary.classification import Classification

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a section: what it is, what is known, when in the illness, and where that came from."""

    label: Text
    value: Text
    when: Text = ""
    origin: Text = ""
    absent: bool = False

    @property
    def missing(self) -> Text:
        """The reason why it is not known, where it is not."""
        return self.value if self.absent else ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together; `key` is stable, for tests and anchors."""

    key: str
    title: Text
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case as its reader may see it. A board's view has `pseudonym` of that board and no calendar day."""

    id: UUID
    pseudonym: str
    record: Record
    classification: Classification | None
    sections: tuple[Section, ...]
    age: Text
    diagnosis: Text = ""
    """The diagnosis as a heading: its class, else as written; empty where there is none."""
