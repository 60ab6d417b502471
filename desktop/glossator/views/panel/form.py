"""The fields of the current tag, laid over its open card: filled by keyboard, never set unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from glossator.model.annotation import Annotation
from glossator.model.codebook import Codebook, Field, Kind
from glossator.views.panel.cells import CellsField
from glossator.views.panel.completion import CompletionList
from glossator.views.panel.drafts import Drafts
from glossator.views.panel.entity_field import Ask, EntityField
from glossator.views.panel.field_rows import ROW_GAP, FieldRow, field_rows, first_keys, label_width, stored
from glossator.views.panel.foot import Foot, MoreFields
from glossator.views.panel.labels_field import LABELS, LabelsField
from glossator.views.panel.note_field import NOTE
from glossator.views.panel.style import Style

#: Space between the fields and what stands below them.
FOOT_GAP = 7

WordsOf = Callable[[str, Kind, str], str]


class CardForm(QWidget):
    """Show and fill the fields of one tag; the rows of a kind are made once and used again."""

    taken = Signal(str, object)  # set this field to words or an entity
    renamed = Signal(str, str)  # give the entity that a field holds another name: field key, name
    aliased = Signal(str, object, str)  # set this field to an entity and what was typed as another name of it
    returned = Signal()
    typed = Signal(bool)  # whether the note holds words that are not set yet
    undone = Signal(bool)
    resized = Signal()
    part_focused = Signal(QRect)

    def __init__(
        self,
        style: Style,
        *,
        words_of: WordsOf,
        ask: Ask,
        labels: Callable[[], Sequence[str]],
        history: Callable[[], list[str]],
        window: QWidget,
    ) -> None:
        super().__init__()
        self._style = style
        self._words_of, self._ask, self._labels = words_of, ask, labels
        self._kind: Kind | None = None
        self._annotation: Annotation | None = None
        self._made: dict[Kind, list[FieldRow]] = {}
        self._rows: list[FieldRow] = []
        self._revealed: set[str] = set()
        self._drafts = Drafts()
        self._guided = False
        self._width = 0
        self.completion = CompletionList(window, style)
        self.completion.chosen.connect(self._completion_chosen)
        self._reason = QLabel(self)
        self._reason.setWordWrap(True)
        self._reason.setProperty("dim", True)
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        self._about.setProperty("dim", True)
        self._more = MoreFields(self, style)
        self._more.pressed.connect(self.open_field)
        self.foot = Foot(self, style, history)
        self.foot.resized.connect(self.resized)
        self.foot.links_passed.connect(lambda forward: self.returned.emit() if forward else self._go(self._rows[-1]))

    # What is shown

    @property
    def annotation(self) -> Annotation | None:
        """Return the tag that is shown."""
        return self._annotation

    @property
    def is_locked(self) -> bool:
        """Tell whether the tag is only shown: it is another reader's, or nothing can be written."""
        return bool(self._reason.text())

    def set_style(self, style: Style) -> None:
        """Take another style."""
        self._style = style
        for row in (row for rows in self._made.values() for row in rows):
            row.set_style(style)
        self._reason.setFont(style.small)
        self._about.setFont(style.small)
        self._more.set_style(style)
        self.foot.set_style(style)
        self.completion.set_style(style)

    def show_tag(self, annotation: Annotation, kind: Kind, *, reason: str = "") -> None:
        """Show a tag's fields; with a reason they can only be read."""
        is_other = self._annotation is None or annotation.id != self._annotation.id
        if is_other:
            self.keep_drafts_in_mind()
            self._revealed = set()
        if kind != self._kind:
            self._use_rows_of(kind)
        self._annotation = annotation
        self._reason.setText(reason)
        self._show_about()
        for row in self._rows:
            self._show_value(row, annotation, kind, is_other=is_other)
        if is_other:
            self.foot.unfold(False)
        self.foot.refresh()
        self._choose_rows()

    def prepare(self, codebook: Codebook) -> bool:
        """Make the rows of one kind that has none yet; tell whether there was one."""
        kind = next((kind for kind in codebook.kinds if kind not in self._made), None)
        if kind is not None:
            self._make_rows_of(kind)
        return kind is not None

    def forget(self) -> None:
        """Show nothing; what was typed is kept in mind."""
        self.keep_drafts_in_mind()
        self._annotation = None
        self.completion.hide()
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.returned.emit()

    def keep_drafts_in_mind(self) -> None:
        """Remember what was typed and not set in the tag that is shown."""
        if self._annotation is not None:
            self._drafts.keep(self._annotation.id, self._rows)

    def drafts_of(self, annotation_id: str) -> tuple[str, ...]:
        """Return what was typed and not set in a tag."""
        return self._drafts.of(annotation_id)

    @property
    def drafts(self) -> dict[tuple[str, str], str]:
        """Return everything that was typed and not set: by tag and field."""
        self.keep_drafts_in_mind()
        return self._drafts.all

    def bring_drafts(self, drafts: Mapping[tuple[str, str], str]) -> None:
        """Know of these drafts and no others: another project is open."""
        self.forget()
        self._drafts = Drafts(drafts)

    def follow_completion(self) -> None:
        """Keep the offers beside their field."""
        if self.completion.isVisible():
            self.completion.place()

    def set_guided(self, guided: bool) -> None:
        """Say what the kind is for, and beneath the field in focus what that is for, or stop."""
        self._guided = guided
        self._show_about()
        for row in self._rows:
            self._guide(row, has_focus=row.editor.hasFocus())
        self._grow()

    # Filling

    def open_first_empty(self) -> None:
        """Go to the first field that is empty, else to the first one."""
        rows = self._field_rows()
        self._go(next((row for row in rows if row.is_empty), rows[0] if rows else None))

    def open_field(self, key: str) -> None:
        """Go to a field."""
        self._go(self._row(key))

    def edit_note(self) -> None:
        """Go to the note."""
        self._go(self._row(NOTE.key))

    def set_digit(self, digit: int) -> str:
        """Set the field in focus by a digit, else the first scale or choice; return what is wrong, "" where nothing."""
        focused = next((row for row in self._rows if row.editor.hasFocus()), None)
        key = self._kind.digits.key if self._kind is not None and self._kind.digits is not None else ""
        row = focused if focused and isinstance(focused.editor, CellsField) else self._row(key)
        if row is None or not isinstance(row.editor, CellsField):
            return "this kind has no scale that a digit could set"
        if row.editor.set_digit(digit):
            return ""
        return f"{row.field.label} has the digits 1 to {len(row.field.values)}, 0 clears"

    def rename_field(self) -> None:
        """Rename the actor or issue of the field in focus."""
        focused = next((row for row in self._rows if row.editor.hasFocus()), None)
        if focused is not None and isinstance(focused.editor, EntityField):
            focused.editor.rename()

    # Size

    def height_at(self, width: int) -> int:
        """Lay everything out at a width and return the height."""
        self._width = width
        self.ensurePolished()
        top = 0
        for label in (self._reason, self._about):
            if label.text():
                height = label.heightForWidth(width)
                label.setGeometry(0, top, width, height)
                top += height + ROW_GAP
        rows = [row for row in self._rows if row.shown]
        labels = label_width(self._rows, width)
        for row in rows:
            top = row.place(top, width, labels) + ROW_GAP
        more = self._more.height_at(width)
        self._more.setGeometry(0, top + 1, width, more)
        self._more.setVisible(bool(more))
        top += more + FOOT_GAP
        foot = self.foot.height_at(width)
        self.foot.setGeometry(0, top, width, foot)
        return top + foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out at another width."""
        super().resizeEvent(event)
        if event.size().width() != self._width:
            self.height_at(event.size().width())

    # Within

    def _use_rows_of(self, kind: Kind) -> None:
        for row in self._rows:
            row.set_visible(False)
        self._kind = kind
        if kind not in self._made:
            self._make_rows_of(kind)
        self._rows = self._made[kind]

    def _make_rows_of(self, kind: Kind) -> None:
        self._made[kind] = field_rows(
            kind, self, style=self._style, ask=self._ask, labels=self._labels, completion=self.completion
        )
        for row in self._made[kind]:
            self._connect(row)
            row.set_visible(False)

    def _connect(self, row: FieldRow) -> None:
        events, key = row.editor.events, row.field.key
        events.taken.connect(lambda value: self._take(row, value))
        events.typed.connect(self.typed)
        events.finished.connect(lambda: self._go_on(row))
        events.passed.connect(lambda forward: self._pass(row, forward))
        events.left.connect(self.returned)
        events.undone.connect(self.undone)
        events.focused.connect(lambda focused: self._focused(row, focused))
        events.hinted.connect(lambda words, wrong: self._hint(row, words, wrong))
        events.resized.connect(self._grow)
        if isinstance(row.editor, EntityField):
            row.editor.renamed.connect(lambda name: self.renamed.emit(key, name))
            row.editor.aliased.connect(lambda entity, typed: self._alias(row, entity, typed))
        if row.view is not None:
            row.view.pressed.connect(lambda: self._go(row))

    def _show_value(self, row: FieldRow, annotation: Annotation, kind: Kind, *, is_other: bool) -> None:
        value = stored(annotation, row.field)
        words = value
        if isinstance(row.editor, EntityField) and value:
            words = self._words_of(row.field.key, kind, value)
        # A field in focus keeps what is being typed by itself; what was left standing in the others is kept in mind.
        is_written = row.editor.hasFocus() and not is_other
        draft = "" if is_written else self._drafts.in_field(annotation.id, row.field.key)
        if is_other:
            # Whatever was typed in another tag is kept in mind, not shown here.
            row.editor.value = words
            row.editor.give_up()
        row.editor.show_value(words, draft)
        if isinstance(row.editor, CellsField):
            row.editor.show_hollow(row.field.key == "stance" and "condition" in annotation.fields)
            row.editor.setEnabled(not self.is_locked)
        else:
            row.editor.setReadOnly(self.is_locked)
            row.editor.setFocusPolicy(Qt.FocusPolicy.NoFocus if self.is_locked else Qt.FocusPolicy.StrongFocus)
        if row.view is not None:
            row.view.setText(annotation.note)
        row.show_hint("not set yet: Enter sets it, Esc gives it up" if draft else "", False)

    def _choose_rows(self) -> None:
        """Show what is set, what comes first and what the reader opened; name the rest."""
        kind = self._kind
        if kind is None:
            return
        always = first_keys(kind) if not self.is_locked else frozenset[str]()
        rest = []
        for row in self._rows:
            row.shown = not row.is_empty or row.field.key in always or row.field.key in self._revealed
            row.set_visible(row.shown)
            if not row.shown and not self.is_locked:
                rest.append(row.field)
        self._more.show_fields(rest)

    def _take(self, row: FieldRow, value: object) -> None:
        if self._annotation is not None and not self.is_locked:
            self._drafts.drop(self._annotation.id, row.field.key)
            self.taken.emit(row.field.key, value)

    def _alias(self, row: FieldRow, entity: object, typed: str) -> None:
        if self._annotation is not None:
            self._drafts.drop(self._annotation.id, row.field.key)
        self.aliased.emit(row.field.key, entity, typed)

    def _go_on(self, row: FieldRow) -> None:
        rows = self._field_rows()
        after = rows[rows.index(row) + 1 :] if row in rows else []
        following = next((one for one in after if one.is_empty), None)
        if following is None:
            self.returned.emit()
        else:
            self._go(following)

    def _pass(self, row: FieldRow, forward: bool) -> None:
        at = self._rows.index(row) + (1 if forward else -1)
        if 0 <= at < len(self._rows):
            self._go(self._rows[at])
        elif not (forward and self.foot.focus_links()):
            self.returned.emit()

    def _go(self, row: FieldRow | None) -> None:
        if row is None or self._annotation is None:
            return
        if self.is_locked:
            return
        if not row.shown:
            self._revealed.add(row.field.key)
            self._choose_rows()
        row.editor.show()
        self.resized.emit()
        part = row.editor.geometry()
        if isinstance(row.editor, (EntityField, LabelsField)):
            self.part_focused.emit(part.adjusted(0, 0, 0, self.completion.room_wanted))
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)
        self.resized.emit()
        hint = row.hint.geometry() if row.hint.isVisibleTo(self) else QRect()
        self.part_focused.emit(row.editor.geometry().united(hint))

    def _focused(self, row: FieldRow, focused: bool) -> None:
        if not focused and row.view is None and row in self._rows and self._annotation is not None:
            self._drafts.keep(self._annotation.id, [row])
        self._guide(row, has_focus=focused)
        if row.view is not None:
            row.set_visible(row.shown)
        self._grow()

    def _show_about(self) -> None:
        self._about.setText(self._kind.guidance if self._guided and self._kind is not None else "")
        self._about.setVisible(bool(self._about.text()))

    def _guide(self, row: FieldRow, *, has_focus: bool) -> None:
        """Say what a field is for while it has the keyboard."""
        if row.trouble or row.editor.draft:
            return
        row.show_hint(_guidance(row.field) if self._guided and has_focus else "", False)
        row.hint.setVisible(row.shown and bool(row.hint.text()))

    def _hint(self, row: FieldRow, words: str, wrong: bool) -> None:
        before = row.hint.text()
        row.show_hint(words, wrong)
        if not words:
            self._guide(row, has_focus=row.editor.hasFocus())
        row.hint.setVisible(row.shown and bool(row.hint.text()))
        if row.hint.text() != before:
            self._grow()

    def _grow(self) -> None:
        if self._annotation is not None and self.isVisible():
            self.resized.emit()
            self.follow_completion()

    def _completion_chosen(self, at: int) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, (EntityField, LabelsField)):
            field.chosen(at)

    def _row(self, key: str) -> FieldRow | None:
        return next((row for row in self._rows if row.field.key == key), None)

    def _field_rows(self) -> list[FieldRow]:
        """Return the rows of the kind's own fields; labels and note are opened by their own keys."""
        return [row for row in self._rows if row.field is not LABELS and row.field is not NOTE]


def _guidance(field: Field) -> str:
    values = [f"{value.label}: {value.guidance}" for value in field.values if value.guidance]
    return "\n".join(part for part in (field.guidance, *values) if part)
