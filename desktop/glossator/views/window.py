"""The window: library, page and panel side by side, and the bars around them.

Only what the first picture shows is made at first: the bars and the page. The other parts have their
places kept and are made right after the first paint, or when one of them is asked for (`parts`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from glossator.views import jobs
from glossator.views.answers import Answers
from glossator.views.bar import Bar
from glossator.views.desk import Change, Desk
from glossator.views.files import Files
from glossator.views.first_paint import FirstPaint
from glossator.views.linking import Linking
from glossator.views.look import Look
from glossator.views.modes import READ, Modes
from glossator.views.page.view import PageView
from glossator.views.settings import Settings
from glossator.views.status import StatusBar
from glossator.views.words import counted, date_words

if TYPE_CHECKING:
    from glossator.views.theme import Theme

#: The window's size at first, in pixels.
SIZE = QSize(1440, 900)

#: What a window's title bar may take, in pixels.
TITLE_BAR = 60

#: Below this width in pixels library and panel take their least, and the bar says less.
NARROW = 1150

#: What the first characters of a text say of author and date is not said again above it.
HEAD = 700

#: Widths of library, page and panel in pixels at first, and the least of library and panel.
WIDTHS, LEAST = (236, 830, 374), (170, 300)

#: The place in pixels that is kept beside the page for the overview strip.
STRIP = 14


class Later:
    """Stand for a part of the window until it is asked for; then all parts are made."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, window: Window, owner: type | None = None) -> object:
        window.complete()
        return window.__dict__[self._name]


