"""The ICCC-3 class of a diagnosis that came under another code and can mean only one class."""

import re

from anyascii import anyascii

from refnet.fhir.intake.codes import Coding
from refnet.fhir.intake.conditions import is_icd10

# Source: SNOMED CT disorders by their meaning, and ICCC-3 (IARC 2017). The stem has to stand in the sender's own
# words beside the code, so that a mistyped code gives no class.
SNOMED = {
    "277571004": ("Ia.1", r"l[iy]m"),
    "91857003": ("Ia", r"l[iy]m"),
    "91861009": ("Ib", r"m[iy]el"),
    "118599009": ("IIa", r"hodgkin"),
    "302849000": ("VIa.1", r"ne[fp]h?robl|wilms"),
    "302847003": ("IXa", r"rh?abdom"),
    "307576001": ("VIIIa", r"osteos"),
    "370967009": ("V", r"retinobl"),
    "109843000": ("VIIa", r"h?epatobl"),
    "443333004": ("IIIc.1", r"medul"),
    "432328008": ("IVa", r"neurobl"),
}

# Source: ICD-10, chapter II, codes whose title is one class of ICCC-3.
ICD10 = (
    (re.compile(r"C81(\.\d)?"), "IIa"),
    (re.compile(r"C83\.?7"), "IIc"),
    (re.compile(r"C91\.?0\d?"), "Ia"),
    (re.compile(r"C92\.?0\d?"), "Ib"),
    (re.compile(r"C22\.?2"), "VIIa"),
)


def class_meant(coding: Coding) -> str:
    """Return the ICCC-3 class that a diagnosis code means; nothing where it could mean several."""
    code = coding.code.code.strip().upper()
    if coding.key == "sct" and code in SNOMED:
        found, stem = SNOMED[code]
        return found if re.search(stem, anyascii(coding.code.display).casefold()) else ""
    if is_icd10(coding.code.system):
        return next((found for form, found in ICD10 if form.fullmatch(code)), "")
    return ""
