"""Watching over the site: what an operator, or a program of theirs, can ask of it, and nothing about any child.

A *check* looks at one thing that the site leans on and says in a sentence how it stands. A *measure* is a number that
a program draws over time.
"""
