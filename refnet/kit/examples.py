"""Invented examples for the gallery. No child, person or hospital here is real."""

from datetime import UTC, datetime, timedelta

from django import forms

from refnet.access.decisions import Decision, Reason
from refnet.kit.inputs import DayInput, FilesField
from refnet.kit.pieces import (
    Cell,
    Column,
    Crumb,
    Fact,
    NavigationItem,
    Pages,
    Step,
    StepState,
    Table,
    TimelineEntry,
    Tone,
    Waiting,
    Who,
)

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
YES = Decision()
NO = Decision(
    (
        Reason("consent-missing", "The family’s consent to a care consultation is not on record."),
        Reason("diagnosis-missing", "The case has no diagnosis yet."),
    )
)


def ago(**span: float) -> datetime:
    """A moment before the gallery's fixed present."""
    return NOW - timedelta(**span)


def soon(**span: float) -> datetime:
    """A moment after the gallery's fixed present."""
    return NOW + timedelta(**span)


NAVIGATION = (
    NavigationItem("Desk", "/kit/desk/", count=4),
    NavigationItem("Consultation", "/kit/consultation/"),
    NavigationItem("Advice", "/kit/advice/"),
    NavigationItem("All components", "/kit/"),
)
FRAME = {
    "at": NOW,
    "demonstration": True,
    "who": Who("Dr Expert Two", "Expert, radiotherapy", "Invented Hospital of Lyon"),
    "sign_out_url": "/kit/",
    "help_url": "/kit/",
    "glossary_url": "/kit/",
    "privacy_url": "/kit/",
}
CRUMBS = (Crumb("Desk", "/kit/desk/"), Crumb("European board for renal tumours", "/kit/"), Crumb("KX7-42M"))

STATES = (
    "Submitted",
    "Accepted",
    "In discussion",
    "Advice drafted",
    "In review",
    "Signed",
    "Delivered",
    "Follow-up",
    "Closed",
)


def steps(current: int, note: str = "") -> tuple[Step, ...]:
    """The strip of a consultation that stands at the `current` of its states."""
    states = [StepState.DONE] * current + [StepState.CURRENT] + [StepState.NEXT] * (len(STATES) - current - 1)
    return tuple(Step(label, state, note) for label, state in zip(STATES, states, strict=True))


YOURS = (
    Waiting(
        url="/kit/consultation/",
        name="KX7-42M",
        title="Wilms tumour, bilateral (stage V)",
        detail="3 years · European board for renal tumours",
        act="Give your opinion",
        yours=True,
        since=ago(hours=20),
        started=ago(hours=44),
        due=soon(hours=4),
        urgent=True,
        state="In discussion",
        unread=2,
    ),
    Waiting(
        url="/kit/consultation/",
        name="PD3-19R",
        title="Hepatoblastoma, PRETEXT IV",
        detail="17 months · European board for liver tumours",
        act="Countersign the advice",
        yours=True,
        since=ago(days=1, hours=3),
        started=ago(days=5),
        due=soon(days=2),
        state="In review",
    ),
    Waiting(
        url="/kit/consultation/",
        name="HM8-77C",
        title="Rhabdomyosarcoma of the orbit, relapse",
        detail="6 years · National board for soft-tissue sarcoma",
        act="Answer the requester’s question",
        yours=True,
        since=ago(days=3),
        started=ago(days=9),
        due=ago(hours=30),
        state="Follow-up",
        unread=1,
    ),
)
OTHERS = (
    Waiting(
        url="/kit/consultation/",
        name="QF2-60T",
        title="Retinoblastoma, unilateral, group D",
        detail="11 months · European board for retinoblastoma",
        turn="Requesting centre",
        since=ago(days=2),
        state="Awaiting information",
    ),
    Waiting(
        url="/kit/advice/",
        name="BV5-08L",
        title="Ependymoma, posterior fossa, residual disease",
        detail="4 years · European board for brain tumours",
        turn="Chair of the board",
        since=ago(hours=7),
        started=ago(days=3),
        due=soon(days=4),
        state="Advice drafted",
    ),
)

HISTORY = (
    TimelineEntry(ago(days=2), "Dr Requester One", "Submitted to the European board for renal tumours, as urgent."),
    TimelineEntry(ago(days=1, hours=22), "Dispatcher One", "Accepted: the case is complete.", tone=Tone.DONE),
    TimelineEntry(ago(days=1, hours=20), "Chair One", "Opened the discussion with five experts.", tone=Tone.DONE),
    TimelineEntry(
        ago(hours=26), "Dr Expert Three", "Asked for information.", "Renal function after cycle 2", Tone.WAITING
    ),
    TimelineEntry(ago(hours=20), "Dr Requester One", "Answered; the board’s clock runs again.", tone=Tone.YOURS),
)

