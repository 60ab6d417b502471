"""The choices of an export: format, documents, kinds, readers, with or without the texts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from glossator.exchange.choice import Choice
from glossator.exchange.registry import FORMATS, Format
from glossator.model.codebook import Kind
from glossator.views.desk import Desk
from glossator.views.panel.shapes import paint_shape
from glossator.views.sheets.cell import Cell, Shape
from glossator.views.sheets.sheet import dim, row
from glossator.views.theme import Theme

#: Which documents: the shown one, all, those ticked in the list.
THIS, ALL, LISTED = "this", "all", "listed"

#: The height of the list of documents, in pixels.
LIST_HEIGHT = 116

_KEY = Qt.ItemDataRole.UserRole


class Choosing(QWidget):
    """Hold what is chosen; ``changed`` follows every change."""

    changed = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self.formats = self._only_one(
            (format_.name, format_.label.split(",")[0], str(number))
            for number, format_ in enumerate(FORMATS.values(), 1)
        )
        self.text = Cell("With the texts", theme, key="T")
        self.text.setCheckable(True)
        self.text.setChecked(True)
        self.text.toggled.connect(self._changed)
        self.where = self._only_one(((THIS, "This document", ""), (ALL, "All documents", ""), (LISTED, "Chosen…", "")))
        self.list = QListWidget()
        self.list.setAccessibleName("Documents")
        self.list.setFixedHeight(LIST_HEIGHT)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.itemChanged.connect(lambda _item: self._changed())
        self.list.hide()
        self.kinds: dict[str, Cell] = {}
        self.readers: dict[str, Cell] = {}
        self._kinds_row, self._readers_row = QHBoxLayout(), QHBoxLayout()
        self._readers_label = dim("Readers")
        formats = row(*self.formats.values(), self.text)
        formats.insertSpacing(len(self.formats), 14)
        for at, (label, line) in enumerate(
            (
                (dim("Format"), formats),
                (dim("Documents"), row(*self.where.values())),
                (None, row(self.list, stretch=False)),
                (dim("Kinds"), self._kinds_row),
                (self._readers_label, self._readers_row),
            )
        ):
            if label is not None:
                self._grid.addWidget(label, at, 0)
            self._grid.addLayout(line, at, 1)
        self.formats[next(iter(FORMATS))].setChecked(True)
        self.where[ALL].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self._dress_list()
        for kind in self._desk.codebook.kinds:
            if kind.key in self.kinds:
                self.kinds[kind.key].set_shape(_shape_of(kind, theme))

    def load(self) -> None:
        """Read the project's documents, kinds and readers anew; everything is chosen."""
        self.blockSignals(True)
        project = self._desk.project
        self._fill_list()
        self.where[THIS].setEnabled(self._desk.document is not None)
        if not self.where[THIS].isEnabled() and self.where[THIS].isChecked():
            self.where[ALL].setChecked(True)
        kinds = self._desk.codebook.kinds
        self.kinds = self._several(self._kinds_row, ((kind.key, kind.label) for kind in kinds))
        for kind in kinds:
            self.kinds[kind.key].set_shape(_shape_of(kind, self._theme))
        readers = project.readers(used_only=True)
        self.readers = self._several(self._readers_row, ((reader.id, reader.name) for reader in readers))
        self._readers_label.setVisible(len(readers) > 1)
        for cell in self.readers.values():
            cell.setVisible(len(readers) > 1)
        self.blockSignals(False)

    @property
    def format(self) -> Format:
        """Return the format that is chosen."""
        return FORMATS[_checked(self.formats)]

    @property
    def choice(self) -> Choice:
        """Return what is chosen of the project."""
        return Choice(
            documents=self._documents(),
            kinds=_some(self.kinds),
            readers=_some(self.readers),
            text=self.text.isChecked(),
        )

    def missing(self) -> str:
        """Say what is not chosen, "" where something of each is."""
        choice = self.choice
        wanted = [
            words
            for chosen, words in (
                (choice.documents, "a document"),
                (choice.kinds, "a kind"),
                (choice.readers, "a reader"),
            )
            if chosen is not None and not chosen
        ]
        return " and ".join(wanted)

    def choose_format(self, number: int) -> None:
        """Choose a format by its place from 1."""
        names = list(self.formats)
        if 0 < number <= len(names):
            cell = self.formats[names[number - 1]]
            cell.setChecked(True)
            if any(other.hasFocus() for other in self.formats.values()):
                cell.setFocus()

    def toggle_text(self) -> None:
        """Take the texts along, or not."""
        if not self.text.isHidden():
            self.text.toggle()

    def _documents(self) -> frozenset[str] | None:
        where = _checked(self.where)
        if where == ALL:
            return None
        if where == THIS:
            shown = self._desk.document
            return frozenset({shown.id}) if shown else frozenset()
        items = (self.list.item(at) for at in range(self.list.count()))
        return frozenset(str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _fill_list(self) -> None:
        """List the documents, ticked as they were, the shown one at first."""
        before = self._documents() if self.list.count() else None
        shown = self._desk.document
        self.list.clear()
        for document in self._desk.project.documents():
            item = QListWidgetItem(document.title)
            item.setData(_KEY, document.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = document.id in before if before else shown is not None and document.id == shown.id
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._dress_list()

    def _only_one(self, cells: Iterable[tuple[str, str, str]]) -> dict[str, Cell]:
        """Make cells of which one is chosen."""
        group = QButtonGroup(self)
        made = {}
        for key, words, shortcut in cells:
            cell = Cell(words, self._theme, key=shortcut)
            cell.setCheckable(True)
            cell.toggled.connect(lambda on: self._changed() if on else None)
            group.addButton(cell)
            made[key] = cell
        return made

    def _several(self, line: QHBoxLayout, cells: Iterable[tuple[str, str]]) -> dict[str, Cell]:
        """Make cells of which any are chosen, all at first, in place of those that were there."""
        while line.count():
            item = line.takeAt(0)
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        line.setSpacing(6)
        made = {}
        for key, words in cells:
            cell = Cell(words, self._theme, pill=True)
            cell.setCheckable(True)
            cell.setChecked(True)
            cell.toggled.connect(self._changed)
            line.addWidget(cell)
            made[key] = cell
        line.addStretch(1)
        return made

    def _changed(self) -> None:
        self.list.setVisible(_checked(self.where) == LISTED)
        self.text.setVisible(_checked(self.formats) == "json")
        self.changed.emit()

    def _dress_list(self) -> None:
        theme = self._theme
        self.list.setStyleSheet(
            f"QListWidget {{ background: {theme.paper.name()}; color: {theme.ink.name()};"
            f" border: 1px solid {theme.line.name()}; border-radius: 4px; outline: 0; }}"
            f"QListWidget:focus {{ border-color: {theme.accent.name()}; }}"
            f"QListWidget::item {{ padding: 2px 4px; }}"
            f"QListWidget::indicator {{ width: 11px; height: 11px; border: 1px solid {theme.dim.name()};"
            f" border-radius: 3px; }}"
            f"QListWidget::indicator:checked {{ background: {theme.accent.name()};"
            f" border-color: {theme.accent.name()}; }}"
            f"QListWidget::item:selected {{ background: {theme.selection.name()}; color: {theme.ink.name()}; }}"
        )


def _shape_of(kind: Kind, theme: Theme) -> Shape:
    colour = theme.kind(kind.key).mark

    def paint(painter: QPainter, box: QRectF) -> None:
        paint_shape(painter, kind.shape, box, colour)

    return paint


def _checked(cells: dict[str, Cell]) -> str:
    return next((key for key, cell in cells.items() if cell.isChecked()), next(iter(cells)))


def _some(cells: dict[str, Cell]) -> frozenset[str] | None:
    """Return the keys that are chosen, None for all."""
    chosen = frozenset(key for key, cell in cells.items() if cell.isChecked())
    return None if len(chosen) == len(cells) else chosen
