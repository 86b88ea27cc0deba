"""Who may open a case, describe it and share it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor, Role
from refnet.access.decisions import Decision, Reason

if TYPE_CHECKING:
    from refnet.cases.models import Case

NOT_CLINICAL = Reason("not-clinical", _("Only clinicians and their assistants open cases."))
NOT_A_CLINICIAN = Reason("not-a-clinician", _("Only a clinician of the treating centre may do this."))
NOT_YOUR_CENTRE = Reason("not-your-centre", _("This case belongs to another centre."))
NO_TUMOUR = Reason("no-tumour", _("The data name no tumour."))
CHILD_DIED = Reason("child-died", _("The child has died; the case is kept as it is."))
NAMES_CHILD = Reason("names-child", _("The text names the child or gives it away. Take that out, then try again."))
NOT_STEERING = Reason("not-steering", _("Only those who steer the board admit its experts."))


def may_open(actor: Actor, centre_id: UUID, *, names_child: bool = False) -> Decision:
    """Decide whether `actor` may open a case for a centre."""
    return Decision.needs((actor.clinical_centre_id == centre_id, NOT_CLINICAL), (not names_child, NAMES_CHILD))


def may_describe(actor: Actor, case: "Case", *, names_child: bool = False) -> Decision:
    """Decide whether `actor` may add to a case or correct it. Assistants may; that is what they are for."""
    return Decision.needs(
        (actor.clinical_centre_id == case.centre_id, NOT_YOUR_CENTRE),
        (case.died_at is None, CHILD_DIED),
        (not names_child, NAMES_CHILD),
    )


def may_share(actor: Actor, case: "Case") -> Decision:
    """Decide whether `actor` may open a case to a board."""
    return Decision.needs(
        (Role.CLINICIAN in actor.roles, NOT_A_CLINICIAN),
        (actor.centre_id == case.centre_id, NOT_YOUR_CENTRE),
        (case.died_at is None, CHILD_DIED),
    )


def may_close_share(actor: Actor, case: "Case", board_id: UUID) -> Decision:
    """Decide whether `actor` may close a case to a board: its own centre, those who steer the board, or the system."""
    own = actor.clinical_centre_id == case.centre_id
    steers = actor.sits(board_id, Role.DISPATCHER, Role.COORDINATOR, Role.CHAIR)
    return Decision.needs((actor.is_system or own or steers, NOT_YOUR_CENTRE))


def may_admit(actor: Actor, board_id: UUID) -> Decision:
    """Decide whether `actor` may let an expert of the board read a case that is shared with it."""
    steers = actor.sits(board_id, Role.DISPATCHER, Role.COORDINATOR, Role.CHAIR)
    return Decision.needs((steers, NOT_STEERING))


def may_dismiss(actor: Actor, board_id: UUID, account_id: UUID) -> Decision:
    """Decide whether `actor` may end an expert's reading: their own always, another's as one who steers the board."""
    return Decision() if actor.id == account_id else may_admit(actor, board_id)


def may_record_death(actor: Actor, case: "Case") -> Decision:
    """Decide whether `actor` may record that the child has died."""
    return Decision.needs(
        (Role.CLINICIAN in actor.roles and actor.centre_id == case.centre_id, NOT_A_CLINICIAN),
        (case.died_at is None, CHILD_DIED),
    )
