"""What a schema asks, for a form, and what may be answered: codes as texts, exactly as the tables have them."""

from collections.abc import Mapping
from functools import cache

from refnet.staging.cells import parse_cell
from refnet.staging.load import facts
from refnet.staging.terms import AGE, BEHAVIOUR, HISTOLOGY, SITE, Input, Schema, Unstageable

SHOWN = 12


def inputs_of(schema: str) -> tuple[Input, ...]:
    """Return what a schema asks, each with its allowed codes and their texts.

    Raises
    ------
    Unstageable
        If there is no such schema.
    """
    found = facts().schemas.get(schema)
    if found is None:
        raise Unstageable(f"there is no schema “{schema}”")
    return found.inputs


def read_answers(schema: Schema, given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to the schema's questions; blank ones are not given.

    Raises
    ------
    Unstageable
        If a question is not the schema's, or an answer is not one of its codes.
    """
    allowed = codes_of(schema.name)
    answers: dict[str, str] = {}
    for key, answer in given.items():
        if key not in allowed:
            raise Unstageable(f"{schema.name} has no input “{key}”: it asks {', '.join(_asked(schema))}")
        if not isinstance(answer, str):
            raise Unstageable(f"{key} must be a text such as “{next(iter(allowed[key]))}”, not {answer!r}")
        if code := answer.strip():
            if code not in allowed[key]:
                raise Unstageable(f"{key} has no code “{code}”: expected {_expected(schema, key)}")
            answers[key] = code
    return answers


@cache
def codes_of(schema: str) -> Mapping[str, frozenset[str]]:
    """Return every single code that each input of a schema may have, blank ones left out."""
    return {
        one.key: frozenset(code for listed in one.codes for code in _each(listed.code) if code)
        for one in facts().schemas[schema].inputs
    }


def _each(written: str) -> frozenset[str]:
    cell = parse_cell(written)
    return cell.single | {code for span in cell.spans for code in span.codes()}


def _asked(schema: Schema) -> list[str]:
    return [one.key for one in schema.inputs if one.key not in (BEHAVIOUR, AGE, SITE, HISTOLOGY)]


def _expected(schema: Schema, key: str) -> str:
    codes = [code.code for one in schema.inputs if one.key == key for code in one.codes if code.code]
    return ", ".join(codes[:SHOWN]) + (" and others" if len(codes) > SHOWN else "")
