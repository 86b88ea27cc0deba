"""What a walk leaves: the board's view of the case, the sealed print, the FHIR document, and the timeline."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from refnet.access.actors import SYSTEM
from refnet.cases.coding import to_plain
from refnet.cases.pictures import CaseView, Row
from refnet.cases.terms import Fact, When
from refnet.consultations.lifecycle import CONSULTATION
from refnet.consultations.phrases import EVENTS
from refnet.consultations.queries import open_print
from refnet.documents.sealing import verify
from refnet.fhir.checking import check
from refnet.fhir.intake import Intake
from refnet.fhir.queries import open_advice_document
from refnet.journal.queries import list_history
from refnet.people.queries import find_people
from refnet.site.troubles import Trouble
from refnet.site.walking.walk import Walked, open_board_view, walk
from refnet.site.walking.writing import NAMES


@dataclass(frozen=True, slots=True)
class Results:
    """The files by name, the states in their order with their moments, and the pseudonym."""

    files: dict[str, bytes]
    states: tuple[tuple[str, datetime], ...]
    pseudonym: str
    board: str
    deceased: bool


def walk_to_results(intake: Intake, *, now: Callable[[], datetime]) -> Results:
    """Walk a draft case the whole way and return what comes out.

    Raises
    ------
    Trouble
        If a policy is against one of the acts, or the advice is not what it should be.
    """
    walked = walk(intake, now=now)
    view = open_board_view(walked, at=now())
    moments = timeline_of(walked)
    contents = (
        _json(case_of(view, walked.panel.board.name)),
        _print(walked, now()),
        _json(_document(walked, now())),
        _json([{**line, "at": line["at"].isoformat()} for line in moments]),
    )
    first = {line["state"]: line["at"] for line in reversed(moments)}
    return Results(
        files=dict(zip(NAMES, contents, strict=True)),
        states=tuple((state, first[state]) for state in dict.fromkeys(line["state"] for line in moments)),
        pseudonym=view.pseudonym,
        board=walked.panel.board.name,
        deceased=intake.deceased is True,
    )


def case_of(view: CaseView, board: str) -> dict[str, Any]:
    """Return the case as its board sees it: each field with where it came from, days and ages, no calendar."""
    record = to_plain(view.record)
    leftovers = record.pop("leftovers", [])
    main, diagnosed = view.record.main, view.record.diagnosed
    coded = [main.morphology, main.topography] if main else []
    if main and not all(fact.known for fact in coded):
        coded.append(main.iccc3)
    return {
        "pseudonym": view.pseudonym,
        "board": board,
        "age_at_diagnosis": {
            "words": str(view.age),
            "days": _days(view.record.age_at_diagnosis),
            "computed_from": _origins(view.record.born, *([main.diagnosed] if main else [])),
        },
        "day_of_diagnosis": _days(diagnosed),
        "iccc3": {**view.classification.as_dict(), "computed_from": _origins(*coded)} if view.classification else None,
        "record": record,
        "sections": [
            {"key": section.key, "title": str(section.title), "rows": [_row(row) for row in section.rows]}
            for section in view.sections
        ],
        "leftovers": [{"resource": "", "path": "", "reason": ""} | one for one in leftovers],
    }


def timeline_of(walked: Walked) -> list[dict[str, Any]]:
    """Return what happened to the consultation, oldest first, each with the state that it led to or left."""
    lines = list_history(walked.consultation_id)
    people = find_people(line.actor for line in lines)
    state = CONSULTATION.initial.value
    told = []
    for line in lines:
        state = line.facts.get("state", state)
        by = "the system" if line.actor == SYSTEM.id else people[line.actor].name
        told.append(
            {"state": state, "at": line.at, "by": by, "event": line.kind, "what": str(EVENTS.get(line.kind, ""))}
        )
    return told


def _print(walked: Walked, at: datetime) -> bytes:
    sealed = open_print(walked.requester.clinician, walked.advice_id, at=at)
    seal = verify(sealed)
    if not (seal.intact and seal.ours and seal.whole):
        raise Trouble("The print of the advice does not bear a seal that holds.")
    return sealed


def _document(walked: Walked, at: datetime) -> dict[str, Any]:
    document = open_advice_document(walked.requester.clinician, walked.advice_id, at=at)
    faults = check(document)
    if faults:
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise Trouble(f"The advice would not be sound FHIR R4: {faults[0].where} ({faults[0].rule}){more}.")
    return document


def _days(when: When | None) -> dict[str, int] | None:
    return {"first": when.first, "last": when.last} if when else None


def _origins(*facts: Fact[Any]) -> list[dict[str, str]]:
    """Return where the facts stand from which something was computed."""
    origins = [fact.origin for fact in facts if fact.known and fact.origin]
    return [{"resource": origin.resource, "path": origin.path} for origin in origins]


def _row(row: Row) -> dict[str, Any]:
    return {
        "label": str(row.label),
        "value": None if row.absent else str(row.value),
        "absent": str(row.value) if row.absent else None,
        "when": str(row.when),
        "origin": str(row.origin),
    }


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
