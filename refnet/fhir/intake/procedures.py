"""Operations, transplantations, lines of treatment: what was done, sorted by kind."""

import html
import re
from dataclasses import replace
from enum import StrEnum

from refnet.cases.terms import Drug, Leftover, Origin, Phase, Surgery, Transplant
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import Concept, concept, notes_of, peeked
from refnet.fhir.intake.conditions import body_sites, with_side
from refnet.fhir.intake.tracking import Node, Resource, cleaned
from refnet.fhir.intake.values import amount, written
from refnet.vocabulary.names import drug_name

# Source: SNOMED CT codes of the survivorship passport's procedure categories and of mCODE.
DOSED_CODE = re.compile(r"([A-Z]\d\d[A-Z]{2}\d\d) \((\d{1,9}(?:[.,]\d{1,6})?) ([^\s(),]{1,20})\)")
DOSED_CODES = re.compile(rf"{DOSED_CODE.pattern}(?:[,;] {DOSED_CODE.pattern})*")
LINES = {"708255002"}
RADIOTHERAPY = {"108290001", "1217123003", "33195004", "445232009", "399315003", "152198000", "419815003"}
TRANSPLANTS = {"77465005", "53088000", "50223000", "23719005", "234336002"}
DRUG_THERAPY = {"416608005", "367336001"}
SURGERY = {"387713003"}
KINDS_WITHOUT_NAME = LINES | RADIOTHERAPY | {"77465005"} | DRUG_THERAPY | SURGERY
TELLING = ("note", "outcome", "usedCode", "complication", "report", "instantiatesCanonical")
SINGLE = re.compile(r"\s+")


class Kind(StrEnum):
    """What a Procedure is, for a case."""

    LINE = "line"
    RADIOTHERAPY = "radiotherapy"
    TRANSPLANT = "transplant"
    DRUGS = "drugs"
    OPERATION = "operation"


PROFILES = (
    ("radiothera", Kind.RADIOTHERAPY),
    ("sct-prophylaxis", Kind.DRUGS),
    ("procedure-sct", Kind.TRANSPLANT),
    ("procedure-surgery", Kind.OPERATION),
    ("-flt-", Kind.LINE),
)


def kind_of(resource: Resource) -> Kind:
    """Return what a Procedure is: by the sender's profile, else by its category and code, else by its words."""
    for part, kind in PROFILES:
        if part in resource.profiles:
            return kind
    node = resource.root
    said = [peeked(node.child("category")), peeked(node.child("code"))]
    for codes, kind in (
        (RADIOTHERAPY, Kind.RADIOTHERAPY),
        (TRANSPLANTS, Kind.TRANSPLANT),
        (LINES, Kind.LINE),
        (DRUG_THERAPY, Kind.DRUGS),
        (SURGERY, Kind.OPERATION),
    ):
        if any(item.has(*codes) for item in said):
            return kind
    return _by_words(resource, " ".join(item.words for item in said).strip())


def _by_words(resource: Resource, words: str) -> Kind:
    if re.search(r"radioth|radiation|teletherap|brachyther|bestrahl|radioter", words, re.IGNORECASE):
        return Kind.RADIOTHERAPY
    if re.search(r"(stem cell|bone marrow) transpl|stammzelltransp|ha?ematopoietic", words, re.IGNORECASE):
        return Kind.TRANSPLANT
    named = any(item.child("display").peek() for item in resource.root.each("reasonReference"))
    return Kind.DRUGS if named and not words else Kind.OPERATION


def is_empty(resource: Resource) -> bool:
    """Whether a Procedure says nothing beyond its kind: a form that was opened and never filled in."""
    node = resource.root
    told = [peeked(node.child("code")), *(peeked(site) for site in node.each("bodySite"))]
    named = any(item.text or not {code.code for code in item.codes} <= KINDS_WITHOUT_NAME for item in told)
    happened = bool(node.choice("performed")[1])
    more = any(node.child(name) for name in TELLING)
    words = [narrative(resource, read=False), *(item.child("display").peek() for item in node.each("reasonReference"))]
    return not (named or happened or more or any(words))


def narrative(resource: Resource, *, read: bool) -> str:
    """Return the plain words of a narrative, without its markup."""
    node = resource.root.child("text").child("div")
    if not isinstance(node.value, str):
        return ""
    bare = html.unescape(re.sub(r"<[^>]*>", " ", node.value))
    if read:
        node.take()
    return SINGLE.sub(" ", cleaned(bare)).strip()


def operation(chart: Chart, resource: Resource) -> Surgery:
    """Return an operation, biopsy or other procedure by the best name that the data give it."""
    node = resource.root
    category, code = concept(node.child("category")), concept(node.child("code"))
    if category.has(*LINES):
        chart.note(node.child("category"), reasons.FIRST_LINE_OPERATION)
    parts = [code.name, *(text for text, _ in notes_of(node))]
    parts += [_plan(chart, item) for item in _addresses(node)]
    if not any(parts) or node.child("text").child("status").peek() == "additional":
        parts.append(narrative(resource, read=True))
    if not any(parts):
        parts.append(category.name)
    parts += [said.name for item in node.each("usedCode") if (said := concept(item))]
    parts += [said.name for item in node.each("focalDevice") if (said := concept(item.child("action")))]
    parts += _times(node)
    when, _ = chart.calendar.occurrence(node, "performed")
    name = " – ".join(dict.fromkeys(part for part in parts if part))
    return Surgery(name or "Procedure", _sites(node), when, (*code.codes, *category.codes), _best_origin(node, code))


