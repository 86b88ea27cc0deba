"""What differs between machines: read once from the environment, and strictly, so that a slip of the pen is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from refnet.site.troubles import Trouble

CHECKOUT = Path(__file__).resolve().parents[2]
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MOST_CONNECTIONS = 90
SHORTEST_TOKEN = 20


class Misconfigured(Trouble):
    """A setting is unknown or makes no sense; the sentence names it."""


class Mode(StrEnum):
    """What the site is run for: an invented network on one's own machine, real work, or tests."""

    DEMO = "demo"
    PRODUCTION = "production"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one machine."""

    mode: Mode
    var: Path
    """Everything that the product writes."""
    keys: Path
    """The keys that the database does not hold; best on another disk, and never in the same backup."""
    secret_key_file: Path
    public_url: str
    database_url: str | None
    """A server of the operator's; none means the embedded one."""
    owner_url: str | None
    """The same database as the role that owns the tables; only migrations use it."""
    connections: int
    """How many connections the pool may hold; 0 means no pool, as for commands."""
    metrics_token: str
    """What a program that fetches /metrics from elsewhere has to bring; empty means that none may."""
    mail_url: str
    """The mail server; empty means that letters stay files under `var`."""
    mail_from: str
    """From whom letters are; empty means refnet@ and the host of the public address."""
    debug: bool
    """Whether the command line shows tracebacks."""

    @property
    def host(self) -> str:
        return urlsplit(self.public_url).hostname or ""

    @property
    def is_secure(self) -> bool:
        return self.public_url.startswith("https://")


READERS = {
    "REFNET_MODE": "demo, production or test",
    "REFNET_VAR": "the folder for all data",
    "REFNET_KEYS": "the folder of the keys",
    "REFNET_SECRET_KEY_FILE": "the file with the key that signs sessions",
    "REFNET_PUBLIC_URL": "the address under which people reach the site",
    "REFNET_OWNER_DATABASE_URL": "DATABASE_URL as the role that owns the tables",
    "REFNET_CONNECTIONS": "how many database connections a server holds",
    "REFNET_METRICS_TOKEN": "what a program brings that fetches /metrics from another machine",
    "REFNET_MAIL_URL": "the mail server",
    "REFNET_MAIL_FROM": "the address that letters come from",
    "REFNET_DEBUG": "1 to see tracebacks on the command line",
}


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Return the settings that `variables` give, with defaults for what they leave out.

    Raises
    ------
    Misconfigured
        If a name that starts with REFNET_ is unknown, or a value cannot be meant.
    """
    for name in sorted(variables):
        if name.startswith("REFNET_") and name not in READERS:
            raise Misconfigured(f"{name} is no setting of refnet; known are {', '.join(sorted(READERS))}.")
    mode = _mode(variables.get("REFNET_MODE", Mode.PRODUCTION))
    var = Path(variables.get("REFNET_VAR") or CHECKOUT / "var").absolute()
    keys = Path(variables.get("REFNET_KEYS") or var / "keys").absolute()
    return Environment(
        mode=mode,
        var=var,
        keys=keys,
        secret_key_file=_file(variables, "REFNET_SECRET_KEY_FILE") or keys / "secret-key",
        public_url=_public_url(variables.get("REFNET_PUBLIC_URL", "http://127.0.0.1:8000"), mode),
        database_url=_database_url(variables, "DATABASE_URL"),
        owner_url=_database_url(variables, "REFNET_OWNER_DATABASE_URL"),
        connections=_connections(variables.get("REFNET_CONNECTIONS", "0")),
        metrics_token=_token(variables.get("REFNET_METRICS_TOKEN", "")),
        mail_url=_mail_url(variables.get("REFNET_MAIL_URL", "")),
        mail_from=_mail_from(variables.get("REFNET_MAIL_FROM", "")),
        debug=_yes_or_no(variables, "REFNET_DEBUG"),
    )


def _mode(value: str) -> Mode:
    if value not in set(Mode):
        raise Misconfigured(f"REFNET_MODE is {value!r}; it is one of {', '.join(Mode)}.")
    return Mode(value)


def _file(variables: Mapping[str, str], name: str) -> Path | None:
    if not variables.get(name):
        return None
    file = Path(variables[name]).absolute()
    if not file.is_file():
        raise Misconfigured(f"{name} names {file}, and there is no such file.")
    return file


def _public_url(value: str, mode: Mode) -> str:
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.path not in ("", "/") or parts.query or parts.username:
        raise Misconfigured(f"REFNET_PUBLIC_URL is {value!r}; it is an address such as https://refnet.example.org.")
    if mode is Mode.PRODUCTION and parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise Misconfigured(f"REFNET_PUBLIC_URL is {value!r}; beyond this machine it has to begin with https://.")
    return value.rstrip("/")


def _database_url(variables: Mapping[str, str], name: str) -> str | None:
    value = variables.get(name)
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        # The value itself may hold a password, and is not repeated.
        raise Misconfigured(f"{name} is no address of a PostgreSQL database, such as postgresql://user@host/refnet.")
    return value


def _connections(value: str) -> int:
    if not value.isdecimal() or int(value) > MOST_CONNECTIONS:
        raise Misconfigured(f"REFNET_CONNECTIONS is {value!r}; it is a number from 0 to {MOST_CONNECTIONS}.")
    return int(value)


def _token(value: str) -> str:
    if value and (len(value) < SHORTEST_TOKEN or not value.isascii() or not value.isprintable() or " " in value):
        raise Misconfigured(f"REFNET_METRICS_TOKEN has at least {SHORTEST_TOKEN} letters and figures, and no blank.")
    return value


def _mail_url(value: str) -> str:
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        tls = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
        sound = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0 and not parts.path.strip("/")
    except ValueError:
        sound, tls = False, {}
    if not sound or not set(tls) <= {"tls"} or tls.get("tls", ["none"])[-1] not in ("starttls", "implicit", "none"):
        # The value itself may hold a password, and is not repeated.
        raise Misconfigured(
            "REFNET_MAIL_URL is no address of a mail server, such as smtp://user:password@host:587?tls=starttls "
            "(or implicit, or none)."
        )
    return value


def _mail_from(value: str) -> str:
    name, _, host = value.rpartition("@")
    if value and (not name or not host or not value.isprintable() or set(" <>,;") & set(value)):
        raise Misconfigured(f"REFNET_MAIL_FROM is {value!r}; it is an address such as refnet@example.org.")
    return value


def _yes_or_no(variables: Mapping[str, str], name: str) -> bool:
    value = variables.get(name, "0")
    if value not in ("0", "1", ""):
        raise Misconfigured(f"{name} is {value!r}; it is 0 or 1.")
    return value == "1"
