"""What people read for the words of people."""

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Role

ROLES = {
    Role.CLINICIAN: _("Clinician"),
    Role.ASSISTANT: _("Assistant"),
    Role.CENTRE_MANAGER: _("Centre manager"),
    Role.DATA_STEWARD: _("Data steward"),
    Role.DISPATCHER: _("Dispatcher"),
    Role.COORDINATOR: _("Board coordinator"),
    Role.CHAIR: _("Chair"),
    Role.EXPERT: _("Expert"),
    Role.NETWORK_COORDINATOR: _("Network coordinator"),
    Role.AUTHORITY: _("Healthcare authority"),
    Role.AUDITOR: _("Auditor"),
    Role.OPERATOR: _("Operator"),
    Role.FAMILY: _("Family"),
    Role.SYSTEM: _("The system"),
}
DUTIES = {
    Role.CLINICIAN: _("Asks a board about a child, and acts on its advice"),
    Role.ASSISTANT: _("Prepares a case; a clinician submits it"),
    Role.CENTRE_MANAGER: _("Keeps a centre’s people and its entry on the roadmap"),
    Role.DATA_STEWARD: _("Looks after consents and who has looked at a record"),
    Role.DISPATCHER: _("Sees new requests first, accepts them and assembles the panel"),
    Role.COORDINATOR: _("Keeps a board’s work moving"),
    Role.CHAIR: _("Leads the discussion and signs the advice"),
    Role.EXPERT: _("Gives an opinion and countersigns the advice"),
    Role.NETWORK_COORDINATOR: _("Runs the network’s office"),
    Role.AUTHORITY: _("Endorses centres and sees figures"),
    Role.AUDITOR: _("Assesses centres and boards"),
    Role.OPERATOR: _("Runs the machine; sees no patient"),
    Role.FAMILY: _("Sees the own child’s record"),
    Role.SYSTEM: _("Acts on what has happened"),
}
