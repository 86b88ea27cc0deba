"""Nothing that a board opens, receives or keeps says who the child is; the child's own centre reads the name.

One consultation goes from draft to closed, with a question, an answer, an addition and a new version on its way. At
every stage the tests open all that a board's people can open, and look for every piece by which the child could be
known: names and their parts, the day of birth in any way of writing it, numbers, address, telephone and mail.
"""

import json
import logging
import re
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import unescape
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.core import mail
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from refnet.consultations import commands
from refnet.consultations.models import Addendum
from refnet.consultations.terms import State
from refnet.identity.tracing import traces
from refnet.journal.models import Entry
from refnet.journal.queries import line_of
from refnet.notices.queries import list_notices
from refnet.notices.reactions import tell_whom_it_concerns
from refnet.notices.table import TABLE
from tests.walked import cookies_of, send
from tests.walking import Route, first, get_arguments, routes, step
from tests.world import DAY, NOON, PERSON, TODAY, ZERO, World

BORN = date.fromisoformat(PERSON.birth_date)
MONTHS = {
    "en": ("April", "Apr"),
    "de": ("April", "Apr."),
    "pt": ("abril", "abr."),
}
WORDS = (
    *(word for name in PERSON.names for word in (name.family, *name.given)),
    *(number for _, number in PERSON.numbers),
    *(re.sub(r"\D", "", number) for _, number in PERSON.numbers),
    "Lindengasse",
    "1070 Wien",
    *PERSON.telecoms,
    "6601234567",
    "1234567",
)


def dates_of(day: date) -> tuple[str, ...]:
    """A day in the ways in which people and machines write it."""
    d, m, y, short = f"{day.day:02}", f"{day.month:02}", str(day.year), f"{day.year % 100:02}"
    written = [f"{y}{mark}{m}{mark}{d}" for mark in ("-", "/", ".", "")]
    written += [f"{one}{mark}{two}{mark}{y}" for mark in ("-", "/", ".") for one, two in ((d, m), (m, d))]
    written += [f"{day.day}{mark}{day.month}{mark}{year}" for mark in (".", "/") for year in (y, short)]
    written += [f"{d}{mark}{m}{mark}{short}" for mark in (".", "/")]
    for full, brief in MONTHS.values():
        written += [f"{day.day} {word} {y}" for word in (full, brief)] + [f"{day.day}. {full} {y}"]
        written += [f"{word} {day.day}, {y}" for word in (full, brief)] + [f"{full} {y}"]
    return tuple(dict.fromkeys(written))


TOKENS = (*WORDS, *dates_of(BORN), *dates_of(ZERO))
"""What no board may read. The day of diagnosis is among it: with the days since, it gives the day of birth."""


_WHOLE = re.compile("|".join(rf"(?<!\w){re.escape(token.casefold())}(?!\w)" for token in TOKENS))
_CLOSE = tuple(re.sub(r"[\s-]+", "", token.casefold()) for token in TOKENS if len(token) > 6 and not token.isdigit())


@cache
def found_in(text: str) -> set[str]:
    """The tokens that stand in a text, whatever their case, also where a space, a dash or a line's end was put in."""
    plain = unescape(unquote(text)).casefold()
    close = re.sub(r"[\s\u00ad\u2010-\u2015-]+", "", plain)
    return set(_WHOLE.findall(plain)) | {token for token in _CLOSE if token in close}


@cache
def read_pdf(content: bytes) -> str:
    """All that a print says: its text, what the file says of itself, and what lies open in its bytes."""
    text, about = (
        subprocess.run([*command, "-"], input=content, capture_output=True, check=True).stdout.decode()
        for command in (["pdftotext", "-"], ["pdfinfo", "-meta"])
    )
    reader = PdfReader(BytesIO(content))
    return "\n".join((text, about, str(reader.metadata), *reader.attachments, content.decode("latin-1")))


