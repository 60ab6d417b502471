"""The rows of the open card's fields: label, editor and the line of help beneath, one set for each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from glossator.model.annotation import Annotation
from glossator.model.codebook import Field, Kind
from glossator.views.panel.cells import CellsField
from glossator.views.panel.completion import CompletionList
from glossator.views.panel.entity_field import Ask, EntityField
from glossator.views.panel.fields import DateField, LineField, TextField
from glossator.views.panel.labels_field import LABELS, LabelsField
from glossator.views.panel.note_field import NOTE, NoteField, NoteView
from glossator.views.panel.style import Style

Editor = LineField | TextField | CellsField

#: The widest that labels get, as a share of the card.
LABEL_SHARE = 0.32

#: Distances between rows, and between a label and its field.
ROW_GAP, LABEL_GAP = 5, 10


@dataclass(slots=True)
class FieldRow:
    """Hold one row; ``view`` shows a note while it is not written in."""

    field: Field
    label: QLabel
    editor: Editor
    hint: QLabel
    view: NoteView | None = None
    shown: bool = True
    trouble: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is set and nothing is typed."""
        return not self.editor.value and not self.editor.draft

    def show_hint(self, words: str, is_wrong: bool) -> None:
        """Say something beneath the field."""
        self.trouble = bool(words) and is_wrong
        if self.hint.property("error") != self.trouble:
            self.hint.setProperty("error", self.trouble)
            self.hint.setProperty("dim", not self.trouble)
            self.hint.style().unpolish(self.hint)
            self.hint.style().polish(self.hint)
        self.hint.setText(words)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the whole row."""
        self.label.setVisible(visible)
        is_viewed = self.view is not None and self.is_viewed
        self.editor.setVisible(visible and not is_viewed)
        if self.view is not None:
            self.view.setVisible(visible and is_viewed)
        self.hint.setVisible(visible and bool(self.hint.text()))

    @property
    def is_viewed(self) -> bool:
        """Tell whether the note is shown rendered: there is one, and nobody writes in it."""
        return self.view is not None and bool(self.editor.value) and not self.editor.hasFocus()

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self.label.setFont(style.interface)
        self.hint.setFont(style.small)
        self.editor.set_style(style)
        if self.view is not None:
            self.view.set_style(style)

    def place(self, top: int, width: int, label_width: int) -> int:
        """Lay the row out and return where it ends."""
        left = label_width + LABEL_GAP
        room = width - left
        shown = self.view if self.view is not None and self.is_viewed else self.editor
        height = shown.height_at(room)
        shown.setGeometry(left, top, room, height)
        line = min(height, self.label.fontMetrics().height() + 10)
        self.label.setGeometry(0, top, label_width, line)
        bottom = top + height
        if self.hint.text():
            hint_height = self.hint.heightForWidth(room)
            self.hint.setGeometry(left, bottom + 2, room, hint_height)
            bottom += hint_height + 3
        return bottom


def field_rows(
    kind: Kind,
    parent: QWidget,
    *,
    style: Style,
    ask: Ask,
    labels: Callable[[], Sequence[str]],
    completion: CompletionList,
) -> list[FieldRow]:
    """Make the rows of a kind: its fields in the codebook's order, then labels and the note."""
    editors: list[Editor] = []
    for field in kind.fields:
        if field.type in ("actor", "issue"):
            editors.append(EntityField(field, parent, ask=ask, completion=completion))
        elif field.type in ("scale", "choice"):
            editors.append(CellsField(field, parent, style))
        else:
            editors.append(DateField(field, parent) if field.type == "date" else TextField(field, parent))
    editors += [LabelsField(parent, known=labels, completion=completion), NoteField(parent)]
    rows = []
    for editor in editors:
        label = QLabel(editor.field.label, parent)
        label.setProperty("dim", True)
        label.setBuddy(editor)
        label.setToolTip(editor.field.guidance)
        hint = QLabel(parent)
        hint.setWordWrap(True)
        hint.setProperty("dim", True)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextFormat(Qt.TextFormat.PlainText)
        row = FieldRow(editor.field, label, editor, hint, NoteView(parent) if editor.field is NOTE else None)
        row.set_style(style)
        rows.append(row)
    return rows


def stored(annotation: Annotation, field: Field) -> str:
    """Return what a tag holds in a field as it is stored: labels joined, the note, a field's value."""
    if field is LABELS:
        return ", ".join(annotation.labels)
    return annotation.note if field is NOTE else annotation.fields.get(field.key, "")


def first_keys(kind: Kind) -> frozenset[str]:
    """Return the fields that an open card always shows: all up to the first scale or choice, else the first three."""
    keys = [field.key for field in kind.fields]
    end = keys.index(kind.digits.key) + 1 if kind.digits is not None else 3
    return frozenset(keys[:end])


def label_width(rows: Sequence[FieldRow], width: int) -> int:
    """Return the width of the labels' column."""
    widest = max((row.label.sizeHint().width() for row in rows), default=0)
    return min(widest + 2, round(width * LABEL_SHARE))
