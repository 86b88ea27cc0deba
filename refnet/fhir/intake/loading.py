"""From files to resources: Bundles of every type, single resources, folders of them, NDJSON."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import orjson

from refnet.cases.terms import Leftover
from refnet.fhir.intake import reasons
from refnet.fhir.intake.editions import refuse_other_editions
from refnet.fhir.intake.terms import LIMIT, BadIntake
from refnet.fhir.intake.tracking import Resource

DEEPEST = 80
"""FHIR's own examples stay below 30 levels."""

LINES = {".ndjson", ".jsonl"}
SYSTEM_FILES = {"thumbs.db", "desktop.ini"}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(slots=True)
class Loaded:
    """All resources of all files, in their order, with what was left aside on the way and what the data were."""

    resources: list[Resource] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    history: bool = False

    @property
    def source_format(self) -> str:
        forms = sorted(set(self.forms))
        if forms == ["resource"] and len(self.forms) > 1:
            return f"FHIR R4, {len(self.forms)} resources"
        return "FHIR R4 " + ", ".join(forms)


def load(files: Iterable[tuple[str, bytes]]) -> Loaded:
    """Return the resources of all files.

    Raises
    ------
    BadIntake
        If a file cannot be read as FHIR R4 JSON, or there is nothing or too much to read.
    """
    loaded = Loaded()
    total = 0
    for name, content in files:
        total += len(content)
        if total > LIMIT:
            raise BadIntake(reasons.TOO_LARGE, name)
        if PurePath(name).name.startswith(".") or PurePath(name).name.lower() in SYSTEM_FILES:
            loaded.leftovers.append(Leftover("", "", reasons.UNNAMED_FILE))
            continue
        for value, path, form in _values(name, content):
            loaded.forms.append(form)
            _refuse_depth(value, name)
            _add(loaded, value, name, path, "")
    if not loaded.forms:
        raise BadIntake(reasons.NO_FILES)
    _refuse_nothing_but_errors(loaded.resources)
    return loaded


def _values(name: str, content: bytes) -> Iterator[tuple[Any, str, str]]:
    text = _decoded(name, content)
    if not text.strip():
        raise BadIntake(reasons.EMPTY, name)
    if text.lstrip().startswith("<"):
        raise BadIntake(reasons.XML, name)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if PurePath(name).suffix.lower() in LINES or _is_ndjson(lines):
        for number, line in lines:
            yield _parsed(name, line, number), f"line {number}", "NDJSON"
        return
    value = _parsed(name, text)
    if isinstance(value, list):
        if not value:
            raise BadIntake(reasons.EMPTY_LIST, name)
        for index, item in enumerate(value):
            yield item, f"[{index}]", "list of resources"
    else:
        yield value, "", _form(value)


def _form(value: Any) -> str:
    if isinstance(value, dict) and value.get("resourceType") == "Bundle":
        kind = value.get("type")
        return f"Bundle ({kind})" if isinstance(kind, str) and kind.isascii() and kind.isprintable() else "Bundle"
    return "resource"


def _decoded(name: str, content: bytes) -> str:
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in MARKS if content.startswith(mark)), (b"", _unmarked(content))
    )
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise BadIntake(reasons.NOT_UTF8, name) from error


def _unmarked(content: bytes) -> str:
    """The encoding of a text without a mark: JSON begins with a plain letter, and UTF-16 has a zero beside it."""
    start = content[:2]
    if len(start) == 2 and b"\0" in start and start != b"\0\0":
        return "utf-16-be" if start[0] == 0 else "utf-16-le"
    return "utf-8"


def _is_ndjson(lines: list[tuple[int, str]]) -> bool:
    """Two lines that each hold a whole object are NDJSON: in one JSON value the first line would not be whole."""
    if len(lines) < 2 or not all(line.strip().startswith("{") and line.strip().endswith("}") for _, line in lines):
        return False
    try:
        return isinstance(orjson.loads(lines[0][1]), dict)
    except orjson.JSONDecodeError:
        return False


def _parsed(name: str, text: str, line: int = 1) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if "depth" in error.msg or "ecursion" in error.msg:
            raise BadIntake(reasons.TOO_DEEP, name) from error
        raise BadIntake(
            reasons.NOT_JSON, name, line=line + error.lineno - 1, column=error.colno, fault=error.msg.partition(":")[0]
        ) from error


def _refuse_depth(value: Any, name: str) -> None:
    level = [value]
    for _ in range(DEEPEST):
        inner = [item for holder in level for item in _items(holder)]
        level = [item for item in inner if isinstance(item, dict | list)]
        if not level:
            return
    raise BadIntake(reasons.TOO_DEEP, name)


def _items(holder: Any) -> Iterable[Any]:
    if isinstance(holder, dict):
        return holder.values()
    return holder if isinstance(holder, list) else ()


def _add(loaded: Loaded, value: Any, file: str, path: str, full_url: str) -> None:
    kind = value.get("resourceType") if isinstance(value, dict) else None
    if not isinstance(kind, str) or not kind.isalpha():
        raise BadIntake(reasons.NOT_FHIR, file, path)
    refuse_other_editions(value, kind, file, path)
    if kind == "Bundle":
        loaded.history |= value.get("type") == "history"
        _add_entries(loaded, value, file, path)
        return
    if kind == "Parameters":
        for index, part in enumerate(_objects(value.get("parameter"))):
            if isinstance(part.get("resource"), dict):
                _add(loaded, part["resource"], file, _at(path, f"Parameters.parameter[{index}]"), "")
        return
    loaded.resources.append(Resource(value, kind, file, _at(path, kind), full_url))


def _add_entries(loaded: Loaded, bundle: dict[str, Any], file: str, path: str) -> None:
    entries = bundle.get("entry", [])
    if not isinstance(entries, list):
        raise BadIntake(reasons.BAD_ENTRY, file, _at(path, "Bundle.entry"))
    for index, entry in enumerate(entries):
        place = _at(path, f"Bundle.entry[{index}]")
        if not isinstance(entry, dict):
            raise BadIntake(reasons.BAD_ENTRY, file, place)
        resource, address = entry.get("resource"), entry.get("fullUrl")
        if resource is None:
            loaded.leftovers.append(Leftover("Bundle", "entry", reasons.NO_RESOURCE))
        else:
            _add(loaded, resource, file, place, address if isinstance(address, str) else "")


def _refuse_nothing_but_errors(resources: list[Resource]) -> None:
    if resources and all(resource.kind == "OperationOutcome" for resource in resources):
        raise BadIntake(reasons.SERVER_ERROR, resources[0].file)


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _at(path: str, step: str) -> str:
    return f"{path}: {step}" if path else step
