"""A signer as FHIR R4 Practitioner and PractitionerRole. Source: https://hl7.org/fhir/R4/practitionerrole.html."""

from refnet.centres.phrases import SPECIALTIES
from refnet.centres.terms import Specialty
from refnet.consultations.pictures import SignerView
from refnet.fhir.elements import Resource, Text, concept, filled, plain, reference


def practitioner(signer: SignerView, *, id: str) -> Resource:
    return {"resourceType": "Practitioner", "id": id, "active": True, "name": [{"text": plain(signer.name)}]}


def practitioner_role(
    signer: SignerView, *, person: Resource, centre: Resource | None, role: Text, id: str
) -> Resource:
    """Return as what a person signed: for which hospital, if any, in which specialty, in which part on the board."""
    known = signer.specialty in {specialty.value for specialty in Specialty}
    specialty: Text = SPECIALTIES[Specialty(signer.specialty)] if known else signer.specialty
    return {
        "resourceType": "PractitionerRole",
        "id": id,
        "active": True,
        "practitioner": reference(person, signer.name),
        **({"organization": reference(centre, signer.centre)} if centre else {}),
        "code": [concept(text=role)],
        **filled(specialty=[concept(text=specialty)] if plain(specialty) else []),
    }
