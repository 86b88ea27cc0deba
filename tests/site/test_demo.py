"""The invented network: as large as was promised, in every state, and with nobody real in it."""

import pytest

from refnet.centres.models import Board, Centre
from refnet.centres.terms import Level
from refnet.consultations.models import Consultation
from refnet.consultations.terms import State
from refnet.people.models import Account
from refnet.site import demo


@pytest.mark.django_db
def test_the_invented_network_has_everything_there_is():
    demo.load()

    assert Centre.objects.values("country").distinct().count() >= 12
    assert Centre.objects.count() >= 30
    assert {board.level for board in Board.objects.all()} == {level.value for level in Level}
    assert Board.objects.count() >= 12
    assert Account.objects.count() >= 60
    assert not Account.objects.filter(invented=False).exists()
    assert Consultation.objects.count() >= 25
    assert {state for state in State if Consultation.objects.filter(state=state.value).exists()} == set(State)
    assert len(demo.people()) >= 60
