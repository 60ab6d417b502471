"""The bar of the modes that show the whole project: what the form offers, then which tags are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QMargins, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from glossator.model.dates import is_backward
from glossator.operations.fields import parse_date
from glossator.views.choice import Choice, short
from glossator.views.desk import Desk
from glossator.views.flow import FlowLayout
from glossator.views.keys import OTHER, TEXT
from glossator.views.panel.style import Style
from glossator.views.whole.question import QuestionField, Questions
from glossator.views.whole.state import Whole
from glossator.views.words import counted, date_words

#: The width in pixels of a field for a date.
DATE_WIDTH = 74


class WholeBar(QWidget):
    """Choose documents, readers and a range of time; a form puts its own choices before them."""

    take_asked = Signal()

    def __init__(self, whole: Whole, desk: Desk, style: Style) -> None:
        super().__init__()
        self.setObjectName("comparebar")
        self.setProperty("keys", OTHER)  # Enter presses the button that has the keyboard
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._whole, self._desk = whole, desk
        self._row = FlowLayout(8, QMargins(14, 5, 14, 5))
        self.setLayout(self._row)
        self.documents = Choice(0, None)
        self.readers = Choice(0, None)
        self.since = _date_field("from", "The first day, month or year that counts")
        self.until = _date_field("to", "The last day, month or year that counts")
        self.take = QPushButton("Take along    Ctrl E")
        self.take.setProperty("pill", True)
        self.question = QuestionField(whole, style, self)
        self.questions = Questions(whole, desk, self.question)
        asks = (self.question, self.questions.name, self.questions)
        self._common = (*asks, self.documents, self.readers, self.since, self.until, self.take)
        self.documents.chosen.connect(lambda ids: whole.choose(documents=frozenset(ids) or None))
        self.readers.chosen.connect(lambda ids: whole.choose(readers=frozenset(ids) or None))
        for name, given in (("since", self.since), ("until", self.until)):
            given.editingFinished.connect(lambda name=name, given=given: self._choose_date(name, given))
        self.take.clicked.connect(self.take_asked)
        whole.changed.connect(self._show)
        self._show()  # what was read for another view

    def add(self, part: QWidget) -> None:
        """Put a choice of the form's own into the bar."""
        self._row.addWidget(part)

    def add_common(self) -> None:
        """Put what every form has behind the form's own; Tab goes through all in the order in which they stand."""
        for part in self._common:
            self._row.addWidget(part)
        parts = [item.widget() for at in range(self._row.count()) if (item := self._row.itemAt(at)) is not None]
        reached = [one for one in parts if one is not None and one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for one, other in pairwise(reached):
            self.setTabOrder(one, other)
        for one in reached:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press a button with Enter too."""
        is_enter = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if not is_enter or not isinstance(watched, QPushButton):
            return super().eventFilter(watched, event)
        if watched.menu() is not None:
            watched.showMenu()
        else:
            watched.click()
        return True

    def say(self, words: str) -> None:
        """Put quiet words between the choices of the form."""
        label = QLabel(words)
        label.setProperty("dim", True)
        self._row.addWidget(label)

    def _choose_date(self, name: str, given: QLineEdit) -> None:
        words = given.text().strip()
        date = parse_date(words) if words else None
        if words and date is None:
            self._desk.say(f"“{words}” is no date: give 2026, 2026-05 or 2026-05-12.")
            given.setText(date_words(getattr(self._whole.selection, name)))
            return
        now = {"since": self._whole.selection.since, "until": self._whole.selection.until, name: date}
        if is_backward(now["since"], now["until"]):
            self._desk.say("The range would end before it begins; give the earlier date first.")
            given.setText(date_words(getattr(self._whole.selection, name)))
            return
        given.setText(date_words(date))
        self._whole.choose(**{name: date})

    def _show(self) -> None:
        known, chosen = self._whole.known, self._whole.selection
        titles = {id_: document.title for id_, document in known.documents.items()}
        _fill(self.documents, titles, chosen.documents, ("All documents", "document"))
        _fill(self.readers, dict(known.readers), chosen.readers, ("Every reader", "reader"))
        self.readers.setVisible(len(known.readers) > 1)
        for name, given in (("since", self.since), ("until", self.until)):
            if not given.hasFocus():
                given.setText(date_words(getattr(chosen, name)))


def _fill(choice: Choice, names: Mapping[str, str], chosen: frozenset[str] | None, words: tuple[str, str]) -> None:
    everything, one = words
    ids = [id_ for id_ in names if id_ in (chosen or ())]
    choice.fill(names.items(), ids)
    if not ids:
        said = everything
    elif len(ids) == 1:
        said = short(names[ids[0]])
    else:
        said = counted(len(ids), one)
    choice.setText(f"{said} ▾")


def _date_field(words: str, help_: str) -> QLineEdit:
    field = QLineEdit()
    field.setProperty("keys", TEXT)
    field.setPlaceholderText(words)
    field.setToolTip(help_)
    field.setAccessibleName(help_)
    field.setFixedWidth(DATE_WIDTH)
    return field
