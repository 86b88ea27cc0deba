"""The log keeps what an operator needs and nothing that a message quotes."""

import sys

import pytest

from refnet.documents.sealing_keys import SealLost
from refnet.identity.keyring import LostKey
from refnet.site.logs import _name_the_fault
from refnet.site.troubles import Trouble


def told(error):
    try:
        raise error
    except type(error):
        line = _name_the_fault(None, "error", {"exc_info": sys.exc_info()})
    return {name: line[name] for name in ("says", "system", "database") if name in line}


@pytest.mark.parametrize("kind", [Trouble, LostKey, SealLost])
def test_a_sentence_for_operators_is_kept(kind):
    assert told(kind("Put the keys back.")) == {"says": "Put the keys back."}


def test_the_systems_word_is_kept_and_its_message_is_not():
    assert told(OSError(28, "No space left on device", "Anna.json")) == {"system": "ENOSPC"}


def test_what_stands_behind_a_fault_is_told_too():
    error = RuntimeError("Anna")
    error.__cause__ = LostKey("Put the keys back.")
    assert told(error) == {"says": "Put the keys back."}


def test_any_other_message_is_dropped():
    assert told(ValueError("Anna")) == {}
