"""Who may write the roadmap."""

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor, Role
from refnet.access.decisions import Decision, Reason

NOT_THE_OFFICE = Reason("not-the-office", _("Only the network's office keeps the roadmap."))


def may_keep_the_roadmap(actor: Actor) -> Decision:
    """The network's coordinators, and the system when it sets up a network."""
    return Decision.needs((actor.is_system or Role.NETWORK_COORDINATOR in actor.roles, NOT_THE_OFFICE))
