"""Centres and boards, put on the roadmap by its own commands."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from refnet.access.actors import SYSTEM
from refnet.centres.commands import add_agreement, add_board, add_centre
from refnet.centres.terms import Level

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@dataclass
class Roadmap:
    """`actor` is whoever keeps it."""

    actor = SYSTEM

    def centre(self, code="AT-VIE-1", **facts):
        given = {"name": f"Hospital {code}", "city": "Vienna", "country": "AT", **facts}
        return add_centre(self.actor, code=code, at=NOON, **given)

    def board(self, code="EU-KID", **facts):
        given = {"name": f"Board {code}", "level": Level.EUROPEAN, **facts}
        return add_board(self.actor, code=code, at=NOON, **given)

    def paper(self, centre_id, paper, *, signed_on=TODAY, until_on=None):
        return add_agreement(self.actor, centre_id, paper=paper, signed_on=signed_on, until_on=until_on, at=NOON)
