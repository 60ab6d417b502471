"""The one search: a field over the page, and below it what the project has of the words, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from glossator.operations.found import Found
from glossator.operations.searching import Asked
from glossator.views.actions import Action
from glossator.views.desk import Desk
from glossator.views.keys import SHEET
from glossator.views.panel.style import Style
from glossator.views.searching import Searching
from glossator.views.sheets.search_list import SearchDelegate, SearchModel
from glossator.views.sheets.search_rows import ALL, SHOWN, Row, first_rows, rows_of
from glossator.views.sheets.sheet import Sheet, dim
from glossator.views.theme import Theme

#: Rows that Page Up and Page Down go at once.
PAGE = 8

_HINT = (
    "All the words must stand together · “in quotation marks” one after another · Enter goes, Esc leaves all as it was"
)


class SearchSheet(Sheet):
    """Take words, list what has them, and say which row was chosen."""

    chosen = Signal(object, str)  # a Row, and the words that found it

    size_wanted = (780, 620)

    def __init__(
        self, host: QWidget, desk: Desk, searching: Searching, *, commands: Sequence[Action], theme: Theme
    ) -> None:
        super().__init__(host, "Search", theme)
        self._desk, self._searching, self._commands = desk, searching, commands
        self._kinds = {kind.key: kind.label for kind in desk.codebook.kinds}
        self._only = ""
        self._answered: tuple[str, Found] = ("", Found())
        self._enter_waits = False
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search documents, tags, commands")
        self.field.setAccessibleName("Search")
        self.field.setClearButtonEnabled(True)
        self.field.setProperty("keys", SHEET)
        self.field.setProperty("hints", "search")
        self.field.textChanged.connect(self._typed)
        self.model = SearchModel()
        self._delegate = SearchDelegate(Style.of(theme, self.font()), desk.codebook)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrows walk it from the field
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName("What was found")
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.clicked.connect(self._pressed)
        self.hint = dim(_HINT)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.hint)
        self.runs |= {
            "Esc": self._escape,
            "Enter": self._enter,
            "Down": lambda: self._step(1),
            "Up": lambda: self._step(-1),
            "PgDown": lambda: self._step(PAGE),
            "PgUp": lambda: self._step(-PAGE),
        }
        searching.found.connect(self._take)
        searching.read.connect(self._tell_progress)
        self._begin()

    @property
    def is_still(self) -> bool:
        """Tell whether all is listed that the words find."""
        return self._searching.is_still

    @property
    def current(self) -> Row | None:
        """Return the row that Enter goes to."""
        return self.model.row(self.list.currentIndex().row())

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        super().set_theme(theme)
        self._delegate.style = Style.of(theme, self.font())
        self.list.viewport().update()

    def first(self) -> QWidget:
        """Begin with the field."""
        return self.field

    def dismiss(self) -> None:
        """Close, and look for nothing any more."""
        if self.isVisible():
            self._searching.drop()
        super().dismiss()

    # Within

    def _begin(self) -> None:
        """Offer what there is before anything is typed, and have the texts read meanwhile."""
        documents = self._desk.read(self._desk.project.documents, [])
        self._show(first_rows(self._searching.last, documents))
        self._ask()

    def _typed(self) -> None:
        self._only = ""
        self._enter_waits = False
        if self.field.text().strip():
            self._ask()
        else:
            self._begin()

    def _ask(self) -> None:
        limit = ALL if self._only else max(SHOWN.values())
        self._searching.ask(Asked(self.field.text(), as_typed=True, limit=limit))

    def _take(self, asked: Asked, found: Found) -> None:
        self.hint.setText(_HINT)
        if asked.words != self.field.text() or not asked.words.strip():
            return
        self._answered = (asked.words, found)
        self._show(rows_of(asked.words, found, self._commands, only=self._only, kinds=self._kinds))
        if self._enter_waits:
            self._enter()

    def _show(self, rows: Sequence[Row]) -> None:
        self.model.show(rows)
        first = self.model.next_from(-1, 1)
        self.list.setCurrentIndex(self.model.index(first) if first >= 0 else QModelIndex())
        self.list.scrollToTop()
        self._announce()

    def _tell_progress(self, done: int, total: int) -> None:
        self.hint.setText(f"The texts are read for the first time: {100 * done // max(1, total)} %")

    def _step(self, by: int) -> None:
        at = self.model.next_from(self.list.currentIndex().row(), by)
        if at >= 0:
            self.list.setCurrentIndex(self.model.index(at))
            above = self.model.row(at - 1)
            if above is not None and not above.is_reachable:
                self.list.scrollTo(self.model.index(at - 1))  # its heading comes along
            self.list.scrollTo(self.model.index(at))
            self._announce()

    def _announce(self) -> None:
        """Let a screen reader say the row that Enter goes to, while the keyboard stays in the field."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # read late: a start announces nothing

        words = str(self.list.currentIndex().data() or "")
        self.field.setAccessibleDescription(words)
        if QAccessible.isActive() and words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def _pressed(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None and row.is_reachable:
            self._choose(row)

    def _enter(self) -> None:
        """Go to the row; where the words are still looked for, when they are found."""
        words = self.field.text()
        if words.strip() and self._answered[0] != words:
            self._enter_waits = True
            return
        self._enter_waits = False
        if self.current is not None:
            self._choose(self.current)

    def _choose(self, row: Row) -> None:
        if row.sort == "again":
            self.field.setText(str(row.target))
        elif row.sort == "all":
            self._only = str(row.target)
            self._ask()
        else:
            words = self.field.text()
            self.dismiss()
            self.chosen.emit(row, words)

    def _escape(self) -> None:
        """Go back from all of one group to every group; else close."""
        if self._only:
            self._only = ""
            self._ask()
        else:
            self.dismiss()
