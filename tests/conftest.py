"""The database of a test run: a server of its own in a temporary folder, shared by the run's workers."""

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from refnet.site.environment import READERS
from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server

WORKER = "PYTEST_XDIST_WORKER"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Start the server before Django reads its settings; a worker finds the one that its controller started."""
    if WORKER not in os.environ:
        _start_server(config)
    os.environ["DJANGO_SETTINGS_MODULE"] = "refnet.site.settings"
    django_settings.DATABASES  # noqa: B018 -- read now, so that pytest-django finds them read


def _start_server(config):
    for name in READERS:
        os.environ.pop(name, None)  # what the developer's shell says is not for tests
    folder = Path(tempfile.mkdtemp(prefix="refnet-test-"))
    folder.chmod(0o755)  # where we are root, the server runs as another
    server = Server(folder / "postgres", for_tests=True)
    server.__enter__()
    os.environ |= {
        "DATABASE_URL": server.places.url(role=OWNER),
        "REFNET_MODE": "test",
        "REFNET_VAR": str(folder / "var"),
    }
    config.add_cleanup(lambda: _end(server, folder))


def _end(server, folder):
    server.release()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _fresh_keys(tmp_path_factory):
    """Keys as a first start makes them; made once, since disks are slow."""
    from refnet.documents.sealing_keys import make_seal  # noqa: PLC0415
    from refnet.identity.references import make_ring  # noqa: PLC0415

    before, django_settings.REFNET_KEYS = django_settings.REFNET_KEYS, tmp_path_factory.mktemp("fresh") / "keys"
    make_ring()
    make_seal(datetime(2026, 3, 1, tzinfo=UTC))
    fresh, django_settings.REFNET_KEYS = django_settings.REFNET_KEYS, before
    return fresh


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path, _fresh_keys):
    """Each test has keys and files of its own."""
    settings.REFNET_KEYS = tmp_path.with_name(f"{tmp_path.name}-keys")
    shutil.copytree(_fresh_keys, settings.REFNET_KEYS)
    settings.REFNET_FILES = tmp_path / "files"


@pytest.fixture
def world(db):
    """The small world; loaded late, since Django is not set up when this file is."""
    from tests.world import World  # noqa: PLC0415

    return World()
