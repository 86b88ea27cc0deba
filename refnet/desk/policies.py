"""Who may begin a case by hand."""

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor
from refnet.access.decisions import Decision, Reason

NOT_CLINICAL = Reason("not-clinical", _("Only clinicians and their assistants open cases."))


def may_begin(actor: Actor) -> Decision:
    """Decide whether `actor` works with a centre's patients, so that there is a place for a case."""
    return Decision.needs((actor.clinical_centre_id is not None, NOT_CLINICAL))
