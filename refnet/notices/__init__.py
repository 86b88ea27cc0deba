"""Who is told what, and when: a line on the desk for each person whom an event concerns.

A *notice* says that something happened, for whom and where; nothing about the patient is in it.
"""
