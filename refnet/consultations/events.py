"""What the journal says of consultations. The subject is the consultation; ids and codes only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from refnet.consultations.terms import State, Urgency
from refnet.journal.events import Event


@dataclass(frozen=True, slots=True)
class ConsultationDrafted(Event):
    """A centre began a consultation."""

    kind: ClassVar[str] = "consultations.consultation-drafted"
    centre: UUID


@dataclass(frozen=True, slots=True)
class Moved(Event):
    """A consultation went on to `state`; the kinds below say how."""

    state: State


@dataclass(frozen=True, slots=True)
class CaseSubmitted(Moved):
    """A centre put a case before a board."""

    kind: ClassVar[str] = "consultations.case-submitted"
    board: UUID
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class CaseReturned(Moved):
    """The dispatcher sent a case back for what is missing."""

    kind: ClassVar[str] = "consultations.case-returned"


@dataclass(frozen=True, slots=True)
class CaseDeclined(Moved):
    """The board declined a case and named where to ask instead."""

    kind: ClassVar[str] = "consultations.case-declined"
    redirect: UUID | None


@dataclass(frozen=True, slots=True)
class CaseAccepted(Moved):
    """The dispatcher accepted a case for the board."""

    kind: ClassVar[str] = "consultations.case-accepted"


@dataclass(frozen=True, slots=True)
class DiscussionOpened(Moved):
    """The panel began to discuss."""

    kind: ClassVar[str] = "consultations.discussion-opened"


@dataclass(frozen=True, slots=True)
class InformationRequested(Moved):
    """The panel asked the requester for something; the board's clock stands."""

    kind: ClassVar[str] = "consultations.information-requested"
    request: UUID


@dataclass(frozen=True, slots=True)
class InformationGiven(Moved):
    """The requester answered; the board's clock runs again."""

    kind: ClassVar[str] = "consultations.information-given"
    request: UUID


@dataclass(frozen=True, slots=True)
class AdviceDrafted(Moved):
    """The chair began the advice."""

    kind: ClassVar[str] = "consultations.advice-drafted"
    advice: UUID


@dataclass(frozen=True, slots=True)
class AdviceSentToReview(Moved):
    """The panel was asked to read and countersign the advice."""

    kind: ClassVar[str] = "consultations.advice-sent-to-review"
    advice: UUID


@dataclass(frozen=True, slots=True)
class DraftReopened(Moved):
    """The advice went back from review to draft; countersignatures given so far do not count for the new text."""

    kind: ClassVar[str] = "consultations.draft-reopened"
    advice: UUID


@dataclass(frozen=True, slots=True)
class AdviceSigned(Moved):
    """The chair signed the advice, countersigned by the quorum."""

    kind: ClassVar[str] = "consultations.advice-signed"
    advice: UUID
    version: int


@dataclass(frozen=True, slots=True)
class AdviceDelivered(Moved):
    """The advice went to the requesting centre."""

    kind: ClassVar[str] = "consultations.advice-delivered"
    advice: UUID


@dataclass(frozen=True, slots=True)
class AdviceAcknowledged(Moved):
    """The requester confirmed that the advice is for this child, and took it in."""

    kind: ClassVar[str] = "consultations.advice-acknowledged"
    advice: UUID


@dataclass(frozen=True, slots=True)
class ConsultationClosed(Moved):
    """The consultation came to its end."""

    kind: ClassVar[str] = "consultations.consultation-closed"


@dataclass(frozen=True, slots=True)
class ConsultationWithdrawn(Moved):
    """The centre or the family took the question back; the board may no longer see the case."""

    kind: ClassVar[str] = "consultations.consultation-withdrawn"


@dataclass(frozen=True, slots=True)
class ConsultationEndedByDeath(Moved):
    """The child died; nothing more is asked."""

    kind: ClassVar[str] = "consultations.consultation-ended-by-death"


@dataclass(frozen=True, slots=True)
class QuestionPrepared(Event):
    """The centre wrote or changed the question of a draft."""

    kind: ClassVar[str] = "consultations.question-prepared"


