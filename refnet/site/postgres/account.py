"""As whom the server runs: as who starts it, or, since PostgreSQL refuses to run as root, as an account made for it."""

import os
import pwd
import shutil
import struct
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

OWN = "refnet_postgres"
OTHERS = ("embedded_postgres", "postgres", "nobody")
ACL = "system.posix_acl_access"
ACL_VERSION = 2
ANYONE = 0xFFFFFFFF
OWNER_TAG, USER_TAG, GROUP_TAG, MASK_TAG, OTHER_TAG = 1, 2, 4, 16, 32


class NoAccount(Exception):
    """There is no account that could run the server, or it cannot reach its files."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system. `switch` says whether a process has to become it."""

    name: str
    uid: int
    gid: int
    switch: bool

    def own(self, path: Path) -> None:
        """Give it a file or folder, where we are root."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def account_for(data: Path) -> Account:
    """Return the account that runs the server over `data`: the owner of what is there, else our own.

    Raises
    ------
    NoAccount
        If the data belong to somebody else, or if we are nobody the system knows.
    """
    me = _known(os.geteuid())
    owner = _known(data.stat().st_uid) if data.exists() else me
    if me.pw_uid != 0:
        if owner.pw_uid != me.pw_uid:
            raise NoAccount(
                f"The database in {data} belongs to {owner.pw_name}: run this as root, or remove the folder."
            )
        return Account(me.pw_name, me.pw_uid, me.pw_gid, switch=False)
    entry = owner if owner.pw_uid != 0 else _made_for_it()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)


def _known(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise NoAccount(
            f"The system knows no user with number {uid}, and PostgreSQL runs only for known ones."
        ) from None


def _made_for_it() -> pwd.struct_passwd:
    command = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    known = {entry.pw_name for entry in pwd.getpwall()}
    if OWN not in known and command is not None:
        subprocess.run(  # noqa: S603
            [command, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", OWN],
            capture_output=True,
            check=False,
        )
    for name in (OWN, *OTHERS):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoAccount("PostgreSQL refuses to run as root, and no account for it could be made: run this as another user.")


def let_through(account: Account, paths: Iterable[Path]) -> None:
    """Let the account reach files below folders that only root may enter, and open nothing else to it.

    A folder such as /root gets one entry in its access list: this account may pass, not look round.
    """
    if not account.switch:
        return
    for path in paths:
        for folder in reversed(path.resolve().parents):
            if not _may_enter(account, folder):
                _allow_passage(account, folder)


def open_to_read(account: Account, folder: Path) -> None:
    """Let the account read PostgreSQL's programs where a strict umask installed them for root alone."""
    if not account.switch or folder.stat().st_mode & 0o005 == 0o005:
        return
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | 0o044 | (0o011 if mode & 0o100 else 0))


def _may_enter(account: Account, folder: Path) -> bool:
    state = folder.stat()
    if state.st_uid == account.uid:
        return bool(state.st_mode & 0o100)
    if state.st_gid == account.gid:
        return bool(state.st_mode & 0o010)
    entries = _entries(folder)
    masked = min((permission for tag, permission, _ in entries if tag == MASK_TAG), default=7)
    named = [permission & masked for tag, permission, who in entries if (tag, who) == (USER_TAG, account.uid)]
    return bool((named or [state.st_mode])[0] & 1)


def _entries(folder: Path) -> list[tuple[int, int, int]]:
    try:
        raw = os.getxattr(folder, ACL)
    except OSError:
        mode = folder.stat().st_mode
        return [(OWNER_TAG, mode >> 6 & 7, ANYONE), (GROUP_TAG, mode >> 3 & 7, ANYONE), (OTHER_TAG, mode & 7, ANYONE)]
    return list(struct.iter_unpack("<HHI", raw[4:]))


def _allow_passage(account: Account, folder: Path) -> None:
    entries = _entries(folder)
    masks = [permission for tag, permission, _ in entries if tag in (MASK_TAG, GROUP_TAG)]
    mask = (masks[-1] if masks else 0) | 1
    kept = [(tag, permission, who) for tag, permission, who in entries if tag != MASK_TAG and who != account.uid]
    lines = sorted(
        [*kept, (USER_TAG, 1, account.uid), (MASK_TAG, mask, ANYONE)], key=lambda entry: (entry[0], entry[2])
    )
    try:
        os.setxattr(
            folder, ACL, struct.pack("<I", ACL_VERSION) + b"".join(struct.pack("<HHI", *line) for line in lines)
        )
    except OSError:
        raise NoAccount(
            f"PostgreSQL runs as {account.name}, who may not enter {folder}: move the checkout to a folder open "
            f"to all, or `chmod o+x {folder}`."
        ) from None
