"""The official definitions of FHIR R4, as `scripts/fhir-definitions` reduced them."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

FOLDER = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (a path in the resource), by which rule, and a sentence."""

    where: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """An invariant: true, or the resource is not FHIR."""

    key: str
    expression: str
    human: str


@dataclass(frozen=True, slots=True)
class Child:
    """What may stand under one name. `path` is where its own children are defined, `choice` the name with `[x]`."""

    path: str
    type: str
    targets: frozenset[str]
    least: int
    many: bool
    codes: frozenset[str] | None
    rules: tuple[Rule, ...]
    choice: str = ""

    @property
    def primitive(self) -> bool:
        return self.type[:1].islower()


class Definitions:
    """Every data type and resource of FHIR R4."""

    def __init__(self, structures: Mapping[str, Any], codes: Mapping[str, list[str]]) -> None:
        self._structures = structures
        self._codes = {url: frozenset(listed) for url, listed in codes.items()}
        self._children: dict[str, dict[str, Child]] = {}

    def is_resource(self, name: str) -> bool:
        found = self._structures.get(name)
        return found is not None and found["kind"] == "resource" and not found["abstract"]

    def rules(self, type_name: str) -> tuple[Rule, ...]:
        """Return the invariants of a data type or resource as a whole."""
        found = self._structures.get(type_name)
        return _rules(found["elements"][type_name]) if found else ()

    def children(self, path: str) -> dict[str, Child]:
        """Return what may stand under an element (`Patient.contact`) or data type (`Period`), by JSON name."""
        known = self._children.get(path)
        if known is None:
            known = self._children[path] = self._read(path)
        return known

    def _read(self, path: str) -> dict[str, Child]:
        elements = self._structures[path.partition(".")[0]]["elements"]
        children: dict[str, Child] = {}
        for name, element in elements.items():
            parent, _, last = name.rpartition(".")
            if parent != path or element["max"] == "0":
                continue
            if "same" in element:
                children[last] = self._child(element["same"], element, "BackboneElement")
            elif last.endswith("[x]"):
                stem = last.removesuffix("[x]")
                for kind in element["types"]:
                    key = stem + kind[0][0].upper() + kind[0][1:]
                    children[key] = self._child(name, element, *kind, choice=last)
            else:
                children[last] = self._child(name, element, *element["types"][0])
        return children

    def _child(
        self, path: str, element: Mapping[str, Any], type_name: str, targets: tuple[str, ...] = (), *, choice: str = ""
    ) -> Child:
        return Child(
            path=path if type_name in {"BackboneElement", "Element"} else type_name,
            type=type_name,
            targets=frozenset(targets),
            least=element["min"],
            many=element["max"] != "1",
            codes=self._codes.get(element.get("codes", "")),
            rules=_rules(element),
            choice=choice,
        )


def _rules(element: Mapping[str, Any]) -> tuple[Rule, ...]:
    return tuple(Rule(*rule) for rule in element.get("rules", ()))


@cache
def definitions() -> Definitions:
    packed = orjson.loads(gzip.decompress((FOLDER / "definitions.json.gz").read_bytes()))
    return Definitions(packed["structures"], packed["codes"])
