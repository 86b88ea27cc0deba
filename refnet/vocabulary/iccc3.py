"""The class of a childhood tumour: ICCC-3 (update of 2017, IARC) from histology, topography and behaviour.

Nothing is guessed: where the table has no row, or where a subsite or the behaviour would decide and is not
given, the tumour stays unclassified, with a sentence that says what is missing.
"""

from refnet.vocabulary.classification import Classification, Unclassified, Why
from refnet.vocabulary.iccc3_codes import AmbiguousCode, Listing, Reading, of_code, readings_of
from refnet.vocabulary.iccc3_table import Row, not_only_malignant, places
from refnet.vocabulary.icdo3 import (
    BadCode,
    MalformedCode,
    Morphology,
    Topography,
    UnknownCode,
    parse_behaviour,
    parse_morphology,
    parse_topography,
    subsites,
)

__all__ = [
    "AmbiguousCode",
    "Classification",
    "Listing",
    "Reading",
    "Unclassified",
    "Why",
    "class_of",
    "classify",
    "of_code",
    "readings_of",
]


# Histologies that say no more than “a tumour” or “a sarcoma”: hospitals send them where their system asks for one.
_SAY_LITTLE = frozenset(("8000", "8001", "8002", "8003", "8004", "8005", "8800"))


def class_of(morphology: str, topography: str, *, sent: str = "", words: str = "") -> Classification:
    """Return the class of a tumour from all that a hospital told: its codes, its own ICCC-3 code, its words.

    Histology and site decide. Where they cannot, or where the histology says no more than “a tumour”, the ICCC-3 code
    that was sent is taken, its number read by what else is known. Words alone never make a class.

    Raises
    ------
    Unclassified
        If neither gives a class; the sentence is that of the codes, or of the code that was sent where there are none.
    """
    computed: Classification | Unclassified
    try:
        computed = classify(morphology, topography)
    except Unclassified as error:
        computed = error
    telling = _telling(morphology)
    if isinstance(computed, Classification) and (telling or not sent):
        return computed
    try:
        return of_code(sent, morphology=telling, topography=_site(topography), words=words)
    except Unclassified as error:
        if isinstance(computed, Classification):
            return computed
        raise (error if sent and not morphology else computed) from None


def _telling(morphology: str) -> Morphology | None:
    try:
        parsed = parse_morphology(morphology)
    except BadCode:
        return None
    return None if parsed.histology in _SAY_LITTLE else parsed


def _site(topography: str) -> Topography | None:
    try:
        return parse_topography(topography)
    except BadCode:
        return None


def classify(
    histology: str | Morphology, topography: str | Topography, behaviour: str | int | None = None
) -> Classification:
    """Return the class of a tumour.

    Histology is `9836` or, with its behaviour, `9836/3`; topography is `C42.1`, or `C42` where only the site is
    known. A behaviour may be left out where ICD-O-3 and the table leave no choice.

    Raises
    ------
    Unclassified
        If a code is malformed, the topography unknown, or the table has no row for this combination.
    """
    try:
        morphology = histology if isinstance(histology, Morphology) else parse_morphology(histology)
        given = None if behaviour is None or str(behaviour).strip() == "" else parse_behaviour(str(behaviour))
        place = topography if isinstance(topography, Topography) else parse_topography(topography)
    except UnknownCode as error:
        raise Unclassified(Why.UNKNOWN_TOPOGRAPHY, str(error)) from error
    except MalformedCode as error:
        raise Unclassified(Why.MALFORMED, str(error)) from error
    if given and morphology.behaviour and given != morphology.behaviour:
        raise Unclassified(
            Why.MALFORMED, f"the histology says behaviour {morphology.behaviour}, but behaviour {given} is given"
        )
    tumour = Morphology(morphology.histology, given or morphology.behaviour)
    row = _row(tumour.histology, place)
    _check_behaviour(row, tumour, place)
    return row.classification


def _row(histology: str, place: Topography) -> Row:
    at = places().get(histology)
    if at is None:
        raise Unclassified(Why.NO_ROW, f"ICCC-3 has no row for histology {histology}")
    row = _row_of_site(histology, place, at) if place.whole else at.get(place.code)
    if row is None:
        raise Unclassified(Why.NO_ROW, f"ICCC-3 has no row for histology {histology} at {place}")
    return row


def _row_of_site(histology: str, place: Topography, at: dict[str, Row]) -> Row | None:
    """Find the row for a three-character site: that of all its subsites, or else that of “not otherwise specified”.

    ICD-O-3 writes a site without its subsite as `.9`. Sites that have no `.9` (bone marrow and blood, liver) are
    classified only if all their subsites lead to one class.
    """
    found = {subsite.code: at.get(subsite.code) for subsite in subsites(place.site)}
    classes = {row.classification if row else None for row in found.values()}
    if len(classes) == 1:
        return next(iter(found.values()))
    unspecified = found.get(f"{place.site}.9")
    if unspecified is not None:
        return unspecified
    answers: dict[str, list[str]] = {}
    for code, row in found.items():
        answers.setdefault(row.classification.code if row else "no class", []).append(code)
    told = "; ".join(f"{', '.join(codes)} gives {answer}" for answer, codes in answers.items())
    raise Unclassified(Why.SUBSITE_DECIDES, f"the part of {place} decides the class of histology {histology}: {told}")


def _check_behaviour(row: Row, tumour: Morphology, place: Topography) -> None:
    expected = ", ".join(sorted(row.behaviours))
    if tumour.behaviour is None:
        # Where the row takes benign and malignant alike, or ICD-O-3 knows the histology as malignant only,
        # the behaviour cannot change the answer.
        if "0" not in row.behaviours and tumour.histology in not_only_malignant():
            raise Unclassified(
                Why.BEHAVIOUR_DECIDES,
                f"the behaviour decides: histology {tumour.histology} at {place} belongs to "
                f"{row.classification.code} only with behaviour {expected}, and none is given",
            )
    elif tumour.behaviour not in row.behaviours:
        raise Unclassified(
            Why.NO_ROW,
            f"ICCC-3 has no row for {tumour} at {place}: it takes histology {tumour.histology} there "
            f"only with behaviour {expected}",
        )
