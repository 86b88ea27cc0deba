"""What a Condition is about: a tumour, its spread, or something else that the child has."""

import re
from enum import StrEnum

from anyascii import anyascii

from refnet.fhir.intake.codes import Coding, Concept, concept
from refnet.fhir.intake.tracking import Node, Resource
from refnet.vocabulary.icdo3 import BadCode, Morphology, Topography, parse_morphology, parse_topography

QUALIFIERS = ("mcode-laterality-qualifier", "mcode-body-location-qualifier")
TOXICITY = "75478009"

# Stems of the words for tumours in the languages that hospitals send, accents folded.
TUMOUR_WORDS = re.compile(
    r"leuk[ae]?em|leuc[ae]?em|leukoz|lym[fp]h?om|lin[fp]h?om|limfom|sarcom|sarkom|car[ck]inom|karzinom|blastom|gliom|neoplas|"
    r"tumou?r|tumeur|cancer|krebs|kanker|cancro|vezys|rak\b|melanom|ependi?y?mom|astrocitom|astrocytom|germinom|teratom|"
    r"histioc[iy]t|hodgkin|wilms|cra[nm]iophar|kraniophar|craniofar|chordom|malign|piktybin|nowotw|nador"
)
NOT_TUMOUR_WORDS = re.compile(
    r"lysis|lyse|lisis|fear|risk|riski?o|screening|family|history of|related fatigue|syndrome"
)
SECONDARY_WORDS = re.compile(r"metasta|secondary malignant|sekundar|secondaire")


class Role(StrEnum):
    """What a Condition is."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    OTHER = "other"


def role_of(resource: Resource) -> Role:
    """Return what a Condition is: what the sender's profile says, else what its codes say, else its words."""
    node, profiles = resource.root, resource.profiles
    if "toxicity" in profiles or has_code(node, TOXICITY):
        return Role.OTHER
    if re.search(r"secondary-?cancer", profiles):
        return Role.SECONDARY
    if re.search(r"primary-?cancer", profiles) or _has_extension(node, "mcode-histology-morphology-behavior"):
        return Role.PRIMARY
    return _by_codes(node) or _by_words(node)


def _by_codes(node: Node) -> Role | None:
    codings = node.child("code").each("coding")
    sites = [item for site in node.each("bodySite") for item in site.each("coding")]
    for item in codings:
        found = _by_icd10(item.child("system").peek(), item.child("code").peek())
        if found:
            return found
    if any("iccc" in item.child("system").peek().lower() for item in [*codings, *_evidence(node)]):
        return Role.PRIMARY
    if _has_extension(node, "condition-related") and not codings and any(_in_icdo(item) for item in sites):
        return Role.SECONDARY
    return Role.PRIMARY if any(_is_icdo(item) for item in [*codings, *sites]) else None


def _by_icd10(system: str, code: str) -> Role | None:
    """Source: ICD-10, chapter II."""
    if not is_icd10(system) or not re.match(r"[CD]\d\d", code.upper()):
        return None
    site = code.upper()[:3]
    if "C77" <= site <= "C79":
        return Role.SECONDARY
    tumour = site[0] == "C" or "D00" <= site <= "D09" or "D37" <= site <= "D48" or site in ("D32", "D33")
    return Role.PRIMARY if tumour else Role.OTHER


def _by_words(node: Node) -> Role:
    words = [node.child("code").child("text").peek()]
    words += [item.child("display").peek() for item in node.child("code").each("coding")]
    # Dutch, Estonian and Finnish write the vowel twice: neuroblastoom, lymfoom.
    folded = anyascii(" ".join(words)).casefold().replace("oo", "o")
    if SECONDARY_WORDS.search(folded):
        return Role.SECONDARY
    if TUMOUR_WORDS.search(folded) and not NOT_TUMOUR_WORDS.search(folded):
        return Role.PRIMARY
    return Role.OTHER


def _evidence(node: Node) -> list[Node]:
    return [item for proof in node.each("evidence") for code in proof.each("code") for item in code.each("coding")]


def _has_extension(node: Node, name: str) -> bool:
    return any(item.child("url").peek().endswith("/" + name) for item in node.each("extension"))


def has_code(node: Node, *codes: str) -> bool:
    return any(item.child("code").peek() in codes for item in node.child("code").each("coding"))


def _in_icdo(item: Node) -> bool:
    system = item.child("system").peek().lower()
    return "icd-o" in system or "icdo" in system


def _is_icdo(item: Node) -> bool:
    code = item.child("code").peek()
    return _in_icdo(item) and bool(topography_in(code) or morphology_in(code))


def is_icd10(system: str) -> bool:
    bare = system.lower()
    return "icd-10" in bare or "icd10" in bare or bare.endswith(("2.16.840.1.113883.6.3", "2.16.840.1.113883.6.90"))


def is_icdo(coding: Coding) -> bool:
    return coding.key == "icd-o-3" or "icd-o" in coding.code.system.lower() or "icdo" in coding.code.system.lower()


def topography_in(code: str) -> Topography | None:
    """Return the ICD-O-3 site that a code is, whatever its place; None where it is none."""
    try:
        return parse_topography(code)
    except BadCode:
        return None


def morphology_in(code: str) -> Morphology | None:
    """Return the ICD-O-3 tumour type that a code is, whatever its place; None where it is none."""
    try:
        return parse_morphology(code)
    except BadCode:
        return None


def with_side(said: Concept, name: str) -> str:
    """Return the name of a place with the side or part that the sender's qualifiers add to it."""
    qualifiers = said.node.extensions(*QUALIFIERS) if said.node else []
    sides = [side for item in qualifiers if (side := concept(item.child("valueCodeableConcept")).words)]
    return f"{name} ({', '.join(sides)})" if sides else name


def body_sites(node: Node) -> list[Concept]:
    """Return the places of the body that a resource names."""
    return [found for site in node.each("bodySite") if (found := concept(site))]
