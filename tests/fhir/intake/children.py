"""Children as hospitals send them: the samples of five systems, and small invented ones."""

import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "fhir"
PEOPLE = (
    "austria/at_205",
    "belgium",
    "italy/it_3",
    "italy/it_5",
    "lithuania/lt_69",
    "lithuania/lt_71",
    "lithuania/lt_73",
    "lithuania/lt_87",
    "lithuania/lt_89",
    "spain/sp_216",
    "spain/sp_218",
    "spain/sp_220",
    "spain/sp_222",
    "spain/sp_224",
    "spain/sp_226",
)
EXAMPLES = Path(__file__).resolve().parents[2] / "node" / "node_modules" / "hl7.fhir.us.mcode" / "example"
SCT = "http://snomed.info/sct"
ICDO = "http://terminology.hl7.org/CodeSystem/icd-o-3"
ATC = "http://www.whocc.no/atc"
UCUM = "http://unitsofmeasure.org"
HISTOLOGY = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior"
ASSERTED = "http://hl7.org/fhir/StructureDefinition/condition-assertedDate"
SIDE = "http://hl7.eu/fhir/ig/pcsp/StructureDefinition/mcode-laterality-qualifier"
RELATED = "http://hl7.eu/fhir/ig/pcsp/StructureDefinition/resource-relatedInfo"
OURS = {"reference": "Patient/p"}


def sample(name):
    """The files of one sample patient; skips where the samples are not at hand."""
    folder = SAMPLES / name
    if not folder.exists():
        pytest.skip("the sample patients are not at hand (../shared/samples/fhir)")
    return [(file.name, file.read_bytes()) for file in sorted(folder.glob("*.json"))]


def example(name):
    """The files of one child of mCODE's examples; skips where they are not installed."""
    if not EXAMPLES.exists():
        pytest.skip("mCODE's examples are not installed (tests/node)")
    found = [(file.name, file.read_bytes()) for file in sorted(EXAMPLES.glob(f"*{name}*.json"))]
    return [*found, *((file.name, file.read_bytes()) for file in _others(name))]


def _others(name):
    """Files that are named otherwise and are about the same child, the list of all patients left out."""
    files = (file for file in sorted(EXAMPLES.glob("*.json")) if name not in file.name)
    about = f"Patient/cancer-patient-{name}".encode()
    return [file for file in files if about in file.read_bytes() and not file.name.startswith(("Group", "Bundle"))]


def said(system, code, display=""):
    """A CodeableConcept."""
    coding = {"system": system, "code": code}
    return {"coding": [coding | ({"display": display} if display else {})]}


def patient(**more):
    return {
        "resourceType": "Patient",
        "id": "p",
        "name": [{"family": "Lindqvist", "given": ["Åsa", "Maj-Britt"]}],
        "gender": "female",
        "birthDate": "2015-03-05",
        **more,
    }


def tumour(morphology="9500/3", site="C74.9", on="2020-07-17", **more):
    """A neuroblastoma of the adrenal gland, unless told otherwise."""
    extensions = [{"url": ASSERTED, "valueDateTime": on}] if on else []
    if morphology:
        extensions.append({"url": HISTOLOGY, "valueCodeableConcept": said(ICDO, morphology)})
    body = {"bodySite": [said(ICDO, site)]} if site else {}
    base = {"resourceType": "Condition", "id": "c", "subject": OURS, "extension": extensions}
    return base | body | more


def files(*resources):
    """One file a resource, as a folder would hold them."""
    return [(f"{index}.json", json.dumps(item).encode()) for index, item in enumerate(resources)]


def bundle(*resources, kind="collection", urls=()):
    entries = [{"resource": item} for item in resources]
    for entry, url in zip(entries, urls, strict=False):
        entry["fullUrl"] = url
    return {"resourceType": "Bundle", "type": kind, "entry": entries}


def texts(value):
    """Every text in a plain record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
