"""Every code that a schema lists is taken, everything else is refused in a sentence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refnet.staging import Unstageable, inputs_of, stage
from refnet.staging.ages import of_years
from refnet.staging.load import facts
from refnet.staging.questions import codes_of

from .cases import golden, wilms

CASES = {case.schema: case for case in golden()}
ASKED = [(name, key) for name in CASES for key in codes_of(name) if key not in ("age_dx", "behavior")]


def staged_with(schema, inputs):
    case = CASES[schema]
    return stage(case.site, case.histology, case.behaviour or None, of_years(case.age), inputs)


@pytest.mark.parametrize(("schema", "key"), ASKED)
def test_every_code_of_an_input_is_taken(schema, key):
    for code in codes_of(schema)[key]:
        assert key not in staged_with(schema, {key: code}).missing


@pytest.mark.parametrize(("schema", "key"), ASKED)
def test_what_is_no_code_is_refused_in_a_sentence(schema, key):
    for code in ("", " "):
        assert key in staged_with(schema, {key: code}).missing
    for wrong in ("?", "ZZ", "-1", "00000", "5.5", "０", "9 9", "1,2"):
        with pytest.raises(Unstageable, match=re.escape(f"{key} has no code “{wrong}”: expected ")):
            staged_with(schema, {key: wrong})


def test_the_ends_of_a_range_are_codes_and_what_lies_beyond_is_none():
    sizes = codes_of("rhabdomyosarcoma")["size_summary"]
    nodes = codes_of("testicular")["nodes_pos"]

    assert {"000", "001", "002", "988", "989", "990", "998", "999"} <= sizes
    assert not {"991", "997", "1000", "2", "02"} & sizes
    assert {"00", "01", "89", "90", "95", "97", "98", "99"} <= nodes
    assert not {"91", "94", "96", "1", "001"} & nodes


def test_a_code_must_be_a_text():
    with pytest.raises(Unstageable, match="ped_mets must be a text such as “"):
        wilms(ped_mets=0)


def test_a_question_that_the_schema_does_not_ask_is_refused_with_those_that_it_asks():
    with pytest.raises(Unstageable) as refused:
        wilms(inrgss="1")

    assert str(refused.value) == (
        "renal_tumors_nephroblastoma has no input “inrgss”: it asks surgical_margins, ped_primary_tumor, "
        "ped_regional_nodes, ped_mets"
    )


def test_a_form_gets_the_questions_with_codes_and_texts_and_none_that_the_case_answers():
    asked = inputs_of("neuroblastoma")

    assert [one.key for one in asked if not one.in_the_case] == [
        "ped_primary_tumor",
        "ped_regional_nodes",
        "ped_mets",
        "inrgss",
    ]
    assert [code.code for code in asked[-1].codes] == ["1", "2", "3", "4", "8", "9", ""]
    assert asked[-1].codes[0].text.splitlines()[0] == "Stage L1"
    assert [code.code for code in asked[0].codes] == ["0", "1", "2", "3", "6", "9"]


def test_there_are_no_questions_of_a_schema_that_does_not_exist():
    with pytest.raises(Unstageable, match="there is no schema “wilms”"):
        inputs_of("wilms")


@st.composite
def tumours(draw):
    schema = draw(st.sampled_from(sorted(CASES)))
    inputs = {
        key: draw(st.sampled_from(sorted(codes)))
        for key, codes in sorted(codes_of(schema).items())
        if key not in ("age_dx", "behavior") and draw(st.booleans())
    }
    first = draw(st.integers(0, 14_000))
    days = draw(st.none() | st.just((first, first + draw(st.sampled_from([0, 30, 365])))))
    return schema, days, inputs


@given(tumours())
def test_any_valid_inputs_give_outputs_or_say_what_is_missing_or_in_conflict(tumour):
    schema, days, inputs = tumour
    case = CASES[schema]
    found = stage(case.site, case.histology, case.behaviour or None, days, inputs)
    outputs = facts().schemas[schema].outputs

    assert found.schema == schema or (found.schema is None and found.missing == ("age_dx",))
    assert found.outputs or found.missing or found.conflicts
    assert not found.outputs.keys() & found.possible.keys()
    assert {*found.outputs, *found.possible} <= set(outputs)
    if found.schema and {*found.outputs, *found.possible} != set(outputs):
        assert found.conflicts


@given(tumours(), st.text(max_size=6))
def test_no_text_as_a_code_ever_crashes(tumour, written):
    schema, days, inputs = tumour
    case = CASES[schema]
    key = next((key for key in inputs if written.strip() not in {"", *codes_of(schema)[key]}), None)
    if key and stage(case.site, case.histology, case.behaviour or None, days, {}).schema:
        with pytest.raises(Unstageable, match=f"^{key} has no code “"):
            stage(case.site, case.histology, case.behaviour or None, days, {**inputs, key: written})
