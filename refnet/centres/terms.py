"""The words of the roadmap."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Level(StrEnum):
    """For whom a board sits."""

    INSTITUTIONAL = "institutional"
    NATIONAL = "national"
    EUROPEAN = "european"


class Kind(StrEnum):
    """What a centre is for others: it treats, it coordinates for a tumour entity, or both."""

    SPECIALIST = "specialist"
    HUB = "hub"
    BOTH = "both"


class Life(StrEnum):
    """How far what the roadmap says of a centre has been confirmed. Source: docs/glossary.md#roadmap."""

    DRAFT = "draft"
    SELF_DECLARED = "self-declared"
    ATTESTED = "attested"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    EXPIRED = "expired"


class Paper(StrEnum):
    """What must be on record before a centre submits. Source: Regulation (EU) 2016/679, articles 26 and 35."""

    JOINT_CONTROLLERSHIP = "joint-controllership"
    PROTECTION_ASSESSMENT = "data-protection-assessment"


class Specialty(StrEnum):
    """What an expert is expert in."""

    ONCOLOGY = "paediatric-oncology"
    HAEMATOLOGY = "haematology"
    NEURO_ONCOLOGY = "neuro-oncology"
    SURGERY = "surgery"
    NEUROSURGERY = "neurosurgery"
    ORTHOPAEDICS = "orthopaedic-surgery"
    OPHTHALMOLOGY = "ophthalmology"
    RADIATION = "radiation-oncology"
    RADIOLOGY = "radiology"
    PATHOLOGY = "pathology"
    MOLECULAR = "molecular-diagnostics"
    NUCLEAR = "nuclear-medicine"
    GENETICS = "clinical-genetics"
    NURSING = "nursing"
    PALLIATIVE = "palliative-care"


class Resource(StrEnum):
    """What a centre says it has in its own house: advice is asked against it."""

    SURGERY = "paediatric-surgery"
    NEUROSURGERY = "paediatric-neurosurgery"
    INTENSIVE_CARE = "paediatric-intensive-care"
    CHEMOTHERAPY = "chemotherapy"
    AUTOLOGOUS_HSCT = "autologous-hsct"
    ALLOGENEIC_HSCT = "allogeneic-hsct"
    CAR_T = "car-t"
    PHOTONS = "radiotherapy-photons"
    PROTONS = "radiotherapy-protons"
    BRACHYTHERAPY = "brachytherapy"
    MIBG = "mibg-therapy"
    CT = "ct"
    MRI = "mri"
    PET = "pet"
    PATHOLOGY = "pathology"
    MOLECULAR = "molecular-diagnostics"
    LIVER_TRANSPLANT = "liver-transplantation"
    EARLY_PHASE = "early-phase-trials"
    PALLIATIVE = "palliative-care"
    FERTILITY = "fertility-preservation"


class Match(StrEnum):
    """How well a board's entities fit a tumour, best first."""

    SUBGROUP = "subgroup"
    GROUP = "group"
    VERY_RARE = "very-rare"
    NONE = "none"


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
    host_id: UUID | None = None
    trial_group: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class CentreView:
    """A centre as the roadmap has it. `country` is ISO 3166; `resources` are what the centre says it has."""

    id: UUID
    code: str
    name: str
    city: str
    country: str
    kind: Kind = Kind.SPECIALIST
    life: Life = Life.DRAFT
    resources: tuple[Resource, ...] = ()
    languages: tuple[str, ...] = ()
    invented: bool = False
