"""Who may give whom a role. Each policy gives every reason against it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor, Role
from refnet.access.decisions import Decision, Reason
from refnet.people.terms import AT_CENTRES, FOR_NETWORK, ON_BOARDS

NOT_THE_OFFICE = Reason("not-the-office", _("Only the network’s office can do this."))
NOT_YOUR_PEOPLE = Reason("not-your-people", _("Only the manager of this centre or the network’s office can do this."))
NOT_YOUR_BOARD = Reason(
    "not-your-board", _("Only the chair or the coordinator of this board or the network’s office can do this.")
)
NOT_AT_A_CENTRE = Reason("not-at-a-centre", _("This is not a role at a centre."))
NOT_FOR_THE_NETWORK = Reason("not-for-the-network", _("This is not a role for the whole network."))
NOT_ON_A_BOARD = Reason("not-on-a-board", _("This is not a role on a board."))


def may_add_accounts(actor: Actor) -> Decision:
    """Whether the actor may give somebody an account: the office, or whoever manages a centre."""
    return Decision.needs((_is_office(actor) or Role.CENTRE_MANAGER in actor.roles, NOT_THE_OFFICE))


def may_give_role(actor: Actor, centre_id: UUID | None, role: Role) -> Decision:
    """Whether the actor may give somebody a role at a centre, or without a centre one for the network."""
    if centre_id is None:
        return Decision.needs((role in FOR_NETWORK, NOT_FOR_THE_NETWORK), (_is_office(actor), NOT_THE_OFFICE))
    manages = Role.CENTRE_MANAGER in actor.roles and actor.centre_id == centre_id
    return Decision.needs((role in AT_CENTRES, NOT_AT_A_CENTRE), (_is_office(actor) or manages, NOT_YOUR_PEOPLE))


def may_give_seat(actor: Actor, board_id: UUID, role: Role) -> Decision:
    """Whether the actor may give somebody a seat on a board."""
    steers = actor.sits(board_id, Role.CHAIR, Role.COORDINATOR)
    return Decision.needs((role in ON_BOARDS, NOT_ON_A_BOARD), (_is_office(actor) or steers, NOT_YOUR_BOARD))


def may_close_account(actor: Actor, account_id: UUID) -> Decision:
    """Whether the actor may close an account: its owner, or the office."""
    return Decision.needs((_is_office(actor) or actor.id == account_id, NOT_THE_OFFICE))


def _is_office(actor: Actor) -> bool:
    return actor.is_system or Role.NETWORK_COORDINATOR in actor.roles
