"""What people read for the terms of the code lists, in their language.

Names of codes are looked up in the catalogue when they are shown; a name that is not translated is shown in English.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from refnet.vocabulary import names
from refnet.vocabulary.classification import Why

BEHAVIOURS: dict[str, Promise] = {
    "0": _("benign"),
    "1": _("uncertain whether benign or malignant"),
    "2": _("in situ"),
    "3": _("malignant"),
    "6": _("malignant, metastatic site"),
    "9": _("malignant, uncertain whether primary or metastatic"),
}

WHY_UNCLASSIFIED: dict[Why, Promise] = {
    Why.MALFORMED: _("The code does not have the form of an ICD-O-3 code."),
    Why.UNKNOWN_TOPOGRAPHY: _("ICD-O-3 has no such site."),
    Why.NO_ROW: _("The classification of childhood cancer has no class for this combination of type and site."),
    Why.SUBSITE_DECIDES: _("The part of the organ decides the class: please give the fourth character of the site."),
    Why.BEHAVIOUR_DECIDES: _("The behaviour decides the class: please say whether the tumour is malignant."),
    Why.UNKNOWN_CODE: _("The classification of childhood cancer has no such code."),
    Why.AMBIGUOUS_CODE: _("The code means different tumours in different lists: please choose."),
}

DRUG_CLASSES: dict[str, Promise] = {
    "alkylating": _("Alkylating agent"),
    "antimetabolite": _("Antimetabolite"),
    "vinca": _("Vinca alkaloid"),
    "epipodophyllotoxin": _("Epipodophyllotoxin"),
    "taxane": _("Taxane"),
    "topoisomerase": _("Topoisomerase I inhibitor"),
    "plant": _("Other plant alkaloid"),
    "anthracycline": _("Anthracycline"),
    "antibiotic": _("Cytotoxic antibiotic"),
    "platinum": _("Platinum compound"),
    "antibody": _("Monoclonal antibody or conjugate"),
    "kinase": _("Kinase inhibitor"),
    "photodynamic": _("Photodynamic sensitiser"),
    "enzyme": _("Asparaginase"),
    "retinoid": _("Retinoid"),
    "proteasome": _("Proteasome inhibitor"),
    "hdac": _("Histone deacetylase inhibitor"),
    "parp": _("PARP inhibitor"),
    "hedgehog": _("Hedgehog pathway inhibitor"),
    "cell": _("Cell or gene therapy"),
    "antineoplastic": _("Other antineoplastic agent"),
    "hormone": _("Hormonal agent"),
    "growth-factor": _("Colony stimulating factor"),
    "interferon": _("Interferon"),
    "interleukin": _("Interleukin"),
    "immunostimulant": _("Other immunostimulant"),
    "immunosuppressant": _("Immunosuppressant"),
    "corticosteroid": _("Corticosteroid"),
    "protectant": _("Protective or rescue agent"),
    "chelator": _("Iron chelator"),
    "radiopharmaceutical": _("Radiopharmaceutical"),
}


def name_of(system: str, code: str) -> str | None:
    """Return the name of a code in the reader's language; None where it has none here."""
    return _told(names.name_of(system, code))


def topography_name(code: str) -> str | None:
    """Return what a site of ICD-O-3 is called, in the reader's language."""
    return _told(names.topography_name(code))


def morphology_name(code: str) -> str | None:
    """Return what a tumour type of ICD-O-3 is called, in the reader's language."""
    return _told(names.morphology_name(code))


def drug_name(atc: str) -> str | None:
    """Return the name of a medicine by its ATC code, in the reader's language."""
    return _told(names.drug_name(atc))


def drug_class_name(atc: str) -> Promise | None:
    """Return the class of a medicine by its ATC code, as oncologists sort it."""
    found = names.drug_class(atc)
    return DRUG_CLASSES[found] if found else None


def _told(name: str | None) -> str | None:
    return gettext(name) if name else None
