"""The full size of the kill test, part by part: `python -m tests.site.proving --kills 200`, behind `make prove`.

Each part is an installation of its own, killed twenty times. What was done stays in `var/proof`: started again after
it was cut short, it goes on, and begins anew only where the product has changed since. The figures go to
`docs/reference/proof.md`, in the line of this proof; the lines of others stay.
"""

import argparse
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from refnet.site.environment import CHECKOUT
from tests.site.killing import Trial

PART = 20
DONE, PAGE = CHECKOUT / "var/proof/kills.jsonl", CHECKOUT / "docs/reference/proof.md"
NAME = "random kills of server, follower and database while people import, opine, sign and send"
HEAD = """\
# Proofs in full size

Written by `make prove`, one line for each; the tests hold the same in a smaller size at each change.

| what | figure | size | machine | commit | on |
|---|---|---|---|---|---|
"""


def main() -> int:
    """Do what is left of the kills, and write the line."""
    parser = argparse.ArgumentParser(prog="proving", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    wanted = parser.parse_args().kills
    commit = _commit()
    while (left := wanted - sum(part["size"] for part in _parts(commit))) > 0:
        part = _part(min(PART, left))
        DONE.parent.mkdir(parents=True, exist_ok=True)
        with DONE.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"commit": commit, **part}) + "\n")
        sys.stderr.write(f"{sum(one['size'] for one in _parts(commit))} of {wanted} kills: {part}\n")
    write_line(NAME, *_figures(_parts(commit)), commit=commit)
    return 0


def write_line(what: str, figure: str, size: str, *, commit: str) -> None:
    """Write one line of the page, in place of the one that has stood there for the same proof."""
    lines = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else HEAD.splitlines()
    kept = [line for line in lines if not line.startswith(f"| {what} |")]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    kept.append(f"| {what} | {figure} | {size} | {machine} | {commit} | {datetime.now(UTC):%Y-%m-%d} |")
    PAGE.write_text("\n".join(kept) + "\n", encoding="utf-8")


def _part(kills: int) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="refnet-proof-"))
    folder.chmod(0o755)  # where we are root, the database server runs as another
    seed = random.SystemRandom().randrange(1_000_000)
    trial = Trial(folder / "var", kills, random.Random(seed))  # noqa: S311
    try:
        trial.run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "size": kills,
        "seed": seed,
        "killed": dict(trial.killed),
        "answers": dict(trial.answers),
        "healing": [round(seconds, 2) for seconds in trial.healing],
    }


def _parts(commit: str) -> list[dict[str, Any]]:
    if not DONE.exists():
        return []
    parts = [json.loads(line) for line in DONE.read_text(encoding="utf-8").splitlines()]
    return [part for part in parts if part["commit"] == commit]


def _figures(parts: list[dict[str, Any]]) -> tuple[str, str]:
    answers: Counter[str] = sum((Counter(part["answers"]) for part in parts), Counter())
    killed: Counter[str] = sum((Counter(part["killed"]) for part in parts), Counter())
    healing = [seconds for part in parts for seconds in part["healing"]]
    figure = (
        f"0 of {answers['acknowledged']} acknowledged acts lost, 0 of {sum(answers.values())} doubled; "
        f"well again after {median(healing):.1f} s (median), {max(healing):.1f} s (longest)"
    )
    return figure, f"{sum(killed.values())} kills ({', '.join(f'{name} {killed[name]}' for name in sorted(killed))})"


def _commit() -> str:
    """Return the last commit that changed the product; what it does not hold yet is told by a plus."""
    last = subprocess.run(
        ["git", "log", "-1", "--format=%h", "--", "refnet"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    changed = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", "refnet"], cwd=CHECKOUT, check=False).returncode
    return f"{last.stdout.strip() or 'unknown'}{'+' if changed else ''}"


if __name__ == "__main__":
    sys.exit(main())
