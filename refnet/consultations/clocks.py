"""Until when advice is due: the board's own target, counted while the board has the turn.

Source: docs/glossary.md#clock. Urgent counts every hour; routine counts working days, Monday to Friday. While a case
is returned, or the panel waits for information, the board's clock stands.
"""

from datetime import datetime, timedelta

from refnet.consultations.terms import State, Urgency

SATURDAY = 5
RUNNING = frozenset(
    {State.SUBMITTED, State.ACCEPTED, State.IN_DISCUSSION, State.ADVICE_DRAFTED, State.IN_REVIEW, State.SIGNED}
)
"""The states in which the board owes advice and its clock runs."""


def advice_due_at(
    *, submitted_at: datetime, urgency: Urgency, routine_days: int, urgent_hours: int, stood: timedelta
) -> datetime:
    """Return when advice is due.

    Parameters
    ----------
    routine_days, urgent_hours
        The board's targets: working days, and hours.
    stood
        How long the board's clock has stood since the first submission.
    """
    if urgency is Urgency.URGENT:
        return submitted_at + timedelta(hours=urgent_hours) + stood
    return _after_working_days(submitted_at, routine_days) + stood


def _after_working_days(start: datetime, days: int) -> datetime:
    moment, left = start, days
    while left:
        moment += timedelta(days=1)
        left -= moment.weekday() < SATURDAY
    return moment
