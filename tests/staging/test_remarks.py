"""Stage MS at 547 days or more is pointed out with the rule, and so are answers that do not go together."""

import pytest

from refnet.staging import Rule, stage
from refnet.staging.ages import of_years
from refnet.staging.load import facts
from refnet.staging.phrases import DOUBTS, INPUTS, OUTPUTS
from refnet.staging.terms import Doubt

from .cases import neuroblastoma

RULE = "INRGSS stage MS is only for children younger than 18 months (547 days) at diagnosis"
MS_ROW = Rule("intl_neuroblastoma_risk_grp_stag_sys_18504", 4)


@pytest.mark.parametrize(
    ("days", "doubt", "sentence"),
    [
        ((0, 0), None, None),
        ((546, 546), None, None),
        ((547, 547), Doubt.MS_TOO_OLD, f"{RULE}: this child was older (547 days)."),
        ((546, 547), Doubt.MS_PERHAPS_TOO_OLD, f"{RULE}: whether this child was is not certain (546 to 547 days)."),
        ((600, 630), Doubt.MS_TOO_OLD, f"{RULE}: this child was older (600 to 630 days)."),
        (None, Doubt.MS_AGE_UNKNOWN, f"{RULE}: the age at diagnosis is not known."),
    ],
)
def test_stage_ms_ends_at_547_days(days, doubt, sentence):
    found = neuroblastoma(days, inrgss="4")

    assert found.outputs["toronto_stage_group"] == "MS"
    assert [(one.doubt, one.rule, one.sentence) for one in found.remarks] == (
        [(doubt, MS_ROW, sentence)] if doubt else []
    )


@pytest.mark.parametrize(
    ("years", "doubts"),
    [(0, []), (1, [Doubt.MS_PERHAPS_TOO_OLD]), (2, [Doubt.MS_TOO_OLD]), (999, [Doubt.MS_AGE_UNKNOWN])],
)
def test_whole_years_say_what_they_can_about_stage_ms(years, doubts):
    found = stage("C74.9", "9500", "3", of_years(years), {"inrgss": "4"})

    assert [one.doubt for one in found.remarks] == doubts


def test_other_stages_have_no_age():
    for inrgss in ("1", "2", "3", "8", "9"):
        assert neuroblastoma((5_000, 5_000), inrgss=inrgss).remarks == ()


@pytest.mark.parametrize(
    ("inrgss", "metastases", "doubts"),
    [
        ("1", "00", []),
        ("2", "99", []),
        ("1", "10", [Doubt.LOCAL_WITH_METASTASES]),
        ("2", "70", [Doubt.LOCAL_WITH_METASTASES]),
        ("3", "70", []),
        ("4", "40", []),
        ("4", "50", [Doubt.MS_OTHER_METASTASES]),
        ("4", "70", [Doubt.MS_OTHER_METASTASES]),
    ],
)
def test_a_stage_that_does_not_go_with_the_metastases_is_pointed_out(inrgss, metastases, doubts):
    found = neuroblastoma((100, 100), inrgss=inrgss, ped_mets=metastases)

    assert [one.doubt for one in found.remarks] == doubts


def test_every_doubt_question_and_output_has_words_for_a_page():
    schemas = facts().schemas.values()

    assert DOUBTS.keys() == set(Doubt)
    assert INPUTS.keys() == {one.key for schema in schemas for one in schema.inputs}
    assert OUTPUTS.keys() == {key for schema in schemas for key in schema.outputs}
    assert all(str(words) for words in (*DOUBTS.values(), *INPUTS.values(), *OUTPUTS.values()))


def test_the_coarse_stage_is_not_said_where_stage_and_metastases_contradict_each_other():
    assert neuroblastoma((100, 100), inrgss="1", ped_mets="00").tier1 == "Localised"
    assert neuroblastoma((100, 100), inrgss="1").tier1 == "Localised"
    assert neuroblastoma((100, 100), inrgss="1", ped_mets="70").tier1 is None
    assert neuroblastoma((100, 100), ped_mets="70").tier1 == "Metastatic"
    assert neuroblastoma((100, 100), ped_mets="40").tier1 is None
