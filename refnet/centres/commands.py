"""Writing the roadmap: acts of the network's office. The centres' own editing comes with the roadmap's later form."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from refnet.access.actors import Actor
from refnet.access.decisions import Refused
from refnet.centres.events import AgreementAdded, BoardAdded, CentreAdded
from refnet.centres.models import Agreement, Board, Centre
from refnet.centres.policies import may_keep_the_roadmap
from refnet.centres.terms import Kind, Level, Life, Paper, Resource, Specialty
from refnet.journal.commands import append
from refnet.vocabulary.countries import parse_country
from refnet.vocabulary.iccc3 import of_code
from refnet.vocabulary.languages import UnknownLanguage, language_name


def add_centre(
    actor: Actor,
    *,
    code: str,
    name: str,
    city: str,
    country: str,
    kind: Kind = Kind.SPECIALIST,
    life: Life = Life.DRAFT,
    resources: Collection[Resource] = (),
    languages: Collection[str] = (),
    invented: bool = False,
    at: datetime,
) -> UUID:
    """Put a centre on the roadmap and return its id.

    Raises
    ------
    Refused
        If the actor does not keep the roadmap.
    UnknownCountry, UnknownLanguage
        If the network has no such country or language.
    """
    _require(actor)
    centre = Centre(
        id=uuid4(),
        code=code.strip().upper(),
        name=name,
        city=city,
        country=parse_country(country),
        kind=kind.value,
        life=life.value,
        resources=[one.value for one in resources],
        languages=[_language(one) for one in languages],
        invented=invented,
    )
    with transaction.atomic():
        centre.save(force_insert=True)
        append([CentreAdded(centre.id, centre.country)], actor=actor.id, at=at)
    return centre.id


def add_agreement(
    actor: Actor, centre_id: UUID, *, paper: Paper, signed_on: date, until_on: date | None = None, at: datetime
) -> UUID:
    """Put a paper between a centre and the network on record and return its id.

    Raises
    ------
    Refused
        If the actor does not keep the roadmap.
    """
    _require(actor)
    agreement = Agreement(id=uuid4(), centre_id=centre_id, paper=paper.value, signed_on=signed_on, until_on=until_on)
    with transaction.atomic():
        agreement.save(force_insert=True)
        append([AgreementAdded(centre_id, paper, signed_on, until_on)], actor=actor.id, at=at)
    return agreement.id


def add_board(
    actor: Actor,
    *,
    code: str,
    name: str,
    level: Level,
    country: str = "",
    host_id: UUID | None = None,
    entities: Collection[str] = (),
    very_rare: bool = False,
    trial_group: str = "",
    languages: Collection[str] = ("en",),
    countries_served: Collection[str] = (),
    quorum: int = 3,
    required_specialties: Collection[Specialty] = (),
    acknowledge_hours: int = 24,
    routine_days: int = 7,
    urgent_hours: int = 48,
    follow_up_days: int = 90,
    urgent_service: bool = False,
    ring: str = "",
    invented: bool = False,
    at: datetime,
) -> UUID:
    """Put a board on the roadmap and return its id. Entities are ICCC-3 groups and subgroups (`VI`, `IVa`).

    Raises
    ------
    Refused
        If the actor does not keep the roadmap.
    UnknownCountry, UnknownLanguage, Unclassified
        If the network has no such country or language, or ICCC-3 no such class.
    """
    _require(actor)
    board = Board(
        id=uuid4(),
        code=code.strip().upper(),
        name=name,
        level=level.value,
        country=parse_country(country) if country else "",
        host_id=host_id,
        entities=[of_code(one).code for one in entities],
        very_rare=very_rare,
        trial_group=trial_group,
        languages=[_language(one) for one in languages],
        countries_served=[parse_country(one) for one in countries_served],
        quorum=quorum,
        required_specialties=[one.value for one in required_specialties],
        acknowledge_hours=acknowledge_hours,
        routine_days=routine_days,
        urgent_hours=urgent_hours,
        follow_up_days=follow_up_days,
        urgent_service=urgent_service,
        ring=ring,
        invented=invented,
    )
    with transaction.atomic():
        board.save(force_insert=True)
        append([BoardAdded(board.id, level)], actor=actor.id, at=at)
    return board.id


def _require(actor: Actor) -> None:
    decision = may_keep_the_roadmap(actor)
    if not decision.allowed:
        raise Refused(decision)


def _language(written: str) -> str:
    # Wider than the languages of the Union: people also speak Norwegian, Ukrainian or Turkish.
    code = written.strip().lower()
    if language_name(code, "en") == code:
        raise UnknownLanguage(f"“{written}” is no language that we know of: expected a code such as fr")
    return code
