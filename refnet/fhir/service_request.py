"""A consultation as a FHIR R4 ServiceRequest. Source: https://hl7.org/fhir/R4/servicerequest.html."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from refnet.consultations.phrases import PRESENTATIONS
from refnet.consultations.pictures import AdviceSheet, ConsultationPage
from refnet.consultations.terms import Presentation, State, Urgency
from refnet.fhir.elements import (
    CONSULTATION,
    PSEUDONYM,
    Resource,
    absent,
    concept,
    filled,
    identifier,
    instant,
    plain,
    reference,
)

STATUS = {
    State.DRAFT: "draft",
    State.SUBMITTED: "active",
    State.RETURNED: "on-hold",
    State.ACCEPTED: "active",
    State.IN_DISCUSSION: "active",
    State.AWAITING_INFORMATION: "on-hold",
    State.ADVICE_DRAFTED: "active",
    State.IN_REVIEW: "active",
    State.SIGNED: "completed",
    State.DELIVERED: "completed",
    State.FOLLOW_UP: "completed",
    State.CLOSED: "completed",
    State.DECLINED: "revoked",
    State.WITHDRAWN: "revoked",
    State.DIED: "revoked",
}
PRIORITY = {Urgency.ROUTINE: "routine", Urgency.URGENT: "urgent"}


def service_request(page: ConsultationPage) -> Resource:
    """Return one consultation by itself: its subject is named by pseudonym alone, and leads to no resource."""
    return _request(
        id=str(page.id),
        consultation=str(page.id),
        status=STATUS[page.state],
        urgency=page.urgency,
        presentation=page.presentation,
        question=page.question,
        asked_at=page.submitted_at,
        board={"display": plain(page.board)} if page.board else {},
        subject=_subject(page.pseudonym),
    )


def question_of(sheet: AdviceSheet, *, subject: Resource, board: Resource, id: str) -> Resource:
    """Return the question that an advice answers, as a part of its document."""
    return _request(
        id=id,
        consultation=str(sheet.consultation_id),
        status="completed" if sheet.signed_at else "active",
        urgency=sheet.urgency,
        presentation=sheet.presentation,
        question=sheet.question,
        asked_at=sheet.asked_at,
        board=reference(board, sheet.board),
        subject=reference(subject),
    )


def _subject(pseudonym: str) -> Mapping[str, object]:
    """Return whom it is about; a draft that is before no board has no pseudonym yet."""
    if not pseudonym:
        return {"type": "Patient", **absent("masked")}
    return {"type": "Patient", "identifier": identifier(PSEUDONYM, pseudonym)}


def _request(
    *,
    id: str,
    consultation: str,
    status: str,
    urgency: Urgency,
    presentation: Presentation | None,
    question: str,
    asked_at: datetime | None,
    board: dict[str, str],
    subject: Mapping[str, object],
) -> Resource:
    return {
        "resourceType": "ServiceRequest",
        "id": id,
        "identifier": [identifier(CONSULTATION, consultation)],
        "status": status,
        "intent": "order",
        "priority": PRIORITY[urgency],
        "code": concept(text=_("Advice of an advisory board")),
        "subject": subject,
        **filled(
            authoredOn=instant(asked_at) if asked_at else None,
            performer=[board] if board else [],
            reasonCode=[concept(text=PRESENTATIONS[presentation])] if presentation else [],
            note=[{"text": plain(question)}] if plain(question) else [],
        ),
    }
