"""Quantities, and the value of an Observation, as written."""

from dataclasses import dataclass

from refnet.fhir.intake.codes import concept
from refnet.fhir.intake.tracking import Node


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit as written; `bound` is `<` or `>` where the number is only a limit."""

    value: float | None
    unit: str
    bound: str = ""

    def __str__(self) -> str:
        return f"{self.bound}{written(self.value)} {self.unit}".strip() if self.value is not None else ""


def amount(node: Node) -> Amount:
    """Return what a Quantity says, and mark it as read. The unit is the UCUM code, else the unit in words."""
    value, bound = node.number("value"), node.text("comparator")
    unit, code = node.text("unit"), node.text("code")
    node.text("system")
    unit = code or unit
    # UCUM writes “no unit” as 1.
    return Amount(value, "" if unit == "1" else unit, bound)


def written(value: float | None) -> str:
    """Return a number as people write it: 80, 4.2, without rounding."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def value_of(node: Node, prefix: str = "value") -> tuple[str, str]:
    """Return the value of an Observation or one of its components, and its unit; both empty where there is none."""
    form, found = node.choice(prefix)
    match form:
        case "Quantity":
            measured = amount(found)
            return f"{measured.bound}{written(measured.value)}", measured.unit if measured.value is not None else ""
        case "CodeableConcept":
            return concept(found).name, ""
        case "String" | "DateTime" | "Time" | "Code" | "Markdown":
            return found.text() if form != "DateTime" else "", ""
        case "Boolean":
            answer = node.flag(f"{prefix}Boolean")
            return {True: "yes", False: "no", None: ""}[answer], ""
        case "Integer" | "Decimal" | "UnsignedInt" | "PositiveInt":
            return written(found.number()), ""
        case "Range":
            return _between(found, "low", "high", " – "), ""
        case "Ratio":
            return _between(found, "numerator", "denominator", " / "), ""
    return "", ""


def _between(node: Node, first: str, second: str, sign: str) -> str:
    one, other = amount(node.child(first)), amount(node.child(second))
    if one.value is None and other.value is None:
        return ""
    return f"{str(one) or '…'}{sign}{str(other) or '…'}"
