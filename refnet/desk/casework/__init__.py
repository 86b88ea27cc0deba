"""Working on a case: everything that its own centre sees of it and puts beside it, on one page."""
