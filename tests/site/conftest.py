"""Folders in which a database server can run: open to its account, as pytest's own are not."""

import shutil
import tempfile
from pathlib import Path

import pytest


def _folder():
    folder = Path(tempfile.mkdtemp(prefix="refnet-site-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def place():
    """Return an empty folder for one test."""
    yield from _folder()


@pytest.fixture(scope="module")
def shared_place():
    """Return a folder that the tests of one module share."""
    yield from _folder()
