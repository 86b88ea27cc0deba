"""The consultation as it is kept, and all that belongs to it."""

from refnet.consultations.models.advice import Addendum, Advice, Certificate, Countersignature, Dissent, Outcome
from refnet.consultations.models.consultation import Consultation
from refnet.consultations.models.panel import Opinion, Panellist, Waiver
from refnet.consultations.models.thread import InformationRequest, Post

__all__ = [
    "Addendum",
    "Advice",
    "Certificate",
    "Consultation",
    "Countersignature",
    "Dissent",
    "InformationRequest",
    "Opinion",
    "Outcome",
    "Panellist",
    "Post",
    "Waiver",
]
