"""The words of the roadmap."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Level(StrEnum):
    """For whom a board sits."""

    INSTITUTIONAL = "institutional"
    NATIONAL = "national"
    EUROPEAN = "european"


class Paper(StrEnum):
    """What must be on record before a centre submits. Source: Regulation (EU) 2016/679, articles 26 and 35."""

    JOINT_CONTROLLERSHIP = "joint-controllership"
    PROTECTION_ASSESSMENT = "data-protection-assessment"


class Specialty(StrEnum):
    """What an expert is expert in."""

    ONCOLOGY = "paediatric-oncology"
    HAEMATOLOGY = "haematology"
    SURGERY = "surgery"
    RADIATION = "radiation-oncology"
    RADIOLOGY = "radiology"
    PATHOLOGY = "pathology"
    MOLECULAR = "molecular-diagnostics"
    NUCLEAR = "nuclear-medicine"
    PALLIATIVE = "palliative-care"


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board as the roadmap has it. Targets are in hours and days; `ring` says whom to ring when hours count."""

    id: UUID
    code: str
    name: str
    level: Level
    country: str
    entities: tuple[str, ...]
    very_rare: bool
    languages: tuple[str, ...]
    countries_served: tuple[str, ...]
    quorum: int
    required_specialties: tuple[Specialty, ...]
    acknowledge_hours: int
    routine_days: int
    urgent_hours: int
    follow_up_days: int
    urgent_service: bool
    ring: str


@dataclass(frozen=True, slots=True)
class CentreView:
    """A centre as the roadmap has it. `country` is ISO 3166."""

    id: UUID
    code: str
    name: str
    city: str
    country: str
