"""What a session remembers of its owner, and when it ends."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

LONGEST_IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
FINEST = timedelta(minutes=1)

BEGAN, SEEN, CENTRE, DEMONSTRATION = "began_at", "seen_at", "centre", "entered_in_demonstration"
Session = Any


def is_over(session: Session, at: datetime) -> bool:
    """Whether nothing was done for half an hour, or it is half a day since signing in."""
    began, seen = _moment(session, BEGAN), _moment(session, SEEN)
    return (seen is not None and at - seen >= LONGEST_IDLE) or (began is not None and at - began >= LONGEST)


def note_visit(session: Session, at: datetime) -> None:
    """Remember when the session began and that its owner was here; written once a minute, not with each page."""
    if BEGAN not in session:
        session[BEGAN] = at.isoformat()
    seen = _moment(session, SEEN)
    if seen is None or at - seen >= FINEST:
        session[SEEN] = at.isoformat()


def began_at(session: Session) -> datetime | None:
    return _moment(session, BEGAN)


def ends_at(session: Session) -> datetime | None:
    """When the session ends however busy its owner is."""
    began = _moment(session, BEGAN)
    return began + LONGEST if began else None


def passed_second_factor(session: Session) -> bool:
    """Whether a code was given in this session, not only a password."""
    return any(record.get("method") == "mfa" for record in session.get(AUTHENTICATION_METHODS_SESSION_KEY, ()))


def forget_second_factor(session: Session) -> None:
    """Ask for the second factor again, as after it was taken away."""
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY, ())
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in records if one.get("method") != "mfa"]


def centre_chosen(session: Session) -> UUID | None:
    """The centre that the owner chose to act for, if they work at several."""
    chosen = session.get(CENTRE)
    return UUID(chosen) if chosen else None


def choose_centre(session: Session, centre_id: UUID) -> None:
    session[CENTRE] = str(centre_id)


def note_demonstration(session: Session) -> None:
    """Remember that the owner entered as an invented person, with one click."""
    session[DEMONSTRATION] = True


def entered_in_demonstration(session: Session) -> bool:
    return session.get(DEMONSTRATION) is True


def _moment(session: Session, key: str) -> datetime | None:
    written = session.get(key)
    return datetime.fromisoformat(written) if written else None
