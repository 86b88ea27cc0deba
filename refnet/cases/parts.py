"""Going through all parts of a record: its words, and the places that they came from."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

from refnet.cases.terms import Code, Leftover, Origin, Record, When

Change = Callable[[str, Origin | None], str]


def with_texts(record: Record, change: Change) -> Record:
    """Return the record with all its words changed; codes, and the places in the data, stay as they are."""

    def leaf(value: Any, origin: Origin | None) -> Any:
        if isinstance(value, str):
            return value if isinstance(value, StrEnum) else change(value, origin)
        if isinstance(value, Code):
            display = change(value.display, origin)
            return value if display == value.display else replace(value, display=display)
        return value

    changed: Record = _walk(record, leaf, None)
    return changed


def with_places(record: Record, change: Callable[[str], str]) -> Record:
    """Return the record with the place changed at which each fact stood in the data."""

    def leaf(value: Any, _: Origin | None) -> Any:
        if not isinstance(value, Origin):
            return value
        place = change(value.place)
        return value if place == value.place else replace(value, place=place)

    changed: Record = _walk(record, leaf, None)
    return changed


def placeless(record: Record) -> Record:
    """Return the record as others than the own centre are given it: no fact says from which file it came."""
    return with_places(record, lambda _: "")


def _walk(value: Any, leaf: Callable[[Any, Origin | None], Any], origin: Origin | None) -> Any:
    if isinstance(value, tuple):
        items = tuple(_walk(item, leaf, origin) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, str | Code | Origin):
        return leaf(value, origin)
    if not is_dataclass(value) or isinstance(value, type | Leftover | When):
        return value
    near = getattr(value, "origin", None) or origin
    changes: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        new = _walk(old, leaf, near)
        if new is not old:
            changes[field.name] = new
    return replace(value, **changes) if changes else value
