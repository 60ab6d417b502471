"""The parts of the window that are made right after its first paint: library, panel, keys and what lies over the page.

Their places are kept from the start, so nothing moves when they come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from glossator import later
from glossator.views.actions import Run, keymap, table
from glossator.views.at_rest import AtRest
from glossator.views.colouring import Colouring
from glossator.views.desk import Change
from glossator.views.facsimile.facing import Facing
from glossator.views.find_bar import FindBar
from glossator.views.hush import Hush
from glossator.views.keys import PAGE, SHEET, KeyRouter, place_of_keyboard
from glossator.views.library import Library
from glossator.views.links import Links
from glossator.views.mentions import Mentions
from glossator.views.modes import READ
from glossator.views.numbering import Numbering
from glossator.views.outline import Outline
from glossator.views.overlays import Overlays
from glossator.views.page.selection_bar import SelectionBar
from glossator.views.page.strip import OverviewStrip
from glossator.views.panel.view import PanelView
from glossator.views.pictures import Pictures
from glossator.views.readers import Readers
from glossator.views.recalling import Recalling
from glossator.views.searching import Searching
from glossator.views.tagging import Tagging
from glossator.views.unfolding import Unfolding
from glossator.views.versions import Versions
from glossator.views.waiting.counts import WaitingCounts
from glossator.views.waiting.walk import WalkWaiting

if TYPE_CHECKING:
    from glossator.views.window import Window

#: Where a digit names an armed link's relation.
_LINKED = ("page", "cards", "compare", "beside", "time", "board", "matrix", "network")

#: The least width of the find bar, in pixels: it is squeezed rather than the window widened.
LEAST_FIND = 200


def make(window: Window) -> None:
    """Make the parts, put them in their places and let them show what is open."""
    later.now()
    theme = window.look.theme
    window.tagging = Tagging(window.desk, window.page)
    window.selecting = window.tagging.selecting
    window.readers = Readers(window.desk, window.page, window.tagging)
    window.mentions = Mentions(window.desk, window.page, window.selecting)
    window.unfolding = Unfolding(window.desk, window.page, window.tagging)
    window.recalling = Recalling(window.desk)
    window.searching = Searching(window.desk, window.settings)
    window.links = Links(window.desk, window.page)
    window.pictures = Pictures(window.desk, window.page)
    window.colouring = Colouring(window.desk, window.page)
    window.numbering = Numbering(window.desk, window.page, window.settings)
    window.library = Library(window.desk)
    window.library.set_theme(theme)
    window.outline = Outline(window.desk, window.page, theme)
    window.outline.setVisible(window.settings.text("outline") == "shown")
    window.library.layout().addWidget(window.outline, 1)
    window.look.theme_changed.connect(window.outline.set_theme)
    window.panel = PanelView(window.desk, theme)
    window.panel.set_guided(window.settings.text("panel/guidance") == "shown")
    window.strip = OverviewStrip()
    window.strip.set_page(window.page)
    window.find_bar = FindBar(window.desk, window.page)
    window.find_bar.set_theme(theme)
    window.selection_bar = SelectionBar(window.page)
    _lay_in(window)
    window.overlays = Overlays(window)
    window.facing = Facing(window)
    window.versions = Versions(window)
    window.walk = WalkWaiting(window)
    window.waiting_counts = WaitingCounts(window.desk, window)
    window.look.theme_changed.connect(window.walk.set_theme)
    window.at_rest = AtRest(window.desk)
    window.commands = Commands(window)
    _connect(window)
    window.desk.tell_again()


def _lay_in(window: Window) -> None:
    for at, part in ((0, window.library), (2, window.panel)):
        _take_place(window, at, part)
    window.beside_page.takeAt(1)  # the place that was kept for it
    window.beside_page.addWidget(window.strip)
    window.find_bar.setMinimumWidth(LEAST_FIND)
    window.find_bar.hide()
    window.page_column.insertWidget(0, window.find_bar)


def _take_place(window: Window, at: int, part: QWidget) -> None:
    """Put a part where its place is kept; the widths stay."""
    splitter = window.splitter
    widths, least = splitter.sizes(), splitter.widget(at).minimumWidth()
    place = splitter.replaceWidget(at, part)
    part.setMinimumWidth(least)
    part.show()
    splitter.setSizes(widths)
    place.deleteLater()


def _connect(window: Window) -> None:
    desk, page, tagging = window.desk, window.page, window.tagging
    page.tag_hovered.connect(desk.set_hovered)
    page.tag_pressed.connect(tagging.press)
    page.view_moved.connect(window.panel.follow)
    page.set_citation(window.overlays.cite)
    window.panel.card_chosen.connect(tagging.go_to)
    window.panel.guidance_turned.connect(
        lambda shown: window.settings.put("panel/guidance", "shown" if shown else "hidden")
    )
    desk.project_opened.connect(lambda: window.panel.bring_drafts(window.settings.drafts(desk.project.id)))
    window.panel.typed.connect(window.status.show_unsaved)
    window.panel.returned.connect(lambda: page.setFocus(Qt.FocusReason.OtherFocusReason))
    window.selection_bar.pressed.connect(tagging.tag)
    for signal in (tagging.tags_loaded, tagging.tags_changed):
        signal.connect(lambda: window.status.show_tags(len(tagging.shown)))
    desk.reader_changed.connect(lambda: window.settings.put("reader", desk.reader.name))
    window.readers.page_read.connect(window.strip.set_read)
    window.readers.counted.connect(window.library.model.show_read)
    tagging.tag_counted.connect(window.library.model.count_tag)
    tagging.recounted.connect(window.library.model.recount)
    window.library.add_button.clicked.connect(window.files.open_documents)
    window.bar.search.clicked.connect(window.overlays.search)
    window.bar.mode_chosen.connect(window.show_mode)
    window.bar.export.clicked.connect(window.show_export)
    window.modes.tag_opened.connect(window.read_tag)
    window.modes.job_started.connect(window.status.follow_job)
    window.recalling.told.connect(window.panel.show_before)
    window.panel.before_pressed.connect(window.said_before)
    window.panel.waiting_pressed.connect(window.review_waiting)
    window.waiting_counts.counted.connect(window.library.model.show_waiting)
    window.waiting_counts.counted.connect(lambda _counts: _show_waiting(window))
    desk.document_opened.connect(lambda: _show_waiting(window))
    window.walk.opened.connect(lambda is_open: window.selection_bar.set_offered(not is_open))
    window.mentions.job_started.connect(window.status.follow_job)
    window.facing.job_started.connect(window.status.follow_job)
    window.versions.job_started.connect(window.status.follow_job)
    window.unfolding.job_started.connect(window.status.follow_job)
    window.unfolding.opened.connect(window.read_tag)
    window.modes.passages_asked.connect(window.overlays.passages)
    window.modes.changed.connect(window.bar.show_mode)
    window.modes.changed.connect(lambda mode: window.status.set_reading(mode == READ))
    window.modes.changed.connect(lambda _mode: window.status.show_summary(window.modes.summary))
    window.linking.changed.connect(lambda: window.status.show_link(window.linking.words))
    window.status.link.clicked.connect(window.linking.disarm)
    window.status.reader_pressed.connect(window.overlays.reader)
    window.files.stepped.connect(window.tell_done)
    window.files.remarked.connect(window.overlays.remarked)
    window.files.undecided.connect(window.overlays.undecided)
    window.files.alike.connect(window.versions.offer)


def _show_waiting(window: Window) -> None:
    """Show above the cards how many tags of the shown document wait."""
    shown = window.desk.document
    window.panel.header.show_waiting(window.waiting_counts.counts.get(shown.id, 0) if shown is not None else 0)


class Commands(QObject):
    """Keep keys, menus and hints as the project's codebook and the place of the keyboard have them."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._keymap = keymap(None)
        window.page.setProperty("keys", PAGE)
        self.hush = Hush(self)
        self.hush.changed.connect(lambda _on: self._show_hints())
        self.hush.swallowed.connect(
            lambda why: window.desk.say(f"{why} What you type does nothing until a pause or Esc.")
        )
        self._router = KeyRouter(window, self._find, self.hush)
        window.desk.project_opened.connect(self._fill)
        window.desk.changed.connect(self._follow)
        window.tagging.reshaping_changed.connect(lambda _on: self._show_hints())
        window.modes.changed.connect(lambda _mode: self._show_hints())
        window.linking.changed.connect(self._show_hints)
        QApplication.instance().focusChanged.connect(self._show_hints)
        window.status.show_hints("page")

    def stop(self) -> None:
        """Hear no more of the keyboard: the window closes."""
        QApplication.instance().focusChanged.disconnect(self._show_hints)

    def _find(self, chord: str, place: str) -> object:
        sheet = self._window.overlays.sheet
        if place == SHEET and sheet is not None and chord in sheet.runs:
            return None  # the sheet's own meaning of a key comes first in it
        run: Run | None = self._keymap.get((chord, place))
        return (lambda: run(self._window)) if run is not None else None

    def _fill(self) -> None:
        self._keymap = keymap(self._window.desk.codebook)
        self._window.bar.fill(table(self._window.desk.codebook), lambda action: action.run(self._window))

    def _follow(self, change: Change) -> None:
        if change.codebook or change.names:
            self._keymap = keymap(self._window.desk.codebook)

    def _show_hints(self) -> None:
        window = self._window
        focused = QApplication.focusWidget()
        where = (focused.property("hints") if focused is not None else None) or place_of_keyboard(focused)
        if self.hush.is_on:
            where = "hushed"
        elif window.tagging.is_reshaping:
            where = "reshape"
        elif focused is not None and window.find_bar.isAncestorOf(focused):
            where = "find"
        elif (sheet := window.overlays.sheet) is not None and sheet.isVisible() and where != "search":
            where = "sheet"
        elif window.modes.current is not None and where not in ("text", "question"):
            where = window.modes.current.hints
        if window.linking.armed and where in _LINKED:
            where = "link"
        digits = len(window.compare.columns) if where == "compare" else focused.property("digits") if focused else 0
        window.status.show_hints(where, digits or 0)
