"""Holding records for a change, always in the same order, so that no two changes wait for each other."""

from uuid import UUID

from refnet.access.changing import Change
from refnet.consultations.models import Advice, Consultation


def lock_advice(change: Change, advice_id: UUID) -> tuple[Advice, Consultation]:
    """Hold a consultation and then one version of its advice. Raises `Unseen` as `Change.lock` does."""
    consultation = change.lock(Consultation, change.reading.one(Advice, advice_id).consultation_id)
    return change.lock(Advice, advice_id), consultation
