"""What the invented people of a walk write: plainly invented, built from the record, and without a clinical word.

No text proposes a treatment. What the record says is repeated, what it lacks is named, and that is all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from refnet.cases.pictures import CaseView
from refnet.cases.terms import Record
from refnet.consultations.pictures import RecommendationView
from refnet.consultations.terms import Evidence, Feasibility, Haste
from refnet.desk.casework.queries import missing_of
from refnet.vocabulary.phrases import morphology_name

Cleaner = Callable[[str], str]

WORDS = {
    "sex": "the sex",
    "born": "the age at diagnosis",
    "text": "the diagnosis",
    "morphology": "the morphology (ICD-O-3)",
    "topography": "the topography (ICD-O-3)",
    "laterality": "the side",
    "diagnosed": "the day of diagnosis",
    "stage": "the stage",
    "so_far": "what has been done so far",
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one invented expert writes."""

    options: str
    needed_first: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """All that is written on one walk."""

    question: str
    unjudged: str
    opinions: tuple[Opinion, ...]
    assessment: str
    recommendations: tuple[RecommendationView, ...]


def diagnosis_of(view: CaseView) -> str:
    """Return the diagnosis in one line: the class where there is one, else as the hospital wrote it."""
    if view.classification:
        return f"{view.classification.code} {view.classification.name} (ICCC-3)"
    return written_diagnosis_of(view.record)


def written_diagnosis_of(record: Record) -> str:
    """Return the diagnosis as the hospital gave it: its words, and its code with the name."""
    tumour = record.main
    if tumour is None:
        return "no tumour"
    code = tumour.morphology.value or ""
    told = [tumour.text.value or "", f"{code} {morphology_name(code) or ''}".strip() if code else ""]
    words = dict.fromkeys(part for part in told if part)
    return " · ".join(words) or tumour.site or tumour.topography.value or "a tumour without a name"


def texts_of(view: CaseView, clean: Cleaner) -> Texts:
    """Return the texts of a walk with this case; `clean` blanks out what could name the child."""
    diagnosis, counts, missing = diagnosis_of(view), _counts(view.record), _listed(missing_of(view.record))
    lacking = f"The record lacks {missing}." if missing else "The record has all that was looked for."
    left = len(view.record.leftovers)
    over = _over(left)
    return Texts(
        question=clean(
            f"An invented question: no clinician asks it. The record came from a hospital's system. "
            f"It names {diagnosis}. Is it enough for a board to advise on, and what has to be added?"
        ),
        unjudged=clean("Nobody has judged: this expert is invented."),
        opinions=(
            Opinion(clean(f"An invented opinion: nothing is proposed. Read: {diagnosis}; {counts}.")),
            Opinion(clean(f"An invented opinion: nothing is proposed. {lacking}"), clean(missing)),
            Opinion(clean(f"An invented opinion: nothing is proposed. I agree with Expert One, and add: {over}")),
        ),
        assessment=clean(
            "An invented advice, made to try the product with this record. No expert has read it, it must not be used "
            f"for the care of anybody, and no network knows its code. The record names {diagnosis} and holds {counts}. "
            f"{lacking} {over}"
        ),
        recommendations=_recommendations(missing, left, clean),
    )


def _recommendations(missing: str, left: int, clean: Cleaner) -> tuple[RecommendationView, ...]:
    steps = [
        (
            "Invented: compare the imported record with the hospital's own",
            "It was read by a program, and nobody has looked at it.",
        )
    ]
    if missing:
        steps.append(
            (f"Invented: add what the record lacks: {missing}", "The data do not have it, and nothing was made up.")
        )
    if left:
        steps.append(
            ("Invented: look through the list of what was not taken over", "Each entry gives its place and the reason.")
        )
    return tuple(
        RecommendationView(
            id=uuid4(),
            number=number,
            what=clean(what),
            why=clean(why),
            evidence=Evidence.CONSENSUS,
            haste=Haste.PLANNED,
            feasible=Feasibility.YES,
        )
        for number, (what, why) in enumerate(steps, 1)
    )


def _over(left: int) -> str:
    if not left:
        return "Everything in the data was taken over."
    return "One kind of entry was not taken over." if left == 1 else f"{left} kinds of entries were not taken over."


def _counts(record: Record) -> str:
    held = (
        (record.phases, "line of treatment", "lines of treatment"),
        (record.drugs, "medicine", "medicines"),
        (record.radiotherapy, "course of radiotherapy", "courses of radiotherapy"),
        (record.surgery, "operation or procedure", "operations and procedures"),
        (record.transplants, "transplantation", "transplantations"),
        (record.toxicities, "complication or other condition", "complications and other conditions"),
        (record.findings, "finding", "findings"),
    )
    told = [f"{len(rows)} {one if len(rows) == 1 else many}" for rows, one, many in held if rows]
    return ", ".join(told) or "no treatment and no findings"


def _listed(names: tuple[str, ...]) -> str:
    words = [WORDS[name] for name in names if name in WORDS]
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
