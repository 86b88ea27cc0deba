"""CodeableConcepts as a hospital sends them: codes, words, or the reason why there are neither."""

import re
from dataclasses import dataclass

from refnet.cases.terms import Absence, Code
from refnet.fhir.intake.tracking import ABSENCES, Node
from refnet.vocabulary.names import name_of, system_key

NULL_FLAVOURS = {
    "NI": Absence.NOT_SENT,
    "UNK": Absence.ASKED_UNKNOWN,
    "ASKU": Absence.ASKED_UNKNOWN,
    "NAV": Absence.ASKED_UNKNOWN,
    "NASK": Absence.NOT_ASKED,
    "NA": Absence.NOT_APPLICABLE,
    "MSK": Absence.MASKED,
}
"""Source: HL7 v3 NullFlavor. `OTH` and `UNC` say that the words carry the meaning, and are no absence."""

ABSENT_SYSTEMS = ("data-absent-reason", "v3-NullFlavor")
QUALIFIER = re.compile(
    r"\s*\((?:disorder|finding|procedure|qualifier value|body structure|morphologic abnormality|"
    r"observable entity|situation|event|substance|product|physical object|regime/therapy)\)$"
)


@dataclass(frozen=True, slots=True)
class Coding:
    """One code, and the place where it stands."""

    code: Code
    node: Node

    @property
    def key(self) -> str:
        """The short key of its code system (`sct`), or nothing."""
        return system_key(self.code.system) or ""

    @property
    def name(self) -> str:
        """What it is called: in the sender's words, else in the vocabulary's, else nothing."""
        return self.code.display or name_of(self.code.system, self.code.code) or ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What one CodeableConcept says."""

    codings: tuple[Coding, ...] = ()
    text: str = ""
    absent: Absence | None = None
    node: Node | None = None

    def __bool__(self) -> bool:
        return bool(self.codings or self.text)

    @property
    def codes(self) -> tuple[Code, ...]:
        return tuple(coding.code for coding in self.codings if coding.code.code)

    @property
    def written(self) -> str:
        """The sender's own words, and nothing else."""
        return self.text or next((coding.code.display for coding in self.codings if coding.code.display), "")

    @property
    def words(self) -> str:
        """The sender's words, or the vocabulary's name of the code; nothing where there are only bare codes."""
        return self.text or next((coding.name for coding in self.codings if coding.name), "")

    @property
    def name(self) -> str:
        """The best that can be shown: words, else the code itself as sent."""
        return self.words or next((coding.code.code for coding in self.codings if coding.code.code), "")

    def has(self, *codes: str) -> bool:
        return any(coding.code.code in codes for coding in self.codings)


def concept(node: Node) -> Concept:
    """Return what a CodeableConcept says, and mark what was read of it."""
    if not isinstance(node.value, dict):
        return Concept()
    codings: list[Coding] = []
    words = node.text("text")
    absent = node.absence("text")
    for item in node.each("coding"):
        coding, reason = _coding(item)
        absent = absent or reason
        if coding:
            codings.append(coding)
    for extension in node.extensions("data-absent-reason"):
        absent = absent or ABSENCES.get(extension.text("valueCode"), Absence.NOT_SENT)
    return Concept(tuple(codings), words, absent, node)


def peeked(node: Node) -> Concept:
    """Return what a CodeableConcept says, leaving it unread."""
    before = set(node.resource.read)
    found = concept(node)
    node.resource.read = before
    return found


def notes_of(node: Node) -> list[tuple[str, Node]]:
    """Return the notes of a resource, each with its place, and mark them as read."""
    return [(text, note.child("text")) for note in node.each("note") if (text := note.text("text"))]


def _coding(node: Node) -> tuple[Coding | None, Absence | None]:
    system, code = node.text("system"), node.text("code")
    display = QUALIFIER.sub("", node.text("display"))
    for name in ("version", "userSelected"):
        node.child(name).take()
    key = system_key(system) or ""
    if key in ABSENT_SYSTEMS:
        reason = ABSENCES.get(code) if key == ABSENT_SYSTEMS[0] else NULL_FLAVOURS.get(code)
        # “Other”, with a word for what it is: the word counts.
        if reason is None and display and display.casefold() not in ("other", "un-encoded", "unknown"):
            return Coding(Code(display=display), node), None
        return None, reason
    if not code and not display:
        return None, None
    return Coding(Code(system, code, display), node), None
