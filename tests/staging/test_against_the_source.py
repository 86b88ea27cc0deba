"""The product answers as a second, simple reader of the source does: for every schema, code, row and selection."""

import random
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from refnet.staging import Unstageable, schemas_for, stage
from refnet.staging.ages import of_years
from refnet.staging.classes import variables_of
from refnet.staging.load import facts
from refnet.staging.questions import codes_of
from refnet.vocabulary.icdo3 import known_topographies

from .source import answer, fits, source, takes

SITES = [place.code.replace(".", "") for places in known_topographies().values() for place in places]
SCHEMAS = sorted(facts().schemas)
RUNS = 100
# Cells of the source that no code reaches; a list to be looked at when the source changes.
CODES_WITHOUT_A_ROW = {("hepatoblastoma", "ped_mets", "40")}


@cache
def tumours_of(schema: str) -> list[tuple[list[str], list[str]]]:
    """The sites and histologies of each row by which the source selects a schema."""
    selection = source()["schemas"][schema]["selection"]
    rows = [dict(zip(selection["columns"], row, strict=True)) for row in selection["rows"]]
    histologies = [str(code) for code in range(8000, 9994)]
    return [
        ([site for site in SITES if fits(row["site"], site)], [one for one in histologies if fits(row["hist"], one)])
        for row in rows
    ]


def tumour_of(schema: str, dice: random.Random) -> tuple[str, str, str]:
    """A site, histology and age that the schema takes, according to the source."""
    sites, histologies = dice.choice(tumours_of(schema))
    return dice.choice(sites), dice.choice(histologies), str(dice.randint(0, 39))


def random_inputs(schema: str, dice: random.Random, share: float) -> dict[str, str]:
    return {
        key: dice.choice(sorted(codes))
        for key, codes in codes_of(schema).items()
        if key not in ("age_dx", "behavior") and dice.random() < share
    }


@pytest.mark.parametrize("schema", SCHEMAS)
def test_with_every_input_given_the_answer_is_that_of_the_source(schema):
    dice = random.Random(schema)  # noqa: S311
    for _ in range(RUNS):
        site, histology, age = tumour_of(schema, dice)
        inputs = random_inputs(schema, dice, 1)
        expected, rows = answer(schema, {**inputs, "site": site, "age_dx": age})
        found = stage(site, histology, "3", of_years(int(age)), inputs)

        assert (found.schema, dict(found.outputs), found.missing) == (schema, expected, ())
        assert {(rule.table, rule.row) for rule in found.rules} <= rows
        assert {table for table, _ in rows} == {rule.table for rule in found.rules}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_with_inputs_missing_nothing_that_the_source_says_is_contradicted_or_lost(schema):
    dice = random.Random(schema)  # noqa: S311
    for _ in range(RUNS):
        site, histology, age = tumour_of(schema, dice)
        inputs = random_inputs(schema, dice, 0.6)
        expected, _ = answer(schema, {**inputs, "site": site, "age_dx": age})
        found = stage(site, histology, "3", of_years(int(age)), inputs)

        assert {key: found.outputs.get(key) for key in expected} == expected
        assert set(found.missing) == codes_of(schema).keys() - inputs.keys() - {"age_dx", "behavior"}


@pytest.mark.parametrize("schema", [name for name in SCHEMAS if name != "testicular"])
def test_what_is_certain_with_one_input_missing_is_so_whatever_it_is(schema):
    dice = random.Random(schema)  # noqa: S311
    for _ in range(RUNS // 10):
        site, histology, age = tumour_of(schema, dice)
        inputs = random_inputs(schema, dice, 1)
        left_out = dice.choice(sorted(inputs))
        given = {key: code for key, code in inputs.items() if key != left_out}
        found = stage(site, histology, "3", of_years(int(age)), given)
        every = [
            answer(schema, {**given, left_out: code, "site": site, "age_dx": age})[0]
            for code in sorted(codes_of(schema)[left_out])
        ]

        for key in facts().schemas[schema].outputs:
            values = {one.get(key) for one in every}
            assert ({found.outputs[key]} if key in found.outputs else None) == (
                values if len(values) == 1 and values != {None} else None
            )
            if len(values) > 1:
                assert set(found.possible[key]) == values - {None}


def test_every_row_of_every_table_answers_some_tumour():
    reached = set()
    for schema in SCHEMAS:
        for codes in _every_case(schema):
            reached |= answer(schema, codes)[1]

    mapped = {mapping["table"] for schema in source()["schemas"].values() for mapping in schema["mappings"]}
    assert reached == {(name, row) for name in mapped for row in range(1, len(source()["tables"][name]["rows"]) + 1)}


def _every_case(schema: str) -> Iterator[dict[str, str]]:
    """Every combination of codes that the product tells apart, blank serum markers among them."""
    variables = variables_of(schema)
    keys = [variable.key for variable in variables]
    choices = [
        [*dict.fromkeys(variable.standing.values()), *([""] if variable.key.startswith("s_category") else [])]
        for variable in variables
    ]
    return (dict(zip(keys, codes, strict=True)) for codes in product(*choices))


def test_the_codes_that_no_row_of_a_schema_takes_are_known():
    found = set()
    for name, schema in source()["schemas"].items():
        for mapping in schema["mappings"]:
            table = source()["tables"][mapping["table"]]
            for column, title in enumerate(table["columns"]):
                key = title.split(":")[0]
                cells = [row[column] for row in table["rows"]]
                if key not in ("age_dx", "behavior"):
                    codes = codes_of(name).get(key, frozenset()) if title.endswith(":INPUT") else frozenset()
                    found |= {(name, key, code) for code in codes if not any(fits(cell, code) for cell in cells)}

    assert found == CODES_WITHOUT_A_ROW


def test_the_schema_is_that_of_the_source_for_any_tumour():
    dice = random.Random(7)  # noqa: S311
    histologies = sorted(
        {
            code
            for schema in SCHEMAS
            for row in facts().schemas[schema].selection
            for code in (*row.histology.single, *(one for span in row.histology.spans for one in span.codes()))
        }
    )
    for _ in range(3_000):
        site, histology = dice.choice(SITES), dice.choice(histologies)
        behaviour, age = dice.choice("01369"), str(dice.randint(0, 60))
        tumour = {"site": site, "hist": histology, "behavior": behaviour, "age_dx": age}
        expected = tuple(name for name in SCHEMAS if takes(name, tumour))

        assert schemas_for(site, histology, behaviour, of_years(int(age))) == expected
        if not expected:
            with pytest.raises(Unstageable, match="has no schema"):
                stage(site, histology, behaviour, of_years(int(age)), {})


def test_the_questions_and_codes_are_those_of_the_source():
    for name, schema in source()["schemas"].items():
        for asked, one in zip(schema["inputs"], facts().schemas[name].inputs, strict=True):
            assert (one.key, one.name, one.item) == (asked["key"], asked["name"], asked["naaccr_item"])
            if one.key != "behavior":
                rows = source()["tables"][asked["table"]]["rows"]
                assert [code.code for code in one.codes] == [row[0] for row in rows]
                texts = [row[1].strip() if len(row) > 1 else "" for row in rows]
                assert [code.text for code in one.codes] == texts
