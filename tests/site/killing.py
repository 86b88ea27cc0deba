"""Killing parts of the running site at random moments, while people work: nothing acknowledged is lost or doubled.

Four people act at the same instant by HTTP: one brings a child's data, one gives an opinion, one signs an advice, one
sends a case to a board. A moment later the server, the follower or the database is killed, as by a power cut. What was
acknowledged has to be there once; what was not is there once or not at all, and is then done again. In the end every
act has been done exactly once, everybody concerned has been told once, and no stored file is missing.
"""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import psycopg

from refnet.site.postgres.cluster import server_of
from refnet.site.postgres.places import OWNER, places_under
from tests.site.starting import (
    environment,
    free_port,
    processes_of,
    refnet,
    start,
    status,
    wait_until_gone,
    wait_until_up,
)

VICTIMS = ("server", "follower", "database")
LATEST_KILL = 0.8
HEALED_WITHIN, FOLLOWED_WITHIN, PATIENCE = 40, 120, 30
BOUNDARY = "one-part-after-the-other"
SEED = """
import json, sys
from refnet.site.running import database, work
with database():
    Consulting, Network = work("refnet.site.demo.consulting:Consulting"), work("refnet.site.demo.loading:Network")
    State, clock = work("refnet.consultations.terms:State"), work("refnet.site.demo.loading:clock")
    network, acts = Network(clock()), {"submit": [], "opinion": [], "sign": []}
    network.build()
    wanted = int(sys.argv[1])
    def brought(number, state):
        one = Consulting(network, number)
        one.bring_to(state)
        return one
    for number in range(wanted):
        draft = brought(number, State.DRAFT)
        acts["submit"].append([str(draft.key), str(draft.requester.id), str(draft.key)])
        ready = brought(wanted + number, State.IN_REVIEW)
        advice = ready._advice()
        page = work("refnet.consultations.queries:open_advice")(ready.chair, advice, at=ready.at())
        for expert in ready.experts:
            work("refnet.consultations.commands:countersign_advice")(expert, advice, draft=page.draft, at=ready.at())
        acts["sign"].append([str(ready.key), str(ready.chair.id), str(advice)])
        if number % 3 == 0:
            open_one = brought(2 * wanted + number, State.IN_DISCUSSION)
            acts["opinion"] += [[str(open_one.key), str(one.id), str(open_one.key)] for one in open_one.experts]
    print(json.dumps({"acts": acts, "clinician": str(network.clinicians[0])}))
"""
OPINION = {
    "agreement": "agree",
    "options": "Two more courses, then local therapy.",
    "evidence": "cohort",
    "confidence": "moderate",
    "minutes": "5",
}
KINDS = {
    "submit": "consultations.case-submitted",
    "opinion": "consultations.opinion-given",
    "sign": "consultations.advice-signed",
    "import": "cases.case-opened",
}
UNREAD = """
    SELECT count(*) FROM journal_entry e, journal_position p
    WHERE (e.transaction, e.id) > (p.transaction::text::xid8, p.entry)
"""


@dataclass(slots=True)
class Act:
    """Something that one person does once: of which kind, to which consultation, and what came of it."""

    kind: str
    subject: str
    who: str
    place: str
    number: int = 0
    answer: int | None = None
    leads_to: str = ""

    @property
    def is_acknowledged(self) -> bool:
        """Whether it was answered as done: led on, and not to signing in again."""
        return self.answer == 302 and not self.leads_to.startswith("/accounts/")

    def send(self, port: int, cookies: dict[str, str]) -> None:
        """Do it, and note what was answered; nothing where the line broke."""
        self.answer = None
        path, body, kind = self._request(cookies["csrftoken"])
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            line.request("POST", path, body, {"Cookie": _header(cookies), "Content-Type": kind})
            answer = line.getresponse()
            answer.read()
            self.answer, self.leads_to = answer.status, answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException):
            pass
        finally:
            line.close()

    def _request(self, token: str) -> tuple[str, bytes, str]:
        form = {"csrfmiddlewaretoken": token}
        if self.kind == "import":
            return "/fhir/import/", _upload(form, _child(self.number)), f"multipart/form-data; boundary={BOUNDARY}"
        path, more = {
            "submit": (f"/consultations/{self.place}/move/", {"move": "submit"}),
            "opinion": (f"/consultations/{self.place}/opinion/", OPINION),
            "sign": (f"/consultations/advice/{self.place}/move/", {"move": "sign"}),
        }[self.kind]
        return path, urlencode(form | more).encode(), "application/x-www-form-urlencoded"


