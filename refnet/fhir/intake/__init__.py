"""What a hospital's system sends about a child, understood: FHIR R4 JSON in, a draft case out.

Pure functions: no database, no clock. Nothing is dropped in silence and nothing is invented: what is not
understood is a leftover of the record, with the place where it stands and the reason.
"""

from refnet.fhir.intake.reading import read
from refnet.fhir.intake.terms import LIMIT, BadIntake, Document, Intake

__all__ = ["LIMIT", "BadIntake", "Document", "Intake", "read"]
