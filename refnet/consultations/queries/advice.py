"""Reading the advice: its page, its print, and what the public page confirms."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from refnet.access.actors import Actor, Purpose
from refnet.access.reading import Reading, reading
from refnet.cases.phrases import child_name
from refnet.cases.queries import open_own_case, open_shared_case
from refnet.centres.queries import find_centre_names, open_board
from refnet.consultations.ageing import in_words
from refnet.consultations.drafting import from_plain
from refnet.consultations.gathering import gather_draft, gather_panel, is_unread, standpoint_of
from refnet.consultations.models import (
    Addendum,
    Advice,
    Certificate,
    Consultation,
    Countersignature,
    Dissent,
    Outcome,
    Waiver,
)
from refnet.consultations.pictures import (
    AddendumView,
    AdvicePage,
    AdviceSheet,
    CertificateView,
    DissentView,
    OutcomeView,
    SignerView,
    VersionLine,
)
from refnet.consultations.printing import cover_sheet_pdf
from refnet.consultations.queries.acts import advice_acts
from refnet.consultations.queries.panel import seat_views
from refnet.consultations.queries.people import gather_people
from refnet.consultations.terms import AdviceState, Followed, Presentation, State, Urgency
from refnet.documents.storing import fetch
from refnet.identity.queries import open_file_key


def open_sheet(actor: Actor, advice_id: UUID, *, at: datetime) -> AdviceSheet:
    """Open all that one version of the advice says, for its print and its FHIR document.

    Raises
    ------
    Unseen
        If there is no such advice, or the actor may not see it.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        advice = records.one(Advice, advice_id)
        consultation = records.one(Consultation, advice.consultation_id)
        return gather_sheet(actor, records, consultation, advice, at=at)


def open_advice(actor: Actor, advice_id: UUID, *, at: datetime) -> AdvicePage:
    """Open one version of the advice with all that its page shows.

    Raises
    ------
    Unseen
        If there is no such advice, or the actor may not see it.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        advice = records.one(Advice, advice_id)
        consultation = records.one(Consultation, advice.consultation_id)
        sheet = gather_sheet(actor, records, consultation, advice, at=at)
        panel = gather_panel(records, consultation)
        draft = gather_draft(records, advice)
        versions = list_versions(records, consultation.id)
        outcomes = {
            row.recommendation: OutcomeView(Followed(row.followed), row.text, row.at)
            for row in records.seen(Outcome).filter(advice=advice)
        }
    standpoint = standpoint_of(consultation)
    return AdvicePage(
        sheet=sheet,
        draft=advice.draft,
        sha256=advice.sha256,
        versions=versions,
        panel=seat_views(panel, draft.countersigned),
        countersigned=len(draft.countersigned),
        quorum=panel.quorum,
        outcomes=outcomes,
        consultation_state=State(consultation.state),
        own_centre=actor.clinical_centre_id == consultation.centre_id,
        acknowledged_at=advice.acknowledged_at,
        change_acknowledged_at=advice.change_acknowledged_at,
        acts=advice_acts(actor, standpoint, draft, panel, changed=_changed(advice), newer=is_unread(advice)),
    )


def open_print(actor: Actor, advice_id: UUID, *, addendum_id: UUID | None = None, at: datetime) -> bytes:
    """Open the sealed print of signed advice, or of an addition to it, byte for byte as it was signed.

    Raises
    ------
    Unseen
        If the actor may not see it, it is not signed, or the addition is to other advice.
    documents.storing.Missing, documents.storing.Damaged
        If the stored file is not there, or not what was stored.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        advice = records.one(Advice, advice_id)
        consultation = records.one(Consultation, advice.consultation_id)
        file = advice.file
        if addendum_id:
            addendum = records.one(Addendum, addendum_id)
            file = addendum.file if addendum.advice_id == advice.id else ""
        if not file:
            raise records.missed(Advice, advice_id)
        key = open_file_key(actor, consultation.case_id, at=at)
    return fetch(file, key=key)


def open_cover_sheet(actor: Actor, advice_id: UUID, *, at: datetime) -> bytes:
    """Open the sheet that says whose advice this is, for the treating centre's own file; it is never stored.

    Raises
    ------
    Unseen
        If there is no such advice, or the actor is not of the treating centre's clinical staff.
    """
    with reading(actor, Purpose.CARE, at=at):
        sheet = open_sheet(actor, advice_id, at=at)
        own = open_own_case(actor, sheet.case.id, at=at)
    return cover_sheet_pdf(
        sheet,
        name=str(child_name(own.person)),
        birth_date=own.person.birth_date,
        own_number=own.person.own_number,
        centre=find_centre_names({own.centre_id})[own.centre_id],
        made_at=at,
    )


