"""The process that opens a PDF."""

from refnet.documents.sandbox import letters
from refnet.documents.sandbox.answering import Opened, answer


def opened(content: bytes, first: int) -> Opened:
    document = letters.open_letter(content)
    return len(document), letters.pages(document, first)


if __name__ == "__main__":
    answer(opened)
