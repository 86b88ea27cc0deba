"""Reading what the family has agreed to."""

from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.reading import reading
from refnet.consent.models import Consent
from refnet.consent.terms import Agreed, Assent, Basis, Given, Scope, Signer


def open_consent(actor: Actor, case_id: UUID, *, at: datetime) -> Agreed:
    """Open all consents of a case. Raises nothing: where the actor may not see them, nothing is agreed."""
    with reading(actor, Purpose.CARE, at=at) as records:
        rows = list(records.seen(Consent).filter(case=case_id).order_by("given_on", "id"))
    return Agreed(tuple(_given(row) for row in rows))


def _given(row: Consent) -> Given:
    return Given(
        id=row.id,
        scope=Scope(row.scope),
        basis=Basis(row.basis),
        signer=Signer(row.signer),
        assent=Assent(row.assent),
        language=row.language,
        edition=row.edition,
        given_on=row.given_on,
        withdrawn_on=row.withdrawn_on,
        reason=row.reason,
    )
