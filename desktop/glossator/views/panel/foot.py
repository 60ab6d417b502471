"""What stands below the open card's fields: the fields not shown yet, links, and the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from glossator.model.codebook import Field
from glossator.views.panel.style import Style


@dataclass(slots=True)
class _Word:
    key: str
    words: str
    shortcut: str
    box: QRectF


class MoreFields(QWidget):
    """Name the fields that are empty and not shown, each to be opened by a click; Tab and Enter come to them too."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget, style: Style) -> None:
        super().__init__(parent)
        self._style = style
        self._fields: tuple[Field, ...] = ()
        self._words: list[_Word] = []
        self._at = -1
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self._style = style

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Name these fields."""
        self._fields = tuple(fields)
        self.setAccessibleName("More fields: " + ", ".join(field.label for field in fields))
        self.update()

    def height_at(self, width: int) -> int:
        """Return the height of the rows of words at a width; 0 where there are none."""
        metrics = QFontMetricsF(self._style.small)
        height = metrics.height() + 3
        x, y = 0.0, 0.0
        self._words = []
        for field in self._fields:
            shortcut = field.shortcut.upper() if field.shortcut else ""
            needed = metrics.horizontalAdvance(f"+ {field.label} {shortcut}".rstrip()) + 1
            if x and x + needed > width:
                x, y = 0.0, y + height
            self._words.append(_Word(field.key, f"+ {field.label}", shortcut, QRectF(x, y, needed, height)))
            x += needed + metrics.averageCharWidth() * 2
        return round(y + height) if self._words else 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the word under the pointer."""
        self._at = self._under(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Mark nothing."""
        self._at = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the field under the pointer."""
        at = self._under(event)
        if at >= 0:
            self.pressed.emit(self._words[at].key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, the keys behind them fainter."""
        theme = self._style.theme
        painter = QPainter(self)
        painter.setFont(self._style.small)
        for number, word in enumerate(self._words):
            painter.setOpacity(1)
            painter.setPen(theme.accent if number == self._at else theme.dim)
            painter.drawText(word.box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word.words)
            painter.setOpacity(0.65)
            painter.drawText(word.box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word.shortcut)

    def _under(self, event: QMouseEvent) -> int:
        return next((n for n, word in enumerate(self._words) if word.box.contains(event.position())), -1)


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Hold one link as it is listed: the relation, the other tag's words and id."""

    relation: str
    words: str
    other: str


#: Links are pressed by the pointer, and gone to by Tab and Enter.
_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class _Links(QLabel):
    """Hold a tag's links: Tab goes from one to the next, Enter follows the one that it is on."""

    passed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(_LINKS)
        self.setProperty("keys", "other")  # no key of the cards acts here

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first link, from below to the last."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            super().focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next or previous link, and on from there."""
        if not super().focusNextPrevChild(forward):
            self.passed.emit(forward)
        return True


class Foot(QWidget):
    """List links and, unfolded, the history; the history is only read when it is unfolded."""

    link_pressed = Signal(str)
    links_passed = Signal(bool)  # Tab went on from the last link, or back from the first
    guidance_pressed = Signal()
    before_pressed = Signal()
    waiting_pressed = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget, style: Style, history: Callable[[], list[str]]) -> None:
        super().__init__(parent)
        self._history = history
        self._unfolded = False
        self._links = _Links(self)
        self._links.linkActivated.connect(self.link_pressed)
        self._links.passed.connect(self.links_passed)
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.RichText)
        self._title.linkActivated.connect(self._title_pressed)
        self._lines = QLabel(self)
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.setWordWrap(True)
        self._said = ""
        self._before = QLabel(self)
        self._before.setTextFormat(Qt.TextFormat.RichText)
        self._before.setWordWrap(True)
        self._before.linkActivated.connect(lambda _link: self.before_pressed.emit())
        self._waits = QLabel(self)
        self._waits.setTextFormat(Qt.TextFormat.RichText)
        self._waits.setWordWrap(True)
        self._waits.linkActivated.connect(lambda _link: self.waiting_pressed.emit())
        self._waiting = ""
        for label in (self._title, self._lines, self._before, self._waits):
            label.setProperty("dim", True)
        self.set_style(style)

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self._style = style
        for label in (self._links, self._title, self._lines, self._before, self._waits):
            label.setFont(style.small)
        self._show_title()
        self.show_before(self._said)
        self.show_waiting(self._waiting)

    def show_links(self, links: Sequence[LinkLine]) -> None:
        """List a tag's links and fold the history."""
        colour = self._style.theme.accent.name()
        self._links.setText(
            "<br>".join(
                f'{_escaped(one.relation)} <a style="color:{colour};text-decoration:none" href="{one.other}">'
                f"{_escaped(one.words)}</a>"
                for one in links
            )
        )
        self._links.setVisible(bool(links))

    def show_before(self, words: str) -> None:
        """Say below everything else what was said before, "" for nothing; a press on it asks for the passages."""
        self._said = words
        style = f"color:{self._style.theme.dim.name()};text-decoration:none"
        said = f'<a style="{style}" href="before">Said before: {_escaped(words)}</a>&nbsp; B'
        self._before.setText(said if words else "")
        self._before.setVisible(bool(words))

    def show_waiting(self, words: str) -> None:
        """Say first that a passage waits for a look, "" for nothing; a press on it settles it."""
        self._waiting = words
        colour = self._style.theme.accent.name()
        self._waits.setText(
            f'<a style="color:{colour};text-decoration:none" href="waits">{_escaped(words)}</a>&nbsp; F7'
            if words
            else ""
        )
        self._waits.setVisible(bool(words))

    def focus_links(self) -> bool:
        """Put the keyboard on the first link; tell whether there is one."""
        if self._links.isHidden():
            return False
        self._links.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def unfold(self, unfolded: bool) -> None:
        """Unfold or fold the history."""
        if unfolded == self._unfolded:
            return
        self._unfolded = unfolded
        self._lines.setText("\n".join(self._history()) if unfolded else "")
        self._lines.setVisible(unfolded)
        self._show_title()
        self.resized.emit()

    def refresh(self) -> None:
        """Tell the unfolded history again: the tag has changed."""
        if self._unfolded:
            self._lines.setText("\n".join(self._history()))

    def height_at(self, width: int) -> int:
        """Lay out at a width and return the height."""
        top = 0
        for label in (self._waits, self._links, self._title, self._lines, self._before):
            if label.text():
                height = label.heightForWidth(width) if label is not self._title else label.sizeHint().height()
                label.setGeometry(0, top, width, height)
                top += height + 3
        return top

    def _title_pressed(self, link: str) -> None:
        if link == "history":
            self.unfold(not self._unfolded)
        else:
            self.guidance_pressed.emit()

    def _show_title(self) -> None:
        sign = "▾" if self._unfolded else "▸"
        style = f"color:{self._style.theme.dim.name()};text-decoration:none"
        self._title.setText(
            f'<a style="{style}" href="history">{sign} History</a>'
            f'&nbsp;&nbsp;&nbsp;&nbsp;<a style="{style}" href="guidance">? What the fields mean</a>'
        )


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
