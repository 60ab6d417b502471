"""Whether the page shows the numbers of its paragraphs and lines: two settings of the reader's, off at first."""

from __future__ import annotations

from PySide6.QtCore import QObject

from glossator.views.desk import Desk
from glossator.views.page.view import PageView
from glossator.views.settings import Settings

PARAGRAPHS, LINES = "paragraphs", "lines"


class Numbering(QObject):
    """Keep the settings and number each text that is shown, its paragraphs as citations and exports count them."""

    def __init__(self, desk: Desk, page: PageView, settings: Settings) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._settings = settings
        desk.document_opened.connect(self._show)

    def is_shown(self, what: str) -> bool:
        """Tell whether paragraphs, or lines, are numbered."""
        return self._settings.text(f"numbers/{what}") == "shown"

    def turn(self, what: str) -> None:
        """Show the numbers of paragraphs, or of lines, or hide them."""
        shown = not self.is_shown(what)
        self._settings.put(f"numbers/{what}", "shown" if shown else "hidden")
        self._show()
        self._desk.say(f"Numbers of {what} are {'shown' if shown else 'hidden'}.")

    def _show(self) -> None:
        starts = [start for start, _ in self._desk.paragraphs.ranges] if self.is_shown(PARAGRAPHS) else []
        self._page.number(paragraphs=starts, lines=self.is_shown(LINES))
