"""A Bundle as a whole: what its entries point to is in it. Source: https://hl7.org/fhir/R4/bundle.html#references."""

from collections.abc import Iterator
from typing import Any

from refnet.fhir.checking.definitions import Fault

WHOLE = {"document", "transaction", "message"}


def bundle_faults(bundle: dict[str, Any]) -> Iterator[Fault]:
    """Return references that lead nowhere: in a document all must be answered, elsewhere those by `urn:uuid:`."""
    if bundle.get("resourceType") != "Bundle":
        return
    entries = [one for one in bundle.get("entry") or [] if isinstance(one, dict)]
    known = set(_addresses(entries))
    for place, entry in enumerate(entries):
        resource = entry.get("resource")
        if not isinstance(resource, dict):
            continue
        for where, written in _references(resource, f"Bundle.entry[{place}].resource"):
            if _must_be_here(written, str(bundle.get("type"))) and written.partition("/_history/")[0] not in known:
                yield Fault(where, "reference", f"{written} is not in the Bundle")


def _must_be_here(written: str, kind: str) -> bool:
    if written.startswith("#"):
        return False
    if written.startswith(("urn:uuid:", "urn:oid:")):
        return kind in WHOLE
    return kind == "document" and not written.startswith(("http://", "https://"))


def _addresses(entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        resource = entry.get("resource")
        if isinstance(entry.get("fullUrl"), str):
            yield entry["fullUrl"]
        if isinstance(resource, dict) and "id" in resource:
            yield f"{resource.get('resourceType')}/{resource['id']}"


def _references(node: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for place, item in enumerate(node):
            yield from _references(item, f"{where}[{place}]")
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "reference" and isinstance(value, str):
                yield f"{where}.{name}", value
            else:
                yield from _references(value, f"{where}.{name}")
