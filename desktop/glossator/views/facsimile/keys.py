"""Keys of the facsimile that go by what is printed: lines and pages. All others are the text page's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from glossator.views.page.keys import is_ours as is_the_pages

if TYPE_CHECKING:
    from glossator.views.facsimile.view import FacsimileView

_HELD = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier

#: What each key moves by, and which way.
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}

#: How much of the viewport stays in view when it is scrolled by a page.
_STAYS = 0.12


def is_ours(event: QKeyEvent) -> bool:
    """Tell whether a key moves here and must not be taken by a shortcut."""
    return _movement(event) is not None or is_the_pages(event)


def press(view: FacsimileView, event: QKeyEvent) -> bool:
    """Do what a key asks, if it goes by what is printed; tell whether it did."""
    movement = _movement(event)
    if movement is None:
        return False
    by, direction, selecting = movement
    if not view.is_placed:
        _scroll(view, by, direction)
        return True
    mode = QTextCursor.MoveMode.KeepAnchor if selecting or view.page.reshaping else QTextCursor.MoveMode.MoveAnchor
    if by == "line":
        _by_line(view, direction, mode)
    elif by == "end":
        _to_end(view, direction, mode)
    else:
        _by_page(view, direction, mode)
    return True


def _movement(event: QKeyEvent) -> tuple[str, int, bool] | None:
    held = event.modifiers() & _HELD & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if held not in (_NONE, _SHIFT):
        return None
    for by, keys in (("line", _LINES), ("end", _ENDS), ("page", _PAGES)):
        if key in keys:
            return by, keys[key], held == _SHIFT
    if key == Qt.Key.Key_Space:
        return "page", -1 if held == _SHIFT else 1, False
    return None


def _scroll(view: FacsimileView, by: str, direction: int) -> None:
    """Scroll pages that have no caret."""
    bar = view.verticalScrollBar()
    if by == "end":
        bar.setValue(bar.minimum() if direction < 0 else bar.maximum())
    else:
        step = bar.singleStep() if by == "line" else round(view.viewport().height() * (1 - _STAYS))
        bar.setValue(bar.value() + direction * step)


def _by_line(view: FacsimileView, direction: int, mode: QTextCursor.MoveMode) -> None:
    """Move the caret a printed line up or down; it keeps its place across the page."""
    book, caret = view.book, view.page.caret()
    page = book.places.page_of(caret) if book is not None and book.places is not None else None
    if book is None or page is None:
        return
    places = book.page_places(page)
    line = places.line_of(caret)
    if view.goal is None:
        stand = places.caret(caret)
        view.goal = stand.x if stand is not None else 0.0
    goal = view.goal
    line = (line if line is not None else -1) + direction
    while not 0 <= line < places.lines:
        page += direction
        if not 0 <= page < len(view.pages):
            return
        places = book.page_places(page)
        line = 0 if direction > 0 else places.lines - 1
    view.page.move_caret(places.in_line(line, goal), mode)
    view.goal = goal
    view.reveal(view.page.caret(), view.page.caret())


def _to_end(view: FacsimileView, direction: int, mode: QTextCursor.MoveMode) -> None:
    """Move the caret to the beginning or the end of its printed line."""
    book, caret = view.book, view.page.caret()
    page = book.places.page_of(caret) if book is not None and book.places is not None else None
    if book is None or page is None:
        return
    line = book.page_places(page).line_of(caret)
    if line is not None:
        view.goal = None
        view.page.move_caret(book.page_places(page).line_range(line)[0 if direction < 0 else 1], mode)


def _by_page(view: FacsimileView, direction: int, mode: QTextCursor.MoveMode) -> None:
    """Scroll by the viewport less some lines; the caret keeps its place on the screen."""
    bar, height = view.verticalScrollBar(), view.viewport().height()
    rect = view.place_of(view.page.caret())
    y = rect.center().y() - view.top if rect is not None else -1.0
    x = rect.left() if rect is not None else view.pages.width / 2
    if not 0 <= y < height:
        y = height * (0.3 if direction > 0 else 0.7)
    before = bar.value()
    distance = round(height * (1 - _STAYS))
    bar.setValue(before + direction * distance)
    left = distance - abs(bar.value() - before)  # the first or last page: what is left is the caret's
    y = min(max(y + direction * left, 0.0), height - 1.0)
    offset = view.offset_near(QPointF(x, bar.value() + y))
    if offset is not None:
        view.page.move_caret(offset, mode)
