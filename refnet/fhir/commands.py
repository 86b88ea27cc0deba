"""Opening a case from what a hospital's system sends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.changing import changing
from refnet.cases.commands import open_case
from refnet.cases.queries import CaseLine, list_cases_of_child
from refnet.cases.terms import Record
from refnet.documents.commands import add_document
from refnet.fhir.intake import Intake, read


@dataclass(frozen=True, slots=True)
class Imported:
    """A case that was opened from data, and what of the data is worth saying. `deceased` is what the data say."""

    case_id: UUID
    record: Record
    documents: int
    source_format: str
    deceased: bool


class KnownChild(Exception):
    """The centre has cases of this child already; whoever brings the data has to say that another is meant."""

    def __init__(self, cases: tuple[CaseLine, ...]) -> None:
        self.cases = cases
        super().__init__(len(cases))


def import_case(
    actor: Actor, *, centre_id: UUID, files: Iterable[tuple[str, bytes]], again: bool = False, at: datetime
) -> Imported:
    """Open a case from FHIR R4 data: all of it, or nothing.

    A death that the data tell of is not recorded here: that is for the treating clinician, who is shown it.

    Parameters
    ----------
    files
        Name and content of each file, as `intake.read` takes them.
    again
        Whether another case is meant where the centre has one of this child.

    Raises
    ------
    BadIntake
        If the data cannot become a case; the sentence says what is wrong and where.
    KnownChild
        If the centre has a case of this child, and no other was meant.
    Refused
        If the actor may not open a case for this centre.
    """
    intake = read(files)
    if not again:
        refuse_known(actor, intake, at=at)
    return keep_intake(actor, intake, centre_id=centre_id, at=at)


def refuse_known(actor: Actor, intake: Intake, *, at: datetime) -> None:
    """Stop where the actor's centre has a case of the child. Raises `KnownChild`."""
    if known := list_cases_of_child(actor, intake.person, at=at):
        raise KnownChild(known)


def keep_intake(actor: Actor, intake: Intake, *, centre_id: UUID, at: datetime) -> Imported:
    """Open a case from data that were read already, in one transaction with its documents.

    Raises
    ------
    Refused
        If the actor may not open a case for this centre.
    """
    with changing(actor, at=at):
        case_id = open_case(
            actor,
            centre_id=centre_id,
            record=intake.record,
            person=intake.person,
            zero=intake.zero,
            source=intake.source_format,
            at=at,
        )
        for document in intake.documents:
            add_document(
                actor,
                case_id,
                title=document.title,
                content_type=document.content_type,
                language=document.language,
                content=document.content,
                origin=f"{document.origin.resource} {document.origin.path}".strip(),
                at=at,
            )
    return Imported(
        case_id=case_id,
        record=intake.record,
        documents=len(intake.documents),
        source_format=intake.source_format,
        deceased=intake.deceased is True,
    )
