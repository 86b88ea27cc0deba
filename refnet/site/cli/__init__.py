"""The command line: `refnet COMMAND`. Each command is a module, and only the one asked for is imported."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb
from typing import NoReturn

from refnet.site.troubles import Trouble

MODULES = {
    "serve": "serve",
    "demo": "demo",
    "import": "import_",
    "walk": "walk",
    "iccc3": "iccc3",
    "stage": "stage",
    "migrate": "migrate",
    "backup": "backup",
    "restore": "restore",
    "health": "health",
    "follow": "follow",
}
DESCRIPTION = "The working system of a European expert reference network for paediatric oncology."
EPILOG = """\
Each command has its own --help. Exit status: 0 on success, 1 where it failed, 2 where it was misused; errors are
told in one sentence. Settings come from the environment: DATABASE_URL and the REFNET_ variables of the README.
"""
ROOT = Path(__file__).resolve().parents[2]
MISUSED, FAILED, INTERRUPTED = 2, 1, 130


class Parser(argparse.ArgumentParser):
    """Tells misuse in one line."""

    def error(self, message: str) -> NoReturn:
        sentence = message if message.endswith(".") else f"{message}."
        self.exit(MISUSED, f"{self.prog}: {sentence} See {self.prog} --help.\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except Trouble as trouble:
        return _tell(str(trouble))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away. Python writes out standard output once more at its end: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except SystemExit as end:
        return _tell(str(end.code)) if isinstance(end.code, str) else int(end.code or 0)
    except Exception as error:  # the last net: an operator gets a sentence, a developer asks for the rest
        if os.environ.get("REFNET_DEBUG") == "1":
            raise
        return _tell(_sentence(error))


def _run(words: list[str]) -> int:
    parser = Parser(
        prog="refnet", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")
    asked = words[0] if words else ""
    for name in [asked] if asked in MODULES else MODULES:
        module = f"{__name__}.{MODULES[name]}"
        if find_spec(module):
            importlib.import_module(module).register(subparsers)
    arguments = parser.parse_args(words)
    status: int = arguments.run(arguments)
    return status


def _tell(sentence: str) -> int:
    print(sentence if sentence.startswith("refnet") else f"refnet: {sentence}", file=sys.stderr)
    return FAILED


def _sentence(error: Exception) -> str:
    """Say where a fault of our own happened, and not with which values: they may be a patient's."""
    kind = type(error)
    if kind.__module__.split(".")[0] in ("django", "psycopg", "psycopg_pool") and kind.__name__ == "OperationalError":
        return "The database does not answer any more."
    ours = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(ROOT)]
    place = f" in {Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours else ""
    return f"Something went wrong inside ({kind.__name__}{place}); REFNET_DEBUG=1 shows where."
