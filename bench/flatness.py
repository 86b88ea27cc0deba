"""Whether what a person opens takes as long among many consultations as among few.

Both databases lie side by side on the same server and are asked in turn, call by call.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from bench import sql
from bench.filling import Filled
from bench.measuring import Measure, in_turn
from refnet.access.reading import PAGE_SIZE
from refnet.cases.queries import CaseList, list_own_cases
from refnet.consultations.pictures import ConsultationList
from refnet.consultations.queries import (
    find_certificate,
    list_for_board,
    list_for_centre,
    open_advice,
    open_consultation,
)
from refnet.consultations.terms import Party
from refnet.desk.queries import open_desk
from refnet.people.queries import open_account
from refnet.site.demo.loading import clock

ROUNDS = 15
# Tables that grow with the consultations. A small one may be read whole: that is the shortest way.
GROWING = ("cases_", "consultations_", "consent_", "identity_", "journal_", "notices_", "access_", "documents_")
CONSULTATIONS, CASES = "consultations.Consultation", "cases.Case"
Call = Callable[[], object]
Key = sql.Key | None


@dataclass(frozen=True, slots=True)
class Database:
    """One of the two: the connection to it, and each call that is measured in it."""

    line: BaseDatabaseWrapper
    calls: dict[str, Call]

    def call(self, name: str) -> Call:
        """Return a call that goes to this database, whichever was asked before."""

        def ask() -> object:
            sql.use(self.line)
            return self.calls[name]()

        return ask


def look(line: BaseDatabaseWrapper, who: Filled) -> Database:
    """Return the calls of these people in the database behind `line`."""
    sql.use(line)
    return Database(line, {**_lists(who), **_pages(who)})


def compare(small: Database, large: Database, few: str, many: str) -> Iterator[Measure]:
    """Compare each call in one database with the same in the other."""
    for name in small.calls:
        before, after = (sql.plans_of(database.line, database.calls[name]) for database in (small, large))
        whole = sorted(table for table in after.read_whole if table.startswith(GROWING))
        ours, theirs = in_turn(large.call(name), small.call(name), rounds=ROUNDS)
        note = (
            f"queries {before.queries}→{after.queries}, rows looked at in a step {before.touched}→{after.touched}, "
            f"read from end to end: {', '.join(whole) or 'nothing'}"
        )
        yield Measure(f"{name}, {many}", few, ours, theirs, "ms", aim="about 1", note=note)


def _pages(who: Filled) -> dict[str, Call]:
    at, clinician, expert = clock(), who.clinician, who.expert
    advice = open_consultation(who.chair, who.closed, at=at).versions[0]
    return {
        "desk of a clinician": lambda: open_desk(clinician, at=at),
        "desk of a chair": lambda: open_desk(who.chair, at=at),
        "desk of an expert": lambda: open_desk(expert, at=at),
        "a consultation, by its clinician": lambda: open_consultation(clinician, who.discussed, at=at),
        "a consultation, by an expert": lambda: open_consultation(expert, who.discussed, at=at),
        "an advice, by its clinician": lambda: open_advice(clinician, advice.id, at=at),
        "the certificate of an advice": lambda: find_certificate(advice.code),
        "one's own account (no patient records)": lambda: open_account(clinician.id, on=at.date()),
    }


def _lists(who: Filled) -> dict[str, Call]:
    """The first page of each list, and one that is reached by its key and has nothing but one page after it."""
    at, clinician, centre = clock(), who.clinician, who.clinician.clinical_centre_id

    def of_centre(after: Key = None) -> ConsultationList:
        return list_for_centre(clinician, turn=None, after=after, at=at)

    def of_board(after: Key = None) -> ConsultationList:
        return list_for_board(who.chair, who.board, turn=Party.DISPATCHER, after=after, at=at)

    def cases(after: Key = None) -> CaseList:
        return list_own_cases(clinician, after=after, at=at)

    own: dict[str, sql.Value] = {"centre_id": centre}
    waiting: dict[str, sql.Value] = {"board_id": who.board, "turn": Party.DISPATCHER.value}
    in_centre = sql.key_before_last(CONSULTATIONS, "since", {**own, "turn": ""}, left=PAGE_SIZE, newest_first=True)
    on_board = sql.key_before_last(CONSULTATIONS, "since", waiting, left=PAGE_SIZE)
    in_cases = sql.key_before_last(CASES, "opened_at", own, left=PAGE_SIZE, newest_first=True)
    return {
        "a centre's consultations, first page": of_centre,
        "a centre's consultations, last page": lambda: of_centre(in_centre),
        "a board's consultations, first page": of_board,
        "a board's consultations, last page": lambda: of_board(on_board),
        "a centre's cases, first page": cases,
        "a centre's cases, last page": lambda: cases(in_cases),
    }
