"""A class of ICCC-3, and why a tumour may have none."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a tumour cannot be put into a class of ICCC-3."""

    MALFORMED = "malformed"
    UNKNOWN_TOPOGRAPHY = "unknown-topography"
    NO_ROW = "no-row"
    SUBSITE_DECIDES = "subsite-decides"
    BEHAVIOUR_DECIDES = "behaviour-decides"
    UNKNOWN_CODE = "unknown-code"
    AMBIGUOUS_CODE = "ambiguous-code"


class Unclassified(ValueError):
    """There is no class of ICCC-3 for what was given. The message is a sentence that says why."""

    def __init__(self, why: Why, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


@dataclass(frozen=True, slots=True)
class Classification:
    """A class of the International Classification of Childhood Cancer: `VI`, `VIa`, `VIa.1`, each with its name.

    A computed class always has a subgroup. A class that a hospital sent may stop at the group: then subgroup and
    division are None. A subgroup that the classification does not divide has no division.
    """

    group: str
    group_name: str
    subgroup: str | None = None
    subgroup_name: str | None = None
    division: str | None = None
    division_name: str | None = None

    @property
    def code(self) -> str:
        """The most specific code: `VIa.1`, else `VIa`, else `VI`."""
        return self.division or self.subgroup or self.group

    @property
    def name(self) -> str:
        """The name that belongs to `code`."""
        return self.division_name or self.subgroup_name or self.group_name

    def within(self, other: "Classification") -> bool:
        """Whether this class is `other` or a part of it."""
        return other.code in (self.group, self.subgroup, self.division)

    def as_dict(self) -> dict[str, str | None]:
        """Return the class as plain data, for JSON."""
        return {
            "group": self.group,
            "group_name": self.group_name,
            "subgroup": self.subgroup,
            "subgroup_name": self.subgroup_name,
            "division": self.division,
            "division_name": self.division_name,
        }
