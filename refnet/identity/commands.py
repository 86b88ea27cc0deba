"""Putting down who a child is."""

import secrets
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.changing import changing
from refnet.access.decisions import Unseen
from refnet.identity import policies
from refnet.identity.events import ChildRegistered, IdentityCorrected
from refnet.identity.marking import marks_of
from refnet.identity.models import Patient
from refnet.identity.sealing import seal_identity, seal_key
from refnet.identity.terms import Identity

KEY_BYTES = 32


def register_child(actor: Actor, case_id: UUID, identity: Identity, *, centre_id: UUID, at: datetime) -> None:
    """Put down who the child of a new case is, and draw the key of the case's files.

    Raises
    ------
    Refused
        If `policies.may_register` is against it.
    """
    with changing(actor, at=at) as change:
        change.require(policies.may_register(actor, centre_id))
        Patient(
            case=case_id,
            centre_id=centre_id,
            sealed=seal_identity(case_id, identity),
            sealed_key=seal_key(case_id, secrets.token_bytes(KEY_BYTES)),
            marks=marks_of(identity.person, centre_id),
        ).save()
        change.record(ChildRegistered(case_id, centre=centre_id))


def correct_identity(actor: Actor, case_id: UUID, identity: Identity, *, at: datetime) -> None:
    """Correct who the child of a case is.

    Raises
    ------
    Unseen
        If the actor cannot see this child.
    Refused
        If `policies.may_register` is against it.
    """
    with changing(actor, at=at) as change:
        patient = change.seen(Patient).select_for_update(of=("self",)).filter(case=case_id).first()
        if patient is None:
            raise Unseen
        change.require(policies.may_register(actor, patient.centre_id))
        patient.sealed = seal_identity(case_id, identity)
        patient.marks = marks_of(identity.person, patient.centre_id)
        patient.save()
        change.record(IdentityCorrected(case_id))
