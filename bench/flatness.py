"""Whether what a person opens takes as long among 30,000 consultations as among 300.

Both databases lie side by side on the same server and are asked in turn, call by call.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from bench import sql
from bench.filling import Filled, fill
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

FEW, MANY = 300, 30_000
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


def measure(few: str, many: str) -> Iterator[Measure]:
    """Fill two empty databases, named by their owner's addresses, and compare each call in one with it in the other."""
    lines = [sql.line_to(url.rpartition("/")[2]) for url in (few, many)]
    with closing(lines[0]), closing(lines[1]):
        small, large = (
            _filled(line, url, size) for line, url, size in zip(lines, (few, many), (FEW, MANY), strict=True)
        )
        for name in small.calls:
            yield _compared(name, small, large)


def _compared(name: str, small: Database, large: Database) -> Measure:
    before, after = (sql.plans_of(database.line, database.calls[name]) for database in (small, large))
    whole = sorted(table for table in after.read_whole if table.startswith(GROWING))
    ours, theirs = in_turn(large.call(name), small.call(name), rounds=ROUNDS)
    return Measure(
        f"{name}, among {MANY:,}",
        f"among {FEW}",
        ours,
        theirs,
        "ms",
        aim="about 1",
        note=f"queries {before.queries}→{after.queries}; most rows looked at {before.touched}→{after.touched}; "
        f"read from end to end: {', '.join(whole) or 'nothing'}",
    )


def _filled(line: BaseDatabaseWrapper, url: str, size: int) -> Database:
    sql.use(line)
    filled = fill(size)
    sql.settle(url)
    return Database(line, {**_lists(filled), **_pages(filled)})


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

    ended, waiting = {"centre_id": centre, "turn": ""}, {"board_id": who.board, "turn": Party.DISPATCHER.value}
    in_centre = sql.key_before_last(CONSULTATIONS, "since", ended, left=PAGE_SIZE, newest_first=True)
    on_board = sql.key_before_last(CONSULTATIONS, "since", waiting, left=PAGE_SIZE)
    in_cases = sql.key_before_last(CASES, "opened_at", {"centre_id": centre}, left=PAGE_SIZE, newest_first=True)
    return {
        "a centre's consultations, first page": of_centre,
        "a centre's consultations, last page": lambda: of_centre(in_centre),
        "a board's consultations, first page": of_board,
        "a board's consultations, last page": lambda: of_board(on_board),
        "a centre's cases, first page": cases,
        "a centre's cases, last page": lambda: cases(in_cases),
    }
