"""What is typed into a case does not name the child, whichever way it comes in."""

import pytest

from refnet.access.decisions import Refused
from refnet.cases.commands import describe_case, open_case
from refnet.cases.describing import EMPTY, Description, described
from refnet.cases.queries import open_own_case
from refnet.cases.terms import Way
from tests.world import NOON, PERSON, ZERO


@pytest.mark.parametrize("typed", [Description(text="Wilms of Annelies"), Description(stage="II, MRN-4471902")])
def test_a_correction_that_names_the_child_is_refused_and_changes_nothing(world, typed):
    case = world.case()
    before = open_own_case(world.referrer, case, at=NOON)

    with pytest.raises(Refused) as refused:
        describe_case(world.referrer, case, typed, version=before.version, at=NOON)

    assert [reason.code for reason in refused.value.decision.reasons] == ["names-child"]
    assert open_own_case(world.referrer, case, at=NOON).view.record == before.view.record


def test_what_the_centre_can_do_does_not_name_the_child_either(world):
    case = world.case()

    with pytest.raises(Refused):
        describe_case(world.referrer, case, Description(), version=1, local_means="As for Winterstein", at=NOON)


def test_a_case_begun_by_hand_does_not_name_the_child(world):
    record = described(EMPTY, Description(text="Tumour of Winterstein"), ZERO)

    with pytest.raises(Refused):
        open_case(
            world.referrer,
            centre_id=world.vienna.id,
            record=record,
            person=PERSON,
            zero=ZERO,
            source="by hand",
            way=Way.TYPED,
            at=NOON,
        )


def test_what_does_not_name_the_child_is_taken(world):
    case = world.case()
    version = open_own_case(world.referrer, case, at=NOON).version

    describe_case(world.referrer, case, Description(stage="III"), version=version, at=NOON)

    assert open_own_case(world.referrer, case, at=NOON).view.record.main.stages[-1].value == "III"
