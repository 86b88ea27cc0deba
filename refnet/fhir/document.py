"""A signed advice as a FHIR R4 document: one Bundle that holds all it speaks of.

It names the child by the board's pseudonym alone, and carries ids of the advice and its consultation, never of the
case. The same advice gives the same document. Sources: https://hl7.org/fhir/R4/documents.html; rulings, 11.
"""

from django.utils import translation
from django.utils.translation import gettext as _

from refnet.consultations.pictures import AdviceSheet, SignerView
from refnet.fhir.composition import composition, last_moment
from refnet.fhir.condition import conditions
from refnet.fhir.elements import UUIDS, Resource, identifier, instant, made_id
from refnet.fhir.organization import board, centre, network
from refnet.fhir.patient import patient
from refnet.fhir.practitioner import practitioner, practitioner_role
from refnet.fhir.recommendation import recommendation
from refnet.fhir.service_request import question_of


def advice_document(sheet: AdviceSheet) -> Resource:
    """Return the advice as a document Bundle, in the language of the sheet.

    A new version, an addition and a retraction each make a document of their own; a new version says in `relatesTo`
    which one it replaces.
    """
    with translation.override(sheet.language):
        resources = _resources(sheet)
    # Its state, and how often it was added to, set one document on an advice apart from the others.
    own_id = made_id(sheet.id, f"document {sheet.state.value} {len(sheet.addenda)}")
    return {
        "resourceType": "Bundle",
        "id": own_id,
        "identifier": identifier(UUIDS, f"urn:uuid:{own_id}"),
        "type": "document",
        "timestamp": instant(last_moment(sheet)),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
    }


def _resources(sheet: AdviceSheet) -> list[Resource]:
    child = patient(sheet.case, id=made_id(sheet.id, "patient"))
    whole = network(id=made_id(sheet.id, "network"))
    asked = board(sheet.board, sheet.board_level, sheet.board_country, part_of=whole, id=made_id(sheet.id, "board"))
    question = question_of(sheet, subject=child, board=asked, id=made_id(sheet.id, "question"))
    tumours = conditions(
        sheet.case.record,
        sheet.case.classification,
        sheet.presentation,
        subject=child,
        ids=tuple(made_id(sheet.id, f"tumour {place}") for place in range(len(sheet.case.record.tumours))),
    )
    proposals = [
        recommendation(
            one,
            sheet,
            subject=child,
            board=asked,
            question=question,
            reasons=tumours[:1],
            id=made_id(sheet.id, f"recommendation {one.id}"),
        )
        for one in sheet.recommendations
    ]
    roles, people = _people(sheet)
    note = composition(
        sheet,
        id=made_id(sheet.id, "composition"),
        subject=child,
        board=asked,
        network=whole,
        question=question,
        tumours=tumours,
        recommendations=proposals,
        signers=roles,
    )
    return [note, child, *tumours, question, *proposals, asked, whole, *roles, *people]


def _people(sheet: AdviceSheet) -> tuple[list[Resource], list[Resource]]:
    """Return the part in which each signer signed, and beside them the people and their hospitals, each once."""
    centres: dict[tuple[str, str], Resource] = {}
    people: dict[str, Resource] = {}
    roles = []
    for place, signer in enumerate(sheet.signers):
        where = (signer.centre, signer.country)
        if signer.centre and where not in centres:
            centres[where] = centre(*where, id=made_id(sheet.id, f"centre {len(centres)}"))
        person_id = made_id(sheet.id, f"person {signer.account_id}")
        person = people.setdefault(person_id, practitioner(signer, id=person_id))
        role_id = made_id(sheet.id, f"signer {place}")
        role = practitioner_role(signer, person=person, centre=centres.get(where), role=_role(signer), id=role_id)
        roles.append(role)
    return roles, [*people.values(), *centres.values()]


def _role(signer: SignerView) -> str:
    return _("Chair of the board") if signer.chair else _("Member of the panel")
