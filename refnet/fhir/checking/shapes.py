"""The shape of a resource by the official definitions: which elements, how many, with which codes and targets."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from refnet.fhir.checking.definitions import Child, Fault, definitions
from refnet.fhir.checking.rules import rule_faults
from refnet.fhir.checking.xhtml import narrative_fault

TARGET = re.compile(r"(?:^|/)([A-Z][A-Za-z]+)/[A-Za-z0-9.\-]{1,64}(?:/_history/[A-Za-z0-9.\-]{1,64})?$")
EXTENDED = "Element"
DATED = {"date", "dateTime", "instant"}
DAY = len("2026-03-02")


@dataclass(frozen=True, slots=True)
class Part:
    """A resource and where it stands in the whole one."""

    resource: dict[str, Any]
    root: dict[str, Any]
    where: str


def shape_faults(part: Part, parts: list[Part]) -> Iterator[Fault]:
    """Return what the definitions have against a resource; resources found within it are added to `parts`."""
    name = part.resource["resourceType"]
    yield from rule_faults(definitions().rules(name), part.resource, name, part.where, part.resource, part.root)
    yield from _node_faults(part.resource, name, part.where, part, parts)


def _node_faults(node: dict[str, Any], path: str, where: str, part: Part, parts: list[Part]) -> Iterator[Fault]:
    children = definitions().children(path)
    if path == "Extension" and (_has_value(node) == bool(node.get("extension"))):
        yield Fault(where, "ext-1", "an extension has either a value or extensions")
    for name, value in node.items():
        if name == "resourceType" and where == part.where:
            continue
        if name.startswith("_") and name[1:] in children and children[name[1:]].primitive:
            yield from _shadow_faults(value, node.get(name[1:]), f"{where}.{name}", part, parts)
        elif name not in children:
            yield Fault(f"{where}.{name}", "unknown", f"{path} has no element {name}")
        else:
            yield from _value_faults(value, children[name], f"{where}.{name}", part, parts)
    yield from _counted(node, children, where)


def _value_faults(value: Any, child: Child, where: str, part: Part, parts: list[Part]) -> Iterator[Fault]:
    if child.many != isinstance(value, list):
        yield Fault(where, "many", "must be a list" if child.many else "must not be a list")
        return
    if value is None or value in ("", [], {}):
        yield Fault(where, "empty", "an element must not be empty")
        return
    for place, item in enumerate(value if child.many else [value]):
        spot = f"{where}[{place}]" if child.many else where
        if item is None and child.many and child.primitive:
            continue  # its extension stands in the list beside; `_shadow_faults` looks whether it does
        if item in (None, "", {}, []):
            yield Fault(spot, "empty", "an element must not be empty")
        elif child.primitive:
            yield from _primitive_faults(item, child, spot)
        elif not isinstance(item, dict):
            yield Fault(spot, "form", "must be an object")
        else:
            yield from _object_faults(item, child, spot, part, parts)


def _primitive_faults(item: Any, child: Child, where: str) -> Iterator[Fault]:
    if isinstance(item, dict | list):
        yield Fault(where, "form", "must be a plain value")
    elif child.type == "xhtml":
        if text := narrative_fault(item):
            yield Fault(where, "txt-1", text)
    elif child.codes is not None and not any(known.endswith(f"|{item}") for known in child.codes):
        yield Fault(where, "codes", "is none of the required codes")
    elif child.type in DATED and not _on_calendar(item):
        yield Fault(where, "calendar", "is no day of the calendar")


def _on_calendar(written: Any) -> bool:
    """Whether the day exists; a year or a month alone has none, and a form that is wrong is told elsewhere."""
    if not isinstance(written, str) or len(written) < DAY:
        return True
    try:
        date.fromisoformat(written[:DAY])
    except ValueError:
        return False
    return True


def _object_faults(item: dict[str, Any], child: Child, where: str, part: Part, parts: list[Part]) -> Iterator[Fault]:
    if child.type == "Resource":
        name = item.get("resourceType")
        if not isinstance(name, str) or not definitions().is_resource(name):
            yield Fault(where, "type", f"FHIR R4 has no resource {name!r}")
            return
        contained = where.rpartition(".")[2].startswith("contained[")
        within = Part(item, part.root if contained else item, where)
        parts.append(within)
        yield from shape_faults(within, parts)
        return
    if not _allowed(item, child):
        yield Fault(where, "codes", "has none of the required codes")
    if child.type == "Reference" and (text := _target_fault(item, child, part)):
        yield Fault(where, "target", text)
    rules = (*child.rules, *(definitions().rules(child.type) if child.path == child.type else ()))
    yield from rule_faults(rules, item, child.path, where, part.resource, part.root)
    yield from _node_faults(item, child.path, where, part, parts)


def _allowed(item: dict[str, Any], child: Child) -> bool:
    """Whether an element with a required code list has one of its codes; without any code it says so elsewhere."""
    if child.codes is None:
        return True
    if child.type == "CodeableConcept":
        codings = [one for one in item.get("coding") or [] if isinstance(one, dict)]
        return not codings or any(_pair(one) in child.codes for one in codings)
    return "code" not in item or _pair(item) in child.codes


def _pair(coding: dict[str, Any]) -> str:
    return f"{coding.get('system')}|{coding.get('code')}"


def _target_fault(item: dict[str, Any], child: Child, part: Part) -> str:
    written = item.get("reference")
    if not isinstance(written, str) or not child.targets or "Resource" in child.targets:
        return ""
    match = TARGET.search(written)
    found = match[1] if match else ""
    if written.startswith("#") and len(written) > 1:
        holders = [part.root, part.resource]
        contained = [one for holder in holders for one in holder.get("contained") or [] if isinstance(one, dict)]
        named = [one.get("resourceType") for one in contained if one.get("id") == written[1:]]
        if not named:
            return f"{written} is not contained"
        found = str(named[0])
    if found and found not in child.targets and definitions().is_resource(found):
        return f"{written} must not be a {found}: expected {', '.join(sorted(child.targets))}"
    return ""


def _shadow_faults(value: Any, beside: Any, where: str, part: Part, parts: list[Part]) -> Iterator[Fault]:
    """Return what is wrong with the ids and extensions of plain values, which stand under `_name`."""
    items = value if isinstance(value, list) else [value]
    if isinstance(value, list) and isinstance(beside, list) and len(value) != len(beside):
        yield Fault(where, "many", "must be as long as the list of values")
    for place, item in enumerate(items):
        spot = f"{where}[{place}]" if isinstance(value, list) else where
        if item is None and isinstance(value, list):
            continue
        if not isinstance(item, dict) or not item:
            yield Fault(spot, "empty", "must be an object with an id or extensions")
        else:
            yield from _node_faults(item, EXTENDED, spot, part, parts)


def _counted(node: dict[str, Any], children: dict[str, Child], where: str) -> Iterator[Fault]:
    given = {name.removeprefix("_") for name in node}
    choices = Counter(children[name].choice for name in given if name in children and children[name].choice)
    for choice, times in choices.items():
        if times > 1:
            yield Fault(f"{where}.{choice}", "choice", "only one of its types may be given")
    missing = {
        child.choice or name
        for name, child in children.items()
        if child.least > 0 and name not in given and not choices[child.choice or "-"]
    }
    for name in sorted(missing):
        yield Fault(f"{where}.{name}", "missing", "must be given")


def _has_value(node: dict[str, Any]) -> bool:
    return any(name.startswith(("value", "_value")) for name in node)
