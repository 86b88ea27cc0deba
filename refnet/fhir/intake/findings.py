"""Everything else that was found: laboratory values, performance status, reports, allergies, the family's illnesses."""

from refnet.cases.terms import Marker, Toxicity, When
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import concept, notes_of
from refnet.fhir.intake.conditions import body_sites
from refnet.fhir.intake.drugs import UNIT_WORDS
from refnet.fhir.intake.observations import finding_of
from refnet.fhir.intake.spread import place
from refnet.fhir.intake.tracking import Node, Resource
from refnet.fhir.intake.tumour import Draft
from refnet.fhir.intake.values import amount, value_of, written

ENDED = ("resolved", "inactive", "remission")
GOING_ON = ("active", "recurrence", "relapse")


def toxicity_of(chart: Chart, resource: Resource) -> Toxicity:
    """Return a complication, side effect or other condition."""
    node = resource.root
    code = concept(node.child("code"))
    notes = [text for text, _ in notes_of(node)]
    sites = [said.name for said in body_sites(node)]
    plain = "" if code.has("75478009") and notes else code.name
    status = concept(node.child("clinicalStatus"))
    concept(node.child("verificationStatus"))
    for category in node.each("category"):
        concept(category)
    for extension in node.extensions("condition-related", "dueTo"):
        chart.follow(extension.child("valueReference"))
    when, _ = chart.calendar.occurrence(node, "onset")
    for extension in node.extensions("condition-assertedDate"):
        when = when or chart.calendar.when(extension.child("valueDateTime"))
    ended, _ = chart.calendar.occurrence(node, "abatement")
    words = [plain, *notes, *sites, *_extent(ended, when)]
    origin = (code.node if code and code.node and plain else _note_or(node)).origin
    return Toxicity(
        name=" – ".join(dict.fromkeys(word for word in words if word)) or "Condition",
        grade=concept(node.child("severity")).name,
        when=when,
        resolved=True if status.has(*ENDED) or ended else False if status.has(*GOING_ON) else None,
        codes=code.codes,
        origin=origin,
    )


def _extent(ended: When | None, when: When | None) -> list[str]:
    """How long it lasted, where both days are known exactly."""
    if ended and when and ended.exact and when.exact and ended.first > when.first:
        return [f"{ended.first - when.first} days"]
    return []


def _note_or(node: Node) -> Node:
    notes = node.each("note")
    return notes[0].child("text") if notes else node.child("code")


def add_observations(chart: Chart, drafts: list[Draft]) -> list[Marker]:
    """Put each Observation with its tumour, or return it among the general findings."""
    general: list[Marker] = []
    for resource in chart.sound("Observation"):
        draft = _focus(chart, resource.root, drafts)
        finding = finding_of(chart, resource)
        if finding is None:
            continue
        if finding.of_tumour:
            place(draft, finding)
        else:
            general.append(finding.marker)
    return general


def _focus(chart: Chart, node: Node, drafts: list[Draft]) -> Draft:
    named = [
        *node.each("focus"),
        *(item.child("valueReference") for item in node.extensions("mcode-related-condition")),
    ]
    for item in named:
        target = chart.follow(item)
        for draft in drafts:
            if draft.resource is target:
                return draft
    return drafts[0]


def reports_of(chart: Chart) -> list[Marker]:
    """Return the conclusions of reports; a report's single results are findings of their own."""
    found = []
    for resource in chart.sound("DiagnosticReport"):
        node = resource.root
        said = concept(node.child("code"))
        for category in node.each("category"):
            concept(category)
        when, _ = chart.calendar.occurrence(node, "effective")
        for item in node.each("result"):
            chart.follow(item)
        codes = [part.name for item in node.each("conclusionCode") if (part := concept(item))]
        words = [node.text("conclusion"), *codes]
        value = "; ".join(word for word in words if word)
        if value:
            found.append(Marker(said.name or "Report", value, "", said.codes, when, node.child("conclusion").origin))
    return found


def allergies_of(chart: Chart) -> list[Marker]:
    """Return what the child does not tolerate."""
    found = []
    for resource in chart.sound("AllergyIntolerance"):
        node = resource.root
        said = concept(node.child("code"))
        shown = [
            part.name
            for item in node.each("reaction")
            for sign in item.each("manifestation")
            if (part := concept(sign))
        ]
        when, _ = chart.calendar.occurrence(node, "onset")
        status = concept(node.child("clinicalStatus")).name
        words = [said.name, *shown, status, node.text("criticality")]
        if said:
            value = "; ".join(word for word in words if word)
            found.append(Marker("Allergy or intolerance", value, "", said.codes, when, node.child("code").origin))
    return found


def _age(node: Node) -> str:
    length = amount(node)
    if length.value is None:
        return ""
    return f"{length.bound}{written(length.value)} {UNIT_WORDS.get(length.unit, length.unit)}"


def family_of(chart: Chart) -> list[Marker]:
    """Return the illnesses of relatives, by their relation and never by name."""
    found = []
    for resource in chart.sound("FamilyMemberHistory"):
        node = resource.root
        relation = concept(node.child("relationship")).name or "relative"
        for item in node.each("condition"):
            said = concept(item.child("code"))
            form, onset = item.choice("onset")
            age = _age(onset) if form == "Age" else value_of(item, "onset")[0]
            words = [said.name, f"at age {age}" if age else "", concept(item.child("outcome")).name]
            if item.flag("contributedToDeath"):
                words.append("contributed to death")
            if said:
                value = "; ".join(word for word in words if word)
                found.append(Marker(f"Family: {relation}", value, "", said.codes, origin=item.child("code").origin))
    return found
