"""What happened: one appended line for each change, and what others do about it.

The *journal* is the list of events of all capabilities in their order. A *reaction* is what a capability
does because of another's event. The *follower* reads the journal and calls the reactions.
"""
