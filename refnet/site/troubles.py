"""What may go wrong for an operator, each told in one sentence."""


class Trouble(Exception):
    """A command cannot do what was asked; its message is the sentence to show."""

    for_operators = True
    """The sentence holds nothing about a patient: the log may keep it."""
