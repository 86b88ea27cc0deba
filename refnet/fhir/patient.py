"""The child as a FHIR R4 Patient: a pseudonym and a sex. Source: https://hl7.org/fhir/R4/patient.html."""

from refnet.cases.pictures import CaseView
from refnet.cases.terms import Sex
from refnet.fhir.elements import PSEUDONYM, Resource, absent, identifier

# Source: https://terminology.hl7.org/CodeSystem-v3-ObservationValue.html
PSEUDONYMISED = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
    "code": "PSEUDED",
    "display": "pseudonymized",
}
GENDER = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.OTHER: "other", Sex.UNKNOWN: "unknown"}


def patient(case: CaseView, *, id: str) -> Resource:
    """Return the child as the board knows it: no name, no birth date, no centre."""
    return {
        "resourceType": "Patient",
        "id": id,
        "meta": {"security": [PSEUDONYMISED]},
        "identifier": [identifier(PSEUDONYM, case.pseudonym)],
        "name": [absent("masked")],
        "gender": GENDER[case.record.sex.value or Sex.UNKNOWN],
        "_birthDate": absent("masked"),
    }
