"""Invented cases, each built of codes as a hospital would send them."""

from datetime import date, timedelta

from refnet.cases.terms import Drug, Fact, Laterality, Metastasis, Record, Sex, Stage, Surgery, Tumour, When
from refnet.identity.terms import Name, Person

# What is asked of which board: board, morphology, topography, words, age in days, stage, question.
KINDS = (
    (
        "EU-REN",
        "8960/3",
        "C64.9",
        "Nephroblastoma",
        1240,
        "V",
        "Can nephrons be spared on both sides, and in which order?",
    ),
    (
        "EU-NBL",
        "9500/3",
        "C74.9",
        "Neuroblastoma",
        812,
        "M",
        "Residual uptake after induction: transplant now, or bridge first?",
    ),
    (
        "EU-STS",
        "8910/3",
        "C49.5",
        "Embryonal rhabdomyosarcoma",
        1930,
        "III",
        "Brachytherapy or surgery for the residual mass?",
    ),
    (
        "EU-BON",
        "9260/3",
        "C41.4",
        "Ewing sarcoma of the pelvis",
        4620,
        "metastatic",
        "Protons or photons for the primary?",
    ),
    ("EU-LIV", "8970/3", "C22.0", "Hepatoblastoma", 540, "PRETEXT IV", "Resection or transplant, and where?"),
    ("EU-CNS", "9470/3", "C71.6", "Medulloblastoma", 2350, "M0", "Which dose to the craniospinal axis?"),
    (
        "EU-RET",
        "9510/3",
        "C69.2",
        "Retinoblastoma",
        390,
        "D",
        "Is intra-arterial chemotherapy an option for the second eye?",
    ),
    (
        "EU-VRT",
        "8973/3",
        "C34.9",
        "Pleuropulmonary blastoma",
        980,
        "type II",
        "Is a second operation worth it before radiotherapy?",
    ),
)


def record_of(number: int) -> Record:
    """Return the illness of the invented child with this number."""
    _, morphology, topography, words, _, stage, _ = KINDS[number % len(KINDS)]
    return Record(
        sex=Fact(Sex.FEMALE if number % 2 else Sex.MALE),
        born=Fact(When(-age_of(number), -age_of(number))),
        tumours=(
            Tumour(
                morphology=Fact(morphology),
                topography=Fact(topography),
                laterality=Fact(Laterality.LEFT if number % 3 else Laterality.RIGHT),
                text=Fact(words),
                diagnosed=Fact(When(0, 0)),
                iccc3=Fact("VIa") if morphology == "8960/3" else Fact(words),
                stages=(Stage(stage),),
                metastases=(Metastasis("Lung", "C34.9", when=When(2, 2)),) if number % 4 == 0 else (),
            ),
        ),
        drugs=(
            Drug("Vincristine", "L01CA02", dose=6.0 + number, unit="mg/m2", cumulative=True, start=When(4, 4)),
            Drug(
                "Doxorubicin", "L01DB01", dose=75.0, unit="mg/m2", cumulative=True, start=When(6, 6), end=When(48, 48)
            ),
        ),
        surgery=(Surgery("Biopsy", when=When(1, 1)),),
    )


def person_of(number: int) -> Person:
    """Return the invented child with this number."""
    return Person(
        names=(Name(f"Invented-{number:02d}", (f"Child{number:02d}",)),),
        birth_date=(zero_of(number) - timedelta(days=age_of(number))).isoformat(),
        numbers=(("urn:invented", f"REC{100000 + 7919 * number}"),),
    )


def age_of(number: int) -> int:
    """Return the age at diagnosis of the invented child with this number, in days."""
    age: int = KINDS[number % len(KINDS)][4]
    return age + number


def zero_of(number: int) -> date:
    """Return the day on which the invented child was diagnosed."""
    return date(2026, 1 + number % 9, 1 + number % 27)
