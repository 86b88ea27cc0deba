"""Pictures of advice to print and to map: one full, one bare, and what becomes of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from refnet.cases.chronology import tell_days
from refnet.cases.phrases import age_in_words
from refnet.cases.pictures import CaseView
from refnet.cases.sections import sections_of
from refnet.cases.terms import (
    Absence,
    Drug,
    Fact,
    Laterality,
    Marker,
    Metastasis,
    Origin,
    Phase,
    Radiotherapy,
    Record,
    Sex,
    Stage,
    Surgery,
    Toxicity,
    Tumour,
    Way,
    When,
)
from refnet.consultations.pictures import (
    AddendumView,
    AdviceSheet,
    DissentView,
    RecommendationView,
    SignerView,
)
from refnet.consultations.terms import (
    AdviceState,
    Alternative,
    Evidence,
    Feasibility,
    Haste,
    Presentation,
    Urgency,
)
from refnet.vocabulary.iccc3 import classify

SIGNED = datetime(2026, 3, 6, 14, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
IMPORTED = Origin(Way.IMPORTED, "Condition", "code")

RECORD = Record(
    sex=Fact(Sex.FEMALE),
    born=Fact(When(-1004, -1004)),
    tumours=(
        Tumour(
            morphology=Fact("9500/3", origin=IMPORTED),
            topography=Fact("C74.1", origin=IMPORTED),
            laterality=Fact(Laterality.LEFT),
            text=Fact("Neuroblastoma, poorly differentiated"),
            diagnosed=Fact(When(0, 0)),
            iccc3=Fact(absent=Absence.NOT_SENT),
            stages=(Stage("M", "INRGSS", When(3, 3)),),
            markers=(
                Marker("MYCN", "amplified", when=When(6, 6)),
                Marker("Segmental chromosomal aberrations", "1p loss, 17q gain", when=When(9, 9)),
                Marker("Urinary homovanillic acid", "118", "mmol/mol{creat}", when=When(1, 1)),
            ),
            metastases=(
                Metastasis("Bone marrow", "C42.1", when=When(2, 2)),
                Metastasis("Bone, multiple", "C41.9", when=When(4, 4)),
            ),
        ),
    ),
    phases=(Phase("Induction", "HR-NBL2, arm RAPID COJEC", "Partial response", When(10, 10), When(84, 84)),),
    drugs=(
        Drug("Vincristine", "L01CA02", 12, "mg/m2", cumulative=True, start=When(10, 10), end=When(84, 84)),
        Drug("Carboplatin", "L01XA02", 1500, "mg/m2", cumulative=True, start=When(10, 10), end=When(84, 84)),
        Drug("Etoposide", "L01CB01", 1750, "mg/m2", cumulative=True, start=When(10, 10), end=When(84, 84)),
        Drug("Busulfan", planned=True),
    ),
    radiotherapy=(Radiotherapy("Left orbit", 21.6, 12, "3D-conformal photons", When(120, 120), When(138, 138)),),
    surgery=(Surgery("Open biopsy of the left adrenal mass", "Left adrenal gland", When(0, 0)),),
    toxicities=(Toxicity("Ototoxicity", "2", When(80, 80), resolved=False),),
    findings=(Marker("Creatinine clearance", "88", "mL/min/1.73m2", when=When(140, 140)),),
)
CLASSIFICATION = classify("9500/3", "C74.1")


def case(record: Record = RECORD) -> CaseView:
    return CaseView(
        id=UUID("5f9b3a0e-6f1d-4b53-9f59-0a4f8a0f7c01"),
        pseudonym="K7QF-2M9X-4TDR",
        record=record,
        classification=CLASSIFICATION if record.tumours else None,
        sections=sections_of(record, CLASSIFICATION if record.tumours else None, tell_days(record)),
        age=age_in_words(record.age_at_diagnosis),
    )


RECOMMENDATIONS = (
    RecommendationView(
        id=UUID("0b0f4c8a-7f5c-4c39-9a62-6f6b0f3a9d01"),
        number=1,
        what="High-dose chemotherapy with busulfan and melphalan, followed by autologous stem cell rescue",
        why=(
            "Partial response of metastases after induction, age above 18 months and MYCN amplification: "
            "the randomised European trial showed better event-free survival than with carboplatin, etoposide "
            "and melphalan."
        ),
        evidence=Evidence.RANDOMISED,
        haste=Haste.PLANNED,
        feasible=Feasibility.NO,
        alternative=Alternative.SEND_FOR_ONE_STEP,
        alternative_text=(
            "Collect stem cells at home; send the child for the high-dose course and the first 30 days, "
            "then return for radiotherapy and maintenance."
        ),
        needed_first="Stem cells of at least 3 × 10⁶ CD34+ per kg; renal function and audiogram repeated",
    ),
    RecommendationView(
        id=UUID("0b0f4c8a-7f5c-4c39-9a62-6f6b0f3a9d02"),
        number=2,
        what="Repeat the audiogram and stop further platinum until it has been seen",
        why="Grade 2 hearing loss after induction; further loss would impair speech at this age.",
        evidence=Evidence.COHORT,
        haste=Haste.TODAY,
        feasible=Feasibility.YES,
    ),
    RecommendationView(
        id=UUID("0b0f4c8a-7f5c-4c39-9a62-6f6b0f3a9d03"),
        number=3,
        what="Resect the primary tumour before high-dose chemotherapy, sparing the kidney",
        why="No image-defined risk factor remains; gross total resection improves local control.",
        evidence=Evidence.COHORT,
        haste=Haste.THIS_WEEK,
        feasible=Feasibility.YES,
        needed_first="MRI not older than two weeks",
    ),
    RecommendationView(
        id=UUID("0b0f4c8a-7f5c-4c39-9a62-6f6b0f3a9d04"),
        number=4,
        what="Dinutuximab beta as maintenance, with isotretinoin",
        why="Standard maintenance in high-risk disease.",
        evidence=Evidence.RANDOMISED,
        haste=Haste.PLANNED,
        feasible=Feasibility.NO,
        alternative=Alternative.BRING_MEDICINE,
        alternative_text="Named-patient import; the board’s hub lends the first course if customs take longer.",
    ),
    RecommendationView(
        id=UUID("0b0f4c8a-7f5c-4c39-9a62-6f6b0f3a9d05"),
        number=5,
        what="Radiotherapy of the tumour bed, 21.6 Gy in 14 fractions",
        why="",
        evidence=Evidence.CONSENSUS,
        haste=Haste.PLANNED,
        feasible=Feasibility.UNKNOWN,
    ),
)

SIGNERS = (
    SignerView(
        UUID("a0000000-0000-4000-8000-000000000001"),
        "Chair One",
        "paediatric-oncology",
        "Children’s Hospital Nordhafen",
        "DE",
        chair=True,
        at=SIGNED,
    ),
    SignerView(
        UUID("a0000000-0000-4000-8000-000000000002"),
        "Expert Ελένη Δύο",
        "surgery",
        "Νοσοκομείο Παίδων Όρους",
        "GR",
        chair=False,
        at=SIGNED - HOUR,
    ),
    SignerView(
        UUID("a0000000-0000-4000-8000-000000000003"),
        "Expert Łucja Trzy",
        "radiation-oncology",
        "Szpital Dziecięcy w Jasnej",
        "PL",
        chair=False,
        at=SIGNED - 3 * HOUR,
    ),
    SignerView(
        UUID("a0000000-0000-4000-8000-000000000004"),
        "Експерт Четири",
        "pathology",
        "Spitalul de Copii Valea Țării, București",
        "RO",
        chair=False,
        at=SIGNED - 5 * HOUR,
    ),
)

FULL = AdviceSheet(
    id=UUID("c57a3b62-7d7e-4c11-8f6e-0d3b1c9a2e01"),
    consultation_id=UUID("c57a3b62-7d7e-4c11-8f6e-0d3b1c9a2e02"),
    version=1,
    state=AdviceState.SIGNED,
    code="7Q4MZX2K9TDRW3HB",
    verify_url="https://refnet.example/verify/7Q4MZX2K9TDRW3HB",
    board="European Neuroblastoma Advisory Board",
    board_level="european",
    board_country="AT",
    case=case(),
    urgency=Urgency.ROUTINE,
    presentation=Presentation.TREATMENT_CHOICE,
    question=(
        "Partial response after induction. Which consolidation does the board advise, given that our centre has no "
        "unit for stem cell transplantation and that hearing is already impaired?\n"
        "Is surgery of the primary advisable before it?"
    ),
    asked_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    signed_at=SIGNED,
    assessment=(
        "The panel agrees with the diagnosis of high-risk neuroblastoma, stage M, MYCN-amplified. The response of "
        "bone marrow (complete) and bone (partial) permits consolidation.\n\n"
        "Hearing loss is the dose-limiting toxicity so far; the panel therefore prefers a consolidation without "
        "further platinum."
    ),
    recommendations=RECOMMENDATIONS,
    none_reason="",
    dissents=(
        DissentView("Expert Łucja Trzy", "Would irradiate the residual orbital lesion before high-dose therapy."),
    ),
    signers=SIGNERS,
)
BARE = replace(
    FULL,
    id=UUID("c57a3b62-7d7e-4c11-8f6e-0d3b1c9a2e03"),
    case=case(Record(sex=Fact(absent=Absence.NOT_SENT), born=Fact(absent=Absence.ASKED_UNKNOWN))),
    recommendations=(),
    none_reason="The slides were not sent; without them the panel cannot tell a tumour from a reaction.",
    dissents=(),
    signers=SIGNERS[:1],
    urgency=Urgency.URGENT,
)
SUPERSEDED = replace(FULL, state=AdviceState.SUPERSEDED, replaced_by="M2N4P6Q8R1S3T5V7")
REPLACING = replace(FULL, version=2, code="M2N4P6Q8R1S3T5V7", replaces=FULL.code)
RETRACTED = replace(
    FULL, state=AdviceState.RETRACTED, retraction_reason="The MRI that the advice rests on was of another child."
)
ADDED = replace(
    FULL,
    addenda=(
        AddendumView("Chair One", "The trial arm named in the assessment closed on 1 March.", SIGNED + 20 * HOUR),
    ),
)
UNSIGNED = replace(FULL, state=AdviceState.DRAFT, code="", verify_url="", signed_at=None, signers=())
