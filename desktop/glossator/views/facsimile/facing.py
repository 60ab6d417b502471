"""Text and pages of a PDF in the window: one of them, or both side by side, as the reader chose for each document.

The text page owns caret, selection and tags; the pages show the same and go along, and it goes along with them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from glossator.model.document import Document
from glossator.model.identity import sha256
from glossator.model.problem import Problem
from glossator.views.newest import Newest
from glossator.views.page.text import TextPage

if TYPE_CHECKING:
    from glossator.views.facsimile.book import Book
    from glossator.views.facsimile.view import FacsimileView
    from glossator.views.jobs import Job
    from glossator.views.window import Window

#: What of a PDF is shown: its text, the pages beside the text, the pages alone; the key goes through them.
TEXT, BESIDE, ALONE = SHAPES = ("text", "beside", "facsimile")

#: What each is called where it is said.
WORDS = {TEXT: "The text", BESIDE: "The pages, and the text beside them", ALONE: "The pages"}


class Facing(QObject):
    """Show a document's pages beside its text or instead of it."""

    changed = Signal(str)  # what is shown
    job_started = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._desk, self._page = window, window.desk, window.page
        self._settings = window.settings
        self.shape = TEXT
        self.view: FacsimileView | None = None
        self._book: Book | None = None
        self._of = ("", "")  # the document and the text that the book belongs to
        self._sha256 = ""  # of the book's bytes
        self._arriving = ""  # the file that is being read while its pages are shown
        self._before: str | None = None  # the document that was shown before
        self._quiet = 0
        self._has_moved = False
        self._zooms_pages = False
        self._fetching = Newest("Opening the pages", self)
        self._desk.document_opened.connect(self._document_opened)
        self._desk.closing.connect(self._forget)
        self._page.view_moved.connect(self._text_moved)
        window.files.arriving.connect(self.arrive)
        window.files.arrived.connect(self._arrived)
        window.look.theme_changed.connect(lambda theme: self.view.set_theme(theme) if self.view is not None else None)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is pending: what is in view is drawn, and where its words stand is known."""
        return self._fetching.is_still and (self._book is None or self._book.is_still)

    @property
    def book(self) -> Book | None:
        """Return the PDF whose pages are shown."""
        return self._book

    # What the reader chooses

    def next(self) -> None:
        """Show the text, then the pages beside it, then the pages alone."""
        self.choose(SHAPES[(SHAPES.index(self.shape) + 1) % len(SHAPES)])

    def choose(self, shape: str) -> None:
        """Show a PDF in a shape of ``SHAPES``, now and whenever it is opened again."""
        document = self._desk.document
        if document is None or not has_pages(document):
            self._desk.say("Only a PDF has pages to show besides its text.")
            return
        self._settings.put(_key(document), shape)
        self._show(shape)
        self._desk.say(f"{WORDS[shape]}: F8 goes on to the next.")

    def show_text(self) -> None:
        """Show the text beside the pages for what stands in it alone, where the pages stand alone."""
        if self.shape == ALONE:
            self._show(BESIDE)

    def larger(self, steps: int) -> bool:
        """Enlarge the pages by so many steps, 0 fits the width; False where the text is meant."""
        pages = self.view is not None and (self.shape == ALONE or (self.shape == BESIDE and self._zooms_pages))
        if pages and self.view is not None:
            self.view.zoom_by(steps)
        return pages

    # A file that is being read

    def arrive(self, path: Path) -> None:
        """Show the pages of a file that is being read; nothing can be tagged until it is."""
        shown = self._desk.document
        self._before = shown.id if shown is not None else None
        self._arriving = path.name

        def read(_job: Job) -> tuple[bytes, str]:
            data = path.read_bytes()
            return data, sha256(data)

        def take(read: tuple[bytes, str]) -> None:
            if self._arriving:
                self._desk.open_document(None)
                self._of = ("", "")
                book = self._open(*read, f"“{path.name}”")
                book.read_places({})  # beside the reading of the text, so that both are there at once
                self._show(ALONE)

        self._fetching.start(read, take)

    def _arrived(self) -> None:
        """End what was shown of a file that is read now, or was not; the document that came of it stays."""
        if self._arriving:
            self._arriving = ""
            self._fetching.drop()
            if self._desk.document is None and self._desk.has_project:
                self._forget()
                self._desk.open_document(self._before)

    # The document

    def _document_opened(self) -> None:
        document = self._desk.document
        if document is None:
            if not self._arriving:
                self._forget()
            return
        if self._of == (document.id, document.sha256):
            return  # it is told anew to views that were made since
        if self._arriving == document.file_name and has_pages(document):  # what was shown while it was read stays
            self._settings.put(_key(document), self._settings.text(_key(document), ALONE))
        self._arriving = ""
        if self._book is not None and self._sha256 == document.source.sha256 and not document.source.options:
            self._of = (document.id, document.sha256)
            self._name_text(document)
        else:
            self._forget()
        shape = self._settings.text(_key(document), TEXT)
        self._show(shape if shape in SHAPES and has_pages(document) else TEXT)

    def _show(self, shape: str) -> None:
        """Lay the window out for a shape; the keyboard stays with the text and what stands for it."""
        page = self._page
        if shape != TEXT:
            self._fetch()
        view = self.view
        self.shape = shape
        if view is None:
            return
        had = page.hasFocus() or view.hasFocus()
        page.setFocusProxy(None)
        view.setFocusProxy(None)
        view.setVisible(shape != TEXT)
        page.setVisible(shape != ALONE)
        page.companion = view if shape != TEXT else None
        if shape == ALONE:
            page.setFocusProxy(view)
        elif shape == BESIDE:
            view.setFocusProxy(page)
        if had:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring()
        self.changed.emit(shape)

    def _fetch(self) -> None:
        """Open the pages of the shown document, if they are not open."""
        document = self._desk.document
        if self._book is not None or document is None or document.source.sha256 is None:
            return
        project, wanted = self._desk.project, document.source.sha256
        self._make_view()

        def read(_job: Job) -> bytes | None:
            with project.snapshot() as reads:
                return reads.source_bytes(wanted)

        def take(data: bytes | None) -> None:
            if data is None:
                self._desk.say("The bytes of this document are not in the project, so its pages cannot be shown.")
                self._show(TEXT)
                return
            book = self._open(data, wanted, f"“{document.file_name or document.title}”")
            self._of = (document.id, document.sha256)
            self.job_started.emit(book.read_places(document.source.options))
            self._name_text(document)

        self._fetching.start(read, take, fail=self._broke)

    def _open(self, data: bytes, hash_: str, name: str) -> Book:
        """Show the pages of a PDF, from where the text is."""
        from glossator.views.facsimile.book import Book  # read late: few documents have pages

        self._close_book()
        view = self._make_view()
        self._book, self._sha256, self._has_moved = Book(data, name, self), hash_, False
        self._book.opened.connect(self._bring)
        self._book.placed.connect(self._placed)
        self._book.troubled.connect(self._desk.refuse)
        self._book.broken.connect(self._broke)
        view.show_book(self._book)
        return self._book

    def _make_view(self) -> FacsimileView:
        if self.view is None:
            from glossator.views.facsimile.selection_bar import PagesBar
            from glossator.views.facsimile.view import FacsimileView

            view = self.view = FacsimileView(self._page)
            view.set_theme(self._window.look.theme)
            view.hide()
            view.moved_by_reader.connect(self._pages_moved)
            view.scrolled.connect(self._window.strip.follow)
            view.used.connect(lambda: self._set_zooming(True))
            view.pressed.connect(self._pressed)
            self._page.verticalScrollBar().sliderPressed.connect(lambda: self._set_zooming(False))
            self._page.caret_moved.connect(lambda _offset: self._set_zooming(False))
            self._window.beside_page.insertWidget(0, view, 1)
            PagesBar(view).pressed.connect(self._window.tagging.tag)
        return self.view

    def _name_text(self, document: Document) -> None:
        """Say to which text the pages belong, and call them as it does."""
        if self._book is None or self.view is None:
            return
        blocks = [block for block in self._desk.content.blocks if block.kind == "page"]
        self.view.set_labels([str(block.data.get("label") or number + 1) for number, block in enumerate(blocks)])
        self._book.set_text(document.sha256)

    def _forget(self) -> None:
        """Show no pages."""
        self._fetching.drop()
        self._close_book()
        self._of = ("", "")
        if self.shape != TEXT:
            self._show(TEXT)

    def _close_book(self) -> None:
        book, self._book = self._book, None
        if book is not None:
            if self.view is not None:
                self.view.close_book()
            book.close()
            book.deleteLater()

    def _broke(self, problem: Problem) -> None:
        """Show the text where the pages cannot be shown; of a file that is being read its reader says why."""
        if not self._arriving:
            self._desk.refuse(problem)
        self._close_book()
        self._show(TEXT)

    # One goes along with the other

    def _bring(self) -> None:
        """Show the pages where the text is, as exactly as is known yet."""
        view = self.view
        if view is None or view.isHidden() or not len(view.pages):
            return
        offset = self._page.first_visible()
        if view.is_placed:
            view.follow(offset)
        elif not self._has_moved:
            with view.quiet():
                view.show_page(self._page_of(offset))

    def _page_of(self, offset: int) -> int:
        starts = [block.start for block in self._desk.content.blocks if block.kind == "page"]
        return max(0, bisect_right(starts, offset) - 1)

    def _placed(self) -> None:
        """Bring both together when it is known where the words stand: to where the reader has moved."""
        if self._has_moved:
            self._pages_moved()
        else:
            self._bring()

    def _text_moved(self, offset: int) -> None:
        if not self._quiet and self.view is not None and self.shape == BESIDE:
            self.view.follow(offset)

    def _pages_moved(self) -> None:
        """Let the text begin where the pages do."""
        view = self.view
        self._has_moved = True
        extent = view.extent_in_view() if view is not None else None
        if view is None or extent is None:
            return
        with self._quietly():
            if view.top == 0:
                self._page.verticalScrollBar().setValue(0)
            else:
                self._page.restore_place((extent[0], 0.0))

    def _pressed(self, start: int, end: int) -> None:
        """Show in the text, too, what was selected on the pages."""
        with self._quietly():
            TextPage.reveal(self._page, start, end)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    def _set_zooming(self, pages: bool) -> None:
        self._zooms_pages = pages


def has_pages(document: Document) -> bool:
    """Tell whether a document has pages that can be shown."""
    return document.source.format == "pdf" and document.source.sha256 is not None


def _key(document: Document) -> str:
    return f"facsimile/{document.id}"
