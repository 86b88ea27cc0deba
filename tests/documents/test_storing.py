"""The store of sealed files: whole or not there, and of no use without the case's key."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from refnet.documents.storing import Damaged, Missing, fetch, keep

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
LETTER = "Arztbrief: Größe 98 cm, Gewicht 14 kg\n".encode()


def stored(settings):
    return sorted(file for file in settings.REFNET_FILES.rglob("*") if file.is_file())


def test_what_is_kept_comes_back():
    assert fetch(keep(LETTER, key=KEY), key=KEY) == LETTER


@pytest.mark.parametrize("content", [b"", b"\0", b"x" * 3_000_000], ids=["empty", "one byte", "large"])
def test_any_size_comes_back(content):
    assert fetch(keep(content, key=KEY), key=KEY) == content


def test_the_same_content_is_kept_once(settings):
    names = {keep(LETTER, key=KEY) for _ in range(3)}

    assert (len(names), len(stored(settings))) == (1, 1)


def test_equal_files_of_two_cases_do_not_show(settings):
    first, second = keep(LETTER, key=KEY), keep(LETTER, key=OTHER)

    assert first != second
    assert stored(settings)[0].read_bytes()[12:] != stored(settings)[1].read_bytes()[12:]


def test_nothing_readable_is_on_disk_and_only_the_owner_may_read(settings):
    keep(LETTER, key=KEY)
    (file,) = stored(settings)

    assert [word for word in LETTER.split() if len(word) > 3 and word in file.read_bytes()] == []
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_key_opens_nothing():
    name = keep(LETTER, key=KEY)

    with pytest.raises(Damaged):
        fetch(name, key=OTHER)


@pytest.mark.parametrize("place", [0, 12, 20, -1])
def test_a_changed_byte_is_noticed_and_keeping_again_mends_it(settings, place):
    name = keep(LETTER, key=KEY)
    (file,) = stored(settings)
    changed = bytearray(file.read_bytes())
    changed[place] ^= 1
    file.write_bytes(bytes(changed))

    with pytest.raises(Damaged):
        fetch(name, key=KEY)

    assert (keep(LETTER, key=KEY), fetch(name, key=KEY)) == (name, LETTER)


def test_a_cut_file_is_damaged(settings):
    name = keep(LETTER, key=KEY)
    (file,) = stored(settings)
    file.write_bytes(file.read_bytes()[:5])

    with pytest.raises(Damaged):
        fetch(name, key=KEY)


def test_a_file_put_in_anothers_place_is_damaged(settings):
    first = keep(LETTER, key=KEY)
    second = keep(LETTER + b"2", key=KEY)
    one, two = (settings.REFNET_FILES / name[:2] / name for name in (first, second))
    two.write_bytes(one.read_bytes())

    with pytest.raises(Damaged):
        fetch(second, key=KEY)


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "..", "a" * 63 + "/"])
def test_a_name_that_is_not_there_is_missing(name):
    with pytest.raises(Missing):
        fetch(name, key=KEY)


def test_many_at_once_keep_one_whole_file(settings):
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: keep(LETTER, key=KEY), range(16)))

    assert (len(names), len(stored(settings))) == (1, 1)
    assert fetch(names.pop(), key=KEY) == LETTER
