"""An installation to back up and one to restore into: what happens in each, as programs of their own; all they hold."""

import subprocess
import sys

from psycopg import sql

from tests.site.starting import environment

# The invented network; one consultation half-way, of which the follower knows nothing yet; two transactions that
# ended in another order than they wrote; and more of them than a young server has had transactions at all.
FILL = """
import pickle, sys
from refnet.site.running import database, work
with database():
    Network, clock = work("refnet.site.demo.loading:Network"), work("refnet.site.demo.loading:clock")
    Consulting = work("refnet.site.demo.consulting:Consulting")
    State = work("refnet.consultations.terms:State")
    follow_once = work("refnet.journal.following:follow_once")
    load_reactions = work("refnet.journal.following:load_reactions")
    load_reactions()
    network = Network(clock())
    network.build()
    Consulting(network, 1).bring_to(State.CLOSED)
    done = Consulting(network, 2)
    done.bring_to(State.DELIVERED)
    work("refnet.documents.commands:add_document")(
        done.requester, done.case, title="Histology", content_type="text/plain", content=b"Favourable. " * 200,
        at=network.now,
    )
    while follow_once(at=clock):
        pass
    half = Consulting(network, 3)
    half.bring_to(State.IN_REVIEW)
    with open(sys.argv[1], "wb") as file:
        pickle.dump((done, half), file)
"""
UNREAD = """
    INSERT INTO journal_entry (kind, subject, actor, at, facts)
    VALUES ('test.nothing', gen_random_uuid(), gen_random_uuid(), now(), '{}')
"""
MANY = f"DO $$ BEGIN FOR i IN 1..3000 LOOP {UNREAD}; COMMIT; END LOOP; END $$"
GO_ON = """
import json, pickle, sys
from refnet.site.running import database, work
with database():
    clock, State = work("refnet.site.demo.loading:clock"), work("refnet.consultations.terms:State")
    follow_once = work("refnet.journal.following:follow_once")
    load_reactions = work("refnet.journal.following:load_reactions")
    Notice, Position = work("refnet.notices.models:Notice"), work("refnet.journal.models:Position")
    Entry = work("refnet.journal.models:Entry")
    load_reactions()
    told, read = [Notice.objects.count()], 0
    def follow():
        read = 0
        while some := follow_once(at=clock):
            read += some
        told.append(Notice.objects.count())
        return read
    unread = follow()
    again = follow()
    with open(sys.argv[1], "rb") as file:
        done, half = pickle.load(file)
    half._sign()
    half._deliver()
    fresh = work("refnet.site.demo.consulting:Consulting")(half.network, 4)
    fresh.bring_to(State.SIGNED)
    follow()
    position, last = Position.objects.get(), Entry.objects.order_by("transaction", "id").last()
    open_consultation = work("refnet.consultations.queries:open_consultation")
    open_print = work("refnet.consultations.queries:open_print")
    def printed(one):
        version = open_consultation(one.requester, one.key, at=clock()).versions[-1]
        return open_print(one.requester, version.id, at=clock())[:5].decode()
    print(json.dumps({
        "unread": unread, "again": again, "told": told, "at the end": position.entry == last.pk,
        "state": open_consultation(half.requester, half.key, at=clock()).state.value,
        "prints": [printed(done), printed(half)],
    }))
"""
MONTH_AGO = """
import sys
from refnet.site.migrating import migrate_elsewhere
migrate_elsewhere(sys.argv[1], "notices:0001_initial")
"""
OWN_NUMBERS = {"journal_entry": "transaction", "journal_position": "transaction"}


def run(program, *words, var, **more):
    """Run a program over the data under `var`."""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        env=environment(var, REFNET_MODE="demo", **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def everything(line):
    """Return all rows of all tables as text, each table's in one order, but for numbers that belong to a server."""
    tables = line.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
    return {name: _rows(line, name) for (name,) in tables.fetchall()}


def _rows(line, name):
    columns = line.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", [name]
    ).fetchall()
    kept = [sql.Identifier(column) for (column,) in columns if column != OWN_NUMBERS.get(name)]
    query = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(sql.SQL(", ").join(kept), sql.Identifier(name))
    with line.cursor().copy(query) as copy:
        return sorted(bytes(row) for row in copy)


def numbers(line):
    """Return where every sequence stands."""
    names = line.execute("SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace")
    return {
        name: line.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))).fetchone()
        for (name,) in names.fetchall()
    }


def shape(line):
    """Return what guards the tables: triggers with whether they are awake, constraints, the application's rights."""
    questions = (
        "SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT conrelid::regclass::text, conname, convalidated FROM pg_constraint",
        "SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    )
    return [sorted(line.execute(question).fetchall()) for question in questions]


def files(var):
    """Return every stored file with its content."""
    root = var / "files"
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}
