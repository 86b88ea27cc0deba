"""The answer to "may they?", with the reasons when they may not."""

from dataclasses import dataclass
from typing import Self

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act is refused: a code for tests and logs, a sentence for the person."""

    code: str
    text: str | Promise


@dataclass(frozen=True, slots=True)
class Decision:
    """All reasons against an act. None at all means it is allowed."""

    reasons: tuple[Reason, ...] = ()

    @classmethod
    def needs(cls, *conditions: tuple[bool, Reason]) -> Self:
        """Decide on pairs of what must hold and the reason to give if it does not."""
        return cls(tuple(reason for holds, reason in conditions if not holds))

    @property
    def allowed(self) -> bool:
        return not self.reasons

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(reason.code for reason in self.reasons)

    def __and__(self, other: "Decision") -> "Decision":
        """Both must allow; the reasons of both are given, each once."""
        return Decision(self.reasons + tuple(reason for reason in other.reasons if reason not in self.reasons))


class Refused(Exception):
    """A policy said no. Pages show `decision.reasons`; the API maps them to 403."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(decision.codes))
        self.decision = decision


class Unseen(Exception):
    """The record does not exist, or not for this actor: one answer for both, always 404."""
