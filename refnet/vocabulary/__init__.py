"""The words that medicine already has: code lists, classifications, countries and languages.

Nothing here knows a patient, a database or a page. Every fact stands in a file under `data/` that says
where it came from, which edition it is and when it was read; a file that cannot be right stops the start.
"""
