"""From files to a draft case, in one pass over the child's data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from refnet.cases.terms import (
    Absence,
    Drug,
    Fact,
    Leftover,
    Marker,
    Phase,
    Radiotherapy,
    Record,
    Surgery,
    Toxicity,
    Transplant,
    When,
)
from refnet.fhir.intake import reasons
from refnet.fhir.intake.blanking import blanked, timeless
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.conditions import Role, role_of
from refnet.fhir.intake.dates import Calendar, Days, days_of
from refnet.fhir.intake.documents import documents_of
from refnet.fhir.intake.drugs import drugs_of
from refnet.fhir.intake.findings import add_observations, allergies_of, family_of, reports_of, toxicity_of
from refnet.fhir.intake.leftovers import merged, remaining
from refnet.fhir.intake.loading import load
from refnet.fhir.intake.person import born_on, deceased, person_of, sex_of
from refnet.fhir.intake.procedures import Kind, drug_therapy, is_empty, kind_of, line, operation, transplant
from refnet.fhir.intake.radiotherapy import courses_of
from refnet.fhir.intake.references import pooled
from refnet.fhir.intake.spread import add_evidence, add_spread
from refnet.fhir.intake.terms import BadIntake, Intake
from refnet.fhir.intake.tracking import Resource
from refnet.fhir.intake.tumour import Draft, draft_of

FAR = date.max


@dataclass(slots=True)
class Treatment:
    """What was done, by kind."""

    phases: list[Phase] = field(default_factory=list)
    drugs: list[Drug] = field(default_factory=list)
    radiotherapy: list[Radiotherapy] = field(default_factory=list)
    surgery: list[Surgery] = field(default_factory=list)
    transplants: list[Transplant] = field(default_factory=list)


def read(files: Iterable[tuple[str, bytes]]) -> Intake:
    """Return the draft case that a hospital's data make: what was understood, and what was not.

    Parameters
    ----------
    files
        Names and contents: FHIR R4 JSON, as a Bundle of any type, single resources, many files, or NDJSON.

    Raises
    ------
    BadIntake
        With a sentence and the place, if the data cannot become a case. Nothing else is ever raised.
    """
    loaded = load(files)
    pool, leftovers = pooled(loaded)
    chart = Chart(pool, Calendar(date(1970, 1, 1)), [*loaded.leftovers, *leftovers])
    person = person_of(chart)
    sex, died, born = sex_of(chart), deceased(chart), born_on(chart)
    drafts, spreads, others = _conditions(chart, born)
    main = drafts[0]
    chart.calendar.zero = _zero(chart, main, born)
    birth = _birth(chart, main, born)
    for draft in drafts:
        add_evidence(chart, draft)
    for resource in spreads:
        add_spread(chart, resource, drafts)
    treatment, notes = _treatment(chart)
    toxicities = [toxicity_of(chart, resource) for resource in others]
    findings = [*add_observations(chart, drafts), *reports_of(chart), *allergies_of(chart), *family_of(chart), *notes]
    documents = documents_of(chart)
    record = Record(
        sex=sex,
        born=birth,
        tumours=tuple(draft.finished(chart) for draft in drafts),
        phases=tuple(treatment.phases),
        drugs=tuple(sorted(treatment.drugs, key=_by_start)),
        radiotherapy=tuple(sorted(treatment.radiotherapy, key=_by_start)),
        surgery=tuple(sorted(treatment.surgery, key=_by_when)),
        transplants=tuple(sorted(treatment.transplants, key=_by_when)),
        toxicities=tuple(sorted(toxicities, key=_by_when)),
        findings=tuple(findings),
        leftovers=merged((*chart.leftovers, *chart.calendar.leftovers, *remaining(pool))),
    )
    zero = chart.calendar.zero
    record = timeless(blanked(record, person), zero)
    return Intake(record, person, zero, tuple(documents), loaded.source_format, died)


def _conditions(chart: Chart, born: Days | None) -> tuple[list[Draft], list[Resource], list[Resource]]:
    """Sort the Conditions into tumours (the main one first), their spread, and the rest."""
    written_on = _written_on(chart)
    roles = [(resource, role_of(resource)) for resource in chart.sound("Condition")]
    known: dict[tuple[object, ...], Draft] = {}
    for resource, role in roles:
        if role is not Role.PRIMARY:
            continue
        draft = draft_of(chart, resource, born, written_on)
        if known.setdefault(draft.key, draft) is not draft:
            chart.leftovers.append(Leftover("Condition", "", reasons.SAME_TUMOUR))
    drafts = list(known.values())
    if not drafts:
        raise BadIntake(reasons.NO_TUMOUR)
    drafts.sort(key=lambda draft: (draft.relapse, not _marked(draft), draft.days.first if draft.days else FAR))
    of_role = {wanted: [resource for resource, role in roles if role is wanted] for wanted in Role}
    return drafts, of_role[Role.SECONDARY], of_role[Role.OTHER]


def _marked(draft: Draft) -> bool:
    profiles = draft.resource.profiles
    return "primarycancer" in profiles or "primary-cancer" in profiles


def _written_on(chart: Chart) -> Days | None:
    """The last day on which any of the data were written, as the sender's system has it."""
    found = []
    for resource in chart.pool.resources:
        meta = resource.root.child("meta").child("lastUpdated").peek()
        if days := days_of(meta):
            found.append(days)
    return max(found, key=lambda days: days.last, default=None)


