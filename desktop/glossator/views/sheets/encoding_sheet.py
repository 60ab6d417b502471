"""The sheet that asks in which encoding a text is to be read, and shows what each makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from glossator.model.problem import Problem, Refused
from glossator.reading.canonical import REPLACEMENT, canonical
from glossator.reading.encoding import candidates, decode, label_of
from glossator.views.fonts import reading_face
from glossator.views.jobs import Job
from glossator.views.keys import SHEET
from glossator.views.sheets.cell import Cell
from glossator.views.sheets.sheet import Sheet, dim
from glossator.views.sheets.two_lines import LIST_WIDTH, WORDS, Lines, dress
from glossator.views.sheets.work import follow
from glossator.views.theme import Theme
from glossator.views.words import counted

#: Bytes that the first screen is read from, and its characters.
FIRST_BYTES, FIRST_CHARACTERS = 12_000, 3_000

#: The preview's size against the window's face.
LARGER = 1.3

_READING = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Offered:
    """Offer an encoding with the first line that reads differently in it and the text's first screen."""

    encoding: str
    label: str
    sample: str
    first: str
    now: bool = False


class EncodingSheet(Sheet):
    """List the encodings that may be meant; Enter takes one, Esc leaves all as it is."""

    size_wanted = (920, 560)

    chosen = Signal(str)
    listed = Signal()  # the encodings are there to choose from

    def __init__(self, host: QWidget, data: bytes, theme: Theme, *, name: str, current: str | None = None) -> None:
        """Take the file's bytes and name, and the encoding that it is read in now, None where in none."""
        super().__init__(host, f"Encoding of {name}", theme)
        self._data = data
        self._name = name
        self._current = current
        self.list = QListWidget()
        self.list.setAccessibleName("Encodings")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.list.itemDoubleClicked.connect(lambda _item: self.take())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The text in this encoding")
        self.text.setProperty("keys", SHEET)
        face = QFont(reading_face())
        face.setPointSizeF(self.font().pointSizeF() * LARGER)
        self.text.setFont(face)
        self.other = QLineEdit()
        self.other.setPlaceholderText("Another one: koi8-r, gb18030…")
        self.other.setAccessibleName("Another encoding")
        self.other.setProperty("keys", SHEET)
        self.other.textChanged.connect(self._show)
        self.words = dim("looking…")
        self._lay_out(theme)
        self.runs |= {"Enter": self.take}
        follow("the encodings were not listed", self._offers, parent=self, finished=self._fill, failed=self._failed)

    def take(self) -> None:
        """Take the encoding that is named or chosen; one that is not known is refused in a sentence."""
        encoding = self.other.text().strip()
        if encoding:
            try:
                _first_screen(self._data, encoding, self._name)
            except Refused as refused:
                self._say(f"{refused.problem.why}, {refused.problem.todo}", is_wrong=True)
                return
        else:
            offered = self._offered()
            if offered is None:
                return
            encoding = offered.encoding
        self.dismiss()
        if encoding != self._current:
            self.chosen.emit(encoding)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        super().set_theme(theme)
        dress(self.list, theme)

    def first(self) -> QWidget:
        """Begin with the list."""
        return self.list

    def _lay_out(self, theme: Theme) -> None:
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.list)
        across.addWidget(self.text, 1)
        self.take_cell = Cell("Read it so", theme, key="Enter")
        self.take_cell.primary = True
        self.take_cell.clicked.connect(self.take)
        below = QHBoxLayout()
        below.setSpacing(8)
        self.other.setFixedWidth(LIST_WIDTH)
        below.addWidget(self.other)
        below.addWidget(self.words, 1)
        below.addWidget(self.take_cell)
        self.body.addLayout(across, 1)
        self.body.addLayout(below)
        dress(self.list, theme)

    def _offers(self, _job: Job) -> list[Offered]:
        """List the encodings, the one that is used now first."""
        offers = []
        if self._current is not None:
            first = _first_screen(self._data, self._current, self._name)
            sample = first.strip().partition("\n")[0]
            offers.append(Offered(self._current, label_of(self._current), sample, first, now=True))
        for one in candidates(self._data):
            if one.encoding != self._current:
                first = _first_screen(self._data, one.encoding, self._name)
                offers.append(Offered(one.encoding, one.label, one.sample, first))
        return offers

    def _fill(self, _job: Job, offers: list[Offered]) -> None:
        for offered in offers:
            item = QListWidgetItem(offered.label)
            item.setData(_READING, offered)
            remark = "as it is read now" if offered.now else ""
            item.setData(WORDS, Lines(offered.label, offered.sample, remark))
            item.setToolTip(offered.sample)
            self.list.addItem(item)
        others = [at for at, offered in enumerate(offers) if not offered.now]
        self.list.setCurrentRow(0)
        self._say("" if others else "No other encoding reads these bytes as a text.")
        self.listed.emit()

    def _failed(self, _job: Job, problem: Problem) -> None:
        self._say(str(problem), is_wrong=True)

    def _offered(self) -> Offered | None:
        item = self.list.currentItem()
        return item.data(_READING) if item is not None else None

    def _show(self) -> None:
        """Show the text's first screen in the encoding that is named, else chosen."""
        named = self.other.text().strip()
        offered = self._offered()
        if not named:
            self._show_text(offered.first if offered is not None else "")
            return
        try:
            self._show_text(_first_screen(self._data, named, self._name))
        except Refused as refused:
            self._say(refused.problem.why, is_wrong=True)

    def _show_text(self, text: str) -> None:
        self.text.setPlainText(text)
        bad = text.count(REPLACEMENT)
        self._say(f"{counted(bad, 'byte')} of what is shown cannot be read so." if bad else "", is_wrong=bool(bad))

    def _say(self, words: str, *, is_wrong: bool = False) -> None:
        self.words.setText(words)
        ink = self.theme.error if is_wrong else self.theme.dim
        self.words.setStyleSheet(f"color: {ink.name()}")


def _first_screen(data: bytes, encoding: str, name: str) -> str:
    """Decode a file's first lines; Refused where the encoding is not known."""
    head = data[:FIRST_BYTES]
    if len(head) < len(data):
        head = head[: head.rfind(b"\n") + 1 or len(head)]
    text, _ = canonical(decode(head, encoding=encoding, name=name).text)
    return text[:FIRST_CHARACTERS]
