"""Every schema stages what was worked out on paper from the tables."""

import pytest

from refnet.staging import stage
from refnet.staging.ages import of_years
from refnet.staging.load import facts

from .cases import Case, golden


@pytest.mark.parametrize("case", golden(), ids=str)
def test_a_case_on_paper_is_staged_so(case: Case):
    found = stage(case.site, case.histology, case.behaviour or None, of_years(case.age), case.inputs)

    assert (found.schema, dict(found.outputs), found.tier1) == (case.schema, case.outputs, case.tier1)
    assert tuple(f"{rule.table}:{rule.row}" for rule in found.rules) == case.rules
    assert found.readings.keys() == found.outputs.keys()


def test_every_schema_is_on_paper():
    assert {case.schema for case in golden()} == set(facts().schemas)
    assert len(facts().schemas) == 32
