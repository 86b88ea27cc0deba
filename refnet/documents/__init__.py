"""Letters, reports and prints: files that belong to a case, kept sealed under the case's own key.

A *document* came with the case or was added to it. Until it has been checked for traces of the child, only its own
centre sees it.
"""
