"""A recommendation as a FHIR R4 ServiceRequest of the intent “proposal”: somebody else decides.

Evidence, feasibility and the alternative are codes in `orderDetail` and words in `note`, so that a receiver that
knows no code of ours loses nothing. Source: https://hl7.org/fhir/R4/valueset-request-intent.html.
"""

from django.utils.translation import gettext as _

from refnet.consultations.phrases import ALTERNATIVES, EVIDENCE, FEASIBILITIES, HASTES
from refnet.consultations.pictures import AdviceSheet, RecommendationView
from refnet.consultations.terms import AdviceState, Haste
from refnet.fhir.elements import (
    OURS,
    RECOMMENDATION,
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
)

STATUS = {
    AdviceState.DRAFT: "draft",
    AdviceState.IN_REVIEW: "draft",
    AdviceState.SIGNED: "active",
    AdviceState.SUPERSEDED: "revoked",
    AdviceState.RETRACTED: "entered-in-error",
}
PRIORITY = {Haste.TODAY: "asap", Haste.THIS_WEEK: "urgent", Haste.PLANNED: "routine"}


def recommendation(
    one: RecommendationView,
    sheet: AdviceSheet,
    *,
    subject: Resource,
    board: Resource,
    question: Resource,
    reasons: list[Resource],
    id: str,
) -> Resource:
    """Return one recommendation; `reasons` are the tumours that it is about."""
    details = [
        coding(f"{OURS}evidence", one.evidence, EVIDENCE[one.evidence]),
        coding(f"{OURS}feasibility", one.feasible, FEASIBILITIES[one.feasible]),
    ]
    if one.alternative:
        details.append(coding(f"{OURS}alternative", one.alternative, ALTERNATIVES[one.alternative]))
    return {
        "resourceType": "ServiceRequest",
        "id": id,
        "text": narrative(told(one)),
        "identifier": [identifier(RECOMMENDATION, str(one.id))],
        "basedOn": [reference(question)],
        "status": STATUS[sheet.state],
        "intent": "proposal",
        "priority": PRIORITY[one.haste],
        "code": concept(text=one.what),
        "orderDetail": [concept(detail, text=detail["display"]) for detail in details],
        "subject": reference(subject),
        "requester": reference(board, sheet.board),
        **filled(
            authoredOn=instant(sheet.signed_at) if sheet.signed_at else None,
            reasonCode=[concept(text=one.why)] if plain(one.why) else [],
            reasonReference=[reference(reason) for reason in reasons],
            note=[{"text": text} for text in _notes(one)],
        ),
    }


def told(one: RecommendationView) -> str:
    """Return a recommendation as XHTML: what, why, how soon, with what evidence, here or how else."""
    lines = [paragraphs(one.what, before=f"{one.number}.")]
    if plain(one.why):
        lines.append(paragraphs(one.why))
    lines += [
        paragraphs(HASTES[one.haste], before=_("How soon:")),
        paragraphs(EVIDENCE[one.evidence], before=_("Evidence:")),
        *(paragraphs(text) for text in _notes(one)),
    ]
    return "".join(lines)


def _notes(one: RecommendationView) -> list[str]:
    notes = [plain(FEASIBILITIES[one.feasible])]
    if one.alternative:
        way = f"{ALTERNATIVES[one.alternative]}. {one.alternative_text}"
        notes.append(_("Instead: %(way)s") % {"way": plain(way)})
    if plain(one.needed_first):
        notes.append(_("Needed first: %(what)s") % {"what": plain(one.needed_first)})
    return notes
