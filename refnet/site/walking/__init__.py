"""Headless: what people do on the pages, done by a command, through the same commands and queries as the pages.

`importing` opens a case for a centre of the network. `walk` takes a child's data the whole way, from import to
delivered advice, with invented people on a database for one use. Only `given` and `writing` may be imported before
Django is set up.
"""
