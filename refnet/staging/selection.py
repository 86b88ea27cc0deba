"""Which schema stages a tumour: from its site, histology, behaviour and the age at diagnosis."""

from dataclasses import dataclass
from functools import cache, lru_cache

from refnet.staging.ages import Age, Days, of_days
from refnet.staging.cells import Cell
from refnet.staging.load import facts
from refnet.staging.terms import AGE, BEHAVIOUR, SITE, Selection, Unstageable
from refnet.vocabulary.icdo3 import BadCode, parse_behaviour, parse_morphology, parse_topography, subsites

NO, PERHAPS, YES = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Tumour:
    """What decides about the schema. `sites` holds every subsite where only the organ is known."""

    sites: tuple[str, ...]
    histology: str
    behaviour: str | None
    age: Age | None

    def __str__(self) -> str:
        at = self.sites[0] if len(self.sites) == 1 else self.sites[0][:3]
        behaviour = f"/{self.behaviour}" if self.behaviour else ""
        age = "at an unknown age" if self.age is None else f"at the age of {self.age}"
        return f"{self.histology}{behaviour} in {at} {age}"


@dataclass(frozen=True, slots=True)
class Selected:
    """The schemas that take a tumour for certain, those that may, and what would decide between them."""

    certain: tuple[str, ...]
    possible: tuple[str, ...]
    undecided_by: tuple[str, ...]


def schemas_for(
    site: str, histology: str, behaviour: str | None = None, age_days: Age | Days | None = None
) -> tuple[str, ...]:
    """Return the names of the schemas that may stage a tumour; none where Toronto stage has none for it.

    Raises
    ------
    Unstageable
        If a code cannot be understood.
    """
    found = select(read_tumour(site, histology, behaviour, age_days))
    return tuple(name for name in facts().schemas if name in found.certain or name in found.possible)


def read_tumour(site: str, histology: str, behaviour: str | None, age: Age | Days | None) -> Tumour:
    """Understand the codes of a tumour as hospitals write them.

    Raises
    ------
    Unstageable
        If a code cannot be understood, or two of them contradict each other.
    """
    try:
        sites, code, digit = _codes(site, histology, behaviour)
    except BadCode as error:
        raise Unstageable(str(error)) from error
    return Tumour(sites, code, digit, age if age is None or isinstance(age, Age) else of_days(*age))


@lru_cache(maxsize=10_000)
def _codes(site: str, histology: str, behaviour: str | None) -> tuple[tuple[str, ...], str, str | None]:
    topography, morphology = parse_topography(site), parse_morphology(histology)
    digit = parse_behaviour(behaviour) if behaviour else morphology.behaviour
    if digit != (morphology.behaviour or digit):
        raise Unstageable(f"{histology.strip()} says behaviour {morphology.behaviour}, beside it stands {digit}")
    places = subsites(topography.site) if topography.whole else (topography,)
    return tuple(place.code.replace(".", "") for place in places), morphology.histology, digit


@lru_cache(maxsize=10_000)
def select(tumour: Tumour) -> Selected:
    """Return which schemas take the tumour."""
    fits: dict[str, int] = {}
    for name, row in _rows_for(tumour.histology):
        fits[name] = max(fits.get(name, NO), _fit_of_row(row, tumour))
    certain = tuple(name for name, fit in fits.items() if fit == YES)
    possible = tuple(name for name, fit in fits.items() if fit == PERHAPS)
    return Selected(certain, possible, _undecided_by(tumour) if possible else ())


@cache
def _rows_for(histology: str) -> tuple[tuple[str, Selection], ...]:
    """Return the rows of every schema that take a histology: mostly none, seldom more than three."""
    return tuple(
        (schema.name, row)
        for schema in facts().schemas.values()
        for row in schema.selection
        if row.histology.takes(histology)
    )


def _fit_of_row(row: Selection, tumour: Tumour) -> int:
    return min(
        _fit(row.site, tumour.sites),
        _fit(row.behaviour, (tumour.behaviour,) if tumour.behaviour else ()),
        _fit(row.age, tumour.age.years if tumour.age else ()),
    )


def _fit(cell: Cell, codes: tuple[str, ...]) -> int:
    """Whether the cell takes all that a code may be (yes), some of it (perhaps), or nothing. No code is unknown."""
    if cell.anything:
        return YES
    if not codes:
        return PERHAPS
    taken = sum(cell.takes(code) for code in codes)
    return NO if not taken else YES if taken == len(codes) else PERHAPS


def _undecided_by(tumour: Tumour) -> tuple[str, ...]:
    """Return which of its codes, if it were known exactly, would decide about the schema."""
    open_codes = {
        SITE: len(tumour.sites) > 1,
        BEHAVIOUR: tumour.behaviour is None,
        AGE: tumour.age is None or len(tumour.age.years) > 1,
    }
    return tuple(key for key, undecided in open_codes.items() if undecided and _decides(key, tumour))


def _decides(key: str, tumour: Tumour) -> bool:
    column = {SITE: "site", BEHAVIOUR: "behaviour", AGE: "age"}[key]
    codes = {SITE: tumour.sites, BEHAVIOUR: (), AGE: tumour.age.years if tumour.age else ()}[key]
    return any(
        _fit(getattr(row, column), codes) == PERHAPS
        for _, row in _rows_for(tumour.histology)
        if _fit_of_row(row, tumour) == PERHAPS
    )
