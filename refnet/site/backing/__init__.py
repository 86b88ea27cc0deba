"""Backup and restore: all that an installation holds, in one file, and back again into an empty one.

A backup is taken while the site is at work, from one snapshot of the database. It holds every row and every stored
file that a row names. Of the keys it holds references alone: which there were, so that a restore can say which are
needed. Whoever has only the backup cannot open a name or a letter; whoever has only the keys has nothing.
"""
