"""Puts the parts together: settings, addresses, the database and the command line."""
