"""The name, apart from all else: the only tables that know who a child is.

The *person* is what a hospital sends of who the child is. The *pseudonym* is what others call the child, a
different one in each context. *Day zero* is the calendar day from which the days of the case are counted;
a *trace* is a place in a text that gives the child away.
"""
