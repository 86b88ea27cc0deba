"""The process that opens a DOCX or plain text."""

from refnet.documents.sandbox import letters, writing
from refnet.documents.sandbox.answering import Opened, answer


def opened(content: bytes, first: int) -> Opened:
    document = letters.open_letter(writing.pdf_of(content))
    return len(document), letters.pages(document, first)


if __name__ == "__main__":
    answer(opened)
