"""The words of the intake: what comes out of a hospital's data, and why it may be refused."""

from dataclasses import dataclass
from datetime import date

from refnet.cases.terms import Origin, Record
from refnet.identity.terms import Person

LIMIT = 60_000_000
"""The most bytes that one import may bring, all files together."""


class BadIntake(Exception):
    """The data cannot become a case. `sentence` says what is wrong, `where` the file and the place in it.

    `template` and `values` are the sentence before its parts are put together, for a page in another language.
    Neither holds a name or number of the child; a file's name stands in `where` alone.
    """

    def __init__(self, template: str, file: str = "", path: str = "", **values: object) -> None:
        self.template = template
        self.values = values
        self.where = (file, path)
        super().__init__(template, file, path)

    @property
    def sentence(self) -> str:
        return self.template % self.values

    def __str__(self) -> str:
        place = ", ".join(part for part in self.where if part)
        return f"{self.sentence} ({place})" if place else self.sentence


@dataclass(frozen=True, slots=True)
class Document:
    """A letter, report or picture that came inside the data. Its text and title may name the child."""

    title: str
    content_type: str
    language: str
    content: bytes
    origin: Origin


@dataclass(frozen=True, slots=True)
class Intake:
    """What was understood. `zero` is the calendar day from which the record's days count; `person` is for
    identity alone.
    """

    record: Record
    person: Person
    zero: date
    documents: tuple[Document, ...]
    source_format: str
    deceased: bool | None = None
