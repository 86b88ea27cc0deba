"""The advice as a FHIR R4 Composition: its sections, and who attests it. Source: FHIR R4, composition.html."""

from typing import Any

from django.utils.translation import gettext as _

from refnet.consultations.phrases import PRESENTATIONS, URGENCIES
from refnet.consultations.pictures import AdviceSheet
from refnet.consultations.terms import AdviceState
from refnet.fhir.elements import (
    ADVICE,
    LOINC,
    UUIDS,
    Resource,
    coding,
    concept,
    filled,
    identifier,
    instant,
    narrative,
    paragraphs,
    plain,
    reference,
    table,
)
from refnet.fhir.recommendation import told

STATUS = {
    AdviceState.DRAFT: "preliminary",
    AdviceState.IN_REVIEW: "preliminary",
    AdviceState.SIGNED: "final",
    AdviceState.SUPERSEDED: "final",
    AdviceState.RETRACTED: "entered-in-error",
}
# Displays as LOINC 2.78 has them.
CONSULT_NOTE = coding(LOINC, "11488-4", "Consult note")
PLAN = coding(LOINC, "18776-5", "Plan of care note")
EVALUATION = coding(LOINC, "51848-0", "Evaluation note")
REASON = coding(LOINC, "42349-1", "Reason for referral (narrative)")
HISTORY = coding(LOINC, "10164-2", "History of Present illness Narrative")
NONE: dict[str, str] = {}

Section = dict[str, Any]


def composition(
    sheet: AdviceSheet,
    *,
    id: str,
    subject: Resource,
    board: Resource,
    network: Resource,
    question: Resource,
    tumours: list[Resource],
    recommendations: list[Resource],
    signers: list[Resource],
) -> Resource:
    """Return the advice as one note, in the order of its print. Who attests it stands with each person's own time."""
    own = identifier(ADVICE, sheet.code) if sheet.code else identifier(UUIDS, f"urn:uuid:{sheet.id}")
    return {
        "resourceType": "Composition",
        "id": id,
        "language": sheet.language,
        "text": narrative(paragraphs(_title(sheet)), paragraphs(_responsibility())),
        "identifier": own,
        "status": "amended" if sheet.addenda and sheet.state is AdviceState.SIGNED else STATUS[sheet.state],
        "type": concept(CONSULT_NOTE, text=_("Advice of an advisory board")),
        "subject": reference(subject, sheet.case.pseudonym),
        "date": instant(last_moment(sheet)),
        "author": [reference(board, sheet.board)],
        "title": _title(sheet),
        "confidentiality": "R",
        "custodian": reference(network),
        "event": [{"code": [concept(text=PRESENTATIONS[sheet.presentation])], "detail": [reference(question)]}],
        **filled(
            attester=_attesters(sheet, signers),
            relatesTo=[{"code": "replaces", "targetIdentifier": identifier(ADVICE, sheet.replaces)}]
            if sheet.replaces
            else [],
        ),
        "section": [
            *_notices(sheet),
            _recommendations(sheet, recommendations),
            *_text(_("Assessment"), EVALUATION, sheet.assessment),
            *_dissents(sheet),
            _question(sheet, question),
            _case(sheet, tumours),
        ],
    }


def last_moment(sheet: AdviceSheet) -> Any:
    """Return when the advice was last spoken: its newest addition, else its signature, else the question."""
    return max([sheet.signed_at or sheet.asked_at, *(one.at for one in sheet.addenda)])


def _title(sheet: AdviceSheet) -> str:
    return plain(
        _("Advice on case %(case)s, %(board)s, version %(version)s")
        % {"case": sheet.case.pseudonym, "board": sheet.board, "version": sheet.version}
    )


def _responsibility() -> str:
    return _("The board advises; the treating physician decides and is responsible for the child’s care.")


def _attesters(sheet: AdviceSheet, signers: list[Resource]) -> list[dict[str, Any]]:
    """Return each signer: “professional” says that what is reported is so, which is what our signers confirm."""
    return [
        {"mode": "professional", "time": instant(signer.at), "party": reference(role, signer.name)}
        for signer, role in zip(sheet.signers, signers, strict=True)
    ]


def _notices(sheet: AdviceSheet) -> list[Section]:
    """Return what must be read first: that this advice no longer stands, and what was added to it."""
    sections: list[Section] = []
    if sheet.state is AdviceState.RETRACTED:
        sections += _text(_("Retracted: do not act on this advice."), NONE, sheet.retraction_reason or "–")
    if sheet.state is AdviceState.SUPERSEDED:
        sections += _text(_("Superseded"), NONE, _("Code of the newer version: %(code)s") % {"code": sheet.replaced_by})
    for one in sheet.addenda:
        words = narrative(paragraphs(one.text), paragraphs(f"{one.name}, {instant(one.at)}"))
        sections.append({"title": _("Addition"), "text": words})
    return sections


def _recommendations(sheet: AdviceSheet, resources: list[Resource]) -> Section:
    section: Section = {"title": _("What the board recommends"), "code": concept(PLAN)}
    if not resources:
        reason = plain(sheet.none_reason) or _("No reason is given.")
        said = paragraphs(reason, before=_("The board makes no recommendation."))
        return section | {"text": narrative(said), "emptyReason": concept(text=reason)}
    said = "".join(told(one) for one in sheet.recommendations)
    return section | {"text": narrative(said), "entry": [reference(one) for one in resources]}


def _text(title: str, code: dict[str, str], text: str) -> list[Section]:
    if not plain(text):
        return []
    return [{"title": title, **filled(code=concept(code)), "text": narrative(paragraphs(text))}]


def _dissents(sheet: AdviceSheet) -> list[Section]:
    if not sheet.dissents:
        return []
    said = "".join(paragraphs(one.text, before=f"{one.name}:") for one in sheet.dissents)
    return [{"title": _("Positions that the panel did not share"), "text": narrative(said)}]


def _question(sheet: AdviceSheet, resource: Resource) -> Section:
    about = f"{PRESENTATIONS[sheet.presentation]} · {URGENCIES[sheet.urgency]}"
    return {
        "title": _("What was asked"),
        "code": concept(REASON),
        "text": narrative(paragraphs(about), paragraphs(sheet.question)),
        "entry": [reference(resource)],
    }


def _case(sheet: AdviceSheet, tumours: list[Resource]) -> Section:
    parts = [
        {
            "title": plain(section.title),
            "text": narrative(table((row.label, row.value, row.when) for row in section.rows)),
        }
        for section in sheet.case.sections
        if section.rows
    ]
    said = paragraphs(_("Moments are days since diagnosis; the board knows no name and no birth date."))
    return {
        "title": _("The case as the board saw it"),
        "code": concept(HISTORY),
        "text": narrative(said),
        **filled(entry=[reference(tumour) for tumour in tumours], section=parts),
    }
