"""Recommendations as a tired reader wants them: what can be done here first, the most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass

from refnet.cases.pictures import Text
from refnet.consultations.phrases import ALTERNATIVES, EVIDENCE, FEASIBILITIES, HASTES
from refnet.consultations.pictures import RecommendationView
from refnet.consultations.terms import Feasibility, Haste

SOON = tuple(Haste)


@dataclass(frozen=True, slots=True)
class Line:
    """One recommendation in words."""

    one: RecommendationView
    evidence: Text
    haste: Text
    feasible: Text
    alternative: Text


@dataclass(frozen=True, slots=True)
class Shelf:
    """Recommendations that can be carried out in the same way: here, in another way, or not known yet."""

    feasible: Feasibility
    lines: tuple[Line, ...]


def shelves_of(recommendations: Iterable[RecommendationView]) -> list[Shelf]:
    """Return what can be done here first, then what needs another way; on each shelf the most urgent first."""
    ordered = sorted(recommendations, key=lambda one: (SOON.index(one.haste), one.number))
    shelves = [
        Shelf(feasible, tuple(_line(one) for one in ordered if one.feasible is feasible))
        for feasible in (Feasibility.YES, Feasibility.NO, Feasibility.UNKNOWN)
    ]
    return [shelf for shelf in shelves if shelf.lines]


def _line(one: RecommendationView) -> Line:
    return Line(
        one=one,
        evidence=EVIDENCE[one.evidence],
        haste=HASTES[one.haste],
        feasible=FEASIBILITIES[one.feasible],
        alternative=ALTERNATIVES[one.alternative] if one.alternative else "",
    )
