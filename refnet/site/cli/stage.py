"""`refnet stage`: the registry stage (Toronto, version 2) of one tumour, or of a list, without a database."""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any

import orjson

from refnet.staging import Staged, Unstageable, stage
from refnet.staging.ages import Age, of_days, of_years
from refnet.staging.load import EDITION, facts

DESCRIPTION = """\
Say which stage a registry would record for a childhood cancer: Toronto stage, version 2. It is never advice.

  refnet stage --site C64.9 --histology 8960 --behaviour 3 --age 3 --set ped_mets=00 --set ped_primary_tumor=100 --json
  refnet stage --site C749 --histology 9500/3 --age-days 540-560 --set inrgss=4
  refnet stage --stdin < tumours.ndjson

Inputs and codes are those of SEER's Pediatric Data Collection System 1.3. What is missing is said and not guessed:
“possible” lists what an output may still be, “tier1” the coarse stage where it can be said nevertheless.
"""
EPILOG = """\
--stdin reads one JSON object a line: {"site", "histology", "behaviour", "age" or "age_days", "inputs": {}}, and answers
each with one line of JSON in the same order: what --json prints, or {"error"} with the reason. Ages in days may be an
interval: "540-560" or [540, 560]. Rows of tables count from 1.

Exit status: 0 if every tumour was read; 1 if --stdin had lines that could not be; 2 if the single tumour could not be,
or the command was misused.
"""
KEYS = {"site", "histology", "behaviour", "age", "age_days", "inputs"}
INTERVAL = re.compile(r"\s*(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s*", re.ASCII)
BATCH = 2_000
REMEMBERED = 20_000


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `stage` to the commands."""
    parser = subparsers.add_parser(
        "stage",
        help="the registry stage of a childhood cancer from coded inputs",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--site", metavar="CODE", help="ICD-O-3 topography, as C64.9 or C649")
    parser.add_argument("--histology", metavar="CODE", help="ICD-O-3 histology, as 8960 or 8960/3")
    parser.add_argument("--behaviour", metavar="DIGIT", help="ICD-O-3 behaviour")
    parser.add_argument("--age", metavar="YEARS", help="age at diagnosis in whole years; 999 for unknown")
    parser.add_argument("--age-days", metavar="DAYS", help="age at diagnosis in days, or an interval such as 540-560")
    parser.add_argument("--set", metavar="KEY=VALUE", action="append", default=[], help="one input and its code")
    parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")
    parser.add_argument("--stdin", action="store_true", help="read lines of JSON from standard input")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer the question that `arguments` asks, and return the exit status."""
    single = {name: getattr(arguments, name) for name in ("site", "histology", "behaviour", "age", "age_days")}
    asked = {name: value for name, value in single.items() if value is not None}
    if arguments.stdin:
        if asked or arguments.set:
            return _misused("give either --stdin or the codes of one tumour, not both")
        return answer_all(sys.stdin.buffer, sys.stdout.buffer)
    if "site" not in asked or "histology" not in asked:
        return _misused("give --site and --histology, or --stdin")
    try:
        found = staged({**asked, "inputs": _inputs(arguments.set)})
    except Unstageable as error:
        return _misused(str(error))
    print(orjson.dumps(as_dict(found)).decode() if arguments.json else in_words(found))
    return 0


def staged(asked: dict[str, Any]) -> Staged:
    """Return the stage of what was asked, an object with the keys of `--stdin`.

    Raises
    ------
    Unstageable
        With the reason, in one sentence.
    """
    unknown = sorted(asked.keys() - KEYS)
    if unknown:
        raise Unstageable(f"“{unknown[0]}” is not understood: expected {', '.join(sorted(KEYS))}")
    inputs = asked.get("inputs") or {}
    if not isinstance(inputs, dict):
        raise Unstageable("inputs must be an object of keys and codes")
    site, histology = _text(asked, "site"), _text(asked, "histology")
    if not site or not histology:
        raise Unstageable(f"{'histology' if site else 'site'} is missing")
    return stage(site, histology, _text(asked, "behaviour"), _age(asked), inputs)


