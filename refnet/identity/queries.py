"""Reading who a child is. Two doors: `open_identity` gives the person, `find_traces` only says where a text names
it.
"""

from datetime import datetime
from uuid import UUID

from refnet.access.actors import SYSTEM, Actor, Purpose
from refnet.access.decisions import Unseen
from refnet.access.reading import reading
from refnet.identity.keyring import key_ring
from refnet.identity.models import Patient
from refnet.identity.sealing import open_key, open_sealed
from refnet.identity.terms import Identity, Trace
from refnet.identity.tracing import traces


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
