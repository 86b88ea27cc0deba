"""A cell of a table, such as `000,999`, `C400-C419`, `10-70` or `*`, and which codes it takes.

A range of numbers compares numbers, any other range compares texts of the same length, as SEER's staging library
reads them (https://github.com/imsweb/staging-client-java, `StagingRange`). An empty cell takes only what is not given.
"""

import re
from dataclasses import dataclass

ANYTHING = "*"
REFERENCE = re.compile(r"\{\{(\w+)\}\}")
_PART = re.compile(r"[A-Za-z0-9/]*(?:-[A-Za-z0-9]+)?")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Span:
    """From one code to another, both included."""

    low: str
    high: str

    def takes(self, code: str) -> bool:
        """Whether `code` lies in the span."""
        if _NUMBER.fullmatch(self.low) and _NUMBER.fullmatch(self.high):
            return _NUMBER.fullmatch(code) is not None and int(self.low) <= int(code) <= int(self.high)
        return len(self.low) == len(code) and self.low <= code <= self.high

    def codes(self) -> tuple[str, ...]:
        """Every code of a span of numbers, written as wide as its lower end."""
        width = len(self.low)
        return tuple(str(number).zfill(width) for number in range(int(self.low), int(self.high) + 1))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row asks of one input."""

    written: str
    anything: bool
    single: frozenset[str]
    spans: tuple[Span, ...]

    def takes(self, code: str) -> bool:
        """Whether `code`, or the empty text where nothing is given, fits."""
        return self.anything or code in self.single or any(span.takes(code) for span in self.spans)


def parse_cell(written: str) -> Cell:
    """Read a cell.

    Raises
    ------
    ValueError
        If it is not a list of codes and ranges, or a range runs backwards.
    """
    if written == ANYTHING:
        return Cell(written, True, frozenset(), ())
    single, spans = set(), []
    for part in (part.strip() for part in written.split(",")):
        if not _PART.fullmatch(part):
            raise ValueError(f"“{written}” is not a list of codes and ranges")
        low, dash, high = part.partition("-")
        if dash:
            spans.append(_span(low, high, written))
        else:
            single.add(part)
    return Cell(written, False, frozenset(single), tuple(spans))


def _span(low: str, high: str, written: str) -> Span:
    numbers = _NUMBER.fullmatch(low) and _NUMBER.fullmatch(high)
    if not numbers and len(low) != len(high):
        raise ValueError(f"“{written}” has a range between codes of different length")
    if (int(low) > int(high)) if numbers else (low > high):
        raise ValueError(f"“{written}” has a range that runs backwards")
    return Span(low, high)
