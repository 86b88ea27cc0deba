"""The people on a consultation, by name."""

from collections.abc import Iterable
from uuid import UUID

from refnet.consultations.pictures import PersonLine
from refnet.people.queries import find_people

People = dict[UUID, PersonLine]


def gather_people(ids: Iterable[UUID | None]) -> People:
    """Return each of these people as others on the consultation see them, in one query."""
    wanted = {id for id in ids if id is not None}
    return {
        id: PersonLine(id, person.name, person.specialty, person.centre, person.country)
        for id, person in find_people(wanted).items()
    }
