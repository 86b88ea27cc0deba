"""An invented network to look round in: no hospital, board or person in it is real."""

from refnet.people.queries import list_demo_people
from refnet.people.terms import telling_role
from refnet.site.demo.consulting import STATES, Consulting
from refnet.site.demo.loading import Network, clock


def load() -> None:
    """Load the invented network into an empty database."""
    network = Network(clock())
    network.build()
    for number, state in enumerate(STATES):
        Consulting(network, number).bring_to(state)


def people() -> list[tuple[str, str]]:
    """Return whom one can sign in as: name, and what they are."""
    return [
        (person.name, str(telling_role({line.role for line in person.roles})))
        for person in list_demo_people(on=clock().date())
    ]
