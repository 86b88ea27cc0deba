"""The forms of a case, by what they are about."""

from refnet.desk.casework.forms.describing import BeginCase, ChooseTumour, DescribeCase, FindCase
from refnet.desk.casework.forms.papers import AddDocuments, RecordAgreement, RelyOnVitalInterests

__all__ = [
    "AddDocuments",
    "BeginCase",
    "ChooseTumour",
    "DescribeCase",
    "FindCase",
    "RecordAgreement",
    "RelyOnVitalInterests",
]