@dataclass(frozen=True, slots=True)
class UrgencyRaised(Event):
    """The requester made a routine question urgent."""

    kind: ClassVar[str] = "consultations.urgency-raised"


@dataclass(frozen=True, slots=True)
class ExpertInvited(Event):
    """An expert was invited to the panel."""

    kind: ClassVar[str] = "consultations.expert-invited"
    account: UUID


@dataclass(frozen=True, slots=True)
class ExpertJoined(Event):
    """An expert joined the panel."""

    kind: ClassVar[str] = "consultations.expert-joined"
    account: UUID


@dataclass(frozen=True, slots=True)
class ExpertStoodDown(Event):
    """An expert declined, or declared a conflict of interest, and may no longer read the case."""

    kind: ClassVar[str] = "consultations.expert-stood-down"
    account: UUID
    conflict: bool


@dataclass(frozen=True, slots=True)
class SpecialtyWaived(Event):
    """The chair went on without a specialty that the board requires, with a reason."""

    kind: ClassVar[str] = "consultations.specialty-waived"
    specialty: str


@dataclass(frozen=True, slots=True)
class OpinionGiven(Event):
    """An expert gave an opinion, or revised it."""

    kind: ClassVar[str] = "consultations.opinion-given"
    account: UUID
    revised: bool


@dataclass(frozen=True, slots=True)
class Posted(Event):
    """Somebody wrote in the thread."""

    kind: ClassVar[str] = "consultations.posted"
    post: UUID
    assigned: UUID | None


@dataclass(frozen=True, slots=True)
class NameTried(Event):
    """Somebody of the board tried to write a text that gives the child away; it was refused."""

    kind: ClassVar[str] = "consultations.name-tried"


@dataclass(frozen=True, slots=True)
class QuestionTicked(Event):
    """A question of the thread was ticked off."""

    kind: ClassVar[str] = "consultations.question-ticked"
    post: UUID


@dataclass(frozen=True, slots=True)
class AdviceWritten(Event):
    """The text of a draft of the advice changed."""

    kind: ClassVar[str] = "consultations.advice-written"
    advice: UUID


@dataclass(frozen=True, slots=True)
class DissentKept(Event):
    """An expert's differing position was put into the advice, with the name."""

    kind: ClassVar[str] = "consultations.dissent-kept"
    advice: UUID


@dataclass(frozen=True, slots=True)
class AdviceCountersigned(Event):
    """An expert confirmed that the advice reports the panel's discussion truly."""

    kind: ClassVar[str] = "consultations.advice-countersigned"
    advice: UUID
    account: UUID


@dataclass(frozen=True, slots=True)
class AddendumSigned(Event):
    """The chair signed an addition to the advice, which itself stays as it is."""

    kind: ClassVar[str] = "consultations.addendum-signed"
    advice: UUID


@dataclass(frozen=True, slots=True)
class RevisionBegun(Event):
    """The chair began a new version of signed advice, which holds until the new one is signed."""

    kind: ClassVar[str] = "consultations.revision-begun"
    advice: UUID
    version: int


@dataclass(frozen=True, slots=True)
class AdviceSuperseded(Event):
    """A newer signed version took the place of the advice; all who received the old one are told."""

    kind: ClassVar[str] = "consultations.advice-superseded"
    advice: UUID
    by: UUID


@dataclass(frozen=True, slots=True)
class AdviceRetracted(Event):
    """The chair took signed advice back; all who received it are told."""

    kind: ClassVar[str] = "consultations.advice-retracted"
    advice: UUID


@dataclass(frozen=True, slots=True)
class ChangeAcknowledged(Event):
    """The requester confirmed to know that the advice was superseded or retracted."""

    kind: ClassVar[str] = "consultations.change-acknowledged"
    advice: UUID


@dataclass(frozen=True, slots=True)
class OutcomeReported(Event):
    """The requester said what became of the recommendations."""

    kind: ClassVar[str] = "consultations.outcome-reported"
    advice: UUID
