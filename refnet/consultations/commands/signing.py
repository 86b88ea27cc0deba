"""Signing the advice and handing it over."""

import secrets
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.changing import Change, changing
from refnet.consultations import policies
from refnet.consultations.commands.advising import move_if_first
from refnet.consultations.commands.locking import lock_advice
from refnet.consultations.events import AdviceDelivered, AdviceSigned, AdviceSuperseded
from refnet.consultations.gathering import gather_draft, gather_panel, latest_advice, standpoint_of
from refnet.consultations.lifecycle import ADVICE
from refnet.consultations.models import Advice, Certificate, Consultation, Panellist
from refnet.consultations.moving import move_on
from refnet.consultations.printing import advice_pdf
from refnet.consultations.queries.advice import gather_sheet
from refnet.consultations.terms import AdviceState
from refnet.documents.sealing import seal
from refnet.documents.storing import keep
from refnet.identity.queries import open_file_key

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16


def sign_advice(actor: Actor, advice_id: UUID, *, at: datetime) -> str:
    """Sign the advice: print it, seal it, keep it, and return the code that the public page confirms.

    An earlier signed version is superseded by the same act.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_sign` is against it; the reasons say what is missing.
    documents.sealing.SealLost
        If the network's seal cannot be opened; nothing is signed then.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        facts = gather_draft(change.reading, advice)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_sign(actor, standpoint_of(consultation), facts, panel))

        advice.code = _code()
        advice.signed_by_id = actor.id
        advice.signed_at = at
        advice.state = ADVICE.after("sign", AdviceState.IN_REVIEW).value
        before = _supersede(change, consultation, advice, at=at)
        sheet = gather_sheet(actor, change.reading, consultation, advice, replaces=before, at=at)
        sealed = seal(advice_pdf(sheet), reason=f"Advice {advice.code}", at=at)
        advice.sha256 = sha256(sealed).hexdigest()
        advice.file = keep(sealed, key=open_file_key(actor, consultation.case_id, at=at))
        advice.save()
        Certificate.objects.create(
            code=advice.code, board_id=consultation.asked, signed_on=at.date(), sha256=advice.sha256
        )
        for row in change.seen(Panellist).filter(consultation=consultation, owes=True):
            row.owes = False
            row.save()
        state = move_if_first(consultation, "sign", at=at)
        change.record(AdviceSigned(consultation.id, state=state, advice=advice.id, version=advice.number))
        return advice.code


def deliver_advice(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """Hand the signed advice to the requesting centre.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_deliver` is against it.
    """
    with changing(actor, Purpose.COORDINATION, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_deliver(actor, standpoint_of(consultation)))
        advice = latest_advice(change.reading, consultation_id)
        state = move_on(consultation, "deliver", at=at)
        change.record(AdviceDelivered(consultation.id, state=state, advice=advice.id if advice else consultation.id))


def _supersede(change: Change, consultation: Consultation, advice: Advice, *, at: datetime) -> str:
    """End the signed version before this one, if any, and return its code."""
    signed = change.seen(Advice).filter(consultation=consultation, state=AdviceState.SIGNED.value)
    before: Advice | None = signed.exclude(pk=advice.pk).first()
    if before is None:
        return ""
    before.state = ADVICE.after("supersede", AdviceState.SIGNED).value
    before.ended_at = at
    before.save()
    Certificate.objects.filter(pk=before.code).update(state=before.state, changed_on=at.date())
    change.record(AdviceSuperseded(consultation.id, advice=before.id, by=advice.id))
    return before.code


def _code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