class Window(Answers, QMainWindow):
    """Hold the views and hand the desk to each."""

    completed = Signal()  # all parts are made

    library = Later()
    panel = Later()
    strip = Later()
    find_bar = Later()
    selection_bar = Later()
    tagging = Later()
    readers = Later()
    selecting = Later()
    mentions = Later()
    unfolding = Later()
    recalling = Later()
    searching = Later()
    links = Later()
    outline = Later()
    pictures = Later()
    colouring = Later()
    numbering = Later()
    overlays = Later()
    facing = Later()
    versions = Later()
    walk = Later()
    waiting_counts = Later()
    commands = Later()

    def __init__(self, settings: Settings, reader_name: str) -> None:
        super().__init__()
        self.settings = settings
        self.is_complete = False
        self._narrow = False
        self._shown_document = ""
        self.look = Look(settings, self)
        self.look.apply()  # before the widgets are made, so that none is styled twice
        self.desk = Desk(self)
        self.files = Files(self.desk, settings, self, reader_name)
        self.linking = Linking(self.desk, self)
        self.bar = Bar()
        self.page = PageView(theme=self.look.theme, style=self.look.style)
        self.status = StatusBar(self.desk)
        self._lay_out()
        self._connect()
        self._first_paint = FirstPaint(self.page, self.complete)
        self.setAcceptDrops(True)
        self._take_shape()

    def complete(self) -> None:
        """Make the parts that the first picture does without; a second call does nothing."""
        if self.is_complete:
            return
        self.is_complete = True
        self._first_paint.stop()
        from glossator.views import parts  # read late: the first picture is there sooner

        parts.make(self)
        self.completed.emit()

    def is_still(self) -> bool:
        """Tell whether nothing is pending: the page's heights are exact and its tags are shown."""
        text = self.page.settled() or self.page.isHidden()
        parts = (
            text
            and self.facing.is_still
            and self.tagging.are_loaded
            and self.panel.is_still()
            and self.pictures.is_still
            and self.colouring.is_still
        )
        return (
            parts and self.modes.is_still and self.overlays.is_still and self.unfolding.is_still and self.walk.is_still
        )

    # Qt's own

    def showEvent(self, event: QEvent) -> None:
        """Take the keyboard at start, also where there is no window manager."""
        super().showEvent(event)
        self.activateWindow()
        if self.modes.mode == READ:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the reader's place and the window's shape, then close the project."""
        self.settings.put_shape("window/geometry", self.saveGeometry())
        if not self._narrow:
            self.settings.put_shape("window/widths", self.splitter.saveState())
        self.desk.close_project()
        self.settings.sync()
        if self.is_complete:
            self.commands.stop()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the regions that fit the width."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.bar.set_narrow(narrow)
            library, panel = LEAST if narrow else (WIDTHS[0], WIDTHS[2])
            self.splitter.setSizes([library, self.width() - library - panel, panel])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files.add(paths)

    # Within

    def _take_shape(self) -> None:
        """Take the size of the last time; at first a good one, or all of a small screen."""
        shape = self.settings.shape("window/geometry")
        screen = self.screen().availableSize()
        self.resize(SIZE.boundedTo(screen))
        if shape is not None:
            self.restoreGeometry(shape)
            if self.width() > screen.width() or self.height() > screen.height() - TITLE_BAR:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        elif not (SIZE.width() < screen.width() and SIZE.height() < screen.height()):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _lay_out(self) -> None:
        self.paper = _ground("paper")
        self.beside_page = QHBoxLayout()
        self.beside_page.setSpacing(0)
        self.beside_page.addWidget(self.page, 1)
        self.beside_page.addSpacing(STRIP)
        self.page_column = QVBoxLayout(self.paper)
        self.page_column.setContentsMargins(0, 0, 0, 0)
        self.page_column.setSpacing(0)
        self.page_column.addLayout(self.beside_page, 1)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        # The places of library and panel, kept until these are made.
        places = (_ground("library"), self.paper, _ground("panel-place"))
        for at, (place, stretch) in enumerate(zip(places, (0, 1, 0), strict=True)):
            self.splitter.addWidget(place)
            self.splitter.setStretchFactor(at, stretch)
        places[0].setMinimumWidth(LEAST[0])
        places[2].setMinimumWidth(LEAST[1])
        self.splitter.setSizes(list(WIDTHS))
        widths = self.settings.shape("window/widths")
        if widths is not None:
            self.splitter.restoreState(widths)
        self.middle = QWidget()  # what sheets lie over
        around = QVBoxLayout(self.middle)
        around.setContentsMargins(0, 0, 0, 0)
        self.modes = Modes(self.splitter, self.desk, self.look, self.linking)
        around.addWidget(self.modes)
        ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(ground)

    def _connect(self) -> None:
        desk, page = self.desk, self.page
        desk.closing.connect(self._closing)
        desk.project_opened.connect(self._project_opened)
        desk.document_opened.connect(self._document_opened)
        desk.changed.connect(self._changed)
        self.look.theme_changed.connect(self._show_theme)
        self.look.style_changed.connect(page.set_style)
        page.view_moved.connect(self._view_moved)
        page.files_dropped.connect(lambda names: self.files.add([Path(name) for name in names]))
        self.files.job_started.connect(self.status.follow_job)

    def _closing(self) -> None:
        """Keep what was typed and where the reader was, and end what still reads the project."""
        if self.is_complete:
            self.walk.close()  # it has led the page elsewhere
        self._keep_place()
        if self.is_complete:
            self.settings.put_drafts(self.desk.project.id, self.panel.keep_drafts())
            self.overlays.dismiss()
        jobs.end_all()

    def _project_opened(self) -> None:
        project = self.desk.project
        info = project.info()
        self.bar.show_project(info.title, project.path.name, str(project.path))
        self.setWindowTitle(f"{info.title} — Glossator")
        if not self.desk.document:
            self._shown_document = ""

    def _document_opened(self) -> None:
        if self.page.content is self.desk.content:
            return  # it is told anew to views that were made since
        if self.desk.document is None and not self.page.content.text:
            return  # a project was opened, and its document follows
        self._keep_place()
        document = self.desk.document
        former = self.page.content.text if document is not None and self._shown_document == document.id else None
        self._shown_document = document.id if document else ""
        self.page.show_content(self.desk.content, kinds=self.desk.codebook.kinds, byline=self._byline())
        if document is None:
            return
        self.settings.put_last_document(self.desk.project.id, document.id)
        place = self.settings.place(document.id)
        if place is not None:
            if former is not None:
                place = self._place_after(former, place)
            self.page.restore_place((place[0], place[1]))
            self.page.place_caret(min(place[2], document.characters), reveal=False)

    def _place_after(self, former: str, place: tuple[int, float, int]) -> tuple[int, float, int]:
        """Return the place of a former text where it is in the one that is shown now."""
        from glossator.text.place_kept import place_after  # not needed by a start

        first, below, caret = place
        now = self.desk.content.text
        return place_after(former, now, first), below, place_after(former, now, caret)

    def _byline(self) -> str:
        document = self.desk.document
        if document is None:
            return ""
        text = self.desk.content.text
        head = text[:HEAD]
        author = "" if (document.author or "") in head else document.author
        date = "" if (document.published or "")[:4] in head else date_words(document.published)
        return " · ".join(part for part in (author, date, counted(len(text.split()), "word")) if part)

    def _keep_place(self) -> None:
        if self._shown_document:
            first, offset = self.page.place()
            self.settings.put_place(self._shown_document, (first, offset, self.page.caret()))

    def _changed(self, change: Change) -> None:
        shown = self.desk.document
        if shown is not None and shown.id in change.documents:
            if self.desk.project.document(shown.id) is None:
                self.desk.open_document(None)
            else:
                self.page.set_byline(self._byline())

    def _show_theme(self, theme: Theme) -> None:
        self.page.set_theme(theme)
        if self.is_complete:
            for view in (self.panel, self.library, self.find_bar, self.overlays, self.modes):
                view.set_theme(theme)

    def _view_moved(self, _offset: int) -> None:
        bar = self.page.verticalScrollBar()
        self.status.show_place(bar.value() / bar.maximum() if bar.maximum() else 0.0)


def _ground(name: str) -> QWidget:
    """Make a widget that the style sheet paints by this name."""
    widget = QWidget()
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget
