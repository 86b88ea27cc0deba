"""Whether what people type gives the child away, and by which words."""

from datetime import datetime

from refnet.access.actors import Actor
from refnet.consultations.models import Consultation
from refnet.identity.phrases import TRACES
from refnet.identity.queries import find_traces

MOST_NAMED = 3


def words_that_name(actor: Actor, consultation: Consultation, text: str, *, at: datetime) -> str:
    """Say what in a text gives the child away; empty where nothing does.

    The own centre, which knows the child, reads the words themselves. Anyone else reads only what kind they are: who
    tries names until one is found must not be helped.
    """
    found = find_traces(actor, consultation.case_id, text, at=at)
    own = actor.clinical_centre_id == consultation.centre_id
    said = (f"“{text[one.start : one.end].strip()}”" if own else str(TRACES[one.kind]) for one in found)
    return ", ".join(list(dict.fromkeys(said))[:MOST_NAMED])
