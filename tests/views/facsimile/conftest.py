"""The pages of a small PDF beside the page that holds their text, with the places that pdfium itself tells."""

from collections.abc import Callable, Iterator, Sequence

import pypdfium2
import pytest
from page_contents import KINDS
from PySide6.QtWidgets import QHBoxLayout, QWidget

from glossator.model.document import Block, Content
from glossator.reading.placed import PagePlaces, Places
from glossator.views.facsimile.book import Book
from glossator.views.facsimile.view import FacsimileView
from glossator.views.page.view import PageView
from glossator.views.theme import theme
from small_pdf import HEIGHT, pdf_of


def text_of(pages: Sequence[Sequence[str]]) -> Content:
    """Return the text of pages of lines: each page one paragraph, its lines joined by blanks."""
    text, blocks = "", []
    for lines in pages:
        start = len(text) + bool(text)
        text += ("\n" if text else "") + " ".join(lines)
        blocks.append(Block("paragraph", start, len(text), page=len(blocks)))
    return Content(text, tuple(blocks))


def places_of(data: bytes, content: Content) -> Places:
    """Ask pdfium where each character of such a text stands."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for block, page in zip(content.blocks, document, strict=True):
        words = page.get_textpage()
        raw = words.get_text_range().replace("\r\n", " ").rstrip()
        assert raw == content.text[block.start : block.end]
        boxes, index = [], 0
        for at, letter in enumerate(raw):
            left, bottom, right, top = words.get_charbox(index, loose=True)
            index += 1
            if letter == " " and words.get_text_range(index - 1, 2) == "\r\n":
                index += 1  # the end of a line is two characters there, and has no place
                continue
            boxes.append((block.start + at, left, HEIGHT - top, right, HEIGHT - bottom))
        pages.append(PagePlaces(boxes))
    document.close()
    return Places.of("", pages)


@pytest.fixture
def facsimile(qtbot) -> Iterator[Callable[..., FacsimileView]]:
    """Show pages of lines, with their text in a page beside them or hidden."""
    books, windows = [], []

    def shown(pages: Sequence[Sequence[str]], *, colours: str = "light", beside: bool = False) -> FacsimileView:
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        row = QHBoxLayout(window)
        row.setContentsMargins(0, 0, 0, 0)
        page = PageView(theme=theme(colours))
        view = FacsimileView(page)
        for one in (view, page):
            row.addWidget(one, 1)
        page.companion = view
        page.setVisible(beside)
        if beside:
            view.setFocusProxy(page)
        else:
            page.setFocusProxy(view)
        data = pdf_of(pages)
        content = text_of(pages)
        page.show_content(content, kinds=KINDS)
        book = Book(data, "“Small.pdf”", view)
        books.append(book)
        book.places = places_of(data, content)
        view.show_book(book)
        window.resize(800 if not beside else 1400, 700)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        page.setFocus()
        qtbot.waitUntil(lambda: book.is_still and len(view.pages) > 0)
        return view

    yield shown
    for book in books:
        book.close()
