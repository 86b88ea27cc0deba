"""A case before a board: asked, discussed, advised, signed, followed up.

A *consultation* is one question about one case, put by a centre to a board. The *panel* are the experts who
answer it, each with an *opinion*. The *advice* has versions; a signed one is never edited. The *thread* is what
panel, requester and dispatcher write to each other beside the case.
"""
