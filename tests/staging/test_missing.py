"""What is missing stays missing: the answer says what is certain, what is possible, and the coarse stage."""

import pytest

from refnet.staging import Rule, Staged, Unstageable, schemas_for, stage
from refnet.staging.ages import of_years

from .cases import neuroblastoma, wilms


def test_without_any_input_all_are_missing_and_all_is_possible():
    found = wilms()

    assert found.missing == ("surgical_margins", "ped_primary_tumor", "ped_regional_nodes", "ped_mets")
    assert dict(found.outputs) == {}
    assert found.possible["toronto_stage_group"] == ("1", "2", "3", "4", "X", "y1", "y2", "y3")
    assert found.tier1 is None
    assert found.rules == ()


def test_metastases_alone_decide_where_the_table_asks_nothing_else():
    found = wilms(ped_mets="70")

    assert (found.outputs["toronto_stage_group"], found.tier1) == ("4", "Metastatic")
    assert found.rules == (Rule("pediatric_stage_16688", 18),)


def test_the_coarse_stage_is_said_where_an_input_of_the_fine_one_is_missing():
    found = wilms(ped_mets="00")

    assert "toronto_stage_group" not in found.outputs
    assert found.tier1 == "Localised"


def test_a_code_that_says_unknown_does_not_make_a_coarse_stage():
    assert wilms(ped_mets="99").tier1 is None
    assert wilms(ped_mets="99", ped_primary_tumor="999", ped_regional_nodes="999").tier1 is None


def test_where_the_fine_stage_is_unknown_the_coarse_one_may_still_be_said():
    found = wilms(ped_mets="00", ped_primary_tumor="999", ped_regional_nodes="999", surgical_margins="9")

    assert (found.outputs["toronto_stage_group"], found.tier1) == ("X", "Localised")


def test_serum_markers_that_were_never_taken_are_what_the_table_says_of_them():
    found = stage("C62.9", "9070", "3", of_years(16), {})

    assert found.outputs["s_category_combined"] == "9"
    assert Rule("combined_s_category_15139", 6) in found.rules


def test_one_serum_marker_alone_leaves_the_other_open():
    found = stage("C62.9", "9070", "3", of_years(16), {"s_category_clin": "1"})

    assert "s_category_combined" not in found.outputs
    assert found.possible["s_category_combined"] == ("0", "1", "2", "3")


def test_an_interval_of_ages_that_leads_to_two_answers_gives_both():
    given = {"ped_primary_tumor": "100", "ped_regional_nodes": "000", "ped_mets": "30", "inrgss": "3"}

    assert neuroblastoma((100, 300), **given).outputs["pediatric_group"] == "4S"
    assert neuroblastoma((400, 500), **given).outputs["pediatric_group"] == "4"
    unsure = neuroblastoma((300, 400), **given)
    assert unsure.possible == {"pediatric_group": ("4", "4S")}
    assert unsure.outputs == {"toronto_stage_group": "M"}


def test_an_unknown_age_is_missing_and_leads_to_both_answers():
    found = neuroblastoma(None, ped_primary_tumor="100", ped_mets="30", inrgss="3")

    assert found.missing == ("age_dx", "ped_regional_nodes")
    assert found.possible == {"pediatric_group": ("4", "4S")}


def test_the_code_for_an_unknown_age_is_what_the_table_makes_of_it():
    found = stage("C74.9", "9500", "3", of_years(999), {"ped_primary_tumor": "100", "ped_mets": "30"})

    assert found.outputs["pediatric_group"] == "4"
    assert "age_dx" not in found.missing


def test_an_organ_without_its_part_is_enough_where_the_part_decides_nothing():
    assert stage("C40", "9180/3", None, of_years(12), {"ped_mets": "00"}).outputs["toronto_stage_group"] == "L"


def test_an_organ_without_its_part_gives_every_answer_that_its_parts_would():
    given = {"size_summary": "060", "ped_primary_tumor": "100", "ped_regional_nodes": "000", "ped_mets": "00"}

    assert stage("C49", "8910", "3", of_years(5), given).possible == {
        "pediatric_group": ("1", "3"),
        "toronto_stage_group": ("1", "3"),
    }


