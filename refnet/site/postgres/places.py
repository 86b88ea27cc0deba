"""Where the server's files lie, and under which address it answers: its own socket, never the network."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

OWNER, APPLICATION, DATABASE = "refnet_owner", "refnet_app", "refnet"
PORT = 5432  # part of the socket's name only
LONGEST_SOCKET = 100  # the system allows 107 bytes, name included


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one server, all under one folder (the socket elsewhere where that path is too long)."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def users_lock(self) -> Path:
        """Held, shared, by each process that needs the server."""
        return self.folder / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the one process that keeps the server."""
        return self.folder / "keeper.lock"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def trouble(self) -> Path:
        """Why the server could not be kept, in a sentence."""
        return self.folder / "trouble"

    @property
    def socket_folder(self) -> Path:
        here = self.folder / "socket"
        if len(str(self._socket_in(here)).encode()) <= LONGEST_SOCKET:
            return here
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"refnet-{name}"

    @property
    def socket(self) -> Path:
        return self._socket_in(self.socket_folder)

    @staticmethod
    def _socket_in(folder: Path) -> Path:
        return folder / f".s.PGSQL.{PORT}"

    def url(self, *, role: str = APPLICATION, database: str = DATABASE) -> str:
        """Return the address as a URL. No password: the system vouches for who asks."""
        return f"postgresql://{role}@{quote(str(self.socket_folder), safe='')}:{PORT}/{database}"


def places_under(folder: Path) -> Places:
    return Places(folder.resolve())
