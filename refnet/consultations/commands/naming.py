"""Whether what people type gives the child away, and by which words."""

from datetime import datetime, timedelta

from refnet.access.actors import Actor
from refnet.access.changing import Change
from refnet.consultations import policies
from refnet.consultations.events import NameTried
from refnet.consultations.models import Consultation
from refnet.identity.phrases import TRACES
from refnet.identity.queries import find_traces
from refnet.journal.queries import count_events

MOST_NAMED = 3
A_DAY = timedelta(days=1)


def require_unnamed(change: Change, consultation: Consultation, text: str, *, at: datetime) -> None:
    """Go on only if a text does not give the child away; to be asked last, when all else allows.

    The own centre, which knows the child, reads the words themselves. Anyone else reads only what kind they are, is
    refused after a few tries, and leaves each of them in the journal: nobody finds a name by trying.

    Raises
    ------
    Refused
        If the text names the child, or too many of this writer's did today.
    """
    actor = change.reading.actor
    own = actor.clinical_centre_id == consultation.centre_id
    tries = 0 if own else _tries(actor, consultation, at=at)
    words = _words(actor, consultation, text, own=own, at=at) if tries < policies.MOST_TRIES else ""
    if words and not own:
        change.tell(NameTried(consultation.id))
    change.require(policies.unnamed(words, tries=tries))


def _tries(actor: Actor, consultation: Consultation, *, at: datetime) -> int:
    return count_events(consultation.id, NameTried.kind, actor=actor.id, since=at - A_DAY)


def _words(actor: Actor, consultation: Consultation, text: str, *, own: bool, at: datetime) -> str:
    found = find_traces(actor, consultation.case_id, text, at=at)
    said = (f"“{text[one.start : one.end].strip()}”" if own else str(TRACES[one.kind]) for one in found)
    return ", ".join(list(dict.fromkeys(said))[:MOST_NAMED])
