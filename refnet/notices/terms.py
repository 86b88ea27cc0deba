"""The words of notices."""

from enum import StrEnum


class Audience(StrEnum):
    """Who is told of an event of a consultation."""

    REQUESTER = "requester"
    STEERING = "steering"
    PANEL = "panel"
    OWING = "owing"
    NAMED = "named"
