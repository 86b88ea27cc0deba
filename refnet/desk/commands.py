"""What a clinician does to a case in one go, and what more than one capability keeps."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from refnet.access.actors import Actor
from refnet.access.changing import changing
from refnet.cases.chronology import days_of
from refnet.cases.commands import open_case
from refnet.cases.describing import EMPTY, Description, described
from refnet.cases.terms import Way
from refnet.consent.commands import give_consent
from refnet.consent.terms import Assent, Scope, Signer
from refnet.documents.commands import add_document
from refnet.documents.storing import sniff
from refnet.identity.terms import Person

BY_HAND = "by hand"


def begin_case(actor: Actor, *, centre_id: UUID, person: Person, typed: Description, at: datetime) -> UUID:
    """Open a case of which nothing is known but what was typed, and return its id.

    Raises
    ------
    Refused
        If the actor may not open a case for this centre.
    chronology.BadDate
        If a date that was typed is none.
    """
    zero, _ = days_of(typed.diagnosed or typed.born)
    record = described(EMPTY, typed, zero)
    return open_case(
        actor, centre_id=centre_id, record=record, person=person, zero=zero, source=BY_HAND, way=Way.TYPED, at=at
    )


def record_agreement(
    actor: Actor,
    case_id: UUID,
    *,
    centre_id: UUID,
    scopes: Iterable[Scope],
    signer: Signer,
    assent: Assent,
    language: str,
    given_on: date,
    at: datetime,
) -> None:
    """Record what a family agreed to on one day, each scope as a consent of its own: all of them or none.

    Raises
    ------
    Refused
        If one of them may not be recorded.
    """
    with changing(actor, at=at):
        for scope in scopes:
            give_consent(
                actor,
                case_id,
                centre_id=centre_id,
                scope=scope,
                signer=signer,
                assent=assent,
                language=language,
                given_on=given_on,
                at=at,
            )


def file_documents(actor: Actor, case_id: UUID, files: "Iterable[UploadedFile[Any]]", *, at: datetime) -> None:
    """Add several files to a case as documents, each of the type that its own bytes tell: all of them or none.

    Raises
    ------
    Unseen
        If the actor cannot see the case.
    Refused
        If one of them may not be added.
    """
    with changing(actor, at=at):
        for file in files:
            content = file.read()
            name = file.name or ""
            add_document(
                actor, case_id, title=name, content_type=str(sniff(content)), content=content, origin=name, at=at
            )
