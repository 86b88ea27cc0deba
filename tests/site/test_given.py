"""What a command is given is read from files alone; names are printed so that no terminal obeys them."""

import os
from pathlib import Path

import pytest

from refnet.site.troubles import Trouble
from refnet.site.walking.given import understand


def test_a_pipe_by_name_is_told_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "child.json")

    with pytest.raises(Trouble, match=r"child\.json is no file but a pipe, a device or the like; nothing was read\."):
        understand(tmp_path / "child.json")


def test_a_pipe_in_a_folder_is_told_and_not_waited_for(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    os.mkfifo(tmp_path / "b.json")

    with pytest.raises(Trouble, match=r"b\.json is no file but a pipe"):
        understand(tmp_path)


def test_a_device_is_told():
    with pytest.raises(Trouble, match=r"^/dev/zero is no file but a pipe"):
        understand(Path("/dev/zero"))


def test_a_name_is_printed_without_what_a_terminal_would_obey(tmp_path):
    with pytest.raises(Trouble) as told:
        understand(tmp_path / "\x1b[2Jgone\r.json")

    assert str(told.value) == f"There is no {tmp_path}/\\x1b[2Jgone\\r.json."
