"""The window: library, page and panel side by side, the bars around them, and which view answers which action."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from glossator.operations import documents
from glossator.views import jobs
from glossator.views.actions import keymap, table
from glossator.views.bar import Bar
from glossator.views.desk import Change, Desk
from glossator.views.files import Files
from glossator.views.find_bar import FindBar
from glossator.views.keys import PAGE, KeyRouter, place_of_keyboard
from glossator.views.library import Library
from glossator.views.linking import Linking
from glossator.views.look import CHOICES, Look
from glossator.views.modes import READ, Modes
from glossator.views.overlays import Overlays
from glossator.views.page.selection_bar import SelectionBar
from glossator.views.page.strip import OverviewStrip
from glossator.views.page.view import PageView
from glossator.views.panel.view import PanelView
from glossator.views.settings import Settings
from glossator.views.status import StatusBar
from glossator.views.tagging import Tagging
from glossator.views.words import counted, date_words

if TYPE_CHECKING:
    from glossator.views.compare.view import CompareView

#: The window's size at first, in pixels.
SIZE = QSize(1440, 900)

#: The least width of the find bar, and what a window's title bar may take, in pixels.
LEAST_FIND, TITLE_BAR = 200, 60

#: How many characters of a passage the status bar quotes.
QUOTED = 40

#: Below this width in pixels library and panel take their least, and the bar says less.
NARROW = 1150

#: What the first characters of a text say of author and date is not said again above it.
HEAD = 700

#: Widths of library, page and panel in pixels at first, and the least of library and panel.
WIDTHS, LEAST = (236, 830, 374), (170, 300)


class Window(QMainWindow):
    """Hold the views, hand the desk to each, and answer the actions' table."""

    def __init__(self, settings: Settings, reader_name: str) -> None:
        super().__init__()
        self.settings = settings
        self.desk = Desk(self)
        self.look = Look(settings, self)
        self.files = Files(self.desk, settings, self, reader_name)
        self.bar = Bar()
        self.page = PageView()
        self.page.setProperty("keys", PAGE)
        self.page.set_style(self.look.style)
        self.tagging = Tagging(self.desk, self.page)
        self.selecting = self.tagging.selecting
        self.linking = Linking(self.desk, self)
        self.library = Library(self.desk)
        self.panel = PanelView(self.desk, self.look.theme)
        self.find_bar = FindBar(self.desk, self.page)
        self.strip = OverviewStrip()
        self.strip.set_page(self.page)
        self.selection_bar = SelectionBar(self.page)
        self.status = StatusBar(self.desk)
        self._narrow = False
        self._lay_out()
        self.overlays = Overlays(self)
        self._keymap = keymap(None)
        self._router = KeyRouter(self, self._find_action)
        self._shown_document = ""
        self._connect()
        self.setAcceptDrops(True)
        self.look.apply()
        self._take_shape()

    # Actions of the table that need more than one view

    def undo(self) -> None:
        """Undo the reader's last act and say what and where."""
        self._did("Undone", self.desk.undo())

    def redo(self) -> None:
        """Do again what was undone last, and say what and where."""
        self._did("Done again", self.desk.redo())

    def enter(self) -> None:
        """Keep a moved end, else open the first empty field of the current tag."""
        if self.tagging.is_reshaping:
            self.tagging.keep_shape()
        elif self.desk.current:
            if not self._out_of_view():
                self.panel.open_first_empty()
        else:
            self.desk.say("Choose a tag first: ] and [ walk them, R P C make one.")

    def note(self) -> None:
        """Tag a selection as a note, else write the current tag's note."""
        self.tagging.note(lambda: None if self._out_of_view() else self.panel.edit_note())

    def duplicate(self) -> None:
        """Make the current tag again for another holder and ask for that holder."""
        if self.tagging.duplicate():
            self.panel.open_first_empty()

    def reshape(self) -> None:
        """Move an end of the current tag; the keyboard goes to the page."""
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tagging.reshape()

    def open_field(self, letter: str) -> None:
        """Open the field that a letter names in the current tag's kind."""
        annotation = self.tagging.current()
        kind = self.desk.kind_of(annotation) if annotation else None
        field = next((one for one in kind.fields if one.shortcut == letter), None) if kind else None
        if field is not None and not self._out_of_view():
            self.panel.open_field(field.key)

    def set_digit(self, number: int) -> None:
        """Set the current tag's first scale or choice by its digit."""
        if self.linking.name(number, self.desk.current):
            return
        annotation = self.tagging.current()
        if annotation is None:
            self.desk.say("Choose a tag first; digits set its first scale.")
        elif not self.tagging.brought_into_view(annotation):
            self.panel.set_digit(number)

    def escape(self) -> None:
        """Close one thing, from the innermost."""
        if self.linking.disarm():
            self.desk.say("The link was given up.")
        elif self.find_bar.isVisible():
            self.find_bar.dismiss()
        elif not self.page.hasFocus():
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tagging.give_up()

    def find(self) -> None:
        """Open the bar that finds words in the text."""
        self.find_bar.open()

    def find_next(self) -> None:
        """Go to the next hit."""
        self.find_bar.go(1)

    def find_previous(self) -> None:
        """Go to the previous hit."""
        self.find_bar.go(-1)

    def copy_card(self) -> None:
        """Copy the current tag's words, with their source."""
        self.overlays.copy_current()

    def show_export(self) -> None:
        """Show the export before it is written."""
        self.overlays.export()

    def show_help(self) -> None:
        """Show all keys and the help."""
        self.overlays.keys()

    def show_type(self) -> None:
        """Show face, line height and measure."""
        self.overlays.type()

    def show_details(self) -> None:
        """Edit the shown document's title, author and date in place."""
        self.overlays.details()

    def next_state(self) -> None:
        """Mark the shown document unread, reading, done, in turn."""
        shown = self.desk.document
        if shown is None:
            return
        states = ("unread", "reading", "done")
        now = documents.state_of(self.desk.project, shown.id, self.desk.reader)
        state = states[(states.index(now) + 1) % len(states)] if now in states else "reading"
        self.desk.do(lambda: documents.mark_state(self.desk.project, shown.id, self.desk.reader, state))
        self.desk.say(f"“{shown.title}” is marked {state}.")

    def remove_document(self) -> None:
        """Remove the shown document from the project; undo brings it back with its tags."""
        shown = self.desk.document
        if shown is None:
            return
        row = self.library.model.row_of(shown.id)
        removed = self.desk.do(lambda: documents.remove(self.desk.project, shown.id, self.desk.reader))
        if removed is not None:
            near = self.library.model.document_at(min(row, self.library.model.rowCount() - 1))
            self.desk.open_document(near.id if near else None)
            self.desk.say(f"“{shown.title}” was removed; Ctrl+Z brings it back with its tags.")

    @property
    def compare(self) -> CompareView:
        """Return the compare mode's view."""
        return self.modes.compare

    def show_mode(self, mode: str) -> None:
        """Show a mode: Read, Compare."""
        self.overlays.dismiss()
        if mode == self.modes.mode != READ:
            self.compare.next_mode()
        self.modes.choose(mode)

    def arm_link(self) -> None:
        """Begin a link at the current tag of the mode that is shown."""
        self.linking.arm(self.desk.current if self.modes.mode == READ else self.compare.tag)

    def read_tag(self, document: str, tag: str) -> None:
        """Read a tag in its document."""
        self.show_mode(READ)
        if self.desk.document is None or self.desk.document.id != document:
            self.desk.open_document(document)
        if self.tagging.are_loaded:
            self.tagging.go_to(tag)
        else:
            once = Qt.ConnectionType.SingleShotConnection
            self.tagging.tags_loaded.connect(lambda: self.tagging.go_to(tag), once)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_region(self, by: int) -> None:
        """Move the keyboard to the next region: documents, page, cards; in Compare the columns and the differences."""
        if self.modes.mode != READ:
            self.compare.next_part(by)
            return
        regions = (self.library.view, self.page, self.panel)
        focused = QApplication.focusWidget()
        at = next((n for n, one in enumerate(regions) if one is focused or (focused and one.isAncestorOf(focused))), 1)
        target = regions[(at + by) % len(regions)]
        if target is self.panel:
            self.panel.focus_list()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_theme(self) -> None:
        """Go on to the next colours and say which they are."""
        self.look.next_theme()
        self.desk.say(f"Colours: {CHOICES[self.look.choice]}.")

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def is_still(self) -> bool:
        """Tell whether nothing is pending: the page's heights are exact and its tags are shown."""
        return self.page.settled() and self.tagging.are_loaded and self.panel.is_still() and self.modes.is_still

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
        QApplication.instance().focusChanged.disconnect(self._show_hints)
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
        self.paper = QWidget()
        self.paper.setObjectName("paper")
        self.paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.page, 1)
        across.addWidget(self.strip)
        self.page_column = QVBoxLayout(self.paper)
        self.page_column.setContentsMargins(0, 0, 0, 0)
        self.page_column.setSpacing(0)
        self.page_column.addWidget(self.find_bar)
        self.page_column.addLayout(across, 1)
        self.find_bar.setMinimumWidth(LEAST_FIND)  # it is squeezed rather than the window widened
        self.find_bar.hide()
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (self.library, self.paper, self.panel):
            self.splitter.addWidget(part)
        self.library.setMinimumWidth(LEAST[0])
        self.panel.setMinimumWidth(LEAST[1])
        for at, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(at, stretch)
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
        page.tag_hovered.connect(desk.set_hovered)
        page.tag_pressed.connect(self.tagging.press)
        page.view_moved.connect(self._view_moved)
        page.files_dropped.connect(lambda names: self.files.add([Path(name) for name in names]))
        page.set_citation(self.overlays.cite)
        self.panel.card_chosen.connect(self.tagging.go_to)
        self.panel.typed.connect(self.status.show_unsaved)
        self.panel.returned.connect(lambda: page.setFocus(Qt.FocusReason.OtherFocusReason))
        self.selection_bar.pressed.connect(self.tagging.tag)
        self.tagging.tags_loaded.connect(self._show_count)
        self.tagging.tag_counted.connect(self.library.model.count_tag)
        self.tagging.tags_changed.connect(self._show_count)
        self.tagging.recounted.connect(self.library.model.recount)
        self.tagging.reshaping_changed.connect(lambda _on: self._show_hints())
        self.library.add_button.clicked.connect(self.files.open_documents)
        self.bar.find.clicked.connect(self.find)
        self.bar.mode_chosen.connect(self.show_mode)
        self.modes.tag_opened.connect(self.read_tag)
        self.modes.job_started.connect(self.status.follow_job)
        self.modes.passages_asked.connect(self.overlays.passages)
        self.modes.changed.connect(self.bar.show_mode)
        self.modes.changed.connect(lambda _mode: self._show_hints())
        self.bar.export.clicked.connect(self.show_export)
        self.linking.changed.connect(lambda: self.status.show_link(self.linking.words))
        self.status.link.clicked.connect(self.linking.disarm)
        self.status.reader_pressed.connect(self.overlays.reader)
        self.files.job_started.connect(self.status.follow_job)
        self.files.stepped.connect(self._did)
        self.files.guessed.connect(self.overlays.guessed)
        self.files.undecided.connect(self.overlays.undecided)
        self.files.alike.connect(self.overlays.alike)
        QApplication.instance().focusChanged.connect(self._show_hints)

    def _find_action(self, chord: str, place: str) -> object:
        run = self._keymap.get((chord, place))
        return (lambda: run(self)) if run is not None else None

    def _closing(self) -> None:
        """Keep what was typed and where the reader was, and end what still reads the project."""
        self._keep_place()
        self.panel.keep_drafts()
        self.overlays.dismiss()
        jobs.end_all()

    def _project_opened(self) -> None:
        project = self.desk.project
        info = project.info()
        self._keymap = keymap(self.desk.codebook)
        self.bar.fill(table(self.desk.codebook), lambda action: action.run(self))
        self.bar.show_project(info.title, project.path.name, str(project.path))
        self.setWindowTitle(f"{info.title} — Glossator")
        self._shown_document = ""

    def _document_opened(self) -> None:
        self._keep_place()
        document = self.desk.document
        self._shown_document = document.id if document else ""
        self.page.show_content(self.desk.content, kinds=self.desk.codebook.kinds, byline=self._byline())
        if document is None:
            return
        self.settings.put_last_document(self.desk.project.id, document.id)
        place = self.settings.place(document.id)
        if place is not None:
            self.page.restore_place((place[0], place[1]))
            self.page.place_caret(min(place[2], document.characters), reveal=False)

    def _byline(self) -> str:
        document = self.desk.document
        if document is None:
            return ""
        text = self.desk.content.text
        head = text[:HEAD]
        author = "" if (document.author or "") in head else document.author
        date = "" if (document.published or "")[:4] in head else date_words(document.published)
        return " · ".join(part for part in (author, date, counted(len(text.split()), "word")) if part)

    def _out_of_view(self) -> bool:
        """Bring the current tag into view where the page has the keyboard and shows it not; then only that was done."""
        annotation = self.tagging.current()
        return annotation is not None and self.page.hasFocus() and self.tagging.brought_into_view(annotation)

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
        if change.codebook or change.names:
            self._keymap = keymap(self.desk.codebook)

    def _did(self, what: str, act: object) -> None:
        if act is None:
            return
        touched = (row.id for row in act.changes if row.table == "annotation")  # type: ignore[attr-defined]
        first = next(touched, None)
        tag = self.desk.annotation(first) if first is not None else None
        where = self.desk.project.document(tag.document) if tag is not None else None
        shown = self.desk.document
        place = f" in “{where.title}”" if where is not None and (shown is None or where.id != shown.id) else ""
        label = act.label.removeprefix("undo ").removeprefix("redo ")  # type: ignore[attr-defined]
        words = f", “{tag.first.quote[:QUOTED].strip()}…”" if tag is not None else ""
        self.desk.say(f"{what}: {label}{words}{place}.")
        if tag is not None and not place:
            self.desk.set_current(tag.id)

    def _show_theme(self, theme: object) -> None:
        for view in (self.page, self.panel, self.library, self.find_bar, self.overlays, self.modes):
            view.set_theme(theme)

    def _show_count(self) -> None:
        self.status.show_tags(len(self.tagging.shown))

    def _show_hints(self) -> None:
        focused = QApplication.focusWidget()
        where = place_of_keyboard(focused)
        if self.tagging.is_reshaping:
            where = "reshape"
        elif focused is not None and self.find_bar.isAncestorOf(focused):
            where = "find"
        elif self.overlays.sheet is not None:
            where = "sheet"
        elif self.modes.mode != READ:
            where = self.compare.hints
        self.status.show_hints(where)

    def _view_moved(self, offset: int) -> None:
        bar = self.page.verticalScrollBar()
        self.status.show_place(bar.value() / bar.maximum() if bar.maximum() else 0.0)
        self.panel.follow(offset)
