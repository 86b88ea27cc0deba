"""The invented network of a walk: two hospitals, a board for each group of tumours, and the people who are needed.

Nobody in it is real; names, hospitals and boards are numbered so that nobody could take them for real ones.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from refnet.access.actors import SYSTEM, Actor, Role
from refnet.centres.commands import add_agreement, add_board, add_centre
from refnet.centres.queries import rank_boards
from refnet.centres.terms import BoardView, Level, Life, Paper, Specialty
from refnet.people.commands import add_account, join_centre, take_seat
from refnet.people.queries import actor_of

COUNTRY, LANGUAGE = "LU", "en"
ELSEWHERE = "MT"
BOARDS = (
    ("EU-LEU", "Invented board for leukaemia", ("I",)),
    ("EU-LYM", "Invented board for lymphoma", ("II",)),
    ("EU-CNS", "Invented board for brain tumours", ("III",)),
    ("EU-NBL", "Invented board for neuroblastoma", ("IV",)),
    ("EU-RET", "Invented board for retinoblastoma", ("V",)),
    ("EU-REN", "Invented board for renal tumours", ("VI",)),
    ("EU-LIV", "Invented board for liver tumours", ("VII",)),
    ("EU-BON", "Invented board for bone tumours", ("VIII",)),
    ("EU-STS", "Invented board for soft tissue sarcoma", ("IX",)),
    ("EU-GCT", "Invented board for germ cell tumours", ("X",)),
    ("EU-VRT", "Invented board for very rare and unclassified tumours", ("XI", "XII")),
)
VERY_RARE = "EU-VRT"
EXPERTS = (
    ("Expert One", Specialty.ONCOLOGY),
    ("Expert Two", Specialty.PATHOLOGY),
    ("Expert Three", Specialty.SURGERY),
)


@dataclass(frozen=True, slots=True)
class Requester:
    """The clinician who asks, and the hospital."""

    clinician: Actor
    centre_id: UUID
    elsewhere_id: UUID


@dataclass(frozen=True, slots=True)
class Panel:
    """The board that is asked, and its people."""

    board: BoardView
    dispatcher: Actor
    chair: Actor
    experts: tuple[Actor, ...]


def build_network(at: datetime) -> Requester:
    """Enter the hospitals with their papers, the boards, and the clinician who will ask."""
    treating = _hospital("One", COUNTRY, at)
    elsewhere = _hospital("Two", ELSEWHERE, at)
    for code, name, entities in BOARDS:
        add_board(
            SYSTEM,
            code=code,
            name=name,
            level=Level.EUROPEAN,
            entities=entities,
            very_rare=code == VERY_RARE,
            required_specialties=(Specialty.ONCOLOGY,),
            invented=True,
            at=at,
        )
    clinician = _person("Clinician One", Specialty.ONCOLOGY, treating, at)
    return Requester(actor_of(clinician, on=at.date()), treating, elsewhere)


def seat_panel(requester: Requester, iccc3: str | None, at: datetime) -> Panel:
    """Choose the board that the roadmap ranks first for a tumour's class, and seat its people."""
    board = rank_boards(iccc3=iccc3, country=COUNTRY, language=LANGUAGE)[0].board

    def seated(name: str, specialty: Specialty | None, role: Role) -> Actor:
        account = _person(name, specialty, requester.elsewhere_id, at)
        take_seat(SYSTEM, account, board_id=board.id, role=role, from_on=at.date(), at=at)
        return actor_of(account, on=at.date())

    return Panel(
        board=board,
        dispatcher=seated("Dispatcher One", None, Role.DISPATCHER),
        chair=seated("Chair One", Specialty.ONCOLOGY, Role.CHAIR),
        experts=tuple(seated(name, specialty, Role.EXPERT) for name, specialty in EXPERTS),
    )


def _hospital(number: str, country: str, at: datetime) -> UUID:
    centre_id = add_centre(
        SYSTEM,
        code=f"{country}-INV-1",
        name=f"Invented Hospital {number}",
        city="–",
        country=country,
        life=Life.APPROVED,
        languages=(LANGUAGE,),
        invented=True,
        at=at,
    )
    for paper in Paper:
        add_agreement(SYSTEM, centre_id, paper=paper, signed_on=at.date(), at=at)
    return centre_id


def _person(name: str, specialty: Specialty | None, centre_id: UUID, at: datetime) -> UUID:
    address = name.lower().replace(" ", ".")
    account = add_account(SYSTEM, email=f"{address}@walk.example", name=name, specialty=specialty, invented=True, at=at)
    join_centre(SYSTEM, account, centre_id=centre_id, role=Role.CLINICIAN, from_on=at.date(), at=at)
    return account
