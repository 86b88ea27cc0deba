"""The record as plain JSON, and back without loss: how a case is kept in its column and leaves as `case.json`.

Keys are the names of the fields in `terms`. What is empty is left out, so that a small record stays small and a
field added later reads as empty in an old record.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from refnet.cases.terms import Absence, Fact, Origin, Record

VERSION = 1

P = TypeVar("P")


class BadRecord(ValueError):
    """What should be a record in its plain form is none. The message names the place, never the value."""


def to_plain(record: Record) -> dict[str, Any]:
    """Return the record as JSON's own types: objects, lists, texts, numbers and booleans."""
    return {"version": VERSION, **_object(record)}


def from_plain(plain: Mapping[str, Any]) -> Record:
    """Return the record that `to_plain` wrote.

    Raises
    ------
    BadRecord
        If it is no record, or one of a later version.
    """
    if not isinstance(plain, Mapping) or plain.get("version") != VERSION:
        raise BadRecord(f"not a record in version {VERSION} of its plain form")
    return read_as(Record, {key: value for key, value in plain.items() if key != "version"})


def read_as(kind: type[P], plain: Any, place: str = "") -> P:
    """Return one value of the record, of any of the types in `terms`. Raises `BadRecord`."""
    return cast(P, _value(kind, plain, place or kind.__name__))


def _object(value: Any) -> dict[str, Any]:
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if not _empty(getattr(value, field.name), field.default)
    }


def _empty(value: Any, default: Any) -> bool:
    if value is None or value == ():
        return True
    return default is not MISSING and type(value) is type(default) and bool(value == default)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _object(value) if is_dataclass(value) else value


def _value(kind: Any, plain: Any, place: str) -> Any:
    origin = get_origin(kind)
    if origin is Fact:
        return _fact(get_args(kind)[0], plain, place)
    if origin is tuple:
        return _list(get_args(kind)[0], plain, place)
    if origin in (Union, types.UnionType):
        (inner,) = (arm for arm in get_args(kind) if arm is not type(None))
        return None if plain is None else _value(inner, plain, place)
    if is_dataclass(kind):
        return _build(kind, _types_of(cast(type, kind)), plain, place)
    return _leaf(kind, plain, place)


def _list(kind: Any, plain: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(plain, list | tuple):
        raise BadRecord(f"{place}: expected a list")
    return tuple(_value(kind, item, f"{place}[{index}]") for index, item in enumerate(plain))


def _fact(kind: Any, plain: Any, place: str) -> Any:
    return _build(Fact, {"value": kind, "absent": Absence, "origin": Origin}, plain, place)


def _build(kind: Any, kinds: Mapping[str, Any], plain: Any, place: str) -> Any:
    if not isinstance(plain, Mapping):
        raise BadRecord(f"{place}: expected an object")
    strange = sorted(str(key) for key in plain if key not in kinds)
    if strange:
        raise BadRecord(f"{place}: {', '.join(strange)} is not among its fields")
    values = {key: _value(kinds[key], value, f"{place}.{key}") for key, value in plain.items()}
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise BadRecord(f"{place}: {error}") from error


def _leaf(kind: Any, plain: Any, place: str) -> Any:
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if type(plain) is kind:
        return plain
    if isinstance(kind, type) and issubclass(kind, StrEnum) and isinstance(plain, str):
        try:
            return kind(plain)
        except ValueError as error:
            raise BadRecord(f"{place}: not one of {', '.join(kind)}") from error
    raise BadRecord(f"{place}: expected {getattr(kind, '__name__', kind)}")


@cache
def _types_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
