"""What an empty panel says: in one sentence, what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from glossator.views.desk import Desk

#: Pixels: how far the sentence stands off the list's edges, and the least width that it is set in.
_MARGIN = 8
_LEAST = 40


class Invitation(QLabel):
    """Show the sentence over the list of cards."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setProperty("dim", True)

    def place(self, width: int, side: int) -> None:
        """Lay the sentence out in a list of a width, whose cards stand off its side."""
        inner = width - 2 * side - _MARGIN
        self.setGeometry(side + _MARGIN // 2, _MARGIN, inner, self.heightForWidth(max(inner, _LEAST)))


def invitation(desk: Desk, *, hidden: int, busy: bool) -> str:
    """Say what to do next; ``hidden`` tags are left out by the filter."""
    if busy:
        return "Reading the tags …"
    if desk.document is None:
        return "Open a document: Ctrl+O, drop a file here, or paste a text with Ctrl+V."
    if hidden:
        return "The filter hides every tag of this document. “Clear” above shows them again."
    kinds = [kind for kind in desk.codebook.kinds if kind.shortcut and kind.fields] or desk.codebook.kinds
    keys = [f"{kind.shortcut.upper()} for {_with_article(kind.label)}" for kind in kinds if kind.shortcut]
    if desk.document.id in desk.project.blind:
        return "You read this document blind: others’ tags on it are hidden until you are done (Ctrl+Shift+D)."
    if not keys:
        return "Nothing tagged yet. Select a passage and choose a kind in the Tag menu."
    return f"Nothing tagged yet. Put the caret in a sentence and press {', '.join(keys)}."


def _with_article(label: str) -> str:
    return f"{'an' if label[:1].lower() in 'aeiou' else 'a'} {label.lower()}"
