"""Pages as people get them: by HTTP from `refnet serve` over an invented network, several people at once."""

import http.client
import json
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

from bench import sql
from bench.measuring import Measure
from refnet.site.postgres.places import OWNER, places_under
from refnet.site.processes import die_with_parent, environment_of_child, python

SPELL = 0.75
"""How many seconds each page is asked for before it is the next one's turn."""
SPELLS = 7
PATIENCE = 10
LOOK_EVERY, FOLLOWED_AT_LATEST = 1.5, 60
ROLES = ("clinician", "clinician", "dispatcher", "chair", "expert", "expert")
ME, DESK = "/people/me/", "/"
CONSULTATION, ADVICE = re.compile(r"/consultations/[0-9a-f-]{36}/"), re.compile(r"/consultations/advice/[0-9a-f-]{36}/")


class Refusal(RuntimeError):
    """A page was not answered as it should be: nothing was measured."""


@dataclass(slots=True)
class Person:
    """Somebody signed in, with a connection that stays open."""

    line: http.client.HTTPConnection
    cookies: dict[str, str]

    def ask(self, path: str, form: dict[str, str] | None = None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is None:
            self.line.request("GET", path, headers=headers)
        else:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            self.line.request("POST", path, urlencode(form), headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        for one in answer.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: value.value for name, value in SimpleCookie(one).items()}
        if answer.status != (200 if form is None else 302):
            raise Refusal(f"{path} was answered with {answer.status}")
        return text


@dataclass(frozen=True, slots=True)
class Site:
    """A running site: its process, its address, and who can enter it."""

    process: "subprocess.Popen[str]"
    address: str
    people: list[dict[str, str]]

    def enter(self, name: str) -> Person:
        """Sign in as an invented person, as one does: by a click on the name."""
        person = Person(http.client.HTTPConnection(urlsplit(self.address).netloc), {})
        page = person.ask("/people/enter/")
        form = re.search(rf'action="([^"]+)"[^>]*>(?:(?!</form>).)*>{re.escape(name)}<', page, re.DOTALL)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if form is None or token is None:
            raise Refusal(f"{name} cannot be entered as")
        person.ask(form[1], {"csrfmiddlewaretoken": token[1]})
        return person

    def named(self, role: str, number: int) -> str:
        return [one["name"] for one in self.people if role in one["role"]][number]

    def peak(self) -> float:
        """Return the most memory that the process has held so far, in MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


@contextmanager
def running_site() -> Iterator[Site]:
    """Have the site run over an invented network; it is loaded where there is none yet."""
    process = subprocess.Popen(
        python("refnet.site.cli", "serve", "--demo", "--port", "0", "--json"),
        env=environment_of_child(),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=die_with_parent(),  # also where we are killed
    )
    try:
        said = process.stdout.readline() if process.stdout else ""
        if not said:
            raise Refusal("the site did not start")
        told = json.loads(said)
        yield Site(process, told["address"], told["people"])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def measure(var: Path) -> Iterator[Measure]:
    """Compare pages with patient records with one that has none, and the memory after many of them with that at first.

    The site is started twice: loading the invented network takes memory of its own.
    """
    with running_site():
        pass
    owner = places_under(var / "postgres").url(role=OWNER)
    with running_site() as site:
        _wait_for_follower(owner)
        people = [site.enter(site.named(role, number)) for number, role in enumerate(ROLES)]
        people[0].ask(DESK)
        at_first, asked = site.peak(), 0
        for name, paths in _pages(people).items():
            lines = sql.count_lines(owner)
            with_records, without, count = _in_turn(people, paths, [ME] * len(people))
            asked += count
            told = (sql.count_lines(owner) - lines) / count
            note = f"{told:.2f} lines of the ledger a page, {len(people)} people at once"
            aim = "at least 0.25" if name == "desk" else ""
            yield Measure(name, ME, with_records, without, "pages/s", aim=aim, note=note)
        yield Measure(f"memory after {asked:,} pages", "after the first", site.peak(), at_first, "MB", aim="about 1")


def _wait_for_follower(owner: str) -> None:
    """Wait until the follower has told everybody of what was loaded: it reads records too, and takes time."""
    before, end = -1, time.monotonic() + FOLLOWED_AT_LATEST
    while (lines := sql.count_lines(owner)) != before:
        if time.monotonic() > end:
            raise Refusal("the follower does not come to an end")
        before = lines
        time.sleep(LOOK_EVERY)


def _pages(people: list[Person]) -> dict[str, list[str]]:
    """Return which page each person opens: the desk, and from there a consultation, and the advice to one."""
    desks = [person.ask(DESK) for person in people]
    consultations = [CONSULTATION.findall(desk) for desk in desks]
    advice = [
        next((found[0] for path in dict.fromkeys(paths) if (found := ADVICE.findall(person.ask(path)))), None)
        for person, paths in zip(people, consultations, strict=True)
    ]
    return {
        "desk": [DESK] * len(people),
        "consultation": [paths[0] if paths else "" for paths in consultations],
        "advice": [path or "" for path in advice],
    }


def _in_turn(people: list[Person], ours: list[str], theirs: list[str]) -> tuple[float, float, int]:
    """Return how many pages a second everybody gets of each kind, by turns, and how many there were of ours.

    Who has no such page leaves it to the others, on both sides.
    """
    has = [number for number, path in enumerate(ours) if path]
    if not has:
        raise Refusal("nobody has such a page")
    mine: list[int] = []
    others: list[int] = []
    for number in range(SPELLS):
        for kind, counts in ((ours, mine), (theirs, others)):
            count = _spell([(people[one], kind[one]) for one in has], SPELL if number else SPELL / 2)
            counts.append(count)
    return median(mine[1:]) / SPELL, median(others[1:]) / SPELL, sum(mine)


def _spell(asking: list[tuple[Person, str]], lasting: float) -> int:
    """Have everybody ask for their page again and again for a while, and return how many pages there were."""
    end = time.monotonic() + lasting
    counts = [0] * len(asking)
    faults: list[Exception] = []

    def ask(number: int, person: Person, path: str) -> None:
        try:
            while time.monotonic() < end:
                person.ask(path)
                counts[number] += 1
        except (Refusal, OSError, http.client.HTTPException) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask, args=(number, *one)) for number, one in enumerate(asking)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return sum(counts)
