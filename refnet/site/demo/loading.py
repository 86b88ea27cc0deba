"""Loading the invented network: centres, boards, people, and consultations in every state, by the same commands
as in life.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from refnet.access.actors import SYSTEM, Actor, Role
from refnet.centres.commands import add_agreement, add_board, add_centre
from refnet.centres.terms import Kind, Level, Life, Paper, Specialty
from refnet.people.commands import add_account, join_centre, take_seat
from refnet.people.queries import actor_of

NETWORK = Path(__file__).parent / "network.yaml"
SPECIALTIES = (
    Specialty.ONCOLOGY,
    Specialty.SURGERY,
    Specialty.RADIOLOGY,
    Specialty.PATHOLOGY,
    Specialty.RADIATION,
)
NUMBERS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]


class Network:
    """The invented network as it grows: ids of centres and boards by code, and who may act where."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.since: date = (now - timedelta(days=400)).date()
        self.facts: dict[str, list[list[Any]]] = yaml.safe_load(NETWORK.read_text(encoding="utf-8"))
        self.centres: dict[str, UUID] = {}
        self.boards: dict[str, UUID] = {}
        self.clinicians: list[UUID] = []
        self.chairs: dict[str, UUID] = {}
        self.dispatchers: dict[str, UUID] = {}
        self.experts: dict[str, list[UUID]] = {}

    def actor(self, account_id: UUID) -> Actor:
        return actor_of(account_id, on=self.now.date())

    def build(self) -> None:
        """Enter centres, boards and people."""
        for code, name, city, country, language in self.facts["centres"]:
            self._centre(code, name, city, country, language)
        for row in self.facts["boards"]:
            self._board(*row)
        codes = sorted(self.centres)
        for number, code in enumerate(codes[:16]):
            role = Role.ASSISTANT if number % 8 == 7 else Role.CLINICIAN
            account = self._person(f"{role.value.capitalize()} {number + 1}", code, Specialty.ONCOLOGY)
            join_centre(SYSTEM, account, centre_id=self.centres[code], role=role, from_on=self.since, at=self.now)
            if role is Role.CLINICIAN:
                self.clinicians.append(account)
        for place, board in enumerate(sorted(self.boards)):
            self._seats(place, board, codes)

    def _centre(self, code: str, name: str, city: str, country: str, language: str) -> None:
        self.centres[code] = add_centre(
            SYSTEM,
            code=code,
            name=name,
            city=city,
            country=country,
            kind=Kind.SPECIALIST,
            life=Life.APPROVED,
            languages=(language,),
            invented=True,
            at=self.now,
        )
        for paper in Paper:
            add_agreement(SYSTEM, self.centres[code], paper=paper, signed_on=self.since, at=self.now)

    def _board(self, code: str, name: str, level: str, country: str, entities: list[str], urgent: bool) -> None:
        self.boards[code] = add_board(
            SYSTEM,
            code=code,
            name=name,
            level=Level(level),
            country=country,
            entities=entities,
            very_rare=code == "EU-VRT",
            required_specialties=(Specialty.ONCOLOGY,),
            urgent_service=urgent,
            ring="the duty telephone +00 000 0000" if urgent else "",
            invented=True,
            at=self.now,
        )

    def _seats(self, place: int, board: str, codes: list[str]) -> None:
        """A chair, a dispatcher and three experts or more; their centres lie at the end of the list, away from
        those who ask.
        """
        word = NUMBERS[place]
        home = codes[16 + place % 16]
        self.chairs[board] = self._seated(f"Chair {word}", home, Specialty.ONCOLOGY, board, Role.CHAIR)
        self.dispatchers[board] = self._seated(f"Dispatcher {word}", home, None, board, Role.DISPATCHER)
        self.experts[board] = [
            self._seated(
                f"Expert {word}-{number + 1}", codes[16 + (place + number + 1) % 16], specialty, board, Role.EXPERT
            )
            for number, specialty in enumerate(SPECIALTIES[:3])
        ]

    def _seated(self, name: str, home: str, specialty: Specialty | None, board: str, role: Role) -> UUID:
        account = self._person(name, home, specialty)
        if specialty is not None:
            join_centre(
                SYSTEM, account, centre_id=self.centres[home], role=Role.CLINICIAN, from_on=self.since, at=self.now
            )
        take_seat(SYSTEM, account, board_id=self.boards[board], role=role, from_on=self.since, at=self.now)
        return account

    def _person(self, name: str, centre: str, specialty: Specialty | None) -> UUID:
        address = name.lower().replace(" ", ".")
        return add_account(
            SYSTEM,
            email=f"{address}@{centre.lower()}.example",
            name=name,
            specialty=specialty,
            invented=True,
            at=self.now,
        )


def clock() -> datetime:
    """The moment of loading: the invented network is as old as the day it is loaded."""
    return datetime.now(UTC)
