"""Reading cases."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from refnet.access.actors import Actor, Purpose
from refnet.access.decisions import Decision, Unseen
from refnet.access.reading import reading
from refnet.cases import policies
from refnet.cases.chronology import Teller, tell_dates, tell_days
from refnet.cases.classifying import classification_of
from refnet.cases.coding import from_plain
from refnet.cases.models import OPEN, Case, Reader, Share
from refnet.cases.parts import placeless
from refnet.cases.phrases import age_in_words, child_name, diagnosis_in_words
from refnet.cases.pictures import CaseView, Text
from refnet.cases.sections import sections_of
from refnet.cases.terms import Record
from refnet.identity.queries import list_cases_called, list_cases_of, list_identities, open_identity
from refnet.identity.terms import Person


@dataclass(frozen=True, slots=True)
class CasePage:
    """The treating centre's own page of a case: the child by name, calendar dates beside days."""

    view: CaseView
    person: Person
    diagnosed_on: str
    version: int
    source: str
    local_means: str
    centre_id: UUID
    died: bool
    describing: Decision
    sharing: Decision
    dying: Decision


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list of the treating centre."""

    id: UUID
    pseudonym: str
    name: Text
    birth_year: str
    diagnosis: Text
    entity: str
    age: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of a list of cases, and the key of the next, if any."""

    lines: tuple[CaseLine, ...]
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a case has what it needs to go before a board: a diagnosis in some form, and a living child."""

    centre_id: UUID
    pseudonym: str
    entity: str
    diagnosis: bool
    alive: bool


def open_own_case(actor: Actor, case_id: UUID, *, at: datetime) -> CasePage:
    """Open a case with the child's name and calendar dates, for its own centre's clinical staff.

    Raises
    ------
    Unseen
        If there is no such case, or it is another centre's.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        case = records.one(Case, case_id)
        identity = open_identity(actor, case_id, at=at)
    record = from_plain(case.content)
    tell = tell_dates(record, identity.zero)
    return CasePage(
        view=_view(case.id, case.pseudonym, record, tell),
        person=identity.person,
        diagnosed_on=tell(record.diagnosed).split(" · ")[0],
        version=case.version,
        source=case.source,
        local_means=case.local_means,
        centre_id=case.centre_id,
        died=case.died_at is not None,
        describing=policies.may_describe(actor, case),
        sharing=policies.may_share(actor, case),
        dying=policies.may_record_death(actor, case),
    )


def open_shared_case(actor: Actor, case_id: UUID, board_id: UUID, *, at: datetime) -> CaseView:
    """Open a case as a board sees it: its own pseudonym, ages and days since diagnosis, no calendar.

    The treating centre may open it so too, to see what the board sees.

    Raises
    ------
    Unseen
        If the case is not open to this board, or the actor is not among those to whom it is.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        case = records.one(Case, case_id)
        share = records.seen(Share).filter(OPEN | Q(case__centre=actor.clinical_centre_id), case=case, board=board_id)
        found = share.order_by("-since").first()
        if found is None:
            raise Unseen
    record = placeless(from_plain(case.content))
    return _view(case.id, found.pseudonym, record, tell_days(record))


def open_readiness(actor: Actor, case_id: UUID, *, at: datetime) -> Readiness:
    """Open a case to see whether it can go before a board. Raises `Unseen`."""
    with reading(actor, Purpose.CARE, at=at) as records:
        case = records.one(Case, case_id)
    tumour = from_plain(case.content).main
    named = tumour is not None and any((tumour.morphology.known, tumour.text.known, tumour.iccc3.known))
    return Readiness(case.centre_id, case.pseudonym, case.entity, named, case.died_at is None)


def list_own_cases(actor: Actor, *, sought: str = "", after: tuple[str, str] | None = None, at: datetime) -> CaseList:
    """List the cases of the actor's own centre with the children's names, newest first, a page at a time.

    Parameters
    ----------
    sought
        Whole words of a name, a number of the child, or a pseudonym of the case: only those cases.

    Raises
    ------
    Nothing
        An empty list is an answer.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        own = Q(centre=actor.clinical_centre_id)
        if sought.strip():
            pseudonym = "-".join(re.findall("[^\\W_]+", sought.upper()))
            shared = Exists(records.seen(Share).filter(case=OuterRef("pk"), pseudonym=pseudonym))
            own &= Q(pk__in=list_cases_called(actor, sought, at=at)) | Q(pseudonym=pseudonym) | Q(shared)
        page = records.page(Case, own, by="opened_at", after=after, newest_first=True)
        people = list_identities(actor, [case.id for case in page.rows], at=at)
    return CaseList(tuple(_line(case, people.get(case.id)) for case in page.rows), page.next)


def list_cases_of_child(actor: Actor, person: Person, *, at: datetime) -> tuple[CaseLine, ...]:
    """List the cases that the actor's own centre has of this child already, newest first: known by name with birth
    date, or by a lasting number.

    Raises
    ------
    Nothing
        None is an answer.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        own = Q(centre=actor.clinical_centre_id, pk__in=list_cases_of(actor, person, at=at))
        page = records.page(Case, own, by="opened_at", newest_first=True)
        people = list_identities(actor, [case.id for case in page.rows], at=at) if page.rows else {}
    return tuple(_line(case, people.get(case.id)) for case in page.rows)


def list_readers(actor: Actor, case_id: UUID, *, at: datetime) -> tuple[UUID, ...]:
    """List the experts to whom a case is open now. Raises `Unseen` where the case is."""
    with reading(actor, Purpose.COORDINATION, at=at) as records:
        records.one(Case, case_id)
        return tuple(reader.account_id for reader in records.seen(Reader).filter(OPEN, case=case_id))


def _view(case_id: UUID, name: str, record: Record, tell: Teller) -> CaseView:
    classification = classification_of(record.main)
    return CaseView(
        id=case_id,
        pseudonym=name,
        record=record,
        classification=classification,
        sections=sections_of(record, classification, tell),
        age=_age(record),
        diagnosis=diagnosis_in_words(record, classification),
    )


def _line(case: Case, person: Person | None) -> CaseLine:
    record = from_plain(case.content)
    return CaseLine(
        id=case.id,
        pseudonym=case.pseudonym,
        name=child_name(person),
        birth_year=person.birth_year if person else "",
        diagnosis=diagnosis_in_words(record, classification_of(record.main)),
        entity=case.entity,
        age=_age(record),
        opened_at=case.opened_at,
    )


def _age(record: Record) -> str:
    return age_in_words(record.age_at_diagnosis)
