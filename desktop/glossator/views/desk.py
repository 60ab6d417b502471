"""The desk: the one owner of the open project, the current document, tag, reader, filter and order.

Views show what the desk holds and ask it to act; they never call one another. Every act that the
project commits comes back as one ``changed`` signal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from glossator.model.annotation import Annotation
from glossator.model.codebook import Codebook, Kind
from glossator.model.document import Content, Document
from glossator.model.people import Entity, Reader
from glossator.model.problem import Problem, Refused
from glossator.operations import people, tags, undo
from glossator.operations.languages import language_of
from glossator.store import Act, Project
from glossator.text.paragraphs import Paragraphs
from glossator.views.known import Known

Result = TypeVar("Result")

#: An act of more tags than this is shown by reading them all again, not one by one.
MANY_TAGS = 64

#: An undo of more rows than this, some 50 ms' worth, is done beside the window.
LONG_STEP = 1000

#: What is said to an act while long work writes the project.
BUSY = Problem("nothing was done", "a long step is just being saved", "do it again in a moment")

#: The orders of the panel, by key, with their words.
ORDERS = {
    "place": "In the text",
    "kind": "By kind",
    "holder": "By holder",
    "issue": "By issue",
    "date": "By date",
    "unsettled": "Unsettled first",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Tell what an act changed: ids of tags and documents, and whether names, readers or the codebook did."""

    act: Act
    tags: frozenset[str]
    documents: frozenset[str]
    names: bool
    readers: bool
    codebook: bool
    origin: object | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Say which tags are shown: all kinds, labels and words where a part is empty; ``without`` names readers by id."""

    kinds: frozenset[str] = frozenset()
    words: str = ""
    label: str = ""
    without: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.kinds or self.words or self.label or self.without)


@dataclass(slots=True)
class _Open:
    """Hold what is read once when a document opens."""

    document: Document
    content: Content
    paragraphs: Paragraphs = field(init=False)

    def __post_init__(self) -> None:
        self.paragraphs = Paragraphs(self.content, language=language_of(self.document, self.content.text))


class Desk(QObject):
    """Own the state that the views show; acts go through it, and every refusal is said once."""

    project_opened = Signal()
    document_opened = Signal()  # another document, or another text of it, is current
    changed = Signal(object)  # a Change, after its act was committed
    current_changed = Signal(str)  # the current tag's id, or ""
    hovered_changed = Signal(str)  # the tag under the pointer, or ""
    filter_changed = Signal()
    order_changed = Signal()
    reader_changed = Signal()
    sight_changed = Signal()  # others' tags are hidden, or shown again: a blind pass began or ended, another reads
    closing = Signal()  # the open project is about to be closed; what is still to be kept is kept now
    long_step = Signal(bool)  # an undo of so much that it is to be done beside the window; True for a redo
    said = Signal(str, bool)  # words for the status bar; True for a refusal

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._reader: Reader | None = None
        self._open: _Open | None = None
        self._known: Known | None = None
        self._origin: object | None = None
        self._current = ""
        self._hovered = ""
        self._sight = ""
        self.filter = Filter()
        self.order = "place"

    # The project

    @property
    def project(self) -> Project:
        """Return the open project; there is always one once the window is shown."""
        if self._project is None:
            raise RuntimeError("no project is open")
        return self._project

    @property
    def has_project(self) -> bool:
        """Tell whether a project is open."""
        return self._project is not None

    def show_project(self, project: Project, reader_name: str) -> None:
        """Make a project the open one, read by the reader of that name; the former one is closed."""
        self.close_project()
        self._project, self._known = project, Known(project)
        project.changed.append(self._committed)
        self._see(reader_name)
        self.project_opened.emit()
        self.document_opened.emit()

    def tell_again(self) -> None:
        """Tell of the open project and document once more, for views that were made since."""
        if self._project is not None:
            self.project_opened.emit()
            self.document_opened.emit()

    def close_project(self) -> None:
        """Close the open project, if any, and forget what was read from it."""
        if self._project is not None:
            self.closing.emit()
            self._project.changed.clear()
            self._project.close()
        self._project = self._known = self._open = None
        self._current = self._hovered = ""

    @property
    def known(self) -> Known:
        """Return what was read of the open project and is kept."""
        if self._known is None:
            raise RuntimeError("no project is open")
        return self._known

    @property
    def codebook(self) -> Codebook:
        """Return the project's codebook, without the keys that commands have."""
        return self.known.codebook

    @property
    def names(self) -> Mapping[str, Entity]:
        """Return the project's actors and issues by id."""
        return self.known.names

    @property
    def reader(self) -> Reader:
        """Return who reads and acts."""
        if self._reader is None:
            raise RuntimeError("no reader is set")
        return self._reader

    def set_reader(self, name: str) -> None:
        """Let another reader read and act: undo walks their acts, and what they read blind is hidden."""
        seen = self._sight
        self._see(name)
        self.known.forget_tags()
        self.reader_changed.emit()
        if self._sight != seen:
            self._look_anew()

    def _see(self, name: str) -> None:
        self._reader = people.reader_for(self.project, name)
        self.project.seen_by(self._reader.id)
        self._sight = self.project.seen()

    def _look_anew(self) -> None:
        """Forget what was seen with other eyes."""
        self._sight = self.project.seen()
        self.known.forget_tags()
        if self._current and self.annotation(self._current) is None:
            self.set_current("")
        self.sight_changed.emit()

    # The document

    @property
    def document(self) -> Document | None:
        """Return the document that is shown."""
        return self._open.document if self._open else None

    @property
    def content(self) -> Content:
        """Return the shown document's content; empty where none is shown."""
        return self._open.content if self._open else Content("")

    @property
    def paragraphs(self) -> Paragraphs:
        """Return the shown document's paragraphs."""
        return self._open.paragraphs if self._open else Paragraphs(Content(""))

    def open_document(self, document_id: str | None) -> None:
        """Show a document, or none."""
        document = self.project.document(document_id) if document_id else None
        self._open = _Open(document, self.project.content(document.version)) if document else None
        self._current = self._hovered = ""
        self.document_opened.emit()
        self.current_changed.emit("")

    # Tags

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return a live tag by id, None also for one that cannot be read."""
        return self.read(lambda: self.known.annotation(annotation_id), None)

    def annotations(self, ids: list[str]) -> dict[str, Annotation]:
        """Return live tags by id, without those that cannot be read."""
        return self.read(lambda: self.known.annotations(ids), {})

    def kind_of(self, annotation: Annotation) -> Kind:
        """Return a tag's kind; one that the codebook does not know any more is shown as a plain square."""
        return self.known.kind_of(annotation)

    def words_of(self, field_key: str, kind: Kind, stored: str) -> str:
        """Put a stored value into words: an entity's name, a value's label, the words themselves."""
        return self.read(lambda: self.known.words_of(field_key, kind, stored), stored)

    def read(self, read: Callable[[], Result], otherwise: Result) -> Result:
        """Read what a view shows, maybe while it paints; damage is said, and the view gets what to show instead."""
        try:
            return read()
        except Refused as refused:
            self.refuse(refused.problem)
            return otherwise

    @property
    def current(self) -> str:
        """Return the current tag's id, or ""."""
        return self._current

    def set_current(self, annotation_id: str) -> None:
        """Make a tag the current one, or none with ""."""
        if annotation_id != self._current:
            self._current = annotation_id
            self.current_changed.emit(annotation_id)

    @property
    def hovered(self) -> str:
        """Return the id of the tag under the pointer, or ""."""
        return self._hovered

    def set_hovered(self, annotation_id: str) -> None:
        """Say which tag is under the pointer, in the page or in the panel."""
        if annotation_id != self._hovered:
            self._hovered = annotation_id
            self.hovered_changed.emit(annotation_id)

    def set_filter(self, **parts: object) -> None:
        """Change parts of the filter: kinds, words, label."""
        wanted = replace(self.filter, **parts)  # type: ignore[arg-type]
        if wanted != self.filter:
            self.filter = wanted
            self.filter_changed.emit()

    def set_order(self, order: str) -> None:
        """Order the panel by a key of ``ORDERS``."""
        if order != self.order:
            self.order = order
            self.order_changed.emit()

    # Acts

    def do(self, act: Callable[[], Result], *, origin: object | None = None, waits: bool = False) -> Result | None:
        """Do an act; a refusal is said in the status bar and gives None. ``origin`` rides along in the change.

        While long work writes the project an act is refused, unless it ``waits``, as one with typed words does.
        """
        refusal = self.project.read_only
        if refusal is None and not waits and self.project.is_written_elsewhere:
            refusal = BUSY
        if refusal is not None:
            self.refuse(refusal)
            return None
        self._origin = origin
        try:
            return act()
        except Refused as refused:
            self.refuse(refused.problem)
            return None
        finally:
            self._origin = None

    def say(self, words: str) -> None:
        """Show words in the status bar."""
        self.said.emit(words, False)

    def refuse(self, problem: Problem) -> None:
        """Show a problem's sentence in the status bar."""
        self.said.emit(str(problem), True)

    def set_field(self, annotation_id: str, key: str, words: str, *, origin: object | None = None) -> bool:
        """Set a field from words (a name, a label, a key, a score), or clear it with ""; tell whether it was done."""
        return self.edit(annotation_id, fields={key: words}, origin=origin)

    def edit(self, annotation_id: str, *, origin: object | None = None, **parts: object) -> bool:
        """Change a tag as ``operations.tags.edit`` does; tell whether it was done."""
        done = self.do(
            lambda: (tags.edit(self.project, annotation_id, reader=self.reader, **parts), True)[1],  # type: ignore[arg-type]
            origin=origin,
            waits=True,
        )
        return bool(done)

    def undo(self) -> Act | None:
        """Undo this reader's last act; None where it was refused, or is so big that it is done beside the window."""
        return self._step(undo.undo, is_redo=False)

    def redo(self) -> Act | None:
        """Redo what was undone last, as ``undo`` does."""
        return self._step(undo.redo, is_redo=True)

    def _step(self, step: Callable[[Project, Reader], Act], *, is_redo: bool) -> Act | None:
        if self.read(lambda: self.project.has_step_of(LONG_STEP, self.reader.id, redo=is_redo), False):
            self.long_step.emit(is_redo)
            return None
        return self.do(lambda: step(self.project, self.reader))

    # Within

    def _committed(self, act: Act) -> None:
        """Turn a committed act into one change for the views."""
        touched: dict[str, set[str]] = {}
        for row in act.changes:
            touched.setdefault(row.table, set()).add(row.id)
        tag_ids = touched.get("annotation", set())
        self.known.forget(tag_ids, names="entity" in touched, codebook="project" in touched)
        if self._reader is not None and self._reader.id in touched.get("reader", ()):
            self._follow_name(self._reader)
        document_ids = touched.get("document", set())
        shown = self.document
        if self._open is not None and shown is not None and shown.id in document_ids:
            self._follow_document(self._open, self.project.document(shown.id))
        if self._current in tag_ids and self.annotation(self._current) is None:
            self.set_current("")
        self.changed.emit(
            Change(
                act,
                frozenset(tag_ids),
                frozenset(document_ids),
                names="entity" in touched,
                readers="reader" in touched,
                codebook="project" in touched,
                origin=self._origin,
            )
        )
        if self._sight != self.project.seen():
            self._look_anew()

    def _follow_document(self, shown: _Open, now: Document | None) -> None:
        """Hold what is shown to its row; another text is shown before anyone hears of tags that stand in it."""
        if now is None:
            return
        if now.version != shown.document.version:
            self.open_document(now.id)
        else:
            shown.document = now
            shown.paragraphs.language = language_of(now, shown.content.text)

    def _follow_name(self, reader: Reader) -> None:
        """Let the one who reads have the name that an act gave them."""
        named = self.project.reader(reader.id)
        if named is not None and named.name != reader.name:
            self._reader = named
            self.reader_changed.emit()