def _zero(chart: Chart, main: Draft, born: Days | None) -> date:
    """The day from which the case counts: the first day of the diagnosis, else of the birth, else of anything told."""
    if main.days:
        return main.days.first
    if born:
        return born.first
    told = [days.first for written in _all_dates(chart.pool.resources) if (days := days_of(written))]
    return min(told, default=date(2000, 1, 1))


def _all_dates(resources: list[Resource]) -> Iterable[str]:
    for resource in resources:
        for name in ("performedDateTime", "effectiveDateTime", "onsetDateTime", "authoredOn"):
            yield resource.root.child(name).peek()
        for name in ("performedPeriod", "effectivePeriod", "onsetPeriod"):
            yield resource.root.child(name).child("start").peek()


def _birth(chart: Chart, main: Draft, born: Days | None) -> Fact[When]:
    node = chart.pool.patient.root.child("birthDate")
    if born is None:
        absent = Absence.NOT_UNDERSTOOD if node else chart.pool.patient.root.absence("birthDate")
        return Fact(absent=absent or Absence.NOT_SENT)
    if main.days and main.days.last < born.first:
        chart.note(node, reasons.BORN_AFTER_DIAGNOSIS)
        return Fact(absent=Absence.NOT_UNDERSTOOD, origin=node.origin)
    chart.calendar.born = born
    return Fact(chart.calendar.count(born), origin=node.origin)


def _treatment(chart: Chart) -> tuple[Treatment, list[Marker]]:
    treatment = Treatment()
    treatment.drugs, notes = drugs_of(chart)
    courses: list[Resource] = []
    operations: list[Resource] = []
    for resource in chart.sound("Procedure"):
        kind = kind_of(resource)
        if kind is not Kind.RADIOTHERAPY and is_empty(resource):
            resource.set_aside = True
            chart.leftovers.append(Leftover("Procedure", "", reasons.NOTHING_SAID))
        elif kind is Kind.RADIOTHERAPY:
            courses.append(resource)
        elif kind is Kind.OPERATION:
            operations.append(resource)
        else:
            _add_procedure(chart, treatment, resource, kind)
    treatment.radiotherapy = courses_of(chart, courses)
    treatment.surgery = _operations(chart, operations)
    return treatment, notes


def _add_procedure(chart: Chart, treatment: Treatment, resource: Resource, kind: Kind) -> None:
    if kind is Kind.LINE:
        treatment.phases.append(line(chart, resource))
    elif kind is Kind.TRANSPLANT:
        treatment.transplants.append(transplant(chart, resource))
    elif kind is Kind.DRUGS:
        treatment.drugs += drug_therapy(chart, resource)


def _operations(chart: Chart, resources: list[Resource]) -> list[Surgery]:
    """Return the operations; one that the sender sent twice, with one number for one day, is told once."""
    told: list[Surgery] = []
    seen: set[tuple[str, When]] = set()
    for resource in resources:
        surgery = operation(chart, resource)
        number = str(resource.data.get("identifier", ""))
        if number and surgery.when and (number, surgery.when) in seen:
            chart.leftovers.append(Leftover("Procedure", "", reasons.TWICE))
            continue
        if number and surgery.when:
            seen.add((number, surgery.when))
        told.append(surgery)
    return told


def _by_start(item: Drug | Radiotherapy) -> int:
    return item.start.first if item.start else 10**6


def _by_when(item: Surgery | Transplant | Toxicity) -> int:
    return item.when.first if item.when else 10**6
