"""Who may bring a hospital's data in."""

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor
from refnet.access.decisions import Decision, Reason

NOT_CLINICAL = Reason("not-clinical", _("Only clinicians and their assistants open cases."))


def may_import(actor: Actor) -> Decision:
    """Decide whether `actor` may bring data in at all: as clinical staff of a centre."""
    return Decision.needs((actor.clinical_centre_id is not None, NOT_CLINICAL))