def _text(asked: dict[str, Any], key: str) -> str | None:
    value = asked.get(key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Unstageable(f"{key} must be a text, not {value!r}")


def _age(asked: dict[str, Any]) -> Age | None:
    years, days = asked.get("age"), asked.get("age_days")
    if years is not None and days is not None:
        raise Unstageable("give the age in years or in days, not both")
    if years is not None:
        match = INTERVAL.fullmatch(str(years)) if not isinstance(years, bool) else None
        if match is None or match[2]:
            raise Unstageable(f"age must be whole years such as 3, not {years!r}")
        return of_years(int(match[1]))
    if days is not None:
        return of_days(*_interval(days))
    return None


def _interval(days: Any) -> tuple[int, int]:
    ends = days if isinstance(days, list) and len(days) == 2 else [days, days]
    if isinstance(days, str) and (match := INTERVAL.fullmatch(days)):
        ends = [int(match[1]), int(match[2] or match[1])]
    if all(isinstance(end, int) and not isinstance(end, bool) for end in ends):
        return ends[0], ends[1]
    raise Unstageable(f"an age in days must be a number or an interval such as 540-560, not {days!r}")


def _inputs(written: list[str]) -> dict[str, str]:
    inputs: dict[str, str] = {}
    for one in written:
        key, sign, code = (part.strip() for part in one.partition("="))
        if not sign or not key:
            raise Unstageable(f"--set “{one}” is not understood: expected KEY=VALUE")
        if inputs.setdefault(key, code) != code:
            raise Unstageable(f"--set gives {key} twice, as {inputs[key]} and {code}")
    return inputs


def as_dict(found: Staged) -> dict[str, Any]:
    """Return the answer as JSON holds it."""
    schema = facts().schemas.get(found.schema or "")
    return {
        "schema": found.schema,
        "title": schema.title if schema else None,
        "edition": EDITION,
        "outputs": dict(found.outputs),
        "readings": dict(found.readings),
        "tier1": found.tier1,
        "possible": dict(found.possible),
        "missing": found.missing,
        "rules": found.rules,
        "remarks": found.remarks,
        "conflicts": found.conflicts,
        "candidates": found.candidates,
    }


def in_words(found: Staged) -> str:
    """Return the answer as lines for a person."""
    schema = facts().schemas.get(found.schema or "")
    head = schema.title if schema else f"no schema yet, perhaps {', '.join(found.candidates)}"
    lines = [f"{head} (registry stage, not advice)"]
    lines += [f"  {key}: {value} ({found.readings[key]})" for key, value in found.outputs.items()]
    lines += [f"  {key}: not certain, perhaps {', '.join(values)}" for key, values in found.possible.items()]
    lines += [f"  tier 1: {found.tier1}"] if found.tier1 else []
    lines += [f"  missing: {', '.join(found.missing)}"] if found.missing else []
    lines += [f"  look: {remark.sentence}" for remark in found.remarks]
    lines += [f"  look: {conflict.sentence}" for conflict in found.conflicts]
    lines += [f"  rule: {rule.table}, row {rule.row}" for rule in found.rules]
    return "\n".join(lines)


def _misused(sentence: str) -> int:
    print(f"refnet stage: {sentence}", file=sys.stderr)
    return 2


def answer_all(lines: IO[bytes], out: IO[bytes]) -> int:
    """Stage each line; a reader that goes away ends the work without a word."""
    refused = 0
    batch: list[bytes] = []
    try:
        for answer, good in answers(lines):
            batch.append(answer)
            refused += not good
            if len(batch) == BATCH:
                out.write(b"".join(batch))
                batch.clear()
        out.write(b"".join(batch))
        out.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at its end: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1 if refused else 0


def answers(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Return, for each line, its answer as a line of JSON and whether it was understood; worked out once each."""
    known: dict[bytes, tuple[bytes, bool]] = {}
    for line in lines:
        asked = line.strip().removeprefix(b"\xef\xbb\xbf")
        if asked not in known:
            if len(known) == REMEMBERED:
                known.clear()
            known[asked] = _answer(asked)
        yield known[asked]


def _answer(line: bytes) -> tuple[bytes, bool]:
    try:
        asked = orjson.loads(line) if line else None
        if not isinstance(asked, dict):
            raise Unstageable("expected one JSON object" if line else "expected one JSON object, but the line is empty")
        return orjson.dumps(as_dict(staged(asked))) + b"\n", True
    except Unstageable as error:
        return orjson.dumps({"error": str(error)}) + b"\n", False
    except orjson.JSONDecodeError as error:
        return orjson.dumps({"error": f"this is not JSON: {error}"}) + b"\n", False
