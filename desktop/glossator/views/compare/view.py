"""The compare mode: columns with ribbons between them, differences beside them, all by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from glossator.views.choice import short
from glossator.views.compare.badge import initials_apart
from glossator.views.compare.bar import CompareBar
from glossator.views.compare.beside import VERSION, Beside
from glossator.views.compare.column import Column
from glossator.views.compare.columns import Columns
from glossator.views.compare.correcting import Correcting
from glossator.views.compare.joined import Differences, hollows_of
from glossator.views.compare.marked import MarkedShown
from glossator.views.compare.review import ReviewPanel
from glossator.views.compare.ribbons import Ribbons
from glossator.views.compare.saving import Saving
from glossator.views.compare.state import DOCUMENTS, MOST, READERS, Comparing
from glossator.views.compare.versions import VersionTags
from glossator.views.compare.versions_panel import VersionsPanel
from glossator.views.compare.versions_shown import VersionsShown
from glossator.views.desk import Desk
from glossator.views.keys import COMPARE
from glossator.views.linking import Linking
from glossator.views.look import Look
from glossator.views.modes import FORMS, TIME
from glossator.views.page.shown import Hollow


class CompareView(QWidget):
    """Show readings, or documents, side by side."""

    hints_changed = Signal()
    form_asked = Signal(str)  # another form of comparing
    job_started = Signal(object)
    passages_asked = Signal(str, list, str)  # what a number counts: a title, ids of tags in groups, the rule
    opened = Signal(str, str)  # a tag, to be read in its document: the document's id and the tag's

    def __init__(self, desk: Desk, look: Look, linking: Linking) -> None:
        super().__init__()
        self.setObjectName("compare")
        self.setProperty("keys", COMPARE)
        self._desk, self._look, self._linking = desk, look, linking
        self.comparing = Comparing(desk, self)
        self.beside = Beside(desk, self)
        self.bar = CompareBar(FORMS, MOST)
        self.review = ReviewPanel(desk, self.comparing, look.theme)
        self.saving = Saving(desk, self.comparing, self)
        self.versions = VersionTags(desk, self.beside)
        self.versions_panel = VersionsPanel(self.versions, look.theme)
        self.side_by_side = Columns(look.theme, look.style)
        self.versions_shown = VersionsShown(self.versions, self.beside, self.side_by_side)
        self.marked_shown = MarkedShown(desk, self.beside, self.bar, self.side_by_side)
        self._shown = ""
        self._hollows: list[dict[str, list[Hollow]]] = []
        self.correcting = Correcting(desk, self)
        self._lay_out()
        self._connect()

    # What the window asks

    def set_active(self, active: bool) -> None:
        """Be shown, or hidden: nothing is read while hidden."""
        self.comparing.set_active(active)
        self.beside.set_active(active and self.comparing.mode == DOCUMENTS)
        if active:
            self.bar.show_mode(self.comparing.mode)
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where the keys of this mode work."""
        if self.comparing.mode == READERS:
            self.review.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.versions.is_shown:
            self.versions_panel.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.columns:
            self.columns[0].page.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: object) -> None:
        """Take other colours."""
        self.side_by_side.set_theme(theme)
        self.review.set_theme(theme)
        self.versions_panel.set_theme(theme)

    def set_mode(self, mode: str) -> None:
        """Compare readers, or documents; over time is a view of its own."""
        self.give_up()
        if mode == TIME:
            self.bar.show_mode(self.comparing.mode)
            self.form_asked.emit(TIME)
            return
        self.comparing.set_mode(mode)
        self._shown = ""
        self.bar.show_mode(mode)
        self.review.setVisible(mode == READERS)
        self.versions_panel.setVisible(mode == DOCUMENTS and self.versions.is_shown)
        self.beside.set_active(mode == DOCUMENTS)
        self.take_keyboard()
        self.hints_changed.emit()

    def compare_versions(self, document: str, version: str) -> None:
        """Show an earlier version of a document beside it as it is now; they scroll together."""
        self.set_mode(DOCUMENTS)
        self.bar.together.setChecked(True)
        self.beside.choose((f"{document}{VERSION}{version}", document))

    def next_mode(self) -> None:
        """Go on from readers to documents, to over time."""
        self.set_mode(DOCUMENTS if self.comparing.mode == READERS else TIME)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read and all heights are exact."""
        return (
            self.comparing.is_still
            and self.beside.is_still
            and self.versions.is_still
            and self.review.figures.is_still
            and all(column.page.settled() for column in self.columns)
        )

    # Keys

    def step(self, by: int) -> None:
        """Go to the next difference, or tag, or the previous one."""
        if self.comparing.mode == READERS:
            self.give_up()
            self.comparing.step(by)
        elif self.versions.is_shown:
            self.versions.step(by)
        else:
            self.marked_shown.step(by)

    def keep(self, number: int) -> None:
        """Settle by a digit: a column's reading, or none with 0; where a link is armed, name its relation."""
        if self._linking.name(number, self.tag):
            return
        if self.versions.is_shown and self.comparing.mode == DOCUMENTS and number == 0:
            self.versions.settle(None)
        elif self.comparing.mode != READERS:
            self._desk.say("Digits settle differences between readers; choose Readers above.")
        elif number == 0:
            self.comparing.keep_none()
        else:
            self.comparing.keep(number - 1)

    def keep_all(self) -> None:
        """Settle by keeping every side."""
        if self.comparing.mode == READERS:
            self.comparing.keep_all()

    def correct(self) -> None:
        """Make the current difference's passage a live selection; again: its other end."""
        joined = self.comparing.arrived()
        if self.comparing.mode == DOCUMENTS and self.versions.is_shown:
            self.versions_shown.take_selection()
        elif self.comparing.mode != READERS or joined is None:
            self._desk.say("Choose a difference first: ] goes to the next.")
        elif self.correcting.is_on:
            self.correcting.swap_ends()
        else:
            self.correcting.begin(joined, self.columns)

    @property
    def tag(self) -> str:
        """Return the id of the tag that is chosen, in the column that has the keyboard where there are several."""
        if self.comparing.mode == DOCUMENTS:
            return self.beside.current
        joined = self.comparing.current
        if joined is None:
            return ""
        focused = self.side_by_side.number_with_keyboard()
        side = joined.sides[focused] if focused >= 0 else None
        return side.id if side is not None else joined.ids[0]

    @property
    def hints(self) -> str:
        """Name the keys that help now."""
        if self.correcting.is_on:
            return "correct"
        if self.comparing.mode != READERS:
            return "waiting" if self.versions.is_shown else "beside"
        return "compare" if len(self.columns) > 1 else "alone"

    def choose_kind(self, kind: str) -> None:
        """Take another kind for the corrected passage."""
        self.correcting.choose_kind(kind)

    def enter(self) -> None:
        """Keep the corrected passage; else open the current tag in its document."""
        if self.correcting.is_on:
            corrected = self.correcting.take()
            self.take_keyboard()
            if corrected is not None:
                self.comparing.keep_edited(corrected)
            return
        joined = self.comparing.arrived()
        if self.comparing.mode == DOCUMENTS and self.versions.may_settle:
            self.versions.take()
        elif self.comparing.mode == READERS and joined is not None:
            self.opened.emit(joined.document, joined.ids[0])
        elif self.beside.current:
            page = next((p for p in self.beside.pages if any(t.id == self.beside.current for t in p.tags)), None)
            if page is not None:
                self.opened.emit(page.document.id, self.beside.current)

    def save(self) -> None:
        """Take the comparison along, of what the figures are about."""
        self.saving.ask(everything=self.review.figures.scope.isChecked())

    def give_up(self) -> bool:
        """Give up a correction; tell whether there was one."""
        if not self.correcting.is_on:
            return False
        self.correcting.take()
        self.take_keyboard()
        return True

    def escape(self) -> None:
        """Close one thing: a correction, an armed link, else what is marked, else the current tag."""
        if self.give_up() or self._linking.disarm():
            return
        if self.beside.entity is not None:
            self.beside.mark_entity(None)
        elif self.comparing.mode == DOCUMENTS and self.versions.chosen:
            self.versions.choose("")
        elif self.comparing.mode == READERS:
            self.review.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.beside.set_current("")

    def next_part(self, by: int) -> None:
        """Move the keyboard to the next column, to the figures, or to the differences."""
        parts: list[QWidget] = [column.page for column in self.columns]
        if self.comparing.mode == READERS:
            parts += [self.review.figures.table, self.review.list]
        elif self.versions.is_shown:
            parts += [self.versions_panel.first_state(), self.versions_panel.list]
        focused = next((at for at, part in enumerate(parts) if part.hasFocus()), len(parts) - 1)
        if parts:
            parts[(focused + by) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Within

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.side_by_side, 1)
        beside.addWidget(self.review)
        beside.addWidget(self.versions_panel)
        self.versions_panel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(beside, 1)

    def _connect(self) -> None:
        comparing, beside = self.comparing, self.beside
        self.correcting.changed.connect(self.hints_changed)
        self.bar.mode_chosen.connect(self.set_mode)
        self.bar.readers.chosen.connect(comparing.choose_readers)
        self.bar.documents.chosen.connect(beside.choose)
        self.bar.together.toggled.connect(self.side_by_side.set_together)
        self.bar.agree.clicked.connect(comparing.keep_agreed)
        self.review.figures.asked.connect(self.passages_asked)
        self.review.figures.job_started.connect(self.job_started)
        beside.job_started.connect(self.job_started)
        self.saving.job_started.connect(self.job_started)
        self.bar.save.clicked.connect(self.save)
        comparing.loaded.connect(self._show_readers)
        comparing.loaded.connect(self.hints_changed)
        comparing.current_changed.connect(self._show_current)
        comparing.settled_changed.connect(self._show_settled)
        beside.loaded.connect(self._show_documents)
        self._look.style_changed.connect(self.side_by_side.set_style)
        self.side_by_side.tag_pressed.connect(self._pressed)
        self.side_by_side.group_pressed.connect(self._pressed_group)

    @property
    def columns(self) -> list[Column]:
        """Return the columns."""
        return self.side_by_side.columns

    @property
    def gutters(self) -> list[Ribbons]:
        """Return what lies between the columns."""
        return self.side_by_side.gutters

    def _set_columns(self, count: int) -> None:
        had_keyboard = self.side_by_side.number_with_keyboard() >= 0
        self.side_by_side.one_text = self.comparing.mode == READERS
        if self.side_by_side.set_count(count):
            self._shown = ""
            if self.isVisible() and (had_keyboard or self.comparing.mode == DOCUMENTS):
                self.take_keyboard()

    def _show_readers(self) -> None:
        comparing = self.comparing
        if comparing.mode != READERS:
            return
        self.bar.readers.fill(
            [(reader.id, f"{reader.name}  {count}") for reader, count in comparing.there],
            [reader.id for reader in comparing.readers],
        )
        self.bar.readers.setText(f"{' · '.join(comparing.names) or 'Readers'} ▾")
        self._set_columns(len(comparing.readers))
        document = self._desk.document
        kinds = {kind.key: kind for kind in self._desk.codebook.kinds}
        shown = f"{document.id if document else ''} {document.version if document else ''}"
        letters = initials_apart(comparing.names)
        for at, (column, reader, tags) in enumerate(zip(self.columns, comparing.readers, comparing.tags, strict=True)):
            if shown != self._shown:
                column.page.show_content(self._desk.content, kinds=self._desk.codebook.kinds)
            column.page.set_marked(frozenset())
            column.show_tags(reader.name, "", tags, kinds)
            column.heading.show_badge(letters[at], at)
        self._shown = shown
        self._show_joined()

    def _show_joined(self) -> None:
        """Show all that joins the columns, anew."""
        differences = self.comparing.differences
        for at, gutter in enumerate(self.gutters):
            gutter.show_joined(differences, "")
            gutter.show_threads(self.comparing.threads(at))
        self._hollows = [{} for _ in self.columns]
        for at, column in enumerate(self.columns):
            for joined in differences.listed:
                if not joined.settled and joined.sides[at] is None:
                    self._hollows[at][joined.id] = hollows_of(joined, at)
            column.page.set_hollows(hollow for hollows in self._hollows[at].values() for hollow in hollows)

    def _show_settled(self, id_: str) -> None:
        """Show that one difference is settled."""
        for hollows, column in zip(self._hollows, self.columns, strict=True):
            column.page.remove_hollows(hollows.pop(id_, ()))
        settled = self.comparing.differences.get(id_)
        for gutter in self.gutters if settled is not None else ():
            gutter.show_settled(settled)

    def _show_current(self) -> None:
        if self.comparing.mode != READERS:
            return
        current = self.comparing.current
        for gutter in self.gutters:
            gutter.set_current(current.id if current is not None else "")
        for at, column in enumerate(self.columns):
            side = current.sides[at] if current is not None else None
            column.page.set_current(side.id if side is not None else None)
            column.page.set_current_hollows(hollows_of(current, at) if current is not None else ())
        QTimer.singleShot(0, self, self._reveal_current)  # columns just made have their size with the next turn

    def _reveal_current(self) -> None:
        current = self.comparing.current
        if current is not None and self.columns and self.comparing.mode == READERS:
            self.columns[0].page.reveal(current.start, current.end)

    def _show_documents(self) -> None:
        beside = self.beside
        if self.comparing.mode != DOCUMENTS:
            return
        self.bar.documents.fill(beside.choices, beside.menu_ids)
        self.bar.documents.setText(f"{' · '.join(short(page.document.title) for page in beside.pages)} ▾")
        self.marked_shown.fill()
        self._set_columns(len(beside.pages))
        kinds = {kind.key: kind for kind in self._desk.codebook.kinds}
        shown = " ".join(page.version for page in beside.pages)
        for column, page in zip(self.columns, beside.pages, strict=True):
            if shown != self._shown:
                column.page.show_content(page.content, kinds=self._desk.codebook.kinds)
                column.page.set_hollows(())
                column.page.set_current_hollows(())
            column.heading.show_badge("", 0)
            column.show_tags(page.document.title, page.aside, page.tags, kinds, below=page.below)
        self._shown = shown
        for at, gutter in enumerate(self.gutters):
            gutter.show_joined(Differences(), "")
            gutter.show_threads(self.beside.threads(at))
        self.versions_shown.show()
        self.versions_panel.setVisible(self.versions.is_shown)
        self.hints_changed.emit()
        self.marked_shown.show()

    def _pressed_group(self, id_: str) -> None:
        (self.comparing if self.comparing.mode == READERS else self.versions).set_current(id_)

    def _pressed(self, at: int, tag: str) -> None:
        if self.comparing.mode == READERS:
            of = self.comparing.differences.of_tag(tag)
            if of and self.comparing.differences.number(of) >= 0:
                self.comparing.set_current(of)
        elif found := self.versions.find(tag):
            self.versions.set_current(found)
        else:
            self.beside.set_current(tag)
