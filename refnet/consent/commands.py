"""Recording what the family has agreed to, and what it took back."""

from datetime import date, datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.changing import changing
from refnet.consent import policies
from refnet.consent.events import ConsentGiven, ConsentWithdrawn
from refnet.consent.models import Consent
from refnet.consent.terms import Assent, Basis, Scope, Signer

EDITION = "2026-11"


def give_consent(
    actor: Actor,
    case_id: UUID,
    *,
    centre_id: UUID,
    scope: Scope,
    basis: Basis = Basis.CONSENT,
    signer: Signer,
    assent: Assent,
    language: str,
    given_on: date,
    reason: str = "",
    at: datetime,
) -> UUID:
    """Record one consent of a child's family, or the vital interests that stand in its place, and return its id.

    Parameters
    ----------
    language
        ISO 639-1 code of the text that was signed.
    reason
        For vital interests: why nobody could be reached and why waiting endangers life.

    Raises
    ------
    Refused
        If `policies.may_record` is against it.
    """
    with changing(actor, at=at) as change:
        change.require(
            policies.may_record(
                actor,
                centre_id,
                scope=scope,
                basis=basis,
                signer=signer,
                assent=assent,
                reason=reason,
                given_on=given_on,
                today=at.date(),
            )
        )
        consent = Consent(
            case=case_id,
            centre_id=centre_id,
            scope=scope.value,
            basis=basis.value,
            signer=signer.value,
            assent=assent.value,
            language=language,
            edition=EDITION,
            given_on=given_on,
            reason=reason,
        )
        consent.save()
        change.record(ConsentGiven(case_id, consent=consent.id, scope=scope, basis=basis))
        return consent.id


def withdraw_consent(actor: Actor, consent_id: UUID, *, at: datetime) -> UUID:
    """Record that the family took a consent back, and return the case. What follows from it is others' to react to.

    Raises
    ------
    Unseen
        If the actor cannot see this consent.
    Refused
        If `policies.may_withdraw` is against it.
    """
    with changing(actor, at=at) as change:
        consent = change.lock(Consent, consent_id)
        change.require(policies.may_withdraw(actor, consent.centre_id, withdrawn=consent.withdrawn_on is not None))
        consent.withdrawn_on = max(at.date(), consent.given_on)
        consent.save()
        change.record(ConsentWithdrawn(consent.case, consent=consent.id, scope=Scope(consent.scope)))
        return consent.case
