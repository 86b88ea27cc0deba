"""ICCC-3 of a case: computed from ICD-O-3 where that is possible, else as the hospital gave it."""

from refnet.cases.terms import Tumour
from refnet.vocabulary.classification import Classification, Unclassified
from refnet.vocabulary.iccc3 import class_of


def classification_of(tumour: Tumour | None) -> Classification | None:
    """Return the tumour's class, or None where neither its codes nor the hospital's own class give one."""
    if tumour is None:
        return None
    try:
        return class_of(
            tumour.morphology.value or "",
            tumour.topography.value or "",
            sent=tumour.iccc3.value or "",
            words=tumour.text.value or "",
        )
    except Unclassified:
        return None


def is_computed(tumour: Tumour, classification: Classification) -> bool:
    """Whether the class follows from the tumour's own codes; else it is as the hospital, or its words, had it."""
    try:
        return class_of(tumour.morphology.value or "", tumour.topography.value or "") == classification
    except Unclassified:
        return False
