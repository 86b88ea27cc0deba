"""The people on a consultation, by name."""

from collections.abc import Iterable
from uuid import UUID

from refnet.consultations.pictures import PersonLine
from refnet.people.queries import find_people

People = dict[UUID, PersonLine]


def gather_people(ids: Iterable[UUID | None]) -> People:
    """Return each of these people as others on the consultation see them, in one query."""
    wanted = {one for one in ids if one is not None}
    return {
        person.id: PersonLine(person.id, person.name, person.specialty, person.centre, person.country)
        for person in find_people(wanted).values()
    }
