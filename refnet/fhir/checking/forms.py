"""The form of values, by the official JSON schema: that a date is a date and a code has no spaces around it."""

import gzip
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs
import orjson

from refnet.fhir.checking.definitions import FOLDER, Fault


def form_faults(resource: Mapping[str, Any], where: str) -> Iterator[Fault]:
    """Return what the schema has against a resource, without quoting it: a fault may be written to a log."""
    for error in _validator(resource["resourceType"]).iter_errors(resource):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
        yield Fault(where + place, "schema", error.message[:300])


@cache
def _validator(name: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for({**_schema(), "$ref": f"#/definitions/{name}"}, mask="the value")


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = orjson.loads(gzip.decompress((FOLDER / "schema.json.gz").read_bytes()))
    return schema
