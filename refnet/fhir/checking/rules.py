"""The invariants of FHIR R4, which are written in FHIRPath."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import fhirpathpy
from fhirpathpy.engine.nodes import ResourceNode
from fhirpathpy.models import models

from refnet.fhir.checking.definitions import Fault, Rule

Expression = Callable[..., list[Any]]

# Narratives are read by `xhtml`; the library does not compare quantities, so a range is compared here.
ELSEWHERE = {"txt-1", "txt-2"}
RANGE = "rng-2"

# What FHIR adds to FHIRPath. Nothing is fetched: a rule that follows a reference is not decided here.
FUNCTIONS = {
    "hasValue": {"fn": lambda nodes: [len(nodes) == 1 and not isinstance(nodes[0], dict | list)], "arity": {0: []}},
    "resolve": {"fn": lambda _: [], "arity": {0: []}},
}

# A trace would print what is in the resource.
OPTIONS = {"userInvocationTable": FUNCTIONS, "traceFn": lambda *_: None}


def rule_faults(
    rules: Iterable[Rule], node: dict[str, Any], path: str, where: str, resource: dict[str, Any], root: dict[str, Any]
) -> Iterator[Fault]:
    """Return the invariants that do not hold for a node; `path` is its type or element in the definitions."""
    for rule in rules:
        if rule.key in ELSEWHERE:
            continue
        if rule.key == RANGE:
            holds = _in_order(node.get("low"), node.get("high"))
        else:
            holds = _holds(rule, node, path, resource, root)
        if not holds:
            yield Fault(where, rule.key, rule.human)


def _holds(rule: Rule, node: dict[str, Any], path: str, resource: dict[str, Any], root: dict[str, Any]) -> bool:
    typed = ResourceNode.create_node(node, path)  # type: ignore[no-untyped-call]
    try:
        found = _compiled(rule.expression)(typed, {"resource": resource, "rootResource": root})
    except Exception:  # the library raises nothing narrower; what cannot be decided does not pass
        return False
    return found != [False]


def _in_order(low: Any, high: Any) -> bool:
    if not isinstance(low, dict) or not isinstance(high, dict):
        return True
    first, last = low.get("value"), high.get("value")
    same_unit = all(low.get(part) == high.get(part) for part in ("unit", "system", "code"))
    if not same_unit or not isinstance(first, int | float) or not isinstance(last, int | float):
        return True
    return first <= last


@cache
def _compiled(expression: str) -> Expression:
    compiled: Expression = fhirpathpy.compile(expression, models["r4"], OPTIONS)
    return compiled
