"""Measure all, and print it as a table or as JSON: `python -m bench [--json]`."""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench import pages, tools
from bench.measuring import Measure, rows
from bench.places import own_data, two_databases
from refnet.site.environment import CHECKOUT
from refnet.site.running import work

WIDTHS = (52, 10, 30, 10, 8, 9, 14)
TO_THE_RIGHT = (1, 3, 5)


def main() -> int:
    """Measure, and return 0 unless a measure itself failed."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON, with the machine and the commit")
    parser.add_argument("--bundle", metavar="FILE", type=Path, help="a hospital's Bundle to read, not an invented one")
    arguments = parser.parse_args()
    begun, load = time.monotonic(), os.getloadavg()
    measures = []
    for measure in _all(arguments.bundle):
        measures.append(measure)
        print(f"{time.monotonic() - begun:4.0f} s  {measure.what}: {measure.ratio:,.2f}", file=sys.stderr, flush=True)
    machine = _machine(load)
    if arguments.json:
        told = [{**asdict(one), "ratio": one.ratio} for one in measures]
        print(json.dumps({"machine": machine, "measures": told}, ensure_ascii=False, indent=1))
    else:
        print(", ".join(f"{name} {value}" for name, value in machine.items()), end="\n\n")
        print("\n".join(_line(row) for row in rows(measures)))
    return 0


def _all(bundle: Path | None) -> Iterator[Measure]:
    with own_data() as var:
        yield from tools.measure(bundle)
        yield from pages.measure(var)
        with two_databases(var) as (few, many):
            yield from work("bench.records:measure")(few, many)


def _machine(load: tuple[float, float, float]) -> dict[str, str]:
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    return {
        "commit": commit.stdout.strip() or "unknown",
        "on": f"{datetime.now(UTC):%Y-%m-%d}",
        "cores": str(os.cpu_count()),
        "Python": platform.python_version(),
        "load before": f"{load[0]:.1f}",
        "load after": f"{os.getloadavg()[0]:.1f}",
    }


def _line(row: tuple[str, ...]) -> str:
    cells = [
        cell.rjust(width) if place in TO_THE_RIGHT else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, WIDTHS, strict=False))
    ]
    return "  ".join([*cells, row[-1]]).rstrip()


if __name__ == "__main__":
    sys.exit(main())
