"""What an operator is told of each thing that the site leans on, well and not."""

import json
from datetime import timedelta

import pytest
from psycopg.conninfo import make_conninfo

from refnet.journal.models import Parked
from refnet.journal.queries import list_history
from refnet.journal.sql import only_follower
from refnet.site.watching.checks import State, check_all
from tests.following import follow
from tests.world import NOON, World


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.REFNET_VAR = tmp_path


def stands(settings, at=NOON):
    database = settings.DATABASES["default"]
    url = make_conninfo(
        host=database["HOST"], port=database["PORT"] or None, user=database["USER"], dbname=database["NAME"]
    )
    return {check.name: check for check in check_all(url, at=at)}


def test_keys_that_are_gone_are_missed_only_once_there_is_a_case(settings, tmp_path, world):
    assert stands(settings)["keys"].state is State.WELL
    world.case()
    assert stands(settings)["keys"].says == "The key ring has 1 key."
    settings.REFNET_KEYS = tmp_path / "elsewhere"
    told = stands(settings)["keys"]
    assert (told.state, "put it back" in told.says, settings.REFNET_KEYS.exists()) == (State.UNWELL, True, False)
    settings.REFNET_KEYS.mkdir()
    (settings.REFNET_KEYS / "identity-keys.json").write_text("{}")
    assert stands(settings)["keys"].state is State.UNWELL


def test_a_folder_that_takes_no_files_is_told(settings, tmp_path, db):
    assert stands(settings)["files"].state is State.WELL
    (tmp_path / "taken").write_text("a file where the folder should be")
    settings.REFNET_FILES = tmp_path / "taken"
    assert stands(settings)["files"].state is State.UNWELL


@pytest.mark.parametrize(("hours", "state"), [(1, State.WELL), (30, State.DOUBT)])
def test_the_last_backup_is_told_with_its_age(settings, tmp_path, db, hours, state):
    assert stands(settings)["backup"].state is State.DOUBT
    (tmp_path / "last-backup.json").write_text(json.dumps({"made_at": NOON.isoformat(), "missing": []}))
    told = stands(settings, at=NOON + timedelta(hours=hours))["backup"]
    assert (told.state, told.says) == (state, "The last backup was made at 2026-03-02 12:00 UTC.")
    (tmp_path / "last-backup.json").write_text("[]")
    assert stands(settings)["backup"].state is State.DOUBT


@pytest.mark.django_db(transaction=True)
def test_a_follower_and_what_it_could_not_do_are_told(settings):
    assert stands(settings)["follower"].state is State.UNWELL
    with only_follower():
        assert stands(settings)["follower"].state is State.WELL
        consultation = World().consultation()
        assert stands(settings)["follower"].state is State.DOUBT  # the world is months old
        follow()
        assert stands(settings)["follower"].says == "The follower is at work; 0 entries wait for it."
    assert stands(settings)["reactions"].state is State.WELL
    Parked.objects.create(entry_id=list_history(consultation)[0].id, reaction="x", fault="ValueError", at=NOON)
    assert stands(settings)["reactions"].state is State.UNWELL


def test_the_marks_of_the_tables_are_compared(settings, db, monkeypatch):
    monkeypatch.setattr("refnet.site.watching.checks.mark_of_migrations", lambda: "another")
    assert stands(settings)["tables"].state is State.UNWELL
    monkeypatch.setattr("refnet.site.watching.checks.read_mark", lambda url: "another")
    assert stands(settings)["tables"].state is State.WELL
