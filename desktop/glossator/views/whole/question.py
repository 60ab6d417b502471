"""The field for a question in words, and the questions that have names: asked, saved, removed without a dialog."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from glossator.model.question_reading import expected
from glossator.operations import asking, questions
from glossator.operations.questions import Listed
from glossator.text.utf16 import Utf16Map
from glossator.views import jobs
from glossator.views.desk import Desk
from glossator.views.keys import TEXT
from glossator.views.newest import Newest
from glossator.views.panel.completion import CompletionList, Offer
from glossator.views.panel.style import Style
from glossator.views.whole.state import Whole

#: The width of the field in pixels, at least and at most, and that of the one for a name.
WIDTH, WIDEST, NAME_WIDTH = 186, 460, 180

#: What stands for the date that a question asks for.
_DATE = "{date}"


class QuestionField(QLineEdit):
    """Take a question in words; Enter asks it, the words that can go on are offered below."""

    left = Signal()  # the keyboard goes back to the view

    def __init__(self, whole: Whole, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("keys", TEXT)
        self.setProperty("hints", "question")
        self.setPlaceholderText("Only where …   Q")
        self.setAccessibleName("Question")
        self.setToolTip("claims and not answered · holder is North and stance is for · severity at least major")
        self.setFixedWidth(WIDTH)
        self._whole = whole
        self.completion = CompletionList(parent, style)
        self.completion.chosen.connect(self._take)
        self.textEdited.connect(lambda _words: self._offer())
        whole.asked.connect(self._answered)
        whole.misread.connect(lambda: self._mark(wrong=True))

    def ask(self, words: str) -> None:
        """Ask a question; when it is understood the keyboard goes back to the view."""
        self.completion.hide()
        self.setText(words)
        if self._whole.ask(words):
            return
        self.left.emit()  # it is asked already

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the offers, take one, ask, or leave."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.completion.isVisible():
                self._offer()
            self.completion.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.completion.at >= 0:
                self._take(self.completion.at)
            else:
                self.ask(self.text())
        elif key == Qt.Key.Key_Escape:
            if self.completion.isVisible():
                self.completion.hide()
            else:
                self._show_asked()
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have room for a sentence while one is written."""
        super().focusInEvent(event)
        self.setFixedWidth(WIDEST)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer nothing while the keyboard is elsewhere, and take the room of what is asked."""
        super().focusOutEvent(event)
        self.completion.hide()
        needed = self.fontMetrics().horizontalAdvance(self.text()) + 24
        self.setFixedWidth(max(WIDTH, min(WIDEST, needed)))

    # Within

    def _offer(self) -> None:
        self._mark(wrong=False)
        if not self.text().strip():
            named = [one for one in self._whole.known.questions if not one.asks]
            self.completion.offer([Offer(one.words, one.name) for one in named], below=self, at=-1)
            return
        words = expected(self.text(), self._caret(), self._whole.known.terms)
        begun = self.text()[words.start : self._caret()].strip('"').casefold()
        rows = [one for one in words.words if one.casefold().strip('"') != begun]
        self.completion.offer([Offer(one) for one in rows], below=self, at=-1)

    def _take(self, at: int) -> None:
        """Put an offered word where the begun one stands."""
        offers = self.completion.offers
        if not 0 <= at < len(offers):
            return
        if not self.text().strip():
            self.ask(offers[at].words)
            return
        caret = self._caret()
        start = expected(self.text(), caret, self._whole.known.terms).start
        before, after = self.text()[:start], self.text()[caret:]
        gap = "" if not before or before[-1] in " (" else " "
        words = f"{before}{gap}{offers[at].words} "
        self.setText(words + after.lstrip())
        self.setCursorPosition(Utf16Map(self.text()).to_utf16(len(words)))
        self._offer()

    def _caret(self) -> int:
        return Utf16Map(self.text()).to_code_points(self.cursorPosition())

    def _answered(self) -> None:
        self._show_asked()
        if self.hasFocus():
            self.left.emit()

    def _show_asked(self) -> None:
        self._mark(wrong=False)
        if self.text() != self._whole.question:
            self.setText(self._whole.question)

    def _mark(self, *, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        self.style().polish(self)


class Questions(QPushButton):
    """Offer the questions that have names, with how many tags answer each; save the one that is asked."""

    def __init__(self, whole: Whole, desk: Desk, field: QuestionField) -> None:
        super().__init__("Questions ▾")
        self.setProperty("pill", True)
        self._whole, self._desk, self._field = whole, desk, field
        self._listed: list[Listed] = []
        self._counting = Newest("Counting answers", self)
        self.name = _NameField(field.parentWidget())
        self.name.given.connect(self._save)
        self.name.left.connect(field.setFocus)
        self.setMenu(QMenu(self))
        self.menu().setToolTipsVisible(True)
        self.menu().aboutToShow.connect(self._fill)
        desk.closing.connect(self._counting.drop)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being counted."""
        return self._counting.is_still

    # Within

    def _fill(self) -> None:
        """List the names at once; how many tags answer each follows."""
        project = self._desk.project
        self._show(questions.listed(project))

        def work(_job: jobs.Job) -> list[Listed]:
            with project.snapshot() as reads:
                return questions.listed(reads, count=True)

        self._counting.start(work, self._show)

    def _show(self, listed: list[Listed]) -> None:
        menu = self.menu()
        menu.clear()
        asked = self._field.text().strip()
        if asked:
            menu.addAction("Ask of every tag again").triggered.connect(lambda: self._field.ask(""))
            menu.addAction("Save this question…").triggered.connect(self.name.ask)
        for one in listed:
            if one.id is not None and one.words == self._whole.plain_question:
                menu.addAction(f"Remove “{one.name}”").triggered.connect(partial(self._remove, one.id))
        if asked:
            menu.addSeparator()
        for number, one in enumerate(listed):
            if number and one.id is None and listed[number - 1].id is not None:
                menu.addSeparator()
            count = f"\t{one.answers:,}" if isinstance(one.answers, int) else ""
            action = menu.addAction(f"{one.name}{count}")
            action.setToolTip(one.guidance or one.words)
            action.setCheckable(True)
            action.setChecked(bool(asked) and one.words in (asked, self._whole.plain_question))
            action.triggered.connect(partial(self._ask, one))

    def _ask(self, one: Listed, _checked: bool = False) -> None:
        if not one.asks:
            self._field.ask(one.words)
            return
        words = one.words.replace(_DATE, "")
        self._field.setText(words)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.say(f"{one.name.rstrip(' …')}: give a day, month or year and press Enter.")

    def _save(self, name: str) -> None:
        project, words = self._desk.project, self._field.text()
        done = self._desk.do(
            lambda: questions.save(project, name, asking.question_of(project, words), self._desk.reader)
        )
        if done is not None:
            self._desk.say(f"“{done.name}” is kept in this project; Questions lists it.")

    def _remove(self, id_: str, _checked: bool = False) -> None:
        project = self._desk.project
        done = self._desk.do(lambda: questions.remove(project, id_, self._desk.reader))
        if done is not None:
            self._desk.say(f"“{done.name}” was removed; Ctrl+Z brings it back.")


class _NameField(QLineEdit):
    """Ask for a name for as long as it takes."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setProperty("keys", TEXT)
        self.setPlaceholderText("Name of this question")
        self.setAccessibleName("Name of this question")
        self.setFixedWidth(NAME_WIDTH)
        self.hide()

    def ask(self) -> None:
        """Show the field and take the keyboard."""
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the name with Enter, give up with Esc."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            name = self.text()
            self.hide()
            self.given.emit(name)
            self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