def read(response) -> str:
    """All that an answer says, its headers too."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    said = read_pdf(content) if content.startswith(b"%PDF") else content.decode()
    if "json" in response.get("Content-Type", ""):
        said += "".join(_attached(json.loads(content)))
    return f"{dict(response.headers)}\n{said}"


def _attached(part) -> Iterator[str]:
    """The prints within a FHIR document."""
    if isinstance(part, dict):
        data = part.get("data")
        if isinstance(data, str):
            content = b64decode(data)
            yield read_pdf(content) if content.startswith(b"%PDF") else content.decode()
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _attached(one)


@dataclass
class Way:
    """A consultation on its way, with what its addresses name so far, and what was found where."""

    world: World
    known: dict[str, object] = field(default_factory=dict)
    found: dict[tuple[str, str, str], set[str]] = field(default_factory=dict)
    opened: dict[str, set[str]] = field(default_factory=dict)
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.readers = {who: cookies_of(getattr(self.world, who)) for who in ("dispatcher", "expert", "chair")}
        self.known["case_id"] = self.world.case()
        self.key = self.known["consultation_id"] = self.world.draft(self.known["case_id"])

    def look(self, stage: str) -> None:
        """Let each of the board's people open what has an address by now: all of it once, and after that what
        changes.
        """
        for route in looked_at() if stage == State.DELIVERED else every_time():
            names = get_arguments(route)
            if set(names) <= set(self.known):
                address = reverse(route.name, kwargs={name: self.known[name] for name in names})
                for who in ALL if stage in ALL_LOOK else ALL[:1]:
                    self._open(stage, who, route.name, send(address, self.readers[who]))

    def _open(self, stage: str, who: str, name: str, response) -> None:
        if response.status_code >= 500:
            self.faults.append((stage, who, name))
        if response.status_code == 200:
            self.opened.setdefault(name, set()).add(stage)
        if response.status_code == 200 and (found := found_in(read(response))):
            self.found[stage, who, name] = found

    def go(self) -> None:
        """Go the whole way, and look at every stage."""
        world, key = self.world, self.key
        self.look("draft")
        for state, then in STAGES.items():
            step(world, key, state)
            if then:
                then(self)
            self.look(state.value)


def ask_and_answer(way: Way) -> None:
    world, key = way.world, way.key
    way.known["post_id"] = commands.post_message(
        world.expert, key, text="Which side?", assigned_id=world.referrer.id, at=NOON
    )
    way.known["request_id"] = commands.ask_for_information(
        world.expert, key, what="Slides", why="To see anaplasia", by_on=TODAY + DAY, from_whom="Pathology", at=NOON
    )
    way.look(State.AWAITING_INFORMATION.value)
    commands.answer_request(world.referrer, way.known["request_id"], answer="Sent with the courier.", at=NOON)


def know_the_advice(way: Way) -> None:
    way.known["advice_id"] = way.world.advice(way.key)


def add_to_the_advice(way: Way) -> None:
    commands.sign_addendum(way.world.chair, way.known["advice_id"], text="Weigh the child weekly.", at=NOON)
    way.known["addendum_id"] = first(Addendum)


def begin_anew(way: Way) -> None:
    reason = "New results have come in."
    commands.begin_revision(way.world.chair, way.known["advice_id"], reason=reason, at=NOON)


STAGES = {
    State.SUBMITTED: None,
    State.ACCEPTED: None,
    State.IN_DISCUSSION: ask_and_answer,
    State.ADVICE_DRAFTED: know_the_advice,
    State.IN_REVIEW: None,
    State.SIGNED: add_to_the_advice,
    State.DELIVERED: begin_anew,
    State.FOLLOW_UP: None,
    State.CLOSED: None,
}


def looked_at() -> list[Route]:
    """Every page for members but the gallery, whose people and children are all made up."""
    return [
        route
        for route in routes()
        if route.audience == "member" and "GET" in route.methods and not route.name.startswith("kit:")
    ]


def every_time() -> list[Route]:
    return [route for route in looked_at() if route.name in EVERY_TIME]


ALL = ("dispatcher", "expert", "chair")
ALL_LOOK = {State.IN_DISCUSSION, State.ADVICE_DRAFTED, State.IN_REVIEW, State.DELIVERED, State.CLOSED}
"""The stages at which a different page waits for each of them; at the others the dispatcher looks for all."""
EVERY_TIME = {
    "consultations:advice",
    "consultations:consultation",
    "consultations:print",
    "consultations:queue",
    "consultations:write",
    "desk:desk",
    "fhir:advice",
}


@pytest.fixture
def way(world, caplog):
    """The whole way, gone once in a test: all else is asked of what it left behind."""
    made = Way(world)
    with caplog.at_level(logging.INFO):
        made.go()
        made.logged = [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    for entry in Entry.objects.filter(kind__in=TABLE).order_by("id"):
        tell_whom_it_concerns(line_of(entry))
    return made


def test_no_page_print_or_document_that_a_board_opens_names_the_child(way):
    assert way.faults == []
    assert way.found == {}
    assert way.opened["consultations:consultation"] >= {state.value for state in STAGES}
    assert {"consultations:advice", "consultations:print", "consultations:print-addition", "fhir:advice"} <= set(
        way.opened
    )
    # Neither the journal, nor what people are told, nor the log.
    entries = [json.dumps({"kind": entry.kind, "facts": entry.facts}) for entry in Entry.objects.all()]
    told = [str(notice) for who in PEOPLE for notice in list_notices(getattr(way.world, who))]
    sent = [f"{one.subject} {one.body} {one.recipients()}" for one in mail.outbox]
    for place, texts in {"journal": entries, "notices": told, "mail": sent, "log": way.logged}.items():
        assert (place, [text for text in texts if found_in(text)]) == (place, [])
    assert (len(entries) > 30, len(told) > 5, len(way.logged) > 100) == (True, True, True)
    # The own centre reads the name, on the case's page and on the cover sheet of the advice.
    own = cookies_of(way.world.referrer)
    for name, key in (("desk:case", "case_id"), ("consultations:cover", "advice_id")):
        assert "winterstein" in found_in(read(send(reverse(name, args=[way.known[key]]), own)))


PEOPLE = ("referrer", "dispatcher", "expert", "chair")


@pytest.mark.parametrize("token", TOKENS)
def test_it_notices_every_token(token):
    assert found_in(f"<td>{token}</td>") != set()
    assert found_in(f"the child ({token.upper()}), seen") != set()


@pytest.mark.parametrize(
    "text", ["winter stein", "MRN 4471902", "17. 04. 2023", "Winter\u00adstein", "Winter&shy;stein"]
)
def test_it_notices_a_token_that_was_broken(text):
    assert found_in(text) != set()


@given(st.text(alphabet="bcdfghjkm 0145689./-", max_size=80))
def test_it_raises_no_false_alarm(text):
    assert found_in(text) == set()


IN_DIGITS = tuple(one for one in dates_of(BORN) if not re.search(r"[^\W\d]", one) and "2023" in one)
IN_WORDS = (
    "17 April 2023",
    "17. April 2023",
    "April 17, 2023",
    "17 Apr 2023",
    "17 abril 2023",
    "17.4.23",
    "2023. április 17.",
    "17 апреля 2023",
    "17-go kwietnia 2023",
)
GIVEN_AWAY = (*(word for name in PERSON.names for word in (name.family, *name.given)), *IN_DIGITS, *PERSON.telecoms)


@settings(deadline=None)  # the first one reads the names of months
@given(
    st.sampled_from(GIVEN_AWAY), st.sampled_from(["", "The child ", "see "]), st.sampled_from(["", ".", ", seen", ")"])
)
def test_what_gives_the_child_away_is_found_in_what_people_write(token, before, after):
    assert traces(PERSON, f"{before}{token}{after}") != ()


@pytest.mark.parametrize("written", IN_WORDS)
def test_the_day_of_birth_is_found_in_words(written):
    assert traces(PERSON, f"born on {written}") != ()


@pytest.mark.parametrize(
    "written", ["16 April 2023", "April 17 of next year", "17.4.1999", "in April 2023", "stage 4, 17 mm"]
)
def test_another_day_is_not_taken_for_the_day_of_birth(written):
    assert traces(PERSON, f"seen on {written}") == ()
