"""Gathering all that a clinician sees of one case of their own centre."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.reading import reading
from refnet.cases.chronology import BadDate, days_of, tell_days
from refnet.cases.describing import NO_TUMOUR
from refnet.cases.parts import placeless
from refnet.cases.pictures import CaseView, Text
from refnet.cases.queries import CaseLine, CasePage, list_own_cases, open_own_case, open_shared_case
from refnet.cases.remarks import remarks_of
from refnet.cases.sections import sections_of
from refnet.cases.terms import Absence, Fact, Leftover, Record
from refnet.centres.queries import open_centre
from refnet.consent.queries import open_consent
from refnet.consent.terms import Agreed, Scope
from refnet.consultations.pictures import ConsultationLine
from refnet.consultations.queries import list_for_case, list_newest_states, open_consultation
from refnet.consultations.terms import State
from refnet.documents.queries import DocumentLine, list_documents
from refnet.vocabulary.classification import Unclassified
from refnet.vocabulary.countries import countries
from refnet.vocabulary.iccc3 import class_of
from refnet.vocabulary.phrases import WHY_UNCLASSIFIED


@dataclass(frozen=True, slots=True)
class Casework:
    """A case with all that was put beside it.

    `missing` names the fields of a description that nobody has filled; `unclassified` says why there is no ICCC-3
    class, where codes are there and give none; `remarks` are what asks to be checked; `language` is the one that the
    centre's families speak first.
    """

    case: CasePage
    agreed: Agreed
    documents: tuple[DocumentLine, ...]
    consultations: tuple[ConsultationLine, ...]
    missing: tuple[str, ...]
    unclassified: Text
    remarks: tuple[str, ...]
    language: str

    @property
    def consented(self) -> bool:
        """Whether a board may be asked, as far as the family's consent goes."""
        return self.agreed.covers(Scope.CARE)

    @property
    def diagnosed(self) -> bool:
        """Whether a diagnosis stands in some form: coded, as a class, or in words."""
        tumour = self.case.view.record.main
        return tumour is not None and any((tumour.morphology.known, tumour.iccc3.known, tumour.text.known))


@dataclass(frozen=True, slots=True)
class BoardSight:
    """A case as a board sees it; `board` is its name, and empty in a preview for no board yet."""

    view: CaseView
    board: str
    boards: tuple[ConsultationLine, ...]


@dataclass(frozen=True, slots=True)
class CaseShelf:
    """A page of the own centre's cases, with the state of the newest consultation on each, and the key of the next
    page, if there is one.
    """

    lines: tuple[tuple[CaseLine, State | None], ...]
    next: tuple[str, str] | None


def list_shelf(actor: Actor, *, sought: str = "", after: tuple[str, str] | None = None, at: datetime) -> CaseShelf:
    """List the own centre's cases, newest first: all, or those that are `sought` by name, number or pseudonym.

    Raises
    ------
    Nothing
        An empty list is an answer.
    """
    with reading(actor, Purpose.CARE, at=at):
        found = list_own_cases(actor, sought=sought, after=after, at=at)
        states = list_newest_states(actor, [line.id for line in found.lines], at=at)
    return CaseShelf(tuple((line, states.get(line.id)) for line in found.lines), found.next)


def open_casework(actor: Actor, case_id: UUID, *, at: datetime) -> Casework:
    """Open a case of the own centre with consents, documents and consultations.

    Raises
    ------
    Unseen
        If there is no such case, or it is another centre's.
    """
    with reading(actor, Purpose.CARE, at=at):
        case = open_own_case(actor, case_id, at=at)
        return Casework(
            case=case,
            agreed=open_consent(actor, case_id, at=at),
            documents=list_documents(actor, case_id, at=at),
            consultations=list_for_case(actor, case_id, at=at),
            missing=missing_of(case.view.record),
            unclassified=_unclassified(case),
            remarks=remarks_on(case, at=at),
            language=_language(case.centre_id),
        )


def open_board_sight(actor: Actor, case_id: UUID, consultation_id: UUID | None, *, at: datetime) -> BoardSight:
    """Open an own case as the board of a consultation sees it; without one, as any board would see it.

    Raises
    ------
    Unseen
        If there is no such case, or it is another centre's, or was never open to this board.
    """
    with reading(actor, Purpose.CARE, at=at):
        case = open_own_case(actor, case_id, at=at)
        lines = tuple(line for line in list_for_case(actor, case_id, at=at) if line.pseudonym)
        if consultation_id is None:
            return BoardSight(_preview(case.view), "", lines)
        asked = open_consultation(actor, consultation_id, at=at)
        board_id = asked.board_id or UUID(int=0)
        return BoardSight(open_shared_case(actor, case_id, board_id, at=at), asked.board, lines)


def _language(centre_id: UUID) -> str:
    """The centre's own language, as it says; else the first of its country."""
    centre = open_centre(centre_id)
    country = countries().get(centre.country)
    return next(iter((*centre.languages, *(country.languages if country else ()))), "")


def remarks_on(case: CasePage, *, at: datetime) -> tuple[str, ...]:
    """Return what of a case asks to be checked by its own centre."""
    try:
        born = days_of(case.person.birth_date)[1]
    except BadDate:
        return remarks_of(case.view.record)
    return remarks_of(case.view.record, age_today=(at.date() - born).days)


def missing_of(record: Record) -> tuple[str, ...]:
    """Return the fields of a description that the data lack and that a board would ask for, in the form's order."""
    tumour = record.main or NO_TUMOUR
    named = tumour.morphology.known or tumour.iccc3.known
    lacking: dict[str, bool] = {
        "sex": _lacks(record.sex),
        "born": _lacks(record.born),
        "text": _lacks(tumour.text) and not named,
        "morphology": _lacks(tumour.morphology),
        "topography": _lacks(tumour.topography),
        "laterality": _lacks(tumour.laterality),
        "diagnosed": _lacks(tumour.diagnosed),
        "stage": not tumour.stages,
        "stage_system": not tumour.stages,
        "so_far": not _treated(record),
    }
    return tuple(name for name, lacks in lacking.items() if lacks)


def group_leftovers(leftovers: tuple[Leftover, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what was not taken over by its reason, each with the places where it stands."""
    groups: dict[str, list[str]] = {}
    for left in leftovers:
        place = ".".join(part for part in (left.resource, left.path) if part and not part.startswith("×"))
        count = left.path if left.path.startswith("×") else ""
        groups.setdefault(left.reason, []).append(f"{place} {count}".strip())
    return tuple((reason, tuple(places)) for reason, places in groups.items())


def _preview(view: CaseView) -> CaseView:
    record = placeless(view.record)
    sections = sections_of(record, view.classification, tell_days(record))
    return replace(view, pseudonym="", record=record, sections=sections)


def _treated(record: Record) -> bool:
    """Whether anything is told of what was done so far."""
    return any((record.so_far, record.phases, record.drugs, record.radiotherapy, record.surgery, record.transplants))


def _lacks(fact: Fact[Any]) -> bool:
    return not fact.known and fact.absent is not Absence.NOT_APPLICABLE


def _unclassified(case: CasePage) -> Text:
    tumour = case.view.record.main
    if case.view.classification or tumour is None or not (tumour.morphology.known or tumour.iccc3.known):
        return ""
    try:
        class_of(
            tumour.morphology.value or "",
            tumour.topography.value or "",
            sent=tumour.iccc3.value or "",
            words=tumour.text.value or "",
        )
    except Unclassified as error:
        return WHY_UNCLASSIFIED[error.why]
    return ""