def find_certificate(code: str) -> CertificateView | None:
    """Return what the public may know of an advice by its code: issuer, date, hash, and whether it is current."""
    bare = "".join(letter for letter in code.upper() if letter.isalnum())[:24]
    found = Certificate.objects.select_related("board").filter(pk=bare).first()
    if found is None:
        return None
    return CertificateView(
        code=found.code,
        board=open_board(found.board_id).name,
        signed_on=found.signed_on,
        sha256=found.sha256,
        state=AdviceState(found.state),
        changed_on=found.changed_on,
    )


def gather_sheet(
    actor: Actor,
    records: Reading,
    consultation: Consultation,
    advice: Advice,
    *,
    replaces: str | None = None,
    added: AddendumView | None = None,
    at: datetime,
) -> AdviceSheet:
    """Gather all that one version of the advice says. `added` is an addition that is being signed."""
    dissents = list(records.seen(Dissent).filter(advice=advice).order_by("at"))
    signed = list(records.seen(Countersignature).filter(advice=advice, draft=advice.draft).order_by("at"))
    waivers = list(records.seen(Waiver).filter(consultation=consultation).order_by("at"))
    addenda = list(records.seen(Addendum).filter(advice=advice).order_by("at"))
    people = gather_people(
        [advice.signed_by_id, *(row.account_id for row in signed), *(row.author_id for row in (*dissents, *addenda))]
    )
    board = open_board(consultation.asked)
    others = {row.number: row.code for row in records.seen(Advice).filter(consultation=consultation)}
    stands = [(row.account_id, False, row.at) for row in signed]
    if advice.signed_by_id and advice.signed_at:
        stands.insert(0, (advice.signed_by_id, True, advice.signed_at))
    signers = tuple(
        SignerView(who, people[who].name, people[who].specialty, people[who].centre, people[who].country, chair, moment)
        for who, chair, moment in stands
    )
    additions = tuple(AddendumView(people[row.author_id].name, row.text, row.at, row.id) for row in addenda)
    state = AdviceState(advice.state)
    return AdviceSheet(
        id=advice.id,
        consultation_id=consultation.id,
        version=advice.number,
        state=state,
        code=advice.code,
        verify_url=f"{settings.REFNET_PUBLIC_URL}/verify/{advice.code}" if advice.code else "",
        board=board.name,
        board_level=str(board.level),
        board_country=board.country,
        case=open_shared_case(actor, consultation.case_id, consultation.asked, at=at),
        urgency=Urgency(consultation.urgency),
        presentation=Presentation(consultation.presentation or Presentation.OTHER),
        question=consultation.question,
        asked_at=consultation.submitted_at or consultation.drafted_at,
        signed_at=advice.signed_at,
        assessment=advice.assessment,
        recommendations=from_plain(advice.recommendations),
        none_reason=advice.none_reason,
        dissents=tuple(DissentView(people[row.author_id].name, row.text) for row in dissents),
        signers=signers,
        addenda=(*additions, added) if added else additions,
        replaces=others.get(advice.number - 1, "") if replaces is None else replaces,
        replaced_by=others.get(advice.number + 1, "") if state is AdviceState.SUPERSEDED else "",
        retraction_reason=advice.reason if state is AdviceState.RETRACTED else "",
        revision_reason=advice.revision_reason,
        age_when_asked=in_words(consultation.age_when_asked) if consultation.age_when_asked is not None else "",
        waivers=tuple((row.specialty, row.reason) for row in waivers),
    )


def list_versions(records: Reading, consultation_id: UUID) -> tuple[VersionLine, ...]:
    """Return the versions of the advice that the actor may see, newest first."""
    rows = records.seen(Advice).filter(consultation=consultation_id).order_by("-number")
    return tuple(
        VersionLine(row.id, row.number, AdviceState(row.state), row.code, row.signed_at, row.reason) for row in rows
    )


def _changed(advice: Advice) -> bool:
    ended = AdviceState(advice.state) in {AdviceState.SUPERSEDED, AdviceState.RETRACTED}
    return ended and advice.change_acknowledged_at is None
