"""Whether a resource is FHIR R4 (4.0.1): our own check, in layers, without a network and without a profile.

The JSON schema sees the form of values; the official definitions give cardinalities, required codes and reference
targets; their invariants are FHIRPath; a Bundle is looked at as a whole. No library alone catches enough, and this is
no replacement for the official validator: extensions, profiles and preferred codes are not checked.
"""

from collections.abc import Iterator
from typing import Any

from refnet.fhir.checking.bundles import bundle_faults
from refnet.fhir.checking.definitions import Fault, definitions
from refnet.fhir.checking.forms import form_faults
from refnet.fhir.checking.shapes import Part, shape_faults

__all__ = ["Fault", "check"]

DEEPEST = 60


def check(resource: Any) -> tuple[Fault, ...]:
    """Return everything that is wrong with a resource and the resources within it; nothing if it is FHIR R4."""
    return tuple(dict.fromkeys(_faults(resource)))


def _faults(resource: Any) -> Iterator[Fault]:
    if not isinstance(resource, dict):
        yield Fault("", "json", "a resource is a JSON object")
        return
    if _depth(resource) > DEEPEST:
        yield Fault("", "json", f"nested deeper than {DEEPEST} levels")
        return
    name = resource.get("resourceType")
    if not isinstance(name, str) or not definitions().is_resource(name):
        yield Fault("resourceType", "type", f"FHIR R4 has no resource {name!r}")
        return
    whole = Part(resource, resource, name)
    parts = [whole]
    yield from shape_faults(whole, parts)
    for part in parts:
        yield from form_faults(part.resource, part.where)
    yield from bundle_faults(resource)


def _depth(node: Any) -> int:
    """Return how deep a document goes, counted without recursion: it may come from anybody."""
    deepest, open_nodes = 0, [(node, 1)]
    while open_nodes:
        one, depth = open_nodes.pop()
        deepest = max(deepest, depth)
        if depth <= DEEPEST:
            children = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
            open_nodes += [(child, depth + 1) for child in children if isinstance(child, dict | list)]
    return deepest
