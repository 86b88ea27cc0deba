"""The small parts of which our FHIR R4 is made. Source: https://hl7.org/fhir/R4/datatypes.html."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.functional import Promise
from django.utils.html import escape

from refnet.cases.terms import DAYS_A_YEAR, When

Resource = dict[str, Any]
Text = str | Promise

OURS = "urn:refnet:"
PSEUDONYM = f"{OURS}pseudonym"
ADVICE = f"{OURS}advice"
CONSULTATION = f"{OURS}consultation"
RECOMMENDATION = f"{OURS}recommendation"
ICCC3 = f"{OURS}iccc-3:2017"
UUIDS = "urn:ietf:rfc:3986"
ICDO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
XHTML = "http://www.w3.org/1999/xhtml"

# Spaces that do not break, and others, which the official schema does not take for text.
ODD_SPACE = re.compile(r"[^\S \r\n\t]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
UNITS = {"months": ("mo", DAYS_A_YEAR / 12), "years": ("a", DAYS_A_YEAR)}


def plain(text: Text) -> str:
    """Return a text as FHIR may carry it: without control characters, with plain spaces, and none around it."""
    return ODD_SPACE.sub(" ", UNPRINTABLE.sub("", str(text))).strip()


def filled(**elements: Any) -> dict[str, Any]:
    """Return the elements that have something in them: FHIR knows no empty element."""
    return {name: value for name, value in elements.items() if value not in (None, "", [], {}, ())}


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def identifier(system: str, value: str) -> dict[str, str]:
    return {"system": system, "value": value}


def coding(system: str, code: str, display: Text = "") -> dict[str, str]:
    return filled(system=system, code=code, display=plain(display))


def concept(*codings: dict[str, str], text: Text = "") -> dict[str, Any]:
    """Return a CodeableConcept; nothing where there is neither code nor text."""
    return filled(coding=[one for one in codings if one.get("code")], text=plain(text))


def made_id(advice_id: UUID, part: str) -> str:
    """Return the id of a part of an advice: the same each time, and of use in no other advice."""
    return str(uuid5(advice_id, part))


def reference(resource: Resource, display: Text = "") -> dict[str, str]:
    """Return a reference to another resource of the same document."""
    return filled(reference=f"urn:uuid:{resource['id']}", type=resource["resourceType"], display=plain(display))


def absent(reason: str) -> dict[str, Any]:
    """Return what stands in place of a value that is not given. Source: FHIR R4 extension data-absent-reason."""
    return {"extension": [{"url": ABSENT, "valueCode": reason}]}


def narrative(*parts: str) -> dict[str, str]:
    """Return a narrative made of parts of XHTML, which `paragraphs` and `table` make."""
    return {"status": "generated", "div": f'<div xmlns="{XHTML}">{"".join(parts)}</div>'}


def paragraphs(text: Text, *, before: Text = "") -> str:
    """Return a text as paragraphs; `before` stands in bold at its beginning."""
    lines = [escape(line.strip()) for line in plain(text).splitlines() if line.strip()]
    head = f"<b>{escape(plain(before))}</b> " if before else ""
    return "".join(f"<p>{head if place == 0 else ''}{line}</p>" for place, line in enumerate(lines or ["–"]))


def table(rows: Iterable[Iterable[Text]]) -> str:
    """Return rows of cells, the first of each its heading."""
    lines = []
    for first, *others in rows:
        cells = "".join(f"<td>{escape(plain(cell))}</td>" for cell in others)
        lines.append(f"<tr><th>{escape(plain(first))}</th>{cells}</tr>")
    return f"<table><tbody>{''.join(lines)}</tbody></table>"


def age(days: When, name: str) -> dict[str, Any]:
    """Return an age as `<name>Age`, or `<name>Range` where a date is partial: months below three years, else years."""
    unit = "months" if days.last < 3 * DAYS_A_YEAR else "years"
    low, high = (_quantity(day, unit) for day in (days.first, days.last))
    if low == high:
        return {f"{name}Age": low}
    return {f"{name}Range": {"low": low, "high": high}}


def _quantity(days: int, unit: str) -> dict[str, Any]:
    code, length = UNITS[unit]
    return {"value": int(days // length), "unit": unit, "system": UCUM, "code": code}
