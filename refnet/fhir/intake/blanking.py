"""Blanking out what could name the child in the words of its record, and its calendar."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from refnet.cases.parts import with_places, with_texts
from refnet.cases.terms import Leftover, Origin, Record
from refnet.cases.undating import calendar_of, undated
from refnet.fhir.intake import reasons
from refnet.identity.terms import Person
from refnet.identity.tracing import traces

T = TypeVar("T")

BLANK = "[…]"


def blanked(record: Record, person: Person) -> Record:
    """Return the record without any word, number, date or address of the child, and with a leftover for each place."""
    places: list[Origin | None] = []
    known: dict[str, str] = {}

    def clean(text: str, origin: Origin | None) -> str:
        if text not in known:
            known[text] = without_traces(text, person)
        found = known[text]
        if found != text:
            places.append(origin)
        return found

    def clean_place(place: str) -> str:
        # The name of a file is no part of what was sent; that it names the child is nothing to tell.
        return known.setdefault(place, without_traces(place, person))

    cleaned: Record = with_places(_walk(record, clean, None), clean_place)
    return _noted(cleaned, places, reasons.BLANKED)


def timeless(record: Record, zero: date) -> Record:
    """Return the record without any date in its words, and with a leftover for each place: days stand for dates,
    as a board is told them.
    """
    calendar = calendar_of(record, zero)
    places: list[Origin | None] = []

    def clean(text: str, origin: Origin | None) -> str:
        found = undated(text, calendar)
        if found != text:
            places.append(origin)
        return found

    return _noted(with_texts(record, clean), places, reasons.DATED)


def _noted(record: Record, places: list[Origin | None], reason: str) -> Record:
    told = tuple(
        Leftover(place.resource if place else "", place.path if place else "", reason)
        for place in dict.fromkeys(places)
    )
    return replace(record, leftovers=(*record.leftovers, *told)) if told else record


def without_traces(text: str, person: Person) -> str:
    """Return the text with every trace of the person blanked out."""
    if len(text) < 2:
        return text
    parts: list[str] = []
    done = 0
    for trace in traces(person, text):
        if trace.start >= done:
            parts += [text[done : trace.start], BLANK]
        done = max(done, trace.end)
    return "".join((*parts, text[done:])) if parts else text


def _walk(value: Any, clean: Callable[[str, Origin | None], str], origin: Origin | None) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return clean(value, origin)
    if isinstance(value, tuple):
        items = tuple(_walk(item, clean, origin) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if isinstance(value, Origin):
        return _labels(value, clean)
    near = getattr(value, "origin", None) or origin
    return _fields(value, clean, near)


def _fields(value: T, clean: Callable[[str, Origin | None], str], origin: Origin | None) -> T:
    changes: dict[str, Any] = {}
    for field in fields(value):  # type: ignore[arg-type]
        old = getattr(value, field.name)
        if (
            old is None
            or isinstance(old, int | float | StrEnum)
            or (isinstance(value, Leftover) and field.name == "reason")
        ):
            continue
        new = _walk(old, clean, origin)
        if new is not old and new != old:
            changes[field.name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def _labels(origin: Origin, clean: Callable[[str, Origin | None], str]) -> Origin:
    """An origin is the name of an element; only an extension's own name could hold anything else,"""
    return replace(origin, path=clean(origin.path, None)) if "(" in origin.path else origin
