"""The help: pages of Markdown that link to one another; nothing outside is opened without a click."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFont, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from glossator.model.problem import Refused
from glossator.places import resource
from glossator.views.theme import Theme

#: The page that is shown first, by its file's name without suffix.
FIRST = "index"

#: The width of the list of pages, and a page's measure, in pixels.
LIST_WIDTH, MEASURE = 262, 680

#: A page that another links to.
_LINK = re.compile(r"\]\(([\w-]+)\.md\)")

_MISSING = "# Help\n\nNo help pages are installed. All keys are on the other tab.\n"


def open_outside(url: QUrl) -> bool:
    """Open an address with the system's program for it."""
    return QDesktopServices.openUrl(url)


class HelpPages(QWidget):
    """Show the pages of a folder, with a list of them at the side."""

    def __init__(self, folder: Path | None, theme: Theme, *, open_url: Callable[[QUrl], object] = open_outside) -> None:
        super().__init__()
        self._theme = theme
        self._open_url = open_url
        self._folder = folder
        self._paths: dict[str, Path] | None = None
        self._page = ""
        self.list = QListWidget()
        self.list.setAccessibleName("Help pages")
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.currentRowChanged.connect(self._chosen)
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setAccessibleName("Help")
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.browser.document().setDocumentMargin(18)
        self.browser.anchorClicked.connect(self._follow)
        self.browser.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.browser.setLineWrapColumnOrWidth(MEASURE)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(12)
        around.addWidget(self.list)
        around.addWidget(self.browser, 1)
        self._dress()

    @property
    def page(self) -> str:
        """Return the name of the page that is shown."""
        return self._page

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours: links carry theirs in the text."""
        self._theme = theme
        self._dress()
        if self._page:
            self.show_page(self._page)

    def show_page(self, name: str, heading: str = "") -> None:
        """Show a page by its file's name without suffix, from one of its headings where that is named."""
        paths = self._known()
        path = paths.get(name)
        self.browser.setPalette(self._theme.palette())
        self.browser.setMarkdown(path.read_text(encoding="utf-8") if path else _MISSING)
        self._set_type(self.browser.document())
        self._page = name
        if path is not None:
            self.list.blockSignals(True)
            self.list.setCurrentRow(list(paths).index(name))
            self.list.blockSignals(False)
        if heading:
            self._scroll_to(heading)

    def showEvent(self, event: object) -> None:
        """Read the pages when they are first looked at."""
        super().showEvent(event)  # type: ignore[arg-type]
        if not self._page:
            paths = self._known()
            self.show_page(FIRST if FIRST in paths or not paths else next(iter(paths)))

    def _known(self) -> dict[str, Path]:
        if self._paths is None:
            self._paths = _pages(self._folder)
            self.list.blockSignals(True)
            self.list.addItems([_title(path) for path in self._paths.values()])
            self.list.blockSignals(False)
            self.list.setVisible(bool(self._paths))
        return self._paths

    def _chosen(self, row: int) -> None:
        names = list(self._known())
        if 0 <= row < len(names):
            self.show_page(names[row])

    def _follow(self, url: QUrl) -> None:
        """Follow a link that was clicked: to a page or heading here, else outside."""
        name = Path(url.path()).stem
        if url.scheme():
            self._open_url(url)
        elif not name:
            self._scroll_to(url.fragment())
        elif name in self._known():
            self.show_page(name, url.fragment())

    def _scroll_to(self, heading: str) -> None:
        block = self.browser.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _slug(block.text()) == heading:
                self.browser.setTextCursor(QTextCursor(block))
                top = self.browser.document().documentLayout().blockBoundingRect(block).top()
                self.browser.verticalScrollBar().setValue(round(top))
                return
            block = block.next()

    def _set_type(self, document: QTextDocument) -> None:
        """Give paragraphs room and headings a quiet weight."""
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            form = block.blockFormat()
            form.setLineHeight(140, 1)
            level = form.headingLevel()
            form.setTopMargin(16 if level else 4)
            form.setBottomMargin(6)
            cursor.setBlockFormat(form)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                heading = cursor.charFormat()
                heading.setFontWeight(QFont.Weight.DemiBold)
                cursor.mergeCharFormat(heading)
            block = block.next()

    def _dress(self) -> None:
        theme = self._theme
        ring = f"border: 2px solid {theme.accent.name()};"
        self.browser.setStyleSheet(f"QTextBrowser {{ border: 2px solid transparent; }} QTextBrowser:focus {{ {ring} }}")
        self.list.setStyleSheet(
            f"QListWidget {{ background: transparent; color: {theme.ink.name()}; outline: 0;"
            " border: 2px solid transparent; border-radius: 4px; }"
            f"QListWidget:focus {{ {ring} }}"
            f"QListWidget::item {{ padding: 5px 8px; border-radius: 4px; }}"
            f"QListWidget::item:selected {{ background: {theme.selection.name()}; color: {theme.ink.name()}; }}"
        )


def _pages(folder: Path | None) -> dict[str, Path]:
    """Return the pages of a folder by name, the first one first, then in the order in which it links to them."""
    try:
        at = folder if folder is not None else resource("help")
    except Refused:
        return {}
    paths = {path.stem: path for path in sorted(at.glob("*.md"))}
    linked = _LINK.findall(paths[FIRST].read_text(encoding="utf-8")) if FIRST in paths else []
    order = [name for name in dict.fromkeys([FIRST, *linked]) if name in paths]
    return {name: paths[name] for name in [*order, *(name for name in paths if name not in order)]}


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# "):
                return line[2:].strip()
    return path.stem.replace("-", " ").capitalize()


def _slug(heading: str) -> str:
    kept = "".join(sign for sign in heading.lower() if sign.isalnum() or sign in " -")
    return kept.strip().replace(" ", "-")
