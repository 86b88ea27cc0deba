"""The database server that comes with the product: found, set up, started, shared and stopped.

Several commands of one checkout may need the server at the same time. A *keeper*, a small process of its own, starts
it for the first and stops it after the last; who needs it holds a shared lock on one file, which the system lets go
however a process ends. So the server is never stopped under somebody, and never left behind.
"""
