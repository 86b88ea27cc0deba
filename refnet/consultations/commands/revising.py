"""After signing: additions, new versions, retraction. Signed text itself is never edited."""

from datetime import datetime
from uuid import UUID, uuid4

from refnet.access.actors import Actor
from refnet.access.changing import changing
from refnet.consultations import policies
from refnet.consultations.commands.locking import lock_advice
from refnet.consultations.commands.naming import require_unnamed
from refnet.consultations.events import AddendumSigned, AdviceRetracted, RevisionBegun
from refnet.consultations.gathering import gather_draft, standpoint_of
from refnet.consultations.lifecycle import ADVICE
from refnet.consultations.models import Addendum, Advice, Certificate, Dissent
from refnet.consultations.pictures import AddendumView
from refnet.consultations.printing import advice_pdf
from refnet.consultations.queries.advice import gather_sheet
from refnet.consultations.terms import AdviceState
from refnet.documents.sealing import seal
from refnet.documents.storing import keep
from refnet.identity.queries import open_file_key
from refnet.people.queries import find_people

OPEN_DRAFTS = (AdviceState.DRAFT.value, AdviceState.IN_REVIEW.value)


def sign_addendum(actor: Actor, advice_id: UUID, *, text: str, at: datetime) -> None:
    """Sign an addition to the advice. It is printed and sealed with the advice as it stands; the first print stays.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_add` is against it.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        facts = gather_draft(change.reading, advice)
        change.require(policies.may_add(actor, standpoint_of(consultation), facts, text=bool(text.strip())))
        require_unnamed(change, consultation, text, at=at)
        author = find_people([actor.id])[actor.id].name
        sheet = gather_sheet(actor, change.reading, consultation, advice, at=at, added=AddendumView(author, text, at))
        sealed = seal(advice_pdf(sheet), reason=f"Addendum to advice {advice.code}", at=at)
        Addendum(
            consultation=consultation,
            advice=advice,
            author_id=actor.id,
            text=text,
            file=keep(sealed, key=open_file_key(actor, consultation.case_id, at=at)),
            at=at,
        ).save()
        change.record(AddendumSigned(consultation.id, advice=advice.id))


def begin_revision(actor: Actor, advice_id: UUID, *, reason: str, at: datetime) -> UUID:
    """Begin a new version of signed advice, from its text and its dissents, and return its id.

    The signed one holds until the new one is signed. Advice that was retracted can be followed by a new version too.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_revise` is against it.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        versions = change.seen(Advice).filter(consultation=consultation)
        change.require(
            policies.may_revise(
                actor,
                standpoint_of(consultation),
                gather_draft(change.reading, advice),
                reason=bool(reason.strip()),
                open_revision=versions.filter(state__in=OPEN_DRAFTS).exists(),
            )
        )
        require_unnamed(change, consultation, reason, at=at)
        revision = Advice(
            consultation=consultation,
            number=versions.count() + 1,
            assessment=advice.assessment,
            recommendations=[{**one, "id": str(uuid4())} for one in advice.recommendations],
            none_reason=advice.none_reason,
            revision_reason=reason,
        )
        revision.save()
        # A position that was kept stays kept: whoever holds it may replace it, nobody loses it unasked.
        for kept in change.seen(Dissent).filter(advice=advice).order_by("at"):
            Dissent(
                consultation=consultation, advice=revision, author_id=kept.author_id, text=kept.text, at=kept.at
            ).save()
        change.record(RevisionBegun(consultation.id, advice=revision.id, version=revision.number))
        return revision.id


def retract_advice(actor: Actor, advice_id: UUID, *, reason: str, at: datetime) -> None:
    """Take signed advice back, with the reason; all who received it are told.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_retract` is against it.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        facts = gather_draft(change.reading, advice)
        may = policies.may_retract(actor, standpoint_of(consultation), facts, reason=bool(reason.strip()))
        change.require(may)
        require_unnamed(change, consultation, reason, at=at)
        advice.state = ADVICE.after("retract", AdviceState.SIGNED).value
        advice.reason = reason
        advice.ended_at = at
        advice.save()
        Certificate.objects.filter(pk=advice.code).update(state=advice.state, changed_on=at.date())
        change.record(AdviceRetracted(consultation.id, advice=advice.id))
