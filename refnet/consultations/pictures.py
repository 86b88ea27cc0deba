"""What leaves a consultation: frozen pictures for pages, prints and maps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from refnet.access.decisions import Decision
from refnet.cases.pictures import CaseView, Text
from refnet.consultations.terms import (
    AdviceState,
    Agreement,
    Alternative,
    Confidence,
    Evidence,
    Feasibility,
    Followed,
    Haste,
    Party,
    PostKind,
    Presentation,
    Standing,
    State,
    Urgency,
)
from refnet.documents.pictures import CheckedLine


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
    """A signed addition to an advice that itself stays as it is. `id` is None while it is being signed."""

    name: str
    text: str
    at: datetime
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AdviceSheet:
    """All that the advice says, for the print, the FHIR document and the page. Knows no name and no day of the illness.

    `revision_reason` says why there is a version after the first, `waivers` which specialties were not heard and why.
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
    revision_reason: str = ""
    age_when_asked: str = ""
    waivers: tuple[tuple[str, str], ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as others on a consultation see them."""

    id: UUID
    name: str
    specialty: str
    centre: str
    country: str


@dataclass(frozen=True, slots=True)
class SeatView:
    """One expert on the panel."""

    person: PersonLine
    standing: Standing
    counts: bool
    opinion: bool
    countersigned: bool


@dataclass(frozen=True, slots=True)
class OpinionView:
    """What one expert thinks."""

    author: PersonLine
    agreement: Agreement
    agreement_text: str
    options: str
    rationale: str
    evidence: Evidence
    needed_first: str
    confidence: Confidence
    minutes: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PostView:
    """One line of the thread."""

    id: UUID
    author: PersonLine
    kind: PostKind
    text: str
    assigned: PersonLine | None
    at: datetime
    ticked_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """What the panel asked of the requester, and the answer."""

    id: UUID
    what: str
    why: str
    by_on: date
    from_whom: str
    asked_by: PersonLine
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event of the consultation, as a sentence."""

    at: datetime
    who: str
    sentence: Text
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """How long the board and the requester have had the turn so far, and whether the board's clock stands."""

    board: timedelta
    requester: timedelta
    standing: bool


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What became of one recommendation."""

    followed: Followed
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of the advice in the list of versions."""

    id: UUID
    number: int
    state: AdviceState
    code: str
    signed_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class AdvicePage:
    """All that the page of one version of the advice shows.

    `draft` numbers its wording, for those who write or countersign.
    """

    sheet: AdviceSheet
    draft: int
    sha256: str
    versions: tuple[VersionLine, ...]
    panel: tuple[SeatView, ...]
    countersigned: int
    quorum: int
    outcomes: Mapping[UUID, OutcomeView]
    consultation_state: State
    own_centre: bool
    acknowledged_at: datetime | None
    change_acknowledged_at: datetime | None
    acts: Mapping[str, Decision]


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """A consultation in a list. `due_on` is when follow-up is asked for, where that is what is awaited."""

    id: UUID
    pseudonym: str
    entity: str
    board: str
    centre: str
    urgency: Urgency
    state: State
    turn: Party | None
    since: datetime
    drafted_at: datetime
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One version of an advice that waits for somebody."""

    id: UUID
    number: int
    state: AdviceState
    pseudonym: str
    entity: str
    board: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ConsultationList:
    """One page of a list of consultations, and the key of the next, if any."""

    lines: tuple[ConsultationLine, ...]
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """All that the page of a consultation shows. `acts` has the decision on each thing that a person can do here."""

    id: UUID
    case_id: UUID
    case: CaseView | None
    own_centre: bool
    centre_id: UUID
    board_id: UUID | None
    board: str
    board_level: str
    board_ring: str
    pseudonym: str
    state: State
    turn: Party | None
    since: datetime
    urgency: Urgency
    presentation: Presentation | None
    question: str
    local_means: str
    note: str
    redirect: str
    submitted_at: datetime | None
    age_when_asked: str
    requester: PersonLine
    quorum: int
    opinions_counted: int
    unanswered: tuple[str, ...]
    panel: tuple[SeatView, ...]
    opinions: tuple[OpinionView, ...]
    waivers: tuple[tuple[str, str], ...]
    posts: tuple[PostView, ...]
    requests: tuple[RequestView, ...]
    versions: tuple[VersionLine, ...]
    documents: tuple[CheckedLine, ...]
    kept_back: int
    history: tuple[HistoryLine, ...]
    clock: Clock
    advice_due_at: datetime | None
    acts: Mapping[str, Decision]


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom to tell of a consultation: account ids."""

    board_id: UUID | None
    board: str
    requester_id: UUID
    panel: tuple[UUID, ...]
    owing: tuple[UUID, ...]
    state: State
    turn: Party | None


@dataclass(frozen=True, slots=True)
class CertificateView:
    """What the public page confirms of an advice, and no more."""

    code: str
    board: str
    signed_on: date
    sha256: str
    state: AdviceState
    changed_on: date | None
