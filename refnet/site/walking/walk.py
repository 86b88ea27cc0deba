"""One case from a hospital's data to delivered advice, by the same commands as the pages and with invented people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from refnet.access.decisions import Refused
from refnet.cases.commands import describe_case
from refnet.cases.describing import Description
from refnet.cases.pictures import CaseView
from refnet.cases.queries import open_own_case, open_readiness, open_shared_case
from refnet.cases.terms import DAYS_A_YEAR, Tumour
from refnet.consent.commands import give_consent
from refnet.consent.terms import Assent, Scope, Signer
from refnet.consultations import commands
from refnet.consultations.queries import open_advice, open_consultation
from refnet.consultations.terms import Agreement, Confidence, Evidence, Presentation, Urgency
from refnet.fhir.commands import keep_intake
from refnet.fhir.intake import Intake
from refnet.fhir.intake.blanking import without_traces
from refnet.site.troubles import Trouble
from refnet.site.walking.network import LANGUAGE, Panel, Requester, build_network, seat_panel
from refnet.site.walking.texts import Texts, texts_of

OF_AGE = 18 * DAYS_A_YEAR


@dataclass(frozen=True, slots=True)
class Walked:
    """A consultation whose advice was delivered, and who took part."""

    case_id: UUID
    consultation_id: UUID
    advice_id: UUID
    requester: Requester
    panel: Panel


def walk(intake: Intake, *, now: Callable[[], datetime]) -> Walked:
    """Take a draft case the whole way, on a network of its own.

    Parameters
    ----------
    now
        The clock; it is asked once for each act.

    Raises
    ------
    Trouble
        If a policy is against one of the acts, with its reasons.
    """
    try:
        requester = build_network(now())
        case_id = _import(intake, requester, now)
        return _consult(case_id, intake, requester, now)
    except Refused as refused:
        raise Trouble(" ".join(str(reason.text) for reason in refused.decision.reasons)) from None


def _import(intake: Intake, requester: Requester, now: Callable[[], datetime]) -> UUID:
    clinician, centre_id = requester.clinician, requester.centre_id
    case_id = keep_intake(clinician, intake, centre_id=centre_id, at=now()).case_id
    if not open_readiness(clinician, case_id, at=now()).diagnosis:
        _name_as_written(case_id, requester, now)
    age = intake.record.age_at_diagnosis
    signer = Signer.YOUNG_PERSON if age and age.first > OF_AGE else Signer.GUARDIAN
    for scope in (Scope.CARE, Scope.FOLLOW_UP):
        at = now()
        give_consent(
            clinician,
            case_id,
            centre_id=centre_id,
            scope=scope,
            signer=signer,
            assent=Assent.GIVEN,
            language=LANGUAGE,
            given_on=at.date(),
            at=at,
        )
    return case_id


def _name_as_written(case_id: UUID, requester: Requester, now: Callable[[], datetime]) -> None:
    """Take the hospital's own codes or place for the diagnosis as written, where the data have no more than these."""
    page = open_own_case(requester.clinician, case_id, at=now())
    tumour = page.view.record.main
    written = _written(tumour) if tumour else ""
    if written:
        describe_case(requester.clinician, case_id, Description(text=written), version=page.version, at=now())


def _written(tumour: Tumour) -> str:
    codes = [code.display or f"{code.code} ({code.system})" for code in tumour.codes]
    return next(iter(codes), "") or tumour.site or tumour.topography.value or ""


def _consult(case_id: UUID, intake: Intake, requester: Requester, now: Callable[[], datetime]) -> Walked:
    own = open_own_case(requester.clinician, case_id, at=now()).view
    found = own.classification
    panel = seat_panel(requester, found.code if found else None, now())
    texts = texts_of(own, partial(_clean, intake))
    key = _submit(case_id, requester, panel, texts, now)
    _discuss(key, panel, texts, now)
    advice_id = _advise(key, panel, texts, now)
    commands.deliver_advice(panel.dispatcher, key, at=now())
    return Walked(case_id, key, advice_id, requester, panel)


def _clean(intake: Intake, text: str) -> str:
    return without_traces(text, intake.person)


def _submit(case_id: UUID, requester: Requester, panel: Panel, texts: Texts, now: Callable[[], datetime]) -> UUID:
    key = commands.draft_consultation(requester.clinician, case_id, at=now())
    commands.prepare_question(
        requester.clinician,
        key,
        board_id=panel.board.id,
        presentation=Presentation.OTHER,
        question=texts.question,
        urgency=Urgency.ROUTINE,
        at=now(),
    )
    commands.submit_case(requester.clinician, key, at=now())
    return key


def _discuss(key: UUID, panel: Panel, texts: Texts, now: Callable[[], datetime]) -> None:
    commands.accept_case(panel.dispatcher, key, at=now())
    for expert in panel.experts:
        commands.invite_expert(panel.dispatcher, key, account_id=expert.id, at=now())
    commands.open_discussion(panel.dispatcher, key, at=now())
    for expert in panel.experts:
        commands.join_panel(expert, key, at=now())
    for expert, opinion in zip(panel.experts, texts.opinions, strict=True):
        commands.give_opinion(
            expert,
            key,
            agreement=Agreement.CANNOT_JUDGE,
            agreement_text=texts.unjudged,
            options=opinion.options,
            evidence=Evidence.CONSENSUS,
            needed_first=opinion.needed_first,
            confidence=Confidence.LOW,
            at=now(),
        )


def _advise(key: UUID, panel: Panel, texts: Texts, now: Callable[[], datetime]) -> UUID:
    advice_id = commands.begin_advice(panel.chair, key, at=now())
    draft = open_advice(panel.chair, advice_id, at=now()).draft
    draft = commands.write_advice(
        panel.chair,
        advice_id,
        draft=draft,
        assessment=texts.assessment,
        recommendations=texts.recommendations,
        at=now(),
    )
    commands.send_to_review(panel.chair, advice_id, at=now())
    for expert in panel.experts:
        commands.countersign_advice(expert, advice_id, draft=draft, at=now())
    commands.sign_advice(panel.chair, advice_id, at=now())
    return advice_id


def open_board_view(walked: Walked, *, at: datetime) -> CaseView:
    """Return the case as an expert of the board reads it."""
    return open_shared_case(walked.panel.experts[0], walked.case_id, walked.panel.board.id, at=at)


def pseudonym_of(walked: Walked, *, at: datetime) -> str:
    """Return the name by which the board knows the child."""
    return open_consultation(walked.panel.chair, walked.consultation_id, at=at).pseudonym