DISEASE = (
    Fact("Diagnosis", "Nephroblastoma, NOS (ICD-O-3 8960/3)", "day 0", "Condition.code"),
    Fact("Site", "Kidney, both sides (C64.9)", "day 0", "Condition.bodySite"),
    Fact("ICCC-3", "VI a 1 – Nephroblastoma", origin="computed: ICCC-3, IARC 2017; asks to be checked"),
    Fact("Stage", "Stage V; local stage II left, III right", "day 6", "as written in the letter"),
    Fact("Predisposition", "WT1 germline variant, pathogenic", "day 15", "Observation.valueCodeableConcept"),
    Fact("Metastases", missing="no chest CT on record"),
)
TREATMENT = Table(
    "Treatment so far, in days since diagnosis",
    (Column("From day"), Column("Treatment"), Column("Cumulative dose", numeric=True), Column("Response")),
    (
        ("4", Cell("Vincristine", note="weekly, 6 of 6"), "9.0 mg/m²", "partial"),
        ("4", Cell("Actinomycin D", note="every two weeks, 3 of 3"), "135 µg/kg", "partial"),
        ("18", Cell("Doxorubicin", note="added after MRI"), "50 mg/m²", Cell("Volume −38 %", tone=Tone.DONE)),
    ),
)
TABLE = Table(
    "Boards and their clocks, last 90 days",
    (Column("Board"), Column("State"), Column("Since"), Column("Asked", numeric=True), Column("In time", numeric=True)),
    (
        (Cell("Renal tumours", "/kit/", "European"), Cell("Open", tone=Tone.DONE), Cell(at=ago(days=400)), 41, "95 %"),
        (
            Cell("Liver tumours", "/kit/", "European"),
            Cell("Paused", tone=Tone.WARNING),
            Cell(at=ago(days=12)),
            18,
            "83 %",
        ),
    ),
)
PAGES = Pages(newer="/kit/", older="/kit/", shown="26 to 50")


class OpinionForm(forms.Form):
    """An expert's opinion, as the example of a form."""

    agreement = forms.ChoiceField(
        label="Do you agree with diagnosis and stage as presented?",
        widget=forms.RadioSelect,
        choices=(("agree", "I agree"), ("partly", "In part"), ("disagree", "I disagree"), ("cannot", "I cannot judge")),
    )
    what = forms.CharField(
        label="What do you advise?",
        help_text="As you would say it at the table. Later you say for each recommendation how sure you are.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    confidence = forms.ChoiceField(
        label="How sure are you?", choices=(("", "Choose"), ("high", "High"), ("moderate", "Moderate"), ("low", "Low"))
    )


class EveryField(OpinionForm):
    """Each kind of field once."""

    read_on = forms.DateField(label="Images read on", widget=DayInput, required=False)
    minutes = forms.IntegerField(label="Minutes", help_text="For compensation and CME.", required=False)
    needed = forms.MultipleChoiceField(
        label="What do you need first?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=(("mri", "MRI with volumes of both kidneys"), ("dmsa", "DMSA scan"), ("path", "Pathology review")),
    )
    papers = FilesField(label="Files", help_text="PDF or images. No name may be on them.", required=False)
    own = forms.BooleanField(label="I have no conflict of interest in this case")


ADVICE = (
    {
        "number": 1,
        "what": "Nephron-sparing surgery on both sides, the smaller tumour first",
        "haste": "This week",
        "tone": Tone.WARNING,
        "facts": (
            Fact("Why", "Response is sufficient, and with a WT1 variant every nephron counts for renal survival."),
            Fact("Evidence", "Cohort study (level 3); panel agreed 5 of 5"),
            Fact("Needed first", "MRI volumetry no older than 10 days; DMSA scan"),
        ),
        "feasible": "no",
        "alternative": "Send the child for this one step. A receiving centre with 20 such operations a year has a bed "
        "on day 54; chemotherapy continues at home before and after.",
    },
    {
        "number": 2,
        "what": "Continue vincristine and actinomycin D until the operation; no further doxorubicin",
        "haste": "Today",
        "tone": Tone.URGENT,
        "facts": (
            Fact("Why", "A gap of more than two weeks before surgery loses response. Doxorubicin stays at 50 mg/m²."),
            Fact("Evidence", "Randomised trial (level 2)"),
        ),
        "feasible": "yes",
        "alternative": "",
    },
    {
        "number": 3,
        "what": "Send a block of each tumour to the reference pathologist",
        "haste": "Planned",
        "tone": Tone.NEUTRAL,
        "facts": (
            Fact("Why", "Nephroblastomatosis and anaplasia change what follows the operation."),
            Fact("Evidence", "Expert consensus"),
        ),
        "feasible": "unknown",
        "alternative": "",
    },
)
SIGNERS = (
    {"name": "Chair One", "as": "Chair · surgery", "centre": "Invented Hospital of Vienna, AT", "at": ago(hours=5)},
    {"name": "Dr Expert Two", "as": "Radiotherapy", "centre": "Invented Hospital of Lyon, FR", "at": ago(hours=7)},
    {"name": "Dr Expert Three", "as": "Oncology", "centre": "Invented Hospital of Kraków, PL", "at": ago(hours=8)},
    {"name": "Dr Expert Four", "as": "Pathology", "centre": "Invented Hospital of Porto, PT", "at": ago(hours=9)},
)
