"""Who may say who a child is."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor
from refnet.access.decisions import Decision, Reason

NOT_CLINICAL_HERE = Reason("not-clinical-here", _("Only the treating centre’s clinical staff may do this."))


def may_register(actor: Actor, centre_id: UUID) -> Decision:
    """Decide whether `actor` may put down or correct who a child of this centre is."""
    return Decision.needs((actor.clinical_centre_id == centre_id, NOT_CLINICAL_HERE))
