"""Recommendations between the advice's column and its pictures."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from refnet.consultations.pictures import RecommendationView
from refnet.consultations.terms import Alternative, Evidence, Feasibility, Haste


def to_plain(recommendations: Iterable[RecommendationView]) -> list[dict[str, Any]]:
    """Return recommendations as plain JSON values, in their order."""
    return [
        {
            "id": str(one.id),
            "what": one.what,
            "why": one.why,
            "evidence": one.evidence.value,
            "haste": one.haste.value,
            "feasible": one.feasible.value,
            "alternative": one.alternative.value if one.alternative else "",
            "alternative_text": one.alternative_text,
            "needed_first": one.needed_first,
        }
        for one in recommendations
    ]


def from_plain(stored: Iterable[dict[str, Any]]) -> tuple[RecommendationView, ...]:
    """Return what `to_plain` wrote, numbered from 1."""
    return tuple(
        RecommendationView(
            id=UUID(one["id"]),
            number=number,
            what=one["what"],
            why=one["why"],
            evidence=Evidence(one["evidence"]),
            haste=Haste(one["haste"]),
            feasible=Feasibility(one["feasible"]),
            alternative=Alternative(one["alternative"]) if one["alternative"] else None,
            alternative_text=one["alternative_text"],
            needed_first=one["needed_first"],
        )
        for number, one in enumerate(stored, start=1)
    )


def texts_of(recommendations: Iterable[RecommendationView]) -> str:
    """Return all free text of recommendations, to be searched for traces of the child."""
    return "\n".join(
        text for one in recommendations for text in (one.what, one.why, one.alternative_text, one.needed_first)
    )
