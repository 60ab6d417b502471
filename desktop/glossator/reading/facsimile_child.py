"""What runs in the child process of a facsimile: draw pages as asked, or tell where the text stands on them."""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

import pypdfium2

from glossator.model.problem import Problem, Refused
from glossator.reading.child import limit
from glossator.reading.frames import read_frame, write_frame
from glossator.reading.parsed import Given

#: What is asked with bytes behind it.
_WITH_BYTES = frozenset({"open", "places"})


def serve() -> None:
    """Answer until the parent ends this process: a head of JSON and bytes to each question."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not get between the frames.
    sys.stdout = sys.stderr
    book: Book | None = None
    limited = False
    while (frame := read_frame(asked)) is not None:
        question = json.loads(frame)
        data = read_frame(asked) if question["what"] in _WITH_BYTES else b""
        if data is None:
            return
        if not limited:
            if question["what"] == "places":  # imported first: what Python compiles it also keeps
                importlib.import_module("glossator.reading.pdf_places")
            limited = True
            limit()
        body = b""
        try:
            if question["what"] == "open":
                book = Book(data, question["name"])
                head: dict[str, Any] = {"sizes": book.sizes()}
            elif question["what"] == "places":
                head, body = _places(data, question)
            elif book is None:
                head = {"failed": "nothing is open"}
            else:
                head, body = book.draw(question["page"], question["width"])
        except Refused as no:
            head = {"refused": [no.problem.what, no.problem.why, no.problem.todo]}
        except Exception as error:  # whatever a hostile file does, the answer is a sentence
            head = {"failed": type(error).__name__}
        write_frame(answers, json.dumps(head).encode("utf-8"))
        write_frame(answers, body)


#: The size of a page that cannot be opened, in points: A4.
UNREADABLE = (595.0, 842.0)


class Book:
    """Hold an open PDF."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
            self._count = len(self._document)
        except pypdfium2.PdfiumError as error:
            raise Refused(_not_opened(name, str(error))) from None

    def sizes(self) -> list[tuple[float, float]]:
        """Return width and height of every page in points, as it is shown."""
        return [self._size(page) for page in range(self._count)]

    def _size(self, page: int) -> tuple[float, float]:
        try:
            width, height = self._document.get_page_size(page)
        except pypdfium2.PdfiumError:  # this page cannot be opened; the others can
            return UNREADABLE
        return float(width), float(height)

    def draw(self, page: int, width: int) -> tuple[dict[str, Any], bytes]:
        """Draw a page so many pixels wide; four bytes a pixel: blue, green, red, none."""
        opened = self._document[page]
        try:
            bitmap = opened.render(scale=width / max(opened.get_width(), 1.0), prefer_bgrx=True, may_draw_forms=False)
            head = {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride}
            body = bytes(bitmap.buffer)
            bitmap.close()
        finally:
            opened.close()
        return head, body


def _not_opened(name: str, said: str) -> Problem:
    if "password" in said.lower():
        return Problem(f"{name} was not opened", "a password protects it", "save it without one, and open that")
    return Problem(f"{name} was not opened", "it is damaged, or no PDF", "fetch it again from where it came")


def _places(data: bytes, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    from glossator.reading.pdf_places import read_places

    words, body = read_places(Given(data, question["name"], options=question["options"])).told()
    return {"places": words}, body
