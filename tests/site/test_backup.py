"""A backup holds all that there is, work goes on where it is restored, and a bad one changes nothing."""

import json
import re
import shutil
import stat
import subprocess
import threading
import zipfile
from base64 import b64encode
from types import SimpleNamespace

import psycopg
import pytest

from refnet.journal.sql import FOLLOWER_LOCK
from refnet.site.backing.archive import close_off
from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server
from tests.site.backing import FILL, GO_ON, MANY, MONTH_AGO, UNREAD, everything, files, numbers, run, shape
from tests.site.starting import COMMAND, environment, refnet, wait_until_gone

pytestmark = pytest.mark.xdist_group("backup")  # one installation is filled, once, by one worker


@pytest.fixture(scope="module")
def here(shared_place):
    """Return an installation with work in it, held running, and two backups of it: the second with much more unread."""
    var, half = shared_place / "here", shared_place / "half"
    with Server(var / "postgres") as server:
        run(FILL, half, var=var)
        url = server.places.url(role=OWNER)
        with psycopg.connect(url) as slow, psycopg.connect(url) as fast:
            slow.execute("SELECT pg_current_xact_id()")
            fast.execute(UNREAD)
            fast.commit()
            slow.execute(UNREAD)
        few, many = shared_place / "few.backup", shared_place / "many.backup"
        made = refnet("backup", str(few), "--json", var=var)
        with psycopg.connect(url) as line:
            held = SimpleNamespace(rows=everything(line), numbers=numbers(line), shape=shape(line), files=files(var))
        with psycopg.connect(url, autocommit=True) as line:
            line.execute(MANY)
        assert refnet("backup", str(many), var=var).returncode == 0
        yield SimpleNamespace(
            var=var,
            half=half,
            few=few,
            many=many,
            made=json.loads(made.stdout),
            status=made.returncode,
            url=url,
            **vars(held),
        )
    wait_until_gone(var)


@pytest.fixture(scope="module")
def empty(shared_place, here):
    """Return an installation with the same keys and nothing else, held running; nothing may ever come into it."""
    yield from installation(shared_place / "empty", here)


@pytest.fixture(scope="module")
def there(shared_place, here):
    """Return an installation into which the first backup was restored, and what was told of that."""
    for there in installation(shared_place / "there", here):
        there.done = refnet("restore", str(here.few), "--json", var=there.var)
        yield there


@pytest.fixture(scope="module")
def many_there(shared_place, here):
    """Return an installation into which the second backup was restored."""
    for many_there in installation(shared_place / "many", here):
        assert refnet("restore", str(here.many), var=many_there.var).returncode == 0
        yield many_there


def installation(var, here):
    shutil.copytree(here.var / "keys", var / "keys")
    with Server(var / "postgres") as server:
        yield SimpleNamespace(var=var, url=server.places.url(role=OWNER))
    wait_until_gone(var)


def unread(url):
    """Return the unread entries in the order in which a follower comes to them: number, and key."""
    with psycopg.connect(url) as line:
        return line.execute(
            "SELECT transaction::text::bigint, id FROM journal_entry e WHERE (transaction::text::bigint, id) > "
            "(SELECT transaction, entry FROM journal_position) ORDER BY transaction, id"
        ).fetchall()


def next_number(url):
    with psycopg.connect(url) as line:
        return line.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint").fetchone()[0]


def refusal(installation, backup, **more):
    """Return in which sentence a backup is refused, and see that nothing has changed."""
    before = files(installation.var)
    done = refnet("restore", str(backup), var=installation.var, **more)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done
    with psycopg.connect(installation.url) as line:
        assert not any("people_account" in name and rows for name, rows in everything(line).items())
    assert files(installation.var) == before
    return done.stderr.removeprefix("refnet: ").strip()


