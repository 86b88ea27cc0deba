"""The network, a board and a centre as FHIR R4 Organizations. Source: https://hl7.org/fhir/R4/organization.html."""

from refnet.centres.phrases import LEVELS
from refnet.centres.terms import Level
from refnet.fhir.elements import Resource, Text, coding, concept, filled, plain, reference

TYPE = "http://terminology.hl7.org/CodeSystem/organization-type"
NAME = "ExPO-r-Net"


def network(*, id: str) -> Resource:
    return {
        "resourceType": "Organization",
        "id": id,
        "active": True,
        "type": [concept(text="European reference network for paediatric oncology")],
        "name": NAME,
    }


def board(name: str, level: str, country: str, *, part_of: Resource, id: str) -> Resource:
    """Return an advisory board: a part of the network."""
    words: Text = LEVELS[Level(level)] if level in {known.value for known in Level} else level
    return {
        "resourceType": "Organization",
        "id": id,
        "active": True,
        **filled(type=[concept(text=words)] if plain(words) else [], address=_address(country)),
        "name": plain(name),
        "partOf": reference(part_of),
    }


def centre(name: str, country: str, *, id: str) -> Resource:
    """Return the hospital where an expert works."""
    return {
        "resourceType": "Organization",
        "id": id,
        "active": True,
        "type": [concept(coding(TYPE, "prov", "Healthcare Provider"))],
        "name": plain(name),
        **filled(address=_address(country)),
    }


def _address(country: str) -> list[dict[str, str]]:
    return [{"country": country}] if country else []
