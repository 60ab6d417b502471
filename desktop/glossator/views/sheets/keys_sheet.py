"""The sheet of all keys, in groups, and beside it the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QScrollArea, QStackedWidget, QWidget

from glossator.views.keys import SHEET
from glossator.views.sheets.cell import Cell
from glossator.views.sheets.help_pages import HelpPages, open_outside
from glossator.views.sheets.key_table import KeyRow, KeyTable
from glossator.views.sheets.sheet import Sheet
from glossator.views.theme import Theme

__all__ = ["KeyRow", "KeysSheet"]


class KeysSheet(Sheet):
    """Show every key, found by typing, and the help pages on a second tab."""

    size_wanted = (1400, 860)

    def __init__(
        self,
        host: QWidget,
        rows: Sequence[KeyRow],
        theme: Theme,
        *,
        help_folder: Path | None = None,
        open_url: Callable[[QUrl], object] = open_outside,
    ) -> None:
        super().__init__(host, "Keys and help", theme)
        self.keys_tab = self._tab("Keys", "Ctrl+1")
        self.help_tab = self._tab("Help", "Ctrl+2")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Type to find a key or what it does")
        self.filter.setAccessibleName("Find a key")
        self.filter.setClearButtonEnabled(True)
        self.filter.setProperty("keys", SHEET)
        self.table = KeyTable(rows, theme)
        self.table.setFont(self.font())
        self.filter.textChanged.connect(self._filter)
        self.scroll = QScrollArea()
        self.scroll.setWidget(self.table)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroll.setAccessibleName("Keys")
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrows scroll it from wherever the keyboard is
        self.scroll.viewport().setAutoFillBackground(False)
        self.scroll.setStyleSheet("QScrollArea { background: transparent; }")
        self.help = HelpPages(help_folder, theme, open_url=open_url)
        self.help.browser.setProperty("keys", SHEET)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.scroll)
        self.pages.addWidget(self.help)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.pages, 1)
        self.runs |= {
            "Ctrl+1": self.show_keys,
            "Ctrl+2": self.show_help,
            "Down": lambda: self._scroll(1),
            "Up": lambda: self._scroll(-1),
            "PgDown": lambda: self._scroll(8),
            "PgUp": lambda: self._scroll(-8),
        }
        self.keys_tab.clicked.connect(self.show_keys)
        self.help_tab.clicked.connect(self.show_help)
        self.setTabOrder(self.help.browser, self._close)
        self._choose(0)  # the keyboard is where it was until the sheet opens

    def set_rows(self, rows: Sequence[KeyRow]) -> None:
        """List other keys: another codebook has others."""
        self.table.set_rows(rows)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        super().set_theme(theme)
        self.table.set_theme(theme)
        self.help.set_theme(theme)

    def show_keys(self) -> None:
        """Show the keys, ready to be searched."""
        self._choose(0)
        self.filter.setFocus()

    def show_help(self, page: str | None = None) -> None:
        """Show the help, or one page of it by its file's name."""
        self._choose(1)
        if isinstance(page, str):
            self.help.show_page(page)
        self.help.browser.setFocus()

    def first(self) -> QWidget:
        """Begin where the tab that is shown begins."""
        return self.filter if self.pages.currentIndex() == 0 else self.help.browser

    def _tab(self, words: str, key: str) -> Cell:
        tab = Cell(words, self.theme)
        tab.setCheckable(True)
        tab.setToolTip(key)
        self.title_row.insertWidget(self.title_row.count() - 2, tab)
        return tab

    def _choose(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        for number, tab in enumerate((self.keys_tab, self.help_tab)):
            tab.setChecked(number == at)  # not exclusive by Qt, which would take the other out of Tab's way
        self.filter.setVisible(at == 0)

    def _filter(self, words: str) -> None:
        self.table.show_only(words)
        self.scroll.verticalScrollBar().setValue(0)

    def _scroll(self, steps: int) -> None:
        bar = self.scroll.verticalScrollBar()
        bar.setValue(bar.value() + steps * self.table.row_height)
