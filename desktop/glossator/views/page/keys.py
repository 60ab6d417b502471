"""Keys of the page that Qt has not, or moves without the caret: paragraphs and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

if TYPE_CHECKING:
    from glossator.views.page.view import PageView

_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier

#: What Qt moves by itself, so that no shortcut of the window takes it.
_QT_MOVES = (
    QKeySequence.StandardKey.MoveToStartOfDocument,
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectStartOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
)


#: What moves the caret in Qt; with Shift it moves one end of the selection.
_MOVING = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)


def is_ours(event: QKeyEvent) -> bool:
    """Tell whether a key moves on the page and must not be taken by a shortcut."""
    return _movement(event) is not None


def is_letter(event: QKeyEvent) -> bool:
    """Tell whether a key writes a character: on a page that is read it belongs to the window's shortcuts."""
    return event.modifiers() & _MODIFIERS in (_NONE, _SHIFT) and bool(event.text()) and event.text().isprintable()


def press(view: PageView, event: QKeyEvent) -> bool:
    """Do what a key asks, if it is one of the page's; tell whether it was."""
    movement = _movement(event)
    if movement is None:
        return False
    by, direction, selecting = movement
    mode = QTextCursor.MoveMode.KeepAnchor if selecting or view.reshaping else QTextCursor.MoveMode.MoveAnchor
    if by == "paragraph":
        _by_paragraph(view, direction, mode)
    else:
        _by_page(view, direction, mode)
    return True


def moving_an_end(event: QKeyEvent) -> QKeyEvent:
    """Return a key as Qt has to take it where an end of a live selection moves: what moves, moves with Shift."""
    if event.key() not in _MOVING:
        return event
    return QKeyEvent(event.type(), event.key(), event.modifiers() | _SHIFT, event.text(), event.isAutoRepeat())


def after_qt(view: PageView, event: QKeyEvent) -> None:
    """Show the page's margin too, where Qt moved the caret to the first or last line."""
    if not any(event.matches(key) for key in _QT_MOVES):
        return
    bar = view.verticalScrollBar()
    to_start = event.key() == Qt.Key.Key_Home
    view.scroll.lay_out_near()
    bar.setValue(bar.minimum() if to_start else bar.maximum())


def _movement(event: QKeyEvent) -> tuple[str, int, bool] | None:
    key = event.key()
    modifiers = event.modifiers() & _MODIFIERS
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers in (_CONTROL, _CONTROL | _SHIFT):
        return "paragraph", 1 if key == Qt.Key.Key_Down else -1, bool(modifiers & _SHIFT)
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and modifiers in (_NONE, _SHIFT):
        return "page", 1 if key == Qt.Key.Key_PageDown else -1, bool(modifiers & _SHIFT)
    if key == Qt.Key.Key_Space and modifiers in (_NONE, _SHIFT):
        return "page", -1 if modifiers & _SHIFT else 1, False
    return None


def _by_paragraph(view: PageView, direction: int, mode: QTextCursor.MoveMode) -> None:
    border = view.page_layout.border
    offset = view.caret()
    piece = border.piece_at(offset)
    start, end = border.paragraph(piece)
    former = start if offset > start else _former_start(view, start)
    target = former if direction < 0 else _next_start(view, end)
    view.move_caret(target, mode)


def _former_start(view: PageView, start: int) -> int:
    border = view.page_layout.border
    piece = border.piece_at(start)
    while piece > 0:
        piece -= 1
        first, last = border.paragraph(piece)
        if not view.page_layout.form(piece).blank and last > first:
            return first
        piece = border.piece_at(first)
    return 0


def _next_start(view: PageView, end: int) -> int:
    border = view.page_layout.border
    piece = border.piece_at(end)
    while piece + 1 < len(border):
        piece += 1
        first, last = border.paragraph(piece)
        if first > end and not view.page_layout.form(piece).blank and last > first:
            return first
    return len(border.text)


def _by_page(view: PageView, direction: int, mode: QTextCursor.MoveMode) -> None:
    """Scroll by a page less a line or two; the caret keeps its place on the screen."""
    bar, scroll = view.verticalScrollBar(), view.scroll
    rect = view.cursorRect()
    step = view.page_layout.type.step
    distance = max(step, (scroll.height // step - 1) * step)
    caret_y = rect.center().y()
    in_view = 0 <= caret_y < scroll.height
    before = scroll.top
    bar.setValue(before + direction * distance)
    scroll.lay_out_near()
    moved = bar.value() - before
    if abs(moved) < distance:
        # The first or last page: what is left of the distance is the caret's.
        caret_y += direction * distance - moved if in_view else 0
    if not in_view:
        caret_y = step // 2 if direction > 0 else scroll.height - step // 2
    point = QPointF(rect.left(), min(max(caret_y, step // 2), scroll.height - 1) + bar.value())
    if moved == 0 and direction > 0 and caret_y >= scroll.height - step:
        view.move_caret(len(view.page_layout.border.text), mode)
        return
    if moved == 0 and direction < 0 and caret_y <= step:
        view.move_caret(0, mode)
        return
    position = view.page_layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
    view.move_caret(view.page_layout.border.to_offset(position), mode)