def _sites(node: Node) -> str:
    found = [with_side(said, said.name) for said in body_sites(node)]
    for extension in node.extensions("surgery-sacrifiedOrgan"):
        organ = concept(extension.child("valueCodeableConcept")).name
        if organ and organ not in found:
            found.append(f"removed: {organ}")
    return "; ".join(dict.fromkeys(found))


def _times(node: Node) -> list[str]:
    """How often, where the sender's timing says so."""
    found = []
    for extension in node.extensions("procedure-performedTiming"):
        repeat = extension.child("valueTiming").child("repeat")
        count = repeat.number("count")
        low = amount(repeat.child("boundsRange").child("low"))
        if count is not None:
            found.append(f"{written(count)} times")
        elif low.value is not None:
            found.append(f"at least {low}")
    return found


def _best_origin(node: Node, code: Concept) -> Origin:
    if code and code.node:
        return code.node.origin
    notes = node.each("note")
    if notes:
        return notes[0].child("text").origin
    narrated = node.child("text").child("div")
    return narrated.origin if narrated else node.child("category").origin


def transplant(chart: Chart, resource: Resource) -> Transplant:
    """Return a stem cell transplantation with the source of its cells, where the data say it."""
    node = resource.root
    category, code = concept(node.child("category")), concept(node.child("code"))
    when, _ = chart.calendar.occurrence(node, "performed")
    sources = [text for item in node.each("usedReference") if (text := _product(chart, item))]
    used = node.extensions("procedure-usedReference")
    sources += [_product(chart, extension.child("valueReference")) for extension in used]
    sources += [text for text, _ in notes_of(node)]
    sources += _times(node)
    source = "; ".join(part for part in sources if part)
    origin = (code.node if code and code.node else node.child("category")).origin
    kind = code.name or category.name or "Transplantation"
    return Transplant(kind, source, when, code.codes or category.codes, origin)


def _product(chart: Chart, node: Node) -> str:
    target = chart.follow(node)
    if target is None:
        return node.text("display")
    target.taken = True
    product = target.root
    parts = [concept(product.child("productCode")).name, product.text("productCategory")]
    source = product.child("collection").child("source")
    parts.append(source.text("display"))
    return ", ".join(part for part in parts if part)


def line(chart: Chart, resource: Resource) -> Phase:
    """Return a line of treatment, with the protocol where the data hold it."""
    node = resource.root
    category, code = concept(node.child("category")), concept(node.child("code"))
    start, end = chart.calendar.occurrence(node, "performed")
    protocol = [_plan(chart, item) for item in _addresses(node)]
    protocol += [text for text, _ in notes_of(node)]
    if code and code.name != category.name:
        protocol.insert(0, code.name)
    outcome = concept(node.child("outcome")).name
    words = "; ".join(part for part in protocol if part)
    return Phase(category.name or code.name, words, outcome, start, end, node.child("category").origin)


def _addresses(node: Node) -> list[Node]:
    """The items of `instantiatesCanonical`, each an address in plain text."""
    holder = node.child("instantiatesCanonical")
    values = holder.value if isinstance(holder.value, list) else []
    return [Node(node.resource, value, (*holder.path, index)) for index, value in enumerate(values)]


def _plan(chart: Chart, item: Node) -> str:
    address = item.text().partition("|")[0]
    if not address:
        return ""
    found = next((plan for plan in chart.pool.resources if plan.data.get("url") == address), None)
    found = found or chart.pool.look_up(address, item.resource)
    if found is None or found.kind not in ("PlanDefinition", "ActivityDefinition"):
        chart.note(item, reasons.PLAN_UNNAMED)
        return ""
    found.taken = True
    return found.root.text("title") or found.root.text("name")


def drug_therapy(chart: Chart, resource: Resource) -> list[Drug]:
    """Return a drug treatment that is told in words only: as written, with no dose read from them; or medicine by
    medicine, where the words are nothing but ATC codes with their doses.
    """
    node = resource.root
    concept(node.child("category"))
    code = concept(node.child("code"))
    words = [code.name] if code and not code.has(*DRUG_THERAPY) else []
    unlinked = [item for item in node.each("reasonReference") if not item.child("reference")]
    words += [text for item in unlinked if (text := item.text("display"))]
    words += [text for text, _ in notes_of(node)]
    if not words:
        words = [narrative(resource, read=True)]
    start, end = chart.calendar.occurrence(node, "performed")
    name = "; ".join(word for word in words if word)
    if not name:
        chart.leftovers.append(Leftover(resource.kind, "", reasons.NOTHING_SAID))
        return []
    whole = Drug(name, start=start, end=end, codes=code.codes, origin=_best_origin(node, code))
    if not DOSED_CODES.fullmatch(name):
        return [whole]
    chart.leftovers.append(Leftover(resource.kind, whole.origin.path if whole.origin else "", reasons.DOSES_IN_WORDS))
    found = DOSED_CODE.finditer(name)
    return [_dosed(whole, atc, dose, unit) for atc, dose, unit in (match.groups() for match in found)]


def _dosed(whole: Drug, atc: str, dose: str, unit: str) -> Drug:
    # UCUM writes “no unit” as 1.
    unit = "" if unit == "1" else unit
    return replace(whole, name=drug_name(atc) or atc, atc=atc, dose=float(dose.replace(",", ".")), unit=unit)
