"""Links of a text: shown in words when the caret comes to one, opened in the browser only when a reader asks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from glossator.model.document import PLACE, Span
from glossator.model.problem import Problem
from glossator.views.desk import Desk
from glossator.views.page.view import PageView

#: What may be opened; anything else could run a program or show a file of this machine.
_OPENED = frozenset({"http", "https", "mailto"})


class Links(QObject):
    """Say where the link under the caret leads, and open it by a key or by Ctrl and a click."""

    def __init__(self, desk: Desk, page: PageView) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._told: Span | None = None
        self._said = ""  # what the status line says of a link
        desk.said.connect(self._hear)
        page.caret_moved.connect(self._tell)
        desk.document_opened.connect(self._forget)
        page.link_pressed.connect(self.open)

    def open_at_caret(self) -> None:
        """Open the link under the caret."""
        span = self._at(self._page.caret())
        if span is None:
            self._desk.say("The caret is in no link: Ctrl+Enter opens the one that it stands in.")
        else:
            self.open(span.target or "")

    def open(self, target: str) -> None:
        """Open an address as the system does, if it is one of the web or of mail; go to a place of the text itself."""
        place = _place(target)
        if place is not None:
            place = min(place, len(self._page.content.text))
            self._page.go_to(place)
            self._page.place_caret(place)
            return
        address = self._address(target)
        if address is None:
            why = f"“{target}” is no address of the web or of mail"
            self._desk.refuse(Problem("the link was not opened", why, "copy its words where you need them"))
        elif QDesktopServices.openUrl(address):
            self._desk.say(f"Opened: {_words(address)}")
        else:
            why = "the system has no program for it"
            self._desk.refuse(Problem(f"{_words(address)} was not opened", why, "open it in a browser yourself"))

    def _tell(self, offset: int) -> None:
        span = self._at(offset)
        if span is not None and span is not self._told:
            address = self._address(span.target or "")
            if _place(span.target or "") is not None:
                self._say("Link within the text · Ctrl+Enter goes there.")
            elif address is not None:
                self._say(f"Link to {_words(address)} · Ctrl+Enter opens it.")
            else:
                self._say(f"Link to {span.target or 'nothing'}, which is not opened from here.")
        elif span is None:
            self._forget()
        self._told = span

    def _say(self, words: str) -> None:
        self._desk.say(words)
        self._said = words

    def _forget(self) -> None:
        """Take back what was said of a link, unless other words have come meanwhile."""
        self._told = None
        if self._said:
            self._desk.say("")

    def _hear(self, words: str, _refused: bool) -> None:
        if words != self._said:
            self._said = ""

    def _at(self, offset: int) -> Span | None:
        return self._page.page_layout.spans.at(offset, "link")

    def _address(self, target: str) -> QUrl | None:
        """Return what may be opened of a link's target; one without a host is read from the document's own address."""
        url = QUrl(target.strip(), QUrl.ParsingMode.TolerantMode)
        shown = self._desk.document
        if url.isRelative() and target.strip() and shown is not None and shown.address:
            url = QUrl(shown.address).resolved(url)
        is_whole = url.isValid() and (url.scheme() == "mailto" or bool(url.host()))
        return url if is_whole and url.scheme() in _OPENED else None


def _place(target: str) -> int | None:
    """Return the offset that a link within a text leads to."""
    number = target.removeprefix(PLACE)
    return int(number) if target.startswith(PLACE) and number.isascii() and number.isdigit() else None


def _words(address: QUrl) -> str:
    """Write an address so that letters that only look like others are seen."""
    return address.toString(QUrl.ComponentFormattingOption.FullyEncoded)
