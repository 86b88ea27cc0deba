"""The words of identity."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a person, as written. `text` is the whole where it came in one piece."""

    family: str = ""
    given: tuple[str, ...] = ()
    text: str = ""

    def __str__(self) -> str:
        return " ".join((*self.given, self.family)).strip() or self.text


@dataclass(frozen=True, slots=True)
class Person:
    """Who a child is, as the hospital has it. `birth_date` is an ISO 8601 date, possibly partial (`2016-06`,
    `2016`).
    """

    names: tuple[Name, ...] = ()
    birth_date: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()
    telecoms: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    birth_place: str = ""
    lasting: tuple[tuple[str, str], ...] | None = None
    """Those of the numbers that stay the child's, as system and value; None where nobody told them apart."""
    main_number: str | None = None
    """The number under which the hospital files the child, empty where it has none; None where nobody chose."""

    @property
    def display(self) -> str:
        """The name to show to the own centre: the first that has one. A name that is masked (`*****`) is none."""
        names = (str(name) for name in self.names)
        return next((name for name in names if any(letter.isalpha() for letter in name)), "")

    @property
    def own_number(self) -> str:
        """The number to show to the own centre; nothing where there is none, or none that lasts."""
        if self.main_number is not None:
            return self.main_number
        return next((value for _, value in self.numbers), "")

    @property
    def birth_year(self) -> str:
        return self.birth_date[:4]


@dataclass(frozen=True, slots=True)
class Identity:
    """A person with the calendar day from which the days of the case count."""

    person: Person
    zero: date


class TraceKind(StrEnum):
    """What gives the child away."""

    NAME = "name"
    BIRTH_DATE = "birth-date"
    NUMBER = "number"
    ADDRESS = "address"
    TELECOM = "telecom"


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in a text, from `start` up to but not including `end` (characters), and the kind of what stands there."""

    start: int
    end: int
    kind: TraceKind
