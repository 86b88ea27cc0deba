"""A resource that remembers what was read of it, so that whatever was not read can be listed.

A `Node` is one place in a resource. Asking it for a text or number marks the place as read; whatever has the
wrong type is not read, and so is listed by itself.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from refnet.cases.terms import Absence, Origin, Way

Path = tuple[str | int, ...]

BIGGEST = 1e15
"""No measurement in medicine is larger; a number beyond is damage."""

ABSENCES = {
    "unknown": Absence.ASKED_UNKNOWN,
    "asked-unknown": Absence.ASKED_UNKNOWN,
    "temp-unknown": Absence.ASKED_UNKNOWN,
    "asked-declined": Absence.ASKED_UNKNOWN,
    "not-asked": Absence.NOT_ASKED,
    "masked": Absence.MASKED,
    "not-applicable": Absence.NOT_APPLICABLE,
    "unsupported": Absence.NOT_SENT,
    "not-performed": Absence.NOT_ASKED,
    "not-permitted": Absence.MASKED,
    "error": Absence.NOT_SENT,
}
"""Source: FHIR R4 data-absent-reason."""


@dataclass(slots=True, eq=False)
class Resource:
    """One resource of the data, with the file and place that it came from."""

    data: dict[str, Any]
    kind: str
    file: str = ""
    path: str = ""
    full_url: str = ""
    container: "Resource | None" = None
    read: set[Path] = field(default_factory=set)
    taken: bool = False
    set_aside: bool = False

    @property
    def id(self) -> str:
        found = self.data.get("id")
        return found if isinstance(found, str) else ""

    @property
    def root(self) -> "Node":
        return Node(self, self.data, ())

    @property
    def place(self) -> str:
        """The file, and which of its resources this is, for whoever has the file at hand."""
        number = self.path.removesuffix(self.kind).removesuffix(": ")
        return ", ".join(part for part in (self.file, number) if part)

    @property
    def profiles(self) -> str:
        """The profiles that the sender names, in small letters."""
        meta = self.data.get("meta")
        found = meta.get("profile") if isinstance(meta, dict) else None
        names = [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
        return " ".join(name.rpartition("/")[2] for name in names).lower()


@dataclass(slots=True, eq=False)
class Node:
    """One place in a resource. A place that is not there is a node without a value, and false.

    Never changed, and yet not frozen: a large import makes millions of them.
    """

    resource: Resource
    value: Any
    path: Path

    def __bool__(self) -> bool:
        return self.value is not None

    def child(self, name: str) -> "Node":
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return Node(self.resource, value, (*self.path, name))

    def each(self, name: str) -> list["Node"]:
        """Return the items of a list; an object that stands where a list should be is taken as its only item."""
        node = self.child(name)
        if isinstance(node.value, list):
            items = [Node(self.resource, item, (*node.path, index)) for index, item in enumerate(node.value)]
            return [item for item in items if item]
        return [node] if isinstance(node.value, dict) else []

    def choice(self, prefix: str) -> tuple[str, "Node"]:
        """Return which of FHIR's choices stands there (`DateTime` of `onsetDateTime`) and its node."""
        if isinstance(self.value, dict):
            for name in self.value:
                if name.startswith(prefix) and name[len(prefix) : len(prefix) + 1].isupper() and self.child(name):
                    return name[len(prefix) :], self.child(name)
        return "", Node(self.resource, None, self.path)

    def take(self) -> None:
        """Mark the place, and all below it, as read."""
        self.resource.read.add(self.path)

    def peek(self) -> str:
        """Return the text here without marking it as read."""
        return cleaned(self.value) if isinstance(self.value, str) else ""

    def text(self, name: str = "") -> str:
        """Return the text here, or below `name`; nothing where there is none or it is no text."""
        node = self.child(name) if name else self
        found = node.peek()
        if found:
            node.take()
        return found

    def number(self, name: str = "") -> float | None:
        node = self.child(name) if name else self
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if isinstance(value, float) and not math.isfinite(value):
            return None
        if abs(value) >= BIGGEST:
            return None
        node.take()
        return float(value)

    def flag(self, name: str) -> bool | None:
        node = self.child(name)
        if not isinstance(node.value, bool):
            return None
        node.take()
        return node.value

    def extensions(self, *names: str) -> list["Node"]:
        """Return the extensions whose address ends in one of `names`, and mark their addresses as read."""
        found = [node for node in self.each("extension") if node.child("url").peek().rpartition("/")[2] in names]
        for node in found:
            node.child("url").take()
        return found

    def absence(self, name: str) -> Absence | None:
        """Return why the primitive `name` is not given, where the sender says so."""
        for node in self.child(f"_{name}").extensions("data-absent-reason"):
            return ABSENCES.get(node.text("valueCode"), Absence.NOT_SENT)
        return None

    @property
    def origin(self) -> Origin:
        return Origin(Way.IMPORTED, self.resource.kind, self.label, self.resource.place)

    @property
    def label(self) -> str:
        return label_of(self.resource, self.path)


def label_of(resource: Resource, path: Path) -> str:
    """Return the path as a person reads it: no counting, extensions by their own name."""
    parts: list[str] = []
    value: Any = resource.data
    for step in path:
        value = _step(value, step)
        if isinstance(step, str):
            parts.append(step)
        elif parts and parts[-1] == "extension" and isinstance(value, dict) and isinstance(value.get("url"), str):
            parts[-1] = f"extension({cleaned(value['url']).rpartition('/')[2][:60]})"
    return ".".join(parts)


def leaves(resource: Resource) -> Iterator[Path]:
    """Yield the path of every value of a resource that was not read, and is not below something that was."""
    pending: list[tuple[Path, Any]] = [((), resource.data)]
    while pending:
        path, value = pending.pop()
        if path in resource.read or value is None:
            continue
        if isinstance(value, dict):
            pending += [((*path, name), item) for name, item in reversed(value.items())]
        elif isinstance(value, list):
            pending += [((*path, index), item) for index, item in reversed(list(enumerate(value)))]
        else:
            yield path


def cleaned(text: str) -> str:
    """Return the text without the control characters that no database keeps, and without space around it."""
    if text.isprintable():
        return text.strip()
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable() or letter.isspace()).strip()


def _step(value: Any, step: str | int) -> Any:
    if isinstance(step, str):
        return value.get(step) if isinstance(value, dict) else None
    return value[step] if isinstance(value, list) and step < len(value) else None
