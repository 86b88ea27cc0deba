"""Who may add documents to a case."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor
from refnet.access.decisions import Decision, Reason

NOT_YOUR_CENTRE = Reason("not-your-centre", _("Only the treating centre’s clinical staff add documents."))
EMPTY = Reason("empty", _("The file is empty."))
TOO_LARGE = Reason("too-large", _("The file is larger than 50 MB."))

LARGEST_BYTES = 50 * 1024 * 1024


def may_add(actor: Actor, centre_id: UUID, *, size: int) -> Decision:
    """Decide whether `actor` may add a document of `size` bytes to a case of this centre."""
    return Decision.needs(
        (actor.clinical_centre_id == centre_id, NOT_YOUR_CENTRE),
        (size > 0, EMPTY),
        (size <= LARGEST_BYTES, TOO_LARGE),
    )
