"""Keys are made where nothing needs others yet, and nowhere else; wrong ones keep the site shut, and change nothing."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as current

from refnet.access.models import KnownKey
from refnet.consultations.terms import State
from refnet.documents.sealing_keys import SealLost, open_signer
from refnet.identity import keyring
from refnet.identity.keyring import FILE, LostKey, key_ring, make_ring
from refnet.people.adapters import SecondFactors
from refnet.site.keys import require_keys, settle_keys
from refnet.site.troubles import Trouble
from tests.site.starting import environment, refnet
from tests.world import NOON

SECRET = "a key of sessions that is long enough"


@pytest.fixture
def keys(settings, tmp_path):
    """Return an empty folder of keys; the process began with a secret key that is in no file yet."""
    settings.REFNET_KEYS = tmp_path / "own"
    settings.REFNET_SECRET_KEY_FILE = tmp_path / "own" / "secret-key"
    settings.SECRET_KEY = SECRET
    return settings.REFNET_KEYS


@pytest.fixture
def used(keys, world):
    """Return the folder of the keys of a database that holds a case, signed advice and a second factor."""
    settle_keys()
    consultation = world.consultation(State.SIGNED)
    assert consultation
    second_factor(world)
    return keys


def second_factor(world):
    secret = SecondFactors().encrypt("ABCDEF")
    Authenticator.objects.create(user_id=world.referrer.id, type="totp", data={"secret": secret})


def everything_in(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def refused(folder):
    """Return in which sentence keys are refused, and see that nothing was made, changed or forgotten."""
    keyring._load.cache_clear()
    before = everything_in(folder), list(KnownKey.objects.order_by("name").values_list("name", "fingerprint"))
    with pytest.raises(Trouble) as told:
        settle_keys()
    with pytest.raises(Trouble) as told_again:
        require_keys()
    after = everything_in(folder), list(KnownKey.objects.order_by("name").values_list("name", "fingerprint"))
    assert (after, str(told_again.value)) == (before, str(told.value))
    assert str(told.value).endswith("Nothing was made or changed.")
    return str(told.value)


def test_a_first_start_makes_all_of_them_and_the_database_knows_them(keys, db):
    settle_keys()
    made = everything_in(keys)
    settle_keys()

    assert sorted(made) == ["authority.key", "authority.pem", FILE, "seal.p12", "secret-key"]
    assert everything_in(keys) == made
    kinds = [name.partition(":")[0] for name in KnownKey.objects.order_by("name").values_list("name", flat=True)]
    assert kinds == ["ring", "seal", "sessions"]


@pytest.mark.parametrize("part", [FILE, "secret-key", "seal"])
def test_what_is_missing_is_named_and_nothing_made_in_its_place(used, part):
    place = used / part
    shutil.rmtree(place) if place.is_dir() else place.unlink()

    assert refused(used).startswith(f"The database holds what only {place} opens, and it is missing: put it back")
    assert not place.exists()


@pytest.mark.parametrize("part", [FILE, "seal"])
def test_what_belongs_to_another_database_is_refused(used, settings, tmp_path, part):
    settings.REFNET_KEYS = tmp_path / "other"
    make_ring()
    settings.REFNET_KEYS = used
    theirs = tmp_path / "other" / part
    if part == "seal":
        make_other_seal(settings, tmp_path / "other", used)
        shutil.rmtree(used / part)
        shutil.copytree(theirs, used / part)
    else:
        shutil.copy(theirs, used / part)

    assert f"{used / part} is not the one that this database was used with" in refused(used)


def make_other_seal(settings, other, used):
    from refnet.documents.sealing_keys import make_seal  # noqa: PLC0415

    settings.REFNET_KEYS = other
    make_seal(NOON)
    settings.REFNET_KEYS = used


def test_another_key_of_sessions_is_refused(used, settings):
    settings.SECRET_KEY = SECRET + "x"

    assert "secret-key is not the one that this database was used with" in refused(used)


@pytest.mark.parametrize("content", ["", "{}", '{"current": "a", "keys": {"a": "AAAA"}}', "no JSON"])
def test_a_damaged_ring_is_refused_even_where_nothing_needs_it(keys, db, content):
    settle_keys()
    (keys / FILE).write_text(content)

    assert refused(keys).startswith(
        f"The key ring {keys / FILE} cannot be read; put it back from the backup of the keys"
    )


def test_a_damaged_seal_is_refused(used):
    (used / "seal" / "seal.p12").write_bytes(b"damaged")

    assert refused(used).startswith("The network's seal is damaged: put back")


def test_a_database_that_knows_no_keys_yet_takes_those_that_open_what_it_holds(used):
    KnownKey.objects.all().delete()
    settle_keys()

    assert KnownKey.objects.count() == 3


def test_a_database_that_knows_no_keys_yet_takes_no_others(used, settings, tmp_path):
    KnownKey.objects.all().delete()
    settings.REFNET_KEYS = tmp_path / "other"
    make_ring()
    settings.REFNET_KEYS = used
    shutil.copy(tmp_path / "other" / FILE, used / FILE)
    assert f"{used / FILE} is not the one" in refused(used)


def test_a_database_that_knows_no_keys_yet_takes_no_key_of_sessions_that_opens_no_second_factor(used, settings):
    KnownKey.objects.all().delete()
    settings.SECRET_KEY = SECRET + "x"

    assert "secret-key is not the one" in refused(used)


def test_where_nothing_needs_them_others_may_be_put_there_before_a_restore(keys, db, settings, tmp_path):
    settle_keys()
    keyring._load.cache_clear()
    shutil.rmtree(keys)
    settle_keys()

    (known,) = KnownKey.objects.filter(name__startswith="ring:")
    assert known.name == f"ring:{key_ring().current}"


def test_two_rings_can_be_made_one(used, settings, tmp_path, world):
    settings.REFNET_KEYS = tmp_path / "other"
    make_ring()
    ours, theirs = (json.loads((folder / FILE).read_text()) for folder in (used, tmp_path / "other"))
    settings.REFNET_KEYS = used
    (used / FILE).write_text(json.dumps({**ours, "keys": {**theirs["keys"], **ours["keys"]}}))
    keyring._load.cache_clear()
    settle_keys()

    assert (len(key_ring().keys), KnownKey.objects.filter(name__startswith="ring:").count()) == (2, 2)


def test_a_ring_whose_keys_were_numbered_still_makes_the_same_names(keys, tmp_path):
    make_ring()
    (key,) = json.loads((keys / FILE).read_text())["keys"].values()
    (keys / FILE).write_text(json.dumps({"current": "10", "keys": {"10": "A" * 43 + "=", "9": key}}))

    assert (key_ring().first, key_ring().current) == ("9", "10")


def test_whoever_asks_for_a_key_that_is_gone_gets_none_made(keys):
    with pytest.raises(LostKey, match=r"the key ring .* is missing; put it back from the backup of the keys"):
        key_ring()
    with pytest.raises(SealLost, match="a part of the network's seal is missing: put back"):
        open_signer(NOON)

    assert not Path(current.REFNET_KEYS).exists()


CASE = """
from refnet.site.running import database, work
with database():
    network = work("refnet.site.demo.loading:Network")(work("refnet.site.demo.loading:clock")())
    network.build()
    work("refnet.site.demo.consulting:Consulting")(network, 1).bring_to(work("refnet.consultations.terms:State").DRAFT)
"""


@pytest.mark.xdist_group("serving")
def test_no_command_that_uses_the_database_starts_with_a_ring_that_is_gone(place):
    var = place / "var"
    subprocess.run([sys.executable, "-c", CASE], env=environment(var), capture_output=True, check=True)
    (var / "keys" / FILE).unlink()

    for words in (["serve", "--port", "0"], ["follow"], ["migrate"], ["backup", str(place / "b")]):
        done = refnet(*words, var=var)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done
        assert f"only {var / 'keys' / FILE} opens, and it is missing: put it back" in done.stderr
    assert not (var / "keys" / FILE).exists()
