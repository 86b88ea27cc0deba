"""What people read for the words of a case."""

from django.utils.functional import Promise
from django.utils.translation import gettext as plain
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from refnet.cases.terms import DAYS_A_YEAR, Absence, Laterality, Record, Sex, Way, When
from refnet.identity.terms import Person
from refnet.vocabulary.classification import Classification
from refnet.vocabulary.phrases import morphology_name

SEXES = {Sex.FEMALE: _("female"), Sex.MALE: _("male"), Sex.OTHER: _("other"), Sex.UNKNOWN: _("not known")}
LATERALITIES = {
    Laterality.RIGHT: _("right"),
    Laterality.LEFT: _("left"),
    Laterality.BILATERAL: _("both sides"),
    Laterality.UNILATERAL: _("one side, not said which"),
    Laterality.MIDLINE: _("midline"),
    Laterality.NOT_APPLICABLE: _("not a paired organ"),
}
ABSENCES = {
    Absence.NOT_SENT: _("not in the data"),
    Absence.ASKED_UNKNOWN: _("asked, not known"),
    Absence.NOT_ASKED: _("not asked"),
    Absence.MASKED: _("withheld"),
    Absence.NOT_APPLICABLE: _("does not apply"),
    Absence.NOT_UNDERSTOOD: _("in the data, not understood"),
}
WAYS = {Way.IMPORTED: _("imported"), Way.TYPED: _("typed"), Way.COMPUTED: _("computed")}

TEN_THOUSAND = 10_000
THIN = "\u202f"
MONTH = DAYS_A_YEAR / 12
THREE_YEARS = 3 * DAYS_A_YEAR


def child_name(person: Person | None) -> str:
    """Return the child's name for the own centre; that there is none, where the data mask it or have none."""
    return (person.display if person else "") or plain("Name not in the data")


def diagnosis_in_words(record: Record, classification: Classification | None) -> str | Promise:
    """Return the diagnosis as a heading: its class, else as the hospital wrote it, else its code; nothing where there
    is none.
    """
    if classification:
        return classification.name
    tumour = record.main
    if tumour is None:
        return ""
    code = tumour.morphology.value or ""
    return tumour.text.value or morphology_name(code) or code or tumour.site


def figure(value: float) -> str:
    """Return a number as people read it: at most four digits where it has a fraction, thousands set apart."""
    whole = len(str(int(abs(value))))
    rounded = round(value, max(4 - whole, 0) if abs(value) >= 1 else 4)
    written = f"{rounded:.4f}".rstrip("0").rstrip(".")
    before, dot, after = written.partition(".")
    if abs(value) >= TEN_THOUSAND:
        before = f"{int(before):,}".replace(",", THIN)
    return before + dot + after


def age_in_words(age: When | None) -> str:
    """Return an age as people say it: months below three years, years above; a range where a date is partial."""
    if age is None:
        return plain("age not known")
    low, high = _units(age.first), _units(age.last)
    if low == high:
        return _one_age(*low)
    if low[1] == high[1]:
        number, unit = high
        return f"{low[0]}–{_one_age(number, unit)}"
    return f"{_one_age(*low)} – {_one_age(*high)}"


def day_in_words(when: When | None) -> str:
    """Return a moment in days since diagnosis: day 0 is the day of diagnosis."""
    if when is None:
        return ""
    if when.exact:
        return plain("day %(day)s") % {"day": signed(when.first)}
    return plain("day %(first)s to %(last)s") % {"first": signed(when.first), "last": signed(when.last)}


def signed(day: int) -> str:
    return f"−{-day}" if day < 0 else str(day)


def _units(days: int) -> tuple[int, str]:
    if days < THREE_YEARS:
        return int(days // MONTH), "months"
    return int(days // DAYS_A_YEAR), "years"


def _one_age(number: int, unit: str) -> str:
    if unit == "months":
        return ngettext("%(number)s month", "%(number)s months", number) % {"number": number}
    return ngettext("%(number)s year", "%(number)s years", number) % {"number": number}