@dataclass
class Trial:
    """One installation, worked in and killed again and again."""

    var: Path
    kills: int
    random: random.Random
    port: int = field(default_factory=free_port)
    killed: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    healing: list[float] = field(default_factory=list)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    imported: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Fill it, kill it so often, and hold what is there against what was acknowledged."""
        seeds = json.loads(_program(SEED, str(self.kills), var=self.var))
        self.clinician = seeds["clinician"]
        acts = {kind: [Act(kind, *one) for one in some] for kind, some in seeds["acts"].items()}
        self.server = self._start()
        self.opened_before = self._done(Act("import", "", self.clinician, ""))
        try:
            for number in range(self.kills):
                bringing = Act("import", "", self.clinician, "", number)
                self._burst([bringing, *(acts[kind][number] for kind in ("submit", "opinion", "sign"))])
            self._hold([acts[kind][number] for kind in acts for number in range(self.kills)])
        finally:
            self.server.send_signal(signal.SIGTERM)
            self.server.communicate()
            wait_until_gone(self.var, seconds=10)

    def _start(self) -> "subprocess.Popen[str]":
        process = start("--demo", "--port", str(self.port), var=self.var)
        wait_until_up(self.port, process, seconds=HEALED_WITHIN)
        return process

    def _burst(self, acts: list[Act]) -> None:
        """Have four people act, and kill something meanwhile; when it has healed, whoever got no answer looks again."""
        everybody = [self._enter(act.who) for act in acts]
        victim = self.random.choice(VICTIMS)
        people = [
            threading.Thread(target=act.send, args=(self.port, cookies))
            for act, cookies in zip(acts, everybody, strict=True)
        ]
        for person in people:
            person.start()
        time.sleep(self.random.uniform(0, LATEST_KILL))
        self._kill(victim)
        begun = time.monotonic()
        for person in people:
            person.join()
        self._heal(victim)
        self.healing.append(time.monotonic() - begun)
        for act in acts:
            self._settle(act)

    def _kill(self, victim: str) -> None:
        found = {
            "server": lambda: self.server.pid,
            "follower": lambda: _follower(self.var),
            "database": lambda: server_of(places_under(self.var / "postgres").data),
        }[victim]()
        if found is not None:
            os.kill(found, signal.SIGKILL)
            self.killed[victim] += 1

    def _heal(self, victim: str) -> None:
        """Start the server again where it was killed, as its supervisor would; all else has to come back by itself."""
        if victim == "server":
            self.server.communicate()
            self.server = self._start()
        end = time.monotonic() + HEALED_WITHIN
        while status(self.port) != 200:
            assert time.monotonic() < end, f"the site did not heal after its {victim} was killed"
            time.sleep(0.1)

    def _settle(self, act: Act) -> None:
        """Hold an act against what is there, and do it again where it did not come about."""
        done = self._done(act) - (self.opened_before + len(self.imported) if act.kind == "import" else 0)
        acknowledged = act.is_acknowledged
        self.answers["acknowledged" if acknowledged else f"answered {act.answer}" if act.answer else "no answer"] += 1
        assert done == 1 if acknowledged else done in (0, 1), (act, done, "lost or doubled")
        if not done:
            act.send(self.port, self._enter(act.who))
            assert act.is_acknowledged, (act, "could not be done again")
            done = self._done(act) - (self.opened_before + len(self.imported) if act.kind == "import" else 0)
            assert done == 1, (act, done)
        if act.kind == "import":
            self.imported.append(act.leads_to if act.is_acknowledged else "")

    def _done(self, act: Act) -> int:
        """Return how often the journal says that an act was done; of imports, how many this person has brought."""
        with self._database() as line:
            query = "SELECT count(*) FROM journal_entry WHERE kind = %s AND actor = %s"
            words: list[object] = [KINDS[act.kind], UUID(act.who)]
            if act.subject:
                query, words = f"{query} AND subject = %s", [*words, UUID(act.subject)]
            row = line.execute(query, words).fetchone()  # type: ignore[arg-type]
            return int(row[0]) if row else 0

    def _hold(self, acts: list[Act]) -> None:
        """Hold the end: all done once, all told once, every page and print there, every stored file there."""
        assert [act for act in acts if self._done(act) != 1] == []
        assert self._done(Act("import", "", self.clinician, "")) - self.opened_before == self.kills
        self._wait_for_follower()
        with self._database() as line:
            told = {
                kind: line.execute(
                    "SELECT count(*), count(DISTINCT (account_id, entry)), count(DISTINCT entry) FROM notices_notice "
                    "WHERE kind = %s",
                    [KINDS[kind]],
                ).fetchone()
                for kind in ("submit", "sign")
            }
            parked = line.execute("SELECT count(*) FROM journal_parked").fetchone()
        assert parked == (0,)
        for notices, different, entries in (row or (0, 0, 0) for row in told.values()):
            assert notices == different
            assert entries >= self.kills  # each of them was told to somebody
        for act in acts:
            if act.kind == "sign":
                assert self._get(act.who, f"/consultations/advice/{act.place}/print/").startswith(b"%PDF-")
        for place in filter(None, self.imported):
            assert b"Nephroblastoma" in self._get(self.clinician, place)
        backup = refnet("backup", str(self.var / "after"), "--json", var=self.var)
        assert backup.returncode == 0, backup.stdout + backup.stderr
        health = refnet("health", "--port", str(self.port), "--json", var=self.var)
        checks = json.loads(health.stdout)["checks"]
        assert {name for name, check in checks.items() if check["state"] != "well"} <= {"space"}, checks
        assert b"refnet_follower_behind 0.0" in self._get(self.clinician, "/metrics")

    def _wait_for_follower(self) -> None:
        end = time.monotonic() + FOLLOWED_WITHIN
        while True:
            with self._database() as line:
                if line.execute(UNREAD).fetchone() == (0,):
                    return
            assert time.monotonic() < end, "the follower did not come to the end of the journal"
            time.sleep(0.5)

    def _database(self) -> "psycopg.Connection[tuple[object, ...]]":
        end = time.monotonic() + HEALED_WITHIN
        while True:
            try:
                return psycopg.connect(places_under(self.var / "postgres").url(role=OWNER), autocommit=True)
            except psycopg.OperationalError:
                assert time.monotonic() < end, "the database did not come back"
                time.sleep(0.1)

    def _enter(self, who: str) -> dict[str, str]:
        """Sign in as an invented person by a click, once; a session outlives every kill."""
        if who not in self.cookies:
            cookies = self._ask("GET", "/people/enter/", {})[2]
            form = urlencode({"csrfmiddlewaretoken": cookies["csrftoken"]}).encode()
            answer, _, entered = self._ask("POST", f"/people/enter/{who}/", cookies, form)
            assert answer == 302, answer
            self.cookies[who] = cookies | entered
        return self.cookies[who]

    def _get(self, who: str, path: str) -> bytes:
        answer, body, _ = self._ask("GET", path, self._enter(who))
        assert answer == 200, (path, answer)
        return body

    def _ask(
        self, method: str, path: str, cookies: dict[str, str], form: bytes | None = None
    ) -> tuple[int, bytes, dict[str, str]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        line.request(method, path, form, {"Cookie": _header(cookies)} | kind)
        answer = line.getresponse()
        body = answer.read()
        given = [SimpleCookie(one) for one in answer.headers.get_all("Set-Cookie", ())]
        line.close()
        return answer.status, body, {name: value.value for one in given for name, value in one.items()}


def _follower(var: Path) -> int | None:
    for process in processes_of(var):
        try:
            words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"follow" in words:
            return process
    return None


def _program(text: str, *words: str, var: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", text, *words],
        env=environment(var, REFNET_MODE="demo"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _upload(form: dict[str, str], bundle: bytes) -> bytes:
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in form.items()]
    parts.append(b'name="chosen"; filename="child.json"\r\nContent-Type: application/json\r\n\r\n' + bundle)
    each = [b"--%s\r\nContent-Disposition: form-data; %s\r\n" % (BOUNDARY.encode(), part) for part in parts]
    return b"".join([*each, b"--%s--\r\n" % BOUNDARY.encode()])


def _child(number: int) -> bytes:
    """Return the data of an invented child, another for each number, with a letter."""
    word = re.sub("[0-9]", lambda digit: "bcdfghklmn"[int(digit[0])] + "a", f"{number:05}").capitalize()
    icdo, child = "http://terminology.hl7.org/CodeSystem/icd-o-3", {"reference": "Patient/child"}
    person = {
        "resourceType": "Patient",
        "id": "child",
        "gender": "female",
        "birthDate": f"{2012 + number % 12}-{1 + number % 12:02}-{1 + number % 28:02}",
        "name": [{"family": f"Erdacht{word.lower()}", "given": [word]}],
        "identifier": [{"system": "urn:hospital", "value": f"MRN-{770000 + number}"}],
    }
    tumour = {
        "resourceType": "Condition",
        "id": "tumour",
        "subject": child,
        "code": {"coding": [{"system": icdo, "code": "8960/3"}], "text": "Nephroblastoma"},
        "bodySite": [{"coding": [{"system": icdo, "code": "C64.9"}]}],
        "recordedDate": "2026-01-15",
    }
    letter = {
        "resourceType": "DocumentReference",
        "status": "current",
        "subject": child,
        "description": "Histology",
        "content": [
            {"attachment": {"contentType": "text/plain", "data": b64encode(b"Favourable. %d" % number).decode()}}
        ],
    }
    entries = [{"resource": one} for one in (person, tumour, letter)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()
