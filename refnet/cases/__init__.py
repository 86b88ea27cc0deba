"""The illness, without the name.

A *case* is one child's illness as its centre has put it together, with the source of each fact. A *share* opens
it to a board under that board's pseudonym; a *reader* is one expert to whom the share is open.
"""
