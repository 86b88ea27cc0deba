"""The registry stage of a childhood cancer: Toronto stage, version 2, from coded inputs by tables, without a database.

A *schema* says for which tumours it is, what it asks and which *tables* are read in which order; it is data. One engine
reads all of them. What it answers is what a population registry would record; it is never advice. An *input* that is
missing stays missing: the answer says what is certain, what is still possible, and the coarse stage (*tier 1*).
"""

from refnet.staging.engine import stage
from refnet.staging.questions import inputs_of
from refnet.staging.selection import schemas_for
from refnet.staging.terms import Conflict, Input, Remark, Rule, Staged, Unstageable

__all__ = [
    "Conflict",
    "Input",
    "Remark",
    "Rule",
    "Staged",
    "Unstageable",
    "inputs_of",
    "schemas_for",
    "stage",
]
