"""Reading who a child is. Two doors: `open_identity` gives the person, `find_traces` only says where a text names
it.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from refnet.access.actors import SYSTEM, Actor, Purpose
from refnet.access.decisions import Unseen
from refnet.access.reading import reading
from refnet.identity.keyring import key_ring
from refnet.identity.marking import known_by, sought
from refnet.identity.models import Patient
from refnet.identity.sealing import open_key, open_sealed
from refnet.identity.terms import Identity, Person, Trace
from refnet.identity.tracing import traces

MOST_FOUND = 100
"""Children whom a search finds at most; who looks for one of so many gives another word."""


def open_identity(actor: Actor, case_id: UUID, *, at: datetime) -> Identity:
    """Open who the child of a case is, for its own centre's clinical staff.

    Raises
    ------
    Unseen
        If there is no such case, or the actor is not of the treating centre's clinical staff. The attempt is
        in the ledger, under the case.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        patient = records.seen(Patient).filter(case=case_id).first()
        if patient is None:
            raise records.missed(Patient, case_id)
        sealed = bytes(patient.sealed)
    return open_sealed(case_id, sealed)


def list_identities(actor: Actor, case_ids: Iterable[UUID], *, at: datetime) -> dict[UUID, Person]:
    """List who the children of some cases are, for a page of the own centre's clinical staff.

    Raises
    ------
    Nothing
        A child of another centre is not among them.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        rows = list(records.seen(Patient).filter(case__in=list(case_ids)))
    return {patient.case: open_sealed(patient.case, bytes(patient.sealed)).person for patient in rows}


def list_cases_of(actor: Actor, person: Person, *, at: datetime) -> tuple[UUID, ...]:
    """List the cases that the actor's own centre has of this child, known by name with birth date or by a number.

    Raises
    ------
    Nothing
        None is an answer.
    """
    centre_id = actor.clinical_centre_id
    return _marked(actor, [known_by(person, centre_id)] if centre_id else [], at=at)


def list_cases_called(actor: Actor, text: str, *, at: datetime) -> tuple[UUID, ...]:
    """List the cases of the actor's own centre whose child has these names, as whole words, or this number; no more
    than `MOST_FOUND`.

    Raises
    ------
    Nothing
        None is an answer.
    """
    centre_id = actor.clinical_centre_id
    return _marked(actor, sought(text, centre_id) if centre_id else [], at=at)


def _marked(actor: Actor, marks: list[list[str]], *, at: datetime) -> tuple[UUID, ...]:
    if not marks or not all(marks):
        return ()
    wanted = Q()
    for any_of in marks:
        wanted &= Q(marks__overlap=any_of)
    with reading(actor, Purpose.CARE, at=at) as records:
        return tuple(patient.case for patient in records.seen(Patient).filter(wanted)[:MOST_FOUND])


def find_traces(actor: Actor, case_id: UUID, text: str, *, at: datetime) -> tuple[Trace, ...]:
    """Return where a text gives the child of a case away: places and kinds, never values.

    Anyone who writes about the case may ask; the person itself is opened by the system, and that is ledgered.

    Raises
    ------
    Unseen
        If nobody has put down who the child is.
    """
    if not text.strip():
        return ()
    with reading(SYSTEM, Purpose.SYSTEM, at=at) as records:
        patient = records.seen(Patient).filter(case=case_id).first()
        if patient is None:
            raise Unseen
        sealed = bytes(patient.sealed)
    return traces(open_sealed(case_id, sealed).person, text)


def open_file_key(actor: Actor, case_id: UUID, *, at: datetime) -> bytes:
    """Return the key under which the files of a case are kept, for a caller that has opened the file's own record.

    Raises
    ------
    Unseen
        If there is no such case.
    """
    with reading(SYSTEM, Purpose.SYSTEM, at=at) as records:
        patient = records.seen(Patient).filter(case=case_id).first()
        if patient is None:
            raise Unseen
        sealed = bytes(patient.sealed_key)
    return open_key(case_id, sealed)


def pseudonym(case_id: UUID, context: str) -> str:
    """Return the name of a case's child in a context (`network`, `board:<id>`): the one function that draws
    pseudonyms.
    """
    return key_ring().pseudonym(context, str(case_id))
