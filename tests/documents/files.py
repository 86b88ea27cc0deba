"""Real files, built here: letters and scans, and files that act, hide something or burst."""

import zipfile
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from weasyprint import HTML

CLEAN = (
    "We report on a child with a nephroblastoma of the left kidney, stage II, after four weeks of vincristine and "
    "actinomycin D. The tumour has shrunk from 9 to 5 cm. There are no metastases in the lungs or the liver."
)
NAMING = (
    "We report on Annelies Winterstein, born on 17 April 2023, record MRN-4471902, who lives in Lindengasse 12. "
    "She has a nephroblastoma of the left kidney, stage II, without metastases in the lungs or the liver."
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def letter(text: str = CLEAN, *, pages: int = 1, title: str = "") -> bytes:
    """A born-digital letter as PDF."""
    body = "<p style='break-before: page'>".join([text] * pages)
    head = f"<title>{title}</title><meta name=author content='{title}'>" if title else ""
    return HTML(string=f"{head}<p style='font: 13pt/1.6 DejaVu Sans'>{body}").write_pdf()


def form(text: str = CLEAN) -> bytes:
    """A letter with a field that was filled in, and a link."""
    page = f"<p>{text}</p><input value='Winterstein'><a href='https://example.org/'>more</a>"
    return HTML(string=page).write_pdf(pdf_forms=True)


def with_script(pdf: bytes | None = None) -> bytes:
    act = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('hello');")}
    )
    return _written(pdf, lambda writer: writer.root_object.update({NameObject("/OpenAction"): act}))


def with_file(pdf: bytes | None = None) -> bytes:
    return _written(pdf, lambda writer: writer.add_attachment("invoice.exe", b"MZ\x90\0"))


def locked(pdf: bytes | None = None) -> bytes:
    return _written(pdf, lambda writer: writer.encrypt("secret"))


def endless(pages: int = 10_000) -> bytes:
    """A PDF that is small and has very many pages."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(pages))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids)]
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>"] * pages
    parts, places, place = [b"%PDF-1.4\n"], [], 9
    for number, one in enumerate(objects, start=1):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, one)
        places.append(place)
        place += len(part)
        parts.append(part)
    rows = b"".join(b"%010d 00000 n \n" % one for one in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, place)
    return b"".join((*parts, head, rows, tail))


def docx(text: str = CLEAN, *, more: dict[str, bytes] | None = None, table: str = "") -> bytes:
    """A DOCX with one paragraph, and a table of one cell."""
    cell = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{table}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" if table else ""
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{cell}"
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(),
        "docProps/core.xml": b"<x>Winterstein</x>",
        **(more or {}),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """A DOCX that unpacks to two hundred megabytes."""
    return docx(more={"word/media/image1.png": bytes(200 * 1024 * 1024)})


def swelling() -> bytes:
    """A DOCX whose words are defined by each other, to swell when they are read."""
    defined = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    text = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + defined + b"]><x>&a9;</x>"
    return docx(more={"word/document.xml": text})


def program() -> bytes:
    return b"MZ\x90\0\3\0\0\0" + bytes(500)


def scan(text: str = CLEAN, *, kind: str = "PNG", comment: str = "") -> bytes:
    """A letter as a scanner leaves it: pixels alone."""
    page = pdfium.PdfDocument(letter(text))[0]
    image = page.render(scale=200 / 72, grayscale=True).to_pil()
    out = BytesIO()
    image.save(out, kind, **({"comment": comment} if comment else {}))
    return out.getvalue()


def scanned_letter(text: str = CLEAN) -> bytes:
    """A PDF as a scanner makes it: a picture on each page and no words."""
    out = BytesIO()
    Image.open(BytesIO(scan(text))).save(out, "PDF", resolution=200)
    return out.getvalue()


def huge_picture() -> bytes:
    out = BytesIO()
    Image.new("L", (10_000, 10_000), 255).save(out, "PNG")
    return out.getvalue()


def noise() -> bytes:
    """A photograph, as far as a reader of letters can tell."""
    out = BytesIO()
    Image.effect_noise((900, 700), 90).save(out, "PNG")
    return out.getvalue()


def words_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def pictures_of(pdf: bytes) -> list[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=200 / 72).to_pil().convert("L") for page in document]


def _written(pdf, change) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf or letter()))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
