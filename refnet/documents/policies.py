"""Who may add documents to a case, and who decides what the check found in them."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor, Role
from refnet.access.decisions import Decision, Reason
from refnet.documents.terms import CheckState

NOT_YOUR_CENTRE = Reason("not-your-centre", _("Only the treating centre’s clinical staff add documents."))
EMPTY = Reason("empty", _("The file is empty."))
TOO_LARGE = Reason("too-large", _("The file is larger than 50 MB."))
NOT_THE_PRODUCT = Reason("not-the-product", _("The check is made by the product itself."))
NOT_CLINICAL_HERE = Reason("not-clinical-here", _("Only the treating centre’s clinical staff may do this."))
NOT_A_CLINICIAN = Reason("not-a-clinician", _("Only a clinician of the treating centre may say this."))
NO_REASON = Reason("no-reason", _("Say why, in a few words."))
NOTHING_OPEN = Reason("nothing-open", _("There is nothing here that waits for a decision."))
NOT_READ_YET = Reason("not-read-yet", _("The check has not come to this page yet, or the document is refused."))
NOT_UNREAD = Reason("not-unread", _("Only what the machine could not read needs a clinician to vouch for it."))
NO_PLACE = Reason("no-place", _("Click on the place in the picture that is to be blacked out."))

LARGEST_BYTES = 50 * 1024 * 1024
SHOWN = frozenset({CheckState.HITS, CheckState.UNREADABLE, CheckState.CLEAN})
"""The states in which the pages are there to be decided on."""


def may_add(actor: Actor, centre_id: UUID, *, size: int) -> Decision:
    """Decide whether `actor` may add a document of `size` bytes to a case of this centre."""
    return Decision.needs(
        (actor.clinical_centre_id == centre_id, NOT_YOUR_CENTRE),
        (size > 0, EMPTY),
        (size <= LARGEST_BYTES, TOO_LARGE),
    )


def may_check(actor: Actor) -> Decision:
    """Decide whether `actor` may check documents: nobody but the product itself."""
    return Decision.needs((actor.is_system, NOT_THE_PRODUCT))


def may_black_out(actor: Actor, centre_id: UUID, state: CheckState, *, places: bool = True) -> Decision:
    """Decide whether `actor` may black out what the check found, or another place of a page."""
    return Decision.needs(
        (actor.clinical_centre_id == centre_id, NOT_CLINICAL_HERE),
        (state in SHOWN, NOT_READ_YET),
        (places, NOTHING_OPEN),
    )


def may_overrule(actor: Actor, centre_id: UUID, state: CheckState, *, hits: bool = True, reason: str) -> Decision:
    """Decide whether `actor` may say that a hit is not the child, and why.

    It holds for every kind of hit: a number may be another's, and a letter can always be made submittable.
    """
    return Decision.needs(
        (actor.clinical_centre_id == centre_id, NOT_CLINICAL_HERE),
        (Role.CLINICIAN in actor.roles, NOT_A_CLINICIAN),
        (state is CheckState.HITS and hits, NOTHING_OPEN),
        (bool(reason.strip()), NO_REASON),
    )


def may_vouch(actor: Actor, centre_id: UUID, state: CheckState, *, reason: str) -> Decision:
    """Decide whether `actor` may say that they have read all of a document and nothing in it names the child."""
    return Decision.needs(
        (actor.clinical_centre_id == centre_id, NOT_CLINICAL_HERE),
        (Role.CLINICIAN in actor.roles, NOT_A_CLINICIAN),
        (state is CheckState.UNREADABLE, NOT_UNREAD),
        (bool(reason.strip()), NO_REASON),
    )


def may_check_again(actor: Actor, centre_id: UUID, state: CheckState) -> Decision:
    """Decide whether `actor` may have a document checked again: its centre, or the product when the name changed."""
    return Decision.needs(
        (actor.is_system or actor.clinical_centre_id == centre_id, NOT_CLINICAL_HERE),
        (state in SHOWN, NOT_READ_YET),
    )
