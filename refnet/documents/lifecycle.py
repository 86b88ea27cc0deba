"""How the check of a document goes, from waiting to clean."""

from refnet.documents.terms import CheckState, Party
from refnet.lifecycle import Lifecycle, Move

CHECK: Lifecycle[CheckState, Party] = Lifecycle(
    initial=CheckState.WAITING,
    turns={
        CheckState.WAITING: Party.PRODUCT,
        CheckState.HITS: Party.CENTRE,
        CheckState.UNREADABLE: Party.CENTRE,
        CheckState.CLEAN: None,
        CheckState.REFUSED: None,
    },
    moves=[
        Move("pass", frozenset({CheckState.WAITING}), CheckState.CLEAN),
        Move("hold", frozenset({CheckState.WAITING}), CheckState.HITS),
        Move("refuse", frozenset({CheckState.WAITING}), CheckState.REFUSED),
        Move("leave-unread", frozenset({CheckState.WAITING}), CheckState.UNREADABLE),
        # All hits are decided: what is left is searched again before anyone sees it.
        Move("settle", frozenset({CheckState.HITS}), CheckState.WAITING),
        Move("vouch", frozenset({CheckState.UNREADABLE}), CheckState.CLEAN),
        # The child's name was corrected, or somebody saw what the check did not: also after it was clean.
        Move(
            "check-again",
            frozenset({CheckState.CLEAN, CheckState.HITS, CheckState.UNREADABLE}),
            CheckState.WAITING,
            overrides=True,
        ),
    ],
)