@pytest.mark.parametrize(
    ("behaviour", "age", "missing"),
    [
        (None, of_years(5), ("behavior",)),
        ("3", None, ("age_dx",)),
        (None, None, ("behavior", "age_dx")),
        ("3", (14_400, 14_700), ("age_dx",)),
    ],
)
def test_a_schema_is_not_guessed_where_behaviour_or_age_would_decide(behaviour, age, missing):
    candidates = ("malignant_bone_tumors_osteosarcoma",)

    assert stage("C40.2", "9180", behaviour, age, {"ped_mets": "00"}) == Staged(
        schema=None, missing=missing, candidates=candidates
    )
    assert schemas_for("C40.2", "9180", behaviour, age) == candidates


def test_age_and_behaviour_may_stand_among_the_inputs_and_may_not_contradict():
    given = {"age_dx": "5", "behavior": "3", "site": "C402", "hist": "9180", "ped_mets": "00"}

    assert stage("C40.2", "9180", None, None, given) == stage("C402", "9180/3", None, of_years(5), {"ped_mets": "00"})
    for key, wrong, age in (
        ("age_dx", "6", of_years(5)),
        ("age_dx", "five", None),
        ("behavior", "1", None),
        ("behavior", "7", None),
        ("site", "C401", None),
        ("hist", "9181", None),
    ):
        with pytest.raises(Unstageable, match=key):
            stage("C40.2", "9180", "3", age, {key: wrong})


@pytest.mark.parametrize(
    ("site", "histology", "behaviour", "age", "sentence"),
    [
        ("C50.9", "8500", "3", of_years(5), "Toronto stage has no schema for 8500/3 in C509 at the age of 5"),
        ("C40.2", "9180", "3", of_years(40), "Toronto stage has no schema for 9180/3 in C402 at the age of 40"),
        ("C40.2", "9180", "0", of_years(4), "Toronto stage has no schema for 9180/0 in C402 at the age of 4"),
        ("C42", "9861", "3", (1, 900), "Toronto stage has no schema for 9861/3 in C42 at the age of 0 to 2"),
        ("Z", "9180", "3", of_years(4), "“Z” is not an ICD-O-3 topography"),
        ("C40.2", "osteo", "3", of_years(4), "“osteo” is not an ICD-O-3 morphology"),
        ("C40.2", "9180", "x", of_years(4), "x is not an ICD-O-3 behaviour"),
        ("C40.2", "9180/3", "1", of_years(4), "9180/3 says behaviour 3, beside it stands 1"),
        ("C40.2", "9180", "3", (5, 4), "an age of 5 to 4 days is not understood"),
        ("C40.2", "9180", "3", (-1, 4), "an age of -1 to 4 days is not understood"),
    ],
)
def test_what_cannot_be_staged_is_refused_in_a_sentence(site, histology, behaviour, age, sentence):
    with pytest.raises(Unstageable, match=f"^{sentence}"):
        stage(site, histology, behaviour, age, {})


def test_inputs_that_contradict_each_other_are_told_with_the_row_that_says_so():
    found = stage("C49.2", "9040", "3", of_years(5), {"ped_primary_tumor": "100", "size_summary": "000"})

    (conflict,) = found.conflicts
    assert (conflict.table, conflict.row) == ("pediatric_t_75382", 1)
    assert conflict.sentence == (
        "Pediatric T gives no value, the inputs contradict each other: Tumor Size of 000 should be used with Pediatric "
        "Primary Tumor 800 (ped_primary_tumor 100, size_summary 000)"
    )
    assert Rule("pediatric_t_75382", 1) in found.rules


def test_lung_metastases_of_hepatoblastoma_have_no_row_and_only_the_coarse_stage():
    found = stage("C22.0", "8970", "3", of_years(1), {"ped_mets": "40", "pretext_clinical_staging": "2"})

    assert dict(found.outputs) == {}
    assert found.tier1 == "Metastatic"
    assert [conflict.sentence for conflict in found.conflicts] == [
        "Pediatric Stage gives no value, no row takes them (ped_mets 40, pretext_clinical_staging 2)"
    ]


def test_a_table_that_lacks_what_a_conflict_left_out_does_not_complain_once_more():
    given = {"ped_primary_tumor": "200", "ped_regional_nodes": "200", "nodes_pos": "00", "ped_mets": "00"}

    found = stage("C62.9", "9070", "3", of_years(16), given)

    assert [(conflict.table, conflict.row) for conflict in found.conflicts] == [("pediatric_n_84898", 3)]
    assert "toronto_stage_group" not in {**found.outputs, **found.possible}


def test_only_what_would_decide_about_the_schema_is_asked():
    assert stage("C40", "9180", None, of_years(5), {}).missing == ("behavior",)
    assert stage("C75", "9362", None, None, {}).missing == ("site",)
