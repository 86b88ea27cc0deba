"""Accounts, memberships and seats: who may act for which centre and on which board, from when and until when.

An *account* is a person who signs in. A *membership* is a role at a centre or for the network; a *seat* is a role
on a board.
"""
