"""ICCC-3 of a case: computed from ICD-O-3 where that is possible, else as the hospital gave it."""

from refnet.cases.terms import Tumour
from refnet.vocabulary.iccc3 import Classification, Unclassified, classify, of_code
from refnet.vocabulary.icdo3 import BadCode, parse_morphology


def classification_of(tumour: Tumour | None) -> Classification | None:
    """Return the tumour's class, or None where neither its codes nor the hospital's own class give one."""
    if tumour is None:
        return None
    return _computed(tumour) or _given(tumour)


def _computed(tumour: Tumour) -> Classification | None:
    if not (tumour.morphology.value and tumour.topography.value):
        return None
    try:
        morphology = parse_morphology(tumour.morphology.value)
        return classify(morphology.histology, tumour.topography.value, morphology.behaviour)
    except (Unclassified, BadCode):
        return None


def _given(tumour: Tumour) -> Classification | None:
    if not tumour.iccc3.value:
        return None
    try:
        return of_code(tumour.iccc3.value)
    except Unclassified:
        return None
