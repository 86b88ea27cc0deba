"""What consultations do when something else happened: consent taken back, a child that died."""

from uuid import UUID

from refnet.access.actors import SYSTEM
from refnet.consent.terms import Scope
from refnet.consultations.commands import end_by_death, withdraw_consultation
from refnet.consultations.queries import list_for_case
from refnet.consultations.terms import State
from refnet.journal.following import reacts_to
from refnet.journal.queries import Line


@reacts_to("consent.consent-withdrawn")
def close_what_was_agreed(line: Line) -> None:
    """Without consent to the care consultation no board may see the case any longer."""
    if line.facts["scope"] != Scope.CARE:
        return
    for key in _asked(line.subject, line):
        withdraw_consultation(SYSTEM, key, at=line.at)


@reacts_to("cases.child-died")
def end_what_was_asked(line: Line) -> None:
    """When a child has died, nothing more is asked and nobody is reminded."""
    for key in _asked(line.subject, line):
        end_by_death(SYSTEM, key, at=line.at)


def _asked(case_id: UUID, line: Line) -> tuple[UUID, ...]:
    """The consultations on the case that are not ended; what ended before stays as it ended."""
    ended = {State.WITHDRAWN, State.DECLINED, State.DIED}
    return tuple(one.id for one in list_for_case(SYSTEM, case_id, at=line.at) if one.state not in ended)
