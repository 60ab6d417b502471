"""A document's description, edited in place: title, author, date and the like; and what it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from glossator.model.document import Document
from glossator.model.problem import Problem, Refused
from glossator.operations import documents
from glossator.operations.fields import parse_date
from glossator.operations.languages import code_of, name_of
from glossator.operations.versions import known_versions
from glossator.reading.encoding import label_of
from glossator.reading.registry import by_name
from glossator.views.desk import Change, Desk
from glossator.views.eliding import cut_short
from glossator.views.panel.history import moment
from glossator.views.panel.style import Style
from glossator.views.sheets.language_field import LanguageField
from glossator.views.sheets.sheet import Sheet, dim
from glossator.views.theme import Theme
from glossator.views.words import counted

#: What can be edited, with its words and an example.
FIELDS = (
    ("title", "Title", ""),
    ("author", "Author", ""),
    ("published", "Date", "2026, 2026-05 or 2026-05-12"),
    ("language", "Language", "English, German, Arabic…"),
    ("publisher", "Publisher", "who published it"),
    ("address", "Address", "where it was found"),
)

#: The width of the column of labels, in pixels.
LABEL_WIDTH = 70

#: The width of the column that says where a value was found, in pixels; longer words are cut here, in characters.
ORIGIN_WIDTH, LONGEST_ORIGIN = 170, 34

#: The warning whose words the line of the encoding says already.
_GUESSED = "encoding-guessed"

#: So many versions are listed, the latest first.
MOST_VERSIONS = 5

#: The formats whose article can be read alone.
_WITH_ARTICLE = frozenset({"html", "mhtml"})


class DetailsForm(QWidget):
    """Edit one document's description; each field is kept with Enter or on leaving it."""

    encoding_asked = Signal(str)  # the document's id
    reading_asked = Signal(object)  # the options to read it again by, None for those that it was read by
    comparing_asked = Signal(str)  # an earlier version's id

    def __init__(self, desk: Desk, document_id: str, parent: QWidget | None = None, *, compares: bool = False) -> None:
        """Begin with what is stored; ``compares`` tells whether a version can be laid beside the shown one."""
        super().__init__(parent)
        self._compares = compares
        self._desk = desk
        self._id = document_id
        self._refused: dict[str, str] = {}
        self.fields: dict[str, QLineEdit] = {}
        self.errors: dict[str, QLabel] = {}
        self.origins: dict[str, QLabel] = {}
        self.language = LanguageField(self)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(7)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, words, example in FIELDS:
            form.addRow(_label(words), self._field(key, words, example))
        self.facts = QFormLayout()
        self.facts.setHorizontalSpacing(14)
        self.facts.setVerticalSpacing(4)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(14)
        around.addLayout(form)
        around.addLayout(self.facts)
        desk.changed.connect(self._follow)
        self._fill()
        self._tell()

    @property
    def document(self) -> Document | None:
        """Return the document as it is now, None where it was removed."""
        return self._desk.project.document(self._id)

    def keep(self) -> None:
        """Keep every field that was changed: the form is about to go."""
        for key in self.fields:
            self._keep(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc take back what was typed in a field, before it closes anything."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            key = next((key for key, field in self.fields.items() if field is watched), None)
            if key is not None and self.fields[key].text() != self._stored(key):
                self._show(key)
                return True
        return False

    def _field(self, key: str, words: str, example: str) -> QWidget:
        field = self.language if key == "language" else QLineEdit()
        field.setAccessibleName(words)
        field.setPlaceholderText(example)
        field.editingFinished.connect(lambda: self._keep(key))
        field.installEventFilter(self)
        error = QLabel()
        error.setProperty("error", True)
        error.setTextFormat(Qt.TextFormat.PlainText)
        error.setWordWrap(True)
        error.hide()
        origin = dim("")
        origin.setFixedWidth(ORIGIN_WIDTH)
        origin.setWordWrap(True)
        self.fields[key], self.errors[key], self.origins[key] = field, error, origin
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(field, 1)
        across.addWidget(origin)
        column.addLayout(across)
        column.addWidget(error)
        return both

    def _keep(self, key: str) -> None:
        """Keep a field; what is refused stays as it was typed, with the reason beneath."""
        words = self.fields[key].text()
        if " ".join(words.split()) == self._stored(key):
            self._show(key)
            return
        if self._refused.get(key) == words or self.document is None:
            return
        problems: list[Problem] = []

        def describe() -> Document:
            try:
                return documents.describe(self._desk.project, self._id, self._desk.reader, **{key: words})
            except Refused as refused:
                problems.append(refused.problem)
                raise

        if self._desk.do(describe, origin=self) is not None:
            self._show(key)
        elif problems:
            self._refused[key] = words
            self.errors[key].setText(f"{problems[0].why}, {problems[0].todo}")
            self.errors[key].show()

    def _stored(self, key: str) -> str:
        document = self.document
        stored = (getattr(document, key) or "") if document is not None else ""
        return name_of(stored) if key == "language" and stored else stored

    def _show(self, key: str) -> None:
        """Show what is stored of a field."""
        self._refused.pop(key, None)
        self.errors[key].hide()
        field = self.fields[key]
        if field.text() != self._stored(key):
            field.setText(self._stored(key))
            field.setCursorPosition(0)
        field.setModified(False)
        self.origins[key].setText(self._origin(key))

    def _origin(self, key: str) -> str:
        """Say where a value was found that the reader of the format proposed, and what it was where it is another."""
        document = self.document
        proposal = document.source.origins.get(key) if document is not None else None
        if proposal is None:
            return ""
        proposed = _as_shown(key, proposal.value)
        stands = " ".join(proposed.split()) == self._stored(key)
        return f"from {proposal.origin}" if stands else f"{proposal.origin}: {cut_short(proposed, LONGEST_ORIGIN)}"

    def _fill(self) -> None:
        for key in self.fields:
            self._show(key)

    def _follow(self, change: Change) -> None:
        """Show what changed elsewhere, but never over what is being typed."""
        if self._id in change.documents:
            for key, field in self.fields.items():
                if not (field.hasFocus() and field.isModified()) and key not in self._refused:
                    self._show(key)

    def _tell(self) -> None:
        document = self.document
        if document is None:
            return
        for words, fact in _facts(document):
            again = self._again(document) if words == "Format" else []
            self.facts.addRow(_label(words), _beside(fact, again) if again else _fact(fact))
        source = document.source
        if source.encoding is not None:
            line = QWidget()
            across = QHBoxLayout(line)
            across.setContentsMargins(0, 0, 0, 0)
            is_guessed = source.confidence is not None
            encoding = _fact(label_of(source.encoding) + (" (guessed)" if is_guessed else ""))
            encoding.setWordWrap(False)
            across.addWidget(encoding)
            self.change_encoding = QPushButton("Change…")
            self.change_encoding.setProperty("flat", True)
            self.change_encoding.setVisible(is_guessed or _has_undecodable(document))
            self.change_encoding.clicked.connect(lambda: self.encoding_asked.emit(self._id))
            across.addWidget(self.change_encoding)
            across.addStretch(1)
            self.facts.addRow(_label("Encoding"), line)
        for warning in source.warnings:
            if warning.code != _GUESSED:
                self.facts.addRow(_label("Note"), _fact(warning.words))
        self._tell_versions(document)

    def _again(self, document: Document) -> list[QPushButton]:
        """Return what reads the document's own bytes again; nothing where the project does not hold them."""
        source = document.source
        if source.sha256 is None or self._desk.project.source_bytes(source.sha256) is None:
            return []
        self.read_again = _flat("Read again", lambda: self.reading_asked.emit(None))
        self.read_again.setToolTip("Read the file as this program reads it now: a new version")
        if source.format not in _WITH_ARTICLE:
            return [self.read_again]
        alone = source.options.get("article") is True
        options = {**source.options, "article": not alone}
        self.article = _flat(
            "The whole page" if alone else "The article alone", lambda: self.reading_asked.emit(options)
        )
        return [self.read_again, self.article]

    def _tell_versions(self, document: Document) -> None:
        """List the document's versions, the latest first, where there are several."""
        versions = self._desk.read(lambda: known_versions(self._desk.project, document), [])
        self.compare_buttons: dict[str, QPushButton] = {}
        latest = versions[::-1][:MOST_VERSIONS] if len(versions) > 1 else []
        for at, one in enumerate(latest):
            state = "shown now" if one.current else "" if one.has_text else "its text is not here"
            words = " · ".join(part for part in (moment(one.at) if one.at else "", one.file_name, state) if part)
            buttons = []
            if self._compares and one.has_text and not one.current:
                compare = _flat("Compare…", lambda id_=one.id: self.comparing_asked.emit(id_))
                self.compare_buttons[one.id] = compare
                buttons.append(compare)
            self.facts.addRow(_label("" if at else "Versions"), _beside(words, buttons))
        if len(versions) > MOST_VERSIONS:
            self.facts.addRow(_label(""), _fact(f"and {len(versions) - MOST_VERSIONS:,} before these"))


class DetailsSheet(Sheet):
    """Lay a document's description over the page."""

    size_wanted = (720, 480)

    encoding_asked = Signal(str)

    def __init__(self, host: QWidget, desk: Desk, document_id: str, theme: Theme, *, compares: bool = False) -> None:
        super().__init__(host, "Title, author, date", theme)
        self.form = DetailsForm(desk, document_id, compares=compares)
        self.form.language.dress(Style.of(theme, self.font()))
        self.form.encoding_asked.connect(self.encoding_asked)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        super().set_theme(theme)
        self.form.language.dress(Style.of(theme, self.font()))

    def first(self) -> QWidget:
        """Begin with the title, ready to be typed over."""
        self.form.fields["title"].selectAll()
        return self.form.fields["title"]

    def dismiss(self) -> None:
        """Close; what was typed is kept."""
        if self.isVisible():
            self.form.keep()
        super().dismiss()


def _as_shown(key: str, value: str) -> str:
    """Write a value as its field shows it."""
    if key == "published":
        return parse_date(value) or value
    return name_of(code_of(value) or value) if key == "language" else value


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what a document was read from, in words."""
    if document.file_name:
        yield "File", document.file_name
    yield "Format", _format(document)
    lengths = f"{counted(document.characters, 'character')}, {counted(document.paragraphs, 'paragraph')}"
    yield "Length", lengths


def _format(document: Document) -> str:
    """Call a document's format by its words; one that came by import may have none that is read here."""
    try:
        words = by_name(document.source.format).words
    except KeyError:
        return document.media_type
    return f"{words[:1].upper()}{words[1:]}, {document.media_type}"


def _has_undecodable(document: Document) -> bool:
    return any(warning.code == "undecodable" for warning in document.source.warnings)


def _flat(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("flat", True)
    button.clicked.connect(lambda _checked=False: act())
    return button


def _beside(words: str, buttons: Sequence[QPushButton]) -> QWidget:
    """Put buttons behind words in one line."""
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    fact = _fact(words)
    fact.setWordWrap(False)
    across.addWidget(fact)
    for button in buttons:
        across.addWidget(button)
    across.addStretch(1)
    return line


def _label(words: str) -> QLabel:
    label = dim(words)
    label.setMinimumWidth(LABEL_WIDTH)
    return label


def _fact(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
