"""Measuring speed and memory, always beside something else in the same run: `make bench`.

A number of seconds says more about the machine than about the product. So each measure is a ratio of two things that
were done in turn, within the same minutes: a page with patient records and one without, 300 consultations and 30,000.
"""
