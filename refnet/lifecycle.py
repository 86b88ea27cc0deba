"""States and moves, as a table.

A lifecycle names the states that a record may be in, the moves between them and whose turn it is in each.
It knows no database and no page, and refuses to be built if a state is missing, unreachable or a dead end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
P = TypeVar("P", bound=StrEnum)


class IllegalMove(Exception):
    """The present state does not offer this move."""


class BrokenLifecycle(Exception):
    """The table itself is wrong; raised when it is built, that is, when the site starts."""


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """One named step from any of `sources` to `target`.

    Only a move that `overrides` may leave a final state: what it records is true whatever went before.
    """

    name: str
    sources: frozenset[S]
    target: S
    overrides: bool = False


class Lifecycle(Generic[S, P]):
    """A checked table of moves. `turns` maps every state to the party who acts next, or None when final."""

    def __init__(self, *, initial: S, turns: Mapping[S, P | None], moves: Iterable[Move[S]]) -> None:
        self.initial = initial
        self.turns = dict(turns)
        listed = list(moves)
        self.moves = {move.name: move for move in listed}
        if len(self.moves) != len(listed):
            raise BrokenLifecycle("two moves have one name")
        self._check(type(initial))

    def offers(self, move: str, state: S) -> bool:
        return state in self.moves[move].sources

    def after(self, move: str, state: S) -> S:
        """Return the state that `move` leads to.

        Raises
        ------
        IllegalMove
            If `state` does not offer `move`.
        """
        if not self.offers(move, state):
            raise IllegalMove(f"{move!r} is not offered in {state!r}")
        return self.moves[move].target

    def final(self, state: S) -> bool:
        return self.turns[state] is None

    def diagram(self) -> str:
        """Return the table as a Mermaid state diagram, for the documentation."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial.name}"]
        for move in self.moves.values():
            lines += [f"    {source.name} --> {move.target.name}: {move.name}" for source in sorted(move.sources)]
        lines += [f"    {state.name} --> [*]" for state, party in self.turns.items() if party is None]
        return "\n".join(lines)

    def _check(self, states: type[S]) -> None:
        everything = set(states)
        ordinary = [move for move in self.moves.values() if not move.overrides]
        leaving = {source for move in ordinary for source in move.sources}
        entered = {move.target for move in self.moves.values()} | {self.initial}
        final = {state for state, party in self.turns.items() if party is None}
        for fault, found in {
            "no turn given for": everything - set(self.turns),
            "never reached": everything - entered,
            "dead end, or final and yet left": leaving ^ (everything - final),
        }.items():
            if found:
                raise BrokenLifecycle(f"{fault}: {sorted(found)}")
