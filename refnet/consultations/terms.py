"""The words of a consultation."""

from enum import StrEnum


class State(StrEnum):
    """Where a consultation stands. Source: docs/glossary.md#consultation; the moves are in `lifecycle`."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    IN_DISCUSSION = "in-discussion"
    AWAITING_INFORMATION = "awaiting-information"
    ADVICE_DRAFTED = "advice-drafted"
    IN_REVIEW = "in-review"
    SIGNED = "signed"
    DELIVERED = "delivered"
    FOLLOW_UP = "follow-up"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DIED = "died"


class Party(StrEnum):
    """Whose turn it is."""

    REQUESTER = "requester"
    DISPATCHER = "dispatcher"
    PANEL = "panel"
    CHAIR = "chair"


class Urgency(StrEnum):
    """How soon advice is needed. Urgent means 48 hours; the product is not for emergencies."""

    ROUTINE = "routine"
    URGENT = "urgent"


class Presentation(StrEnum):
    """Why the case is presented."""

    NEW_DIAGNOSIS = "new-diagnosis"
    RELAPSE = "relapse"
    PROGRESSION = "progression"
    TREATMENT_CHOICE = "treatment-choice"
    LOCAL_THERAPY = "local-therapy"
    DIAGNOSTIC_REVIEW = "diagnostic-review"
    TOXICITY = "toxicity"
    PALLIATION = "palliation"
    OTHER = "other"


class Agreement(StrEnum):
    """Whether an expert agrees with the diagnosis and stage as presented."""

    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"
    CANNOT_JUDGE = "cannot-judge"


class Evidence(StrEnum):
    """Level of evidence for a statement. Source: Oxford CEBM 2011, levels 1 to 5, and expert consensus."""

    SYSTEMATIC_REVIEW = "systematic-review"
    RANDOMISED = "randomised"
    COHORT = "cohort"
    CASE_SERIES = "case-series"
    MECHANISM = "mechanism"
    CONSENSUS = "consensus"


class Confidence(StrEnum):
    """How sure an expert is of an opinion."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Haste(StrEnum):
    """How soon a recommendation should be carried out."""

    TODAY = "today"
    THIS_WEEK = "this-week"
    PLANNED = "planned"


class Feasibility(StrEnum):
    """Whether a recommendation can be carried out where the child is."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Alternative(StrEnum):
    """What to do where a recommendation cannot be carried out where the child is; from the cheapest road to the
    longest.
    """

    OTHER_REGIMEN = "other-regimen"
    BRING_MEDICINE = "bring-medicine"
    SEND_MATERIAL = "send-material"
    SEND_FOR_ONE_STEP = "send-for-one-step"
    SEND_CHILD = "send-child"


class Standing(StrEnum):
    """How an expert stands to one panel."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    CONFLICTED = "conflicted"


class AdviceState(StrEnum):
    """Where one version of the advice stands."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    SIGNED = "signed"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class PostKind(StrEnum):
    """What a line in the thread is."""

    MESSAGE = "message"
    QUESTION = "question"
    INFORMATION_REQUEST = "information-request"
    ANSWER = "answer"


class Followed(StrEnum):
    """What became of a recommendation. Source: docs/glossary.md#follow-up."""

    FOLLOWED = "followed"
    PARTLY = "partly"
    NOT_FEASIBLE = "not-feasible"
    FAMILY_CHOICE = "family-choice"
    CHANGED_COURSE = "changed-course"
    NOT_YET = "not-yet"
