"""Opening a case for a centre of the network, as one of its clinicians would on the page."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from refnet.access.decisions import Refused
from refnet.cases.queries import CaseLine, list_cases_of_child, open_own_case
from refnet.centres.queries import NoSuchCentre, find_centre
from refnet.centres.terms import CentreView
from refnet.desk.casework.queries import missing_of, remarks_on
from refnet.fhir.commands import Imported, keep_intake
from refnet.fhir.intake import Intake
from refnet.people.queries import NoSuchAccount, actor_of, find_account, list_clinicians
from refnet.site.troubles import Trouble
from refnet.site.walking.texts import written_diagnosis_of

KNOWN = "%(centre)s has a case of this child already: %(cases)s. Give --again to open another."


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened, and what there is to say of it. `missing` names the fields that the page asks for."""

    case: str
    centre: str
    diagnosis: str
    iccc3: str | None
    source_format: str
    documents: int
    missing: tuple[str, ...]
    leftovers: tuple[dict[str, str], ...]
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def import_for(intake: Intake, *, centre_code: str, email: str, again: bool = False, at: datetime) -> Opened:
    """Open a case for a centre, acting as one of its people; without `email` as its first clinician by name.

    Raises
    ------
    Trouble
        If there is no such centre or person, the person may not open a case there, or the centre has one of this
        child and no other was meant.
    """
    centre = _centre(centre_code)
    actor = actor_of(_account(centre, email, at), on=at.date(), centre_id=centre.id)
    known = list_cases_of_child(actor, intake.person, at=at)
    if known and not again:
        raise Trouble(KNOWN % {"centre": centre.code, "cases": ", ".join(line.pseudonym for line in known)})
    try:
        imported = keep_intake(actor, intake, centre_id=centre.id, at=at)
    except Refused as refused:
        raise Trouble(" ".join(str(reason.text) for reason in refused.decision.reasons)) from None
    page = open_own_case(actor, imported.case_id, at=at)
    view = page.view
    return Opened(
        case=view.pseudonym,
        centre=centre.code,
        diagnosis=written_diagnosis_of(view.record),
        iccc3=view.classification.code if view.classification else None,
        source_format=imported.source_format,
        documents=imported.documents,
        missing=missing_of(view.record),
        leftovers=tuple(asdict(one) for one in view.record.leftovers),
        notes=(*_notes(imported, known), *remarks_on(page, at=at)),
    )


def _notes(imported: Imported, known: tuple[CaseLine, ...]) -> Iterator[str]:
    if imported.deceased:
        yield "The data say that the child has died; a clinician has to confirm it."
    if known:
        yield f"The centre had a case of this child already: {', '.join(line.pseudonym for line in known)}."


def _centre(code: str) -> CentreView:
    try:
        return find_centre(code)
    except NoSuchCentre as error:
        raise Trouble(str(error)) from None


def _account(centre: CentreView, email: str, at: datetime) -> UUID:
    if email:
        try:
            return find_account(email)
        except NoSuchAccount:
            raise Trouble(f"Nobody here has the e-mail address {email}.") from None
    clinicians = list_clinicians(centre.id, on=at.date())
    if not clinicians:
        raise Trouble(f"{centre.code} has no clinician yet who could open a case.")
    return clinicians[0]
