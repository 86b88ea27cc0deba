"""What people read for the words of the roadmap; one complete table for each enumeration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from refnet.centres.terms import Kind, Level, Life, Match, Paper, Resource, Specialty

LEVELS = {
    Level.INSTITUTIONAL: _("Board of a hospital"),
    Level.NATIONAL: _("National board"),
    Level.EUROPEAN: _("European board"),
}
KINDS = {
    Kind.SPECIALIST: _("Specialist centre"),
    Kind.HUB: _("Hub of coordination"),
    Kind.BOTH: _("Specialist centre and hub"),
}
LIVES = {
    Life.DRAFT: pgettext_lazy("roadmap", "Draft"),
    Life.SELF_DECLARED: _("Declared by the centre itself"),
    Life.ATTESTED: _("Attested by the clinical trial group"),
    Life.APPROVED: pgettext_lazy("roadmap", "Approved"),
    Life.SUSPENDED: pgettext_lazy("roadmap", "Suspended"),
    Life.EXPIRED: pgettext_lazy("roadmap", "Expired"),
}
PAPERS = {
    Paper.JOINT_CONTROLLERSHIP: _("Agreement of joint controllers"),
    Paper.PROTECTION_ASSESSMENT: _("Data protection impact assessment"),
}
SPECIALTIES = {
    Specialty.ONCOLOGY: _("Paediatric oncology"),
    Specialty.HAEMATOLOGY: _("Haematology"),
    Specialty.NEURO_ONCOLOGY: _("Neuro-oncology"),
    Specialty.SURGERY: _("Paediatric surgery"),
    Specialty.NEUROSURGERY: _("Neurosurgery"),
    Specialty.ORTHOPAEDICS: _("Orthopaedic surgery"),
    Specialty.OPHTHALMOLOGY: _("Ophthalmology"),
    Specialty.RADIATION: _("Radiation oncology"),
    Specialty.RADIOLOGY: _("Radiology"),
    Specialty.PATHOLOGY: _("Pathology"),
    Specialty.MOLECULAR: _("Molecular diagnostics"),
    Specialty.NUCLEAR: _("Nuclear medicine"),
    Specialty.GENETICS: _("Clinical genetics"),
    Specialty.NURSING: _("Nursing"),
    Specialty.PALLIATIVE: _("Palliative care"),
}
RESOURCES = {
    Resource.SURGERY: _("Paediatric surgery"),
    Resource.NEUROSURGERY: _("Paediatric neurosurgery"),
    Resource.INTENSIVE_CARE: _("Paediatric intensive care"),
    Resource.CHEMOTHERAPY: _("Chemotherapy"),
    Resource.AUTOLOGOUS_HSCT: _("Autologous stem cell transplantation"),
    Resource.ALLOGENEIC_HSCT: _("Allogeneic stem cell transplantation"),
    Resource.CAR_T: _("CAR T cells"),
    Resource.PHOTONS: _("Radiotherapy with photons"),
    Resource.PROTONS: _("Radiotherapy with protons or ions"),
    Resource.BRACHYTHERAPY: _("Brachytherapy"),
    Resource.MIBG: _("MIBG therapy"),
    Resource.CT: _("Computed tomography"),
    Resource.MRI: _("Magnetic resonance imaging"),
    Resource.PET: _("Positron emission tomography"),
    Resource.PATHOLOGY: _("Pathology"),
    Resource.MOLECULAR: _("Molecular diagnostics"),
    Resource.LIVER_TRANSPLANT: _("Liver transplantation"),
    Resource.EARLY_PHASE: _("Early-phase trials"),
    Resource.PALLIATIVE: _("Palliative care"),
    Resource.FERTILITY: _("Fertility preservation"),
}
MATCHES = {
    Match.SUBGROUP: _("Takes exactly this class of tumours (%(entity)s)"),
    Match.GROUP: _("Takes tumours of this group (%(entity)s)"),
    Match.VERY_RARE: _("Takes very rare tumours of any class"),
    Match.NONE: _("Does not name this class of tumours"),
}
SERVED, NOT_SERVED = _("Serves %(country)s"), _("Does not serve %(country)s")
SPEAKS, NOT_SPEAKS = _("Works in %(language)s"), _("Does not work in %(language)s")
