"""The process that opens a scan or a photograph."""

from refnet.documents.sandbox import pictures
from refnet.documents.sandbox.answering import Opened, answer


def opened(content: bytes, first: int) -> Opened:
    return pictures.count_frames(content), pictures.pages(content, first)


if __name__ == "__main__":
    answer(opened)
