"""The words of consent."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Scope(StrEnum):
    """What is agreed to, each apart. Source: docs/glossary.md#consent."""

    CARE = "care-consultation"
    REGISTRY = "registry"
    RESEARCH = "research-contact"
    FOLLOW_UP = "follow-up"
    TRANSFER = "transfer"
    AUTHORITY = "authority-dossier"
    LEARNING = "learning"
    TEACHING = "teaching"
    OUTSIDE_EEA = "outside-eea"


class Basis(StrEnum):
    """The legal ground. Source: Regulation (EU) 2016/679, article 9(2)(a) and (c)."""

    CONSENT = "consent"
    VITAL_INTERESTS = "vital-interests"


class Signer(StrEnum):
    """Who gave the consent."""

    MOTHER = "mother"
    FATHER = "father"
    BOTH_PARENTS = "both-parents"
    GUARDIAN = "guardian"
    YOUNG_PERSON = "young-person"
    NOBODY_REACHED = "nobody-reached"


class Assent(StrEnum):
    """What the child said, as far as it could be asked."""

    GIVEN = "given"
    TOO_YOUNG = "too-young"
    TOO_ILL = "too-ill"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Given:
    """One consent as it stands."""

    id: UUID
    scope: Scope
    basis: Basis
    signer: Signer
    assent: Assent
    language: str
    edition: str
    given_on: date
    withdrawn_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """All that has been agreed for one case, oldest first, also what was withdrawn."""

    given: tuple[Given, ...] = ()

    def covers(self, scope: Scope) -> bool:
        """Whether this scope is agreed to now."""
        return any(consent.scope is scope and consent.withdrawn_on is None for consent in self.given)
