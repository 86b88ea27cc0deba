"""What people read for the terms of staging, in their language.

Readings, tiers and the texts of codes are facts: they are looked up in the catalogue when they are shown, and shown in
English where the catalogue has none.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from refnet.staging.terms import Doubt

REGISTRY_STAGE = _("Registry stage (Toronto, version 2)")

INPUTS: dict[str, Promise] = {
    "behavior": _("Behaviour"),
    "age_dx": _("Age at diagnosis"),
    "ped_primary_tumor": _("Primary tumour"),
    "ped_regional_nodes": _("Regional lymph nodes"),
    "ped_mets": _("Distant metastases"),
    "b_symptoms": _("B symptoms"),
    "inrgss": _("INRGSS stage"),
    "pretext_clinical_staging": _("PRETEXT, clinical"),
    "size_summary": _("Size of the tumour in mm"),
    "derived_summary_grade": _("Grade"),
    "surgical_margins": _("Surgical margins"),
    "surg_2023": _("Surgery of the primary site"),
    "nodes_pos": _("Number of positive regional lymph nodes"),
    "s_category_clin": _("Serum markers before orchiectomy (S)"),
    "s_category_path": _("Serum markers after orchiectomy (S)"),
}

OUTPUTS: dict[str, Promise] = {
    "toronto_stage_group": _("Toronto stage"),
    "toronto_t": _("T (Toronto)"),
    "toronto_n": _("N (Toronto)"),
    "toronto_m": _("M (Toronto)"),
    "pediatric_group": _("Stage group of the Children’s Oncology Group"),
    "pediatric_t": _("T (paediatric)"),
    "pediatric_n": _("N (paediatric)"),
    "pediatric_m": _("M (paediatric)"),
    "pediatric_grade": _("Grade (paediatric)"),
    "s_category_combined": _("Serum markers, combined"),
}

DOUBTS: dict[Doubt, Promise] = {
    Doubt.MS_TOO_OLD: _(
        "INRGSS stage MS is only for children younger than 18 months (547 days) at diagnosis; this child was older."
    ),
    Doubt.MS_PERHAPS_TOO_OLD: _(
        "INRGSS stage MS is only for children younger than 18 months (547 days) at diagnosis; whether this child was "
        "is not certain."
    ),
    Doubt.MS_AGE_UNKNOWN: _(
        "INRGSS stage MS is only for children younger than 18 months (547 days) at diagnosis; the age is not known."
    ),
    Doubt.MS_OTHER_METASTASES: _(
        "INRGSS stage MS is confined to skin, liver and bone marrow; other metastases are recorded."
    ),
    Doubt.LOCAL_WITH_METASTASES: _("INRGSS stages L1 and L2 are without metastases; metastases are recorded."),
}
