"""Telling people what happened to a consultation that concerns them."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from refnet.access.actors import STEERING, SYSTEM
from refnet.consultations.pictures import Parties
from refnet.consultations.queries import list_parties
from refnet.consultations.terms import Urgency
from refnet.journal.following import reacts_to
from refnet.journal.queries import Line
from refnet.notices.commands import tell
from refnet.notices.table import TABLE
from refnet.notices.terms import Audience
from refnet.people.queries import list_seated

URGENT = ".urgent"
"""The words of an event are others where hours count."""
NAMED_BY = ("account", "assigned")


@reacts_to(*(kind for kind in TABLE if not kind.endswith(URGENT)))
def tell_whom_it_concerns(line: Line) -> None:
    """Tell the people whom the table names for this event."""
    parties = list_parties(SYSTEM, line.subject, at=line.at)
    urgent = f"{line.kind}{URGENT}"
    kind = urgent if line.facts.get("urgency") == Urgency.URGENT.value and urgent in TABLE else line.kind
    told = {one for audience in TABLE[kind].to for one in _people(audience, parties, line)}
    tell(told, replace(line, kind=kind), board_id=parties.board_id)


def _people(audience: Audience, parties: Parties, line: Line) -> Iterable[UUID]:
    if audience is Audience.REQUESTER:
        return (parties.requester_id,)
    if audience is Audience.PANEL:
        return parties.panel
    if audience is Audience.OWING:
        return parties.owing
    if audience is Audience.NAMED:
        return [UUID(line.facts[name]) for name in NAMED_BY if line.facts.get(name)]
    return list_seated(parties.board_id, *STEERING, on=line.at.date()) if parties.board_id else ()