def rewritten(backup, path, change):
    """Write a backup anew with some of its parts changed: `change` returns what is to be there instead."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(zipfile.ZipInfo(name), content)
    with path.open("r+b") as file:
        close_off(file)
    return path


def test_a_backup_is_for_its_owner_alone_and_says_what_it_holds(here):
    assert (here.status, stat.S_IMODE(here.few.stat().st_mode)) == (0, 0o600)
    assert here.made["rows"] == sum(map(len, here.rows.values()))
    assert (here.made["tables"], here.made["files"], here.made["missing"]) == (len(here.rows), len(here.files), [])
    assert here.made["files"] >= 3
    assert sorted(file.name for file in here.few.parent.iterdir() if "backup" in file.name) == [
        "few.backup",
        "many.backup",
    ]


def test_no_key_is_in_a_backup(here):
    ring = json.loads((here.var / "keys/identity-keys.json").read_text())
    secrets = [*ring["keys"].values(), (here.var / "keys/secret-key").read_text().strip()]
    with zipfile.ZipFile(here.few) as backup:
        parts = [backup.read(name) for name in backup.namelist()]
    assert [secret for secret in secrets for part in parts if secret.encode() in part] == []


def test_what_is_restored_is_all_that_there_was(here, there):
    done = there.done
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["rows"], told["files"], told["notes"]) == (here.made["rows"], here.made["files"], [])
    with psycopg.connect(there.url) as line:
        assert everything(line) == here.rows
        assert numbers(line) == here.numbers
        assert shape(line) == here.shape
    assert files(there.var) == here.files
    places = [there.var / "files", *(there.var / "files").rglob("*")]
    assert {stat.S_IMODE(place.stat().st_mode) for place in places} == {0o700, 0o600}


def test_the_follower_goes_on_where_it_stood_on_a_younger_server_too(here, there):
    last = max(key for _, key in unread(there.url))
    source = [pair for pair in unread(here.url) if pair[1] <= last]
    assert min(number for number, _ in source) > next_number(there.url)  # as they were, they would come from the future
    assert [key for _, key in unread(there.url)] == [key for _, key in source]
    assert source[-2][1] > source[-1][1]  # also those that ended in another order than they were written
    assert max(number for number, _ in unread(there.url)) < next_number(there.url)


def test_more_unread_than_a_young_server_has_numbers_for_keeps_its_order(here, many_there):
    source, restored = unread(here.url), {key: number for number, key in unread(many_there.url)}
    assert len(source) > next_number(many_there.url)
    assert sorted(restored) == sorted(key for _, key in source)
    in_order = [restored[key] for _, key in source]
    assert in_order == sorted(in_order)
    assert (in_order[0], in_order[-1] < next_number(many_there.url)) == (2, True)


def test_people_go_on_working_where_it_was_restored(here, many_there):
    told = json.loads(run(GO_ON, here.half, var=many_there.var))
    assert (told["unread"], told["again"]) == (len(unread(here.url)), 0)
    before, unread_told, told_once, all_told = told["told"]
    assert before < unread_told == told_once < all_told
    assert (told["state"], told["prints"], told["at the end"]) == ("delivered", ["%PDF-", "%PDF-"], True)
    with psycopg.connect(many_there.url) as line, pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        line.execute("UPDATE journal_entry SET kind = 'x'")


def test_what_is_not_empty_is_not_restored_into(here):
    before = files(here.var)
    done = refnet("restore", str(here.few), var=here.var)
    assert (done.returncode, "This database is not empty" in done.stderr) == (1, True)
    assert files(here.var) == before


def test_a_backup_by_name_is_not_written_over(here):
    done = refnet("backup", str(here.few), var=here.var)
    assert (done.returncode, "is there already" in done.stderr) == (1, True)


def test_a_file_that_the_store_has_lost_is_told(here, there, tmp_path):
    """And the rest is backed up all the same: a backup with a gap is better than none."""
    name = sorted(here.files)[0]
    (there.var / "files" / name).unlink()
    done = refnet("backup", str(tmp_path / "with-a-gap"), "--json", var=there.var)
    told = json.loads(done.stdout)
    assert (done.returncode, told["missing"]) == (1, [name.rpartition("/")[2]])
    assert told["files"] == len(here.files) - 1
    (there.var / "files" / name).write_bytes(here.files[name])


@pytest.mark.parametrize("kept", [0, 10, 300, 0.2, 0.9, 0.999])
def test_one_that_was_cut_short_is_refused(here, empty, tmp_path, kept):
    whole = here.few.read_bytes()
    (tmp_path / "cut").write_bytes(whole[: int(kept if kept > 1 else kept * len(whole))])
    said = refusal(empty, tmp_path / "cut")
    assert said.endswith(("is no backup of refnet.", "nothing of it was restored."))


@pytest.mark.parametrize("place", [40, 500, 0.3, 0.6, 0.8, 0.97, 0.999])
def test_one_with_a_flipped_bit_is_refused(here, empty, tmp_path, place):
    whole = bytearray(here.few.read_bytes())
    whole[int(place if place > 1 else place * len(whole))] ^= 0x10
    (tmp_path / "flipped").write_bytes(whole)
    assert str(tmp_path / "flipped") in refusal(empty, tmp_path / "flipped")


def test_what_is_no_backup_is_refused(empty, here, tmp_path):
    (tmp_path / "letter").write_text("Dear colleague")
    with zipfile.ZipFile(tmp_path / "zip", "w") as other:
        other.writestr("hello", "world")
    assert refusal(empty, tmp_path / "letter").endswith("is no backup of refnet.")
    assert refusal(empty, tmp_path / "zip").endswith("is no backup of refnet.")
    assert refusal(empty, tmp_path / "none").endswith("cannot be read: No such file or directory.")


def test_a_newer_one_is_refused(here, empty, tmp_path):
    def change(name, content):
        return content.replace(b'"format": 1', b'"format": 2') if name == "refnet-backup.json" else content

    said = refusal(empty, rewritten(here.few, tmp_path / "newer", change))
    assert said.endswith("made by a newer refnet (its form is 2): bring this one up to date first.")


def test_rows_that_somebody_changed_are_refused_however_well_the_list_was_mended(here, empty, tmp_path):
    def change(name, content):
        return content.replace(b"delivered", b"withdrawn") if name == "tables/consultations_consultation" else content

    assert "is damaged" in refusal(empty, rewritten(here.few, tmp_path / "changed", change))

    def mend(name, content):
        return content.replace(b'"files": ', b'"files":  ') if name == "list.json" else content

    assert "was changed since it was made" in refusal(empty, rewritten(here.few, tmp_path / "mended", mend))


@pytest.mark.parametrize("part", ["files/content", "tables/people_account", "list.json", "mark"])
def test_one_that_lacks_a_part_is_refused(here, empty, tmp_path, part):
    lacking = rewritten(here.few, tmp_path / "lacking", lambda name, content: None if name == part else content)
    assert "is damaged" in refusal(empty, lacking)


def test_other_keys_are_refused_and_the_missing_ones_named(here, empty, place):
    """Nor is a key ring made where there is none: it would be another one, and stand in the way of the right one."""
    elsewhere = {"REFNET_KEYS": str(place / "keys")}
    assert re.search(r"needs a key ring with key \w+ \(", refusal(empty, here.few, **elsewhere))
    assert not (place / "keys/identity-keys.json").exists()
    other = {"current": "1", "keys": {"1": b64encode(bytes(32)).decode()}}
    (place / "keys").mkdir(exist_ok=True)
    (place / "keys/identity-keys.json").write_text(json.dumps(other))
    assert re.search(r"needs a key ring with key \w+ \(", refusal(empty, here.few, **elsewhere))


def test_where_a_site_is_at_work_nothing_is_restored(here, empty):
    """Not even into a database that is still empty: somebody could be entered while the backup comes in."""
    with psycopg.connect(empty.url) as line:
        line.execute("SELECT pg_advisory_lock(%s)", [FOLLOWER_LOCK])
        assert refusal(empty, here.few) == "A site is at work over this database: end it, then restore."


def test_a_full_disk_is_told_and_leaves_nothing(here, tmp_path):
    little = ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh", *COMMAND, "backup", str(tmp_path / "large")]
    done = subprocess.run(little, env=environment(here.var), capture_output=True, text=True, check=False)
    assert (done.returncode, "could not be written" in done.stderr, done.stderr.count("\n")) == (1, True, 1)
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(many_there, tmp_path):
    """Two lines of one transaction stand in two tables: a backup has both, or neither."""
    over = threading.Event()

    def write():
        with psycopg.connect(many_there.url, autocommit=True) as line:
            while not over.is_set():
                with line.transaction():
                    line.execute("INSERT INTO django_session VALUES (gen_random_uuid()::text, 'meanwhile', now())")
                    line.execute(UNREAD.replace("test.nothing", "test.meanwhile"))

    writer = threading.Thread(target=write)
    writer.start()
    counts = []
    for number in range(3):
        assert refnet("backup", str(tmp_path / str(number)), var=many_there.var).returncode == 0
        with zipfile.ZipFile(tmp_path / str(number)) as backup:
            rows = {name: backup.read(f"tables/{name}") for name in ("django_session", "journal_entry")}
        counts.append((rows["django_session"].count(b"meanwhile"), rows["journal_entry"].count(b"test.meanwhile")))
    over.set()
    writer.join()
    assert [one for one, other in counts if one != other] == []
    assert 0 < counts[0][0] < counts[1][0] < counts[2][0]


def test_an_older_one_is_restored_and_brought_up_to_date(here, there, empty, place):
    """The one before the last migration of the notices, as a refnet of last month would have made it.

    It goes into a database of the operator's, which has the tables of today already and nobody in them.
    """
    older, again = place / "older", empty.url.removesuffix("/refnet") + "/again"
    run(MONTH_AGO, there.url, var=there.var)
    backup = refnet("backup", str(older), "--json", var=there.var)
    assert backup.returncode == 0, backup.stderr
    with psycopg.connect(empty.url, autocommit=True) as line:
        line.execute("CREATE DATABASE again")
    assert refnet("migrate", var=empty.var, DATABASE_URL=again).returncode == 0
    done = refnet("restore", str(older), var=empty.var, DATABASE_URL=again)
    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(again) as line:
        rows = everything(line)
        assert shape(line) == here.shape
    names = {row.split(b"\t")[2] for row in rows.pop("django_migrations")}
    assert names == {row.split(b"\t")[2] for row in here.rows["django_migrations"]}
    assert rows == {name: kept for name, kept in here.rows.items() if name != "django_migrations"}
    assert files(empty.var) == here.files
