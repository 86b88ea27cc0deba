"""From the codes of a tumour to its registry stage, honestly: what is certain, what is possible, what is missing."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from refnet.staging.ages import Age, Days, of_years
from refnet.staging.classes import Variable, blanks_of, variables_of
from refnet.staging.load import facts
from refnet.staging.lookup import Choices, Found, find
from refnet.staging.questions import read_answers
from refnet.staging.remarks import remarks_on
from refnet.staging.selection import Tumour, read_tumour, select
from refnet.staging.terms import AGE, BEHAVIOUR, HISTOLOGY, SITE, STAGE, Conflict, Rule, Schema, Staged, Unstageable
from refnet.vocabulary.icdo3 import BEHAVIOURS

NOT_KNOWN = ("X", "N/A")


def stage(
    site: str, histology: str, behaviour: str | None, age_days: Age | Days | None, inputs: Mapping[str, str]
) -> Staged:
    """Return the registry stage of a tumour from coded inputs.

    `age_days` is the age at diagnosis in days, first and last possible; `ages.of_years` gives that of whole years.
    `inputs` are the codes of `inputs_of(schema)`; `age_dx` and `behavior` may stand among them.

    Raises
    ------
    Unstageable
        If a code is not understood, inputs contradict the tumour, or Toronto stage has no schema for it.
    """
    tumour = _complete(read_tumour(site, histology, behaviour, age_days), inputs)
    selected = select(tumour)
    if not selected.certain and not selected.possible:
        raise Unstageable(f"Toronto stage has no schema for {tumour}")
    if len(selected.certain) != 1 or selected.possible:
        candidates = (*selected.certain, *selected.possible)
        return Staged(schema=None, missing=selected.undecided_by, candidates=candidates)
    schema = facts().schemas[selected.certain[0]]
    asked = {key: code for key, code in inputs.items() if key not in (AGE, BEHAVIOUR, SITE, HISTOLOGY)}
    return _answer(schema, tumour, read_answers(schema, asked))


def _complete(tumour: Tumour, inputs: Mapping[str, str]) -> Tumour:
    """Take age and behaviour from the inputs where they stand only there; refuse inputs that say otherwise."""
    site, histology = inputs.get(SITE), inputs.get(HISTOLOGY)
    if site and site.replace(".", "").upper() not in tumour.sites:
        raise Unstageable(f"{SITE} is {site}, beside it stands {tumour.sites[0]}")
    if histology and histology != tumour.histology:
        raise Unstageable(f"{HISTOLOGY} is {histology}, beside it stands {tumour.histology}")
    behaviour = _behaviour(inputs.get(BEHAVIOUR), tumour)
    return replace(tumour, behaviour=behaviour, age=_age(inputs.get(AGE), tumour))


def _behaviour(written: str | None, tumour: Tumour) -> str | None:
    if not written:
        return tumour.behaviour
    if written not in BEHAVIOURS:
        raise Unstageable(f"{BEHAVIOUR} has no code “{written}”: expected {', '.join(BEHAVIOURS)}")
    if tumour.behaviour not in (None, written):
        raise Unstageable(f"{BEHAVIOUR} is {written}, beside it stands {tumour.behaviour}")
    return written


def _age(written: str | None, tumour: Tumour) -> Age | None:
    if not written:
        return tumour.age
    if not (isinstance(written, str) and written.isascii() and written.isdigit()):
        raise Unstageable(f"{AGE} must be whole years as a text such as “3”, not {written!r}")
    age = of_years(int(written))
    if tumour.age and not set(tumour.age.years) >= set(age.years):
        raise Unstageable(f"{AGE} is {written}, beside it stands an age of {tumour.age}")
    return tumour.age or age


def _answer(schema: Schema, tumour: Tumour, answers: Mapping[str, str]) -> Staged:
    found = find(schema.name, _choices(schema, tumour, answers, openly=False))
    values = dict(zip(schema.outputs, found.values, strict=True))
    outputs = {key: only for key, value in values.items() if (only := _only(value)) is not None}
    words = facts().readings[schema.name]
    return Staged(
        schema=schema.name,
        outputs=MappingProxyType(outputs),
        readings=MappingProxyType({key: words[key, value] for key, value in outputs.items()}),
        missing=_missing(schema, tumour, answers),
        rules=_rules(schema, found, outputs),
        possible=MappingProxyType({key: every for key, value in values.items() if (every := _several(value))}),
        tier1=_tier(schema, tumour, answers, found, outputs),
        conflicts=_conflicts(schema, found, {**answers, **outputs, SITE: tumour.sites[0]}),
        remarks=remarks_on(schema.name, answers, tumour.age),
    )


def _choices(schema: Schema, tumour: Tumour, answers: Mapping[str, str], *, openly: bool) -> Choices:
    """Return what each variable may be; `openly`, also a code that says unknown may be anything."""
    blank = {key for keys in blanks_of(schema.name) if not keys & answers.keys() for key in keys}
    return tuple(_choice(variable, tumour, answers, openly, blank) for variable in variables_of(schema.name))


def _choice(
    variable: Variable, tumour: Tumour, answers: Mapping[str, str], openly: bool, blank: set[str]
) -> tuple[str, ...]:
    key = variable.key
    if key == SITE:
        return tuple(dict.fromkeys(variable.standing[code] for code in tumour.sites))
    if key == AGE:
        years = tumour.age.years if tumour.age else variable.classes
        return tuple(dict.fromkeys(variable.standing[code] for code in years))
    answer = answers.get(key)
    if answer is not None and not (openly and set(answer) == {"9"}):
        return (variable.standing[answer],)
    return ("",) if key in blank else variable.classes


def _only(values: frozenset[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _several(values: frozenset[str | None]) -> tuple[str, ...]:
    return tuple(sorted(value for value in values if value is not None)) if len(values) > 1 else ()


def _missing(schema: Schema, tumour: Tumour, answers: Mapping[str, str]) -> tuple[str, ...]:
    given = {*answers, *([AGE] if tumour.age else []), *([BEHAVIOUR] if tumour.behaviour else [])}
    return tuple(one.key for one in schema.inputs if one.key not in given)


def _rules(schema: Schema, found: Found, outputs: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rows behind what is certain and behind every conflict, in the order of the tables."""
    failed = {(table, row) for table, row in found.conflicts if row}
    return tuple(
        Rule(table.name, row.number)
        for table in schema.mappings
        for row in table.rows
        if (table.name, row.number) in found.rules
        and (any(key in outputs for key in table.outputs) or (table.name, row.number) in failed)
    )


def _tier(
    schema: Schema, tumour: Tumour, answers: Mapping[str, str], found: Found, outputs: Mapping[str, str]
) -> str | None:
    """Return the coarse stage: that of the fine one, or else what all that is unknown would agree on."""
    tiers = found.tiers
    if outputs.get(STAGE, "X") in NOT_KNOWN:
        tiers = find(schema.name, _choices(schema, tumour, answers, openly=True)).tiers
    return next(iter(tiers)) if len(tiers) == 1 else None


def _conflicts(schema: Schema, found: Found, known: Mapping[str, str]) -> tuple[Conflict, ...]:
    conflicts = []
    for table in schema.mappings:
        for name, number in sorted(found.conflicts, key=str):
            if name == table.name:
                asked = ", ".join(f"{key} {known.get(key, 'not given')}" for key in table.inputs)
                endpoints = {end for row in table.rows if row.number == number for end in row.endpoints}
                said = "; ".join(sorted(text for end in endpoints if (text := end.partition("ERROR:")[2])))
                why = (
                    f"the inputs contradict each other{f': {said}' if said else ''}" if number else "no row takes them"
                )
                conflicts.append(Conflict(name, number, f"{table.title} gives no value, {why} ({asked})"))
    return tuple(conflicts)
