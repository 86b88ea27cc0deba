"""What in a record can hardly be right, for its own centre to look at: a question and never an error."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from refnet.cases.classifying import classification_of, is_computed
from refnet.cases.phrases import signed
from refnet.cases.terms import DAYS_A_YEAR, Record, Tumour

ADULT = 18 * DAYS_A_YEAR
LONG_BEFORE = 365
"""Days before the diagnosis beyond which a treatment of the tumour is unlikely."""
UNSPECIFIC = ("8000", "8001", "8002", "8003", "8004", "8005")
"""Source: ICD-O-3, tumours and tumour cells not otherwise specified."""
NOT_SPECIFIC = "XII"
"""Source: ICCC-3, other and unspecified malignant neoplasms."""


def is_placeholder(dose: float) -> bool:
    """Whether a dose is nothing but nines, which some systems send where they know none: 999, 9999."""
    return dose in (999, 9999, 99999, 999999)


def remarks_of(record: Record, *, age_today: int | None = None) -> tuple[str, ...]:
    """Return what asks to be checked, each in a sentence.

    Parameters
    ----------
    age_today
        The child's age in days, where it is known.
    """
    return tuple(_remarks(record, age_today))


def _remarks(record: Record, age_today: int | None) -> Iterator[str]:
    age = record.age_at_diagnosis
    if age and age.first >= ADULT:
        years = int(age.first // DAYS_A_YEAR)
        yield _("At diagnosis this was an adult of %(years)s years. Please check both dates.") % {"years": years}
    elif age_today is not None and age_today >= ADULT:
        years = int(age_today // DAYS_A_YEAR)
        yield _("This is an adult of %(years)s years by now. Please check the date of birth.") % {"years": years}
    yield from _vague(record.tumours)
    yield from _long_before(record)
    if any(drug.dose is not None and is_placeholder(drug.dose) for drug in record.drugs):
        yield _("A dose is nothing but nines, as if it were not known. Please check it.")


def _vague(tumours: tuple[Tumour, ...]) -> Iterator[str]:
    """Tumours whose code says nothing, and whose class, which is not from that code, says something."""
    for tumour in tumours:
        code = tumour.morphology.value or ""
        found = classification_of(tumour) if code.startswith(UNSPECIFIC) else None
        if found and found.group != NOT_SPECIFIC and not is_computed(tumour, found):
            told = {"code": code, "name": _(found.name)}
            yield _("The morphology %(code)s is unspecified, and the class is “%(name)s”. Please check both.") % told


def _long_before(record: Record) -> Iterator[str]:
    diagnosed = record.diagnosed
    if diagnosed is None:
        return
    done = [(operation.name, operation.when) for operation in record.surgery]
    done += [(drug.name, drug.start) for drug in record.drugs]
    done += [(course.field or _("Radiotherapy"), course.start) for course in record.radiotherapy]
    done += [(graft.kind, graft.when) for graft in record.transplants]
    for name, when in done:
        if when and (days := when.since(diagnosed)).last < -LONG_BEFORE:
            told = {"name": name, "day": signed(days.last)}
            yield _("%(name)s is told for day %(day)s, long before the diagnosis. Please check the date.") % told
