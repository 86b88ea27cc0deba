"""The narrative: well-formed XHTML that can do nothing. Source: https://hl7.org/fhir/R4/narrative.html#xhtml."""

from typing import Any
from xml.parsers import expat

DIV = "http://www.w3.org/1999/xhtml div"
ELEMENTS = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "big",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "ul",
        "var",
    ]
)
ATTRIBUTES = frozenset(
    [
        "abbr",
        "accesskey",
        "align",
        "alt",
        "axis",
        "bgcolor",
        "border",
        "cellhalign",
        "cellpadding",
        "cellspacing",
        "cellvalign",
        "char",
        "charoff",
        "charset",
        "cite",
        "class",
        "colspan",
        "compact",
        "coords",
        "dir",
        "frame",
        "headers",
        "height",
        "href",
        "hreflang",
        "hspace",
        "id",
        "lang",
        "longdesc",
        "name",
        "nowrap",
        "rel",
        "rev",
        "rowspan",
        "rules",
        "scope",
        "shape",
        "span",
        "src",
        "start",
        "style",
        "summary",
        "tabindex",
        "title",
        "type",
        "valign",
        "value",
        "vspace",
        "width",
        "xml:lang",
    ]
)


class Unsafe(ValueError):
    """The narrative has something in it that FHIR does not permit. The message says what."""


def narrative_fault(text: Any) -> str:
    """Return what is wrong with a narrative, or nothing."""
    if not isinstance(text, str):
        return "must be XHTML"
    reader = _Reader()
    try:
        reader.read(text)
    except expat.ExpatError as error:
        return f"not well-formed: {expat.errors.messages.get(error.code, 'unreadable')}"
    except Unsafe as error:
        return str(error)
    return "" if reader.filled else "says nothing"


class _Reader:
    """Reads a narrative once; refuses declarations, so that no entity can grow."""

    def __init__(self) -> None:
        self.filled = False
        self._depth = 0

    def read(self, text: str) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._declared
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._said
        parser.Parse(text, True)

    def _declared(self, *_: Any) -> None:
        raise Unsafe("a declaration is not permitted")

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == 0 and name != DIV:
            raise Unsafe("must be a div of XHTML")
        self._depth += 1
        space, _, bare = name.rpartition(" ")
        if f"{space} div" != DIV or bare not in ELEMENTS:
            raise Unsafe(f"element {bare} is not permitted")
        for attribute in attributes:
            if attribute.replace("http://www.w3.org/XML/1998/namespace ", "xml:") not in ATTRIBUTES:
                raise Unsafe(f"attribute {attribute} is not permitted")
        if bare == "img":
            self.filled = True

    def _closed(self, _name: str) -> None:
        self._depth -= 1

    def _said(self, text: str) -> None:
        self.filled = self.filled or bool(text.strip())
