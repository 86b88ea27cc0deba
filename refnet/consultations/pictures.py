"""What leaves a consultation: frozen pictures for pages, prints and maps."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from refnet.cases.pictures import CaseView
from refnet.consultations.terms import (
    AdviceState,
    Alternative,
    Evidence,
    Feasibility,
    Haste,
    Presentation,
    Urgency,
)


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """One recommendation of an advice, and the road where it cannot be carried out where the child is."""

    id: UUID
    number: int
    what: str
    why: str
    evidence: Evidence
    haste: Haste
    feasible: Feasibility
    alternative: Alternative | None = None
    alternative_text: str = ""
    needed_first: str = ""


@dataclass(frozen=True, slots=True)
class DissentView:
    """A position that the panel did not share, kept with its author's name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SignerView:
    """Who approved the advice, as what, and when."""

    account_id: UUID
    name: str
    specialty: str
    centre: str
    country: str
    chair: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class AddendumView:
    """A signed addition to an advice that itself stays as it is."""

    name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AdviceSheet:
    """All that the advice says, for the print, the FHIR document and the page. Knows no name and no day of the illness.

    `code` is what the public page is asked for; `verify_url` its full address. `replaces` and `replaced_by` are
    codes of other versions. Consultation days (`asked_at`, `signed_at`) are calendar days, the illness's are not.
    """

    id: UUID
    consultation_id: UUID
    version: int
    state: AdviceState
    code: str
    verify_url: str
    board: str
    board_level: str
    board_country: str
    case: CaseView
    urgency: Urgency
    presentation: Presentation
    question: str
    asked_at: datetime
    signed_at: datetime | None
    assessment: str
    recommendations: tuple[RecommendationView, ...]
    none_reason: str
    dissents: tuple[DissentView, ...]
    signers: tuple[SignerView, ...]
    addenda: tuple[AddendumView, ...] = ()
    replaces: str = ""
    replaced_by: str = ""
    retraction_reason: str = ""
    language: str = "en"
