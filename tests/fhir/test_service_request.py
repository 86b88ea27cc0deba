"""A consultation by itself, as another system is told of it."""

import pytest

from refnet.consultations.queries import open_consultation
from refnet.consultations.terms import State
from refnet.fhir.checking import check
from refnet.fhir.service_request import service_request
from tests.world import NOON


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.IN_DISCUSSION, State.DELIVERED, State.CLOSED])
def test_a_consultation_in_any_state_is_a_good_service_request(world, state):
    key = world.consultation(state)

    told = service_request(open_consultation(world.referrer, key, at=NOON))

    assert check(told) == ()
    assert told["id"] == str(key)


def test_its_subject_is_named_by_pseudonym_alone(world):
    key = world.consultation(State.IN_DISCUSSION)
    page = open_consultation(world.expert, key, at=NOON)

    told = service_request(page)

    assert told["subject"] == {
        "type": "Patient",
        "identifier": {"system": "urn:refnet:pseudonym", "value": page.pseudonym},
    }
    assert (told["status"], told["priority"], told["note"]) == ("active", "routine", [{"text": page.question}])
    assert str(page.case_id) not in str(told)
