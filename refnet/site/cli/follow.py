"""`refnet follow`: the journal's follower alone, where the site's pages are served elsewhere."""

import argparse
import signal
import threading
from types import FrameType

from refnet.site.processes import end_with
from refnet.site.running import database, work

DESCRIPTION = """\
Follow the journal and do what follows from each entry, notices above all, and send the mail that was put down, until
told to stop. `refnet serve` has a
follower of its own; one at a time is at work, any other waits.
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `follow` to the commands."""
    parser = subparsers.add_parser("follow", help="follow the journal", description=DESCRIPTION)
    parser.add_argument("--parent", type=int, metavar="PID", help="end when this process, which started us, does")
    parser.add_argument("--json", action="store_true", help="accepted, as everywhere; there is nothing to print")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Follow until SIGTERM or Ctrl-C."""
    told: list[int] = []

    def stop(sign: int, _frame: FrameType | None) -> None:
        told.append(sign)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if arguments.parent:
        end_with(arguments.parent)
    with database():
        if work("django.conf:settings").REFNET_MAIL_URL:
            post = work("refnet.site.mail:post_forever")
            threading.Thread(target=post, args=(lambda: bool(told),), daemon=True).start()
        work("refnet.journal.following:follow_forever")(lambda: bool(told))
    return 0
