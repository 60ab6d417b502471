"""The rows of the shown document's tags: read when it opens, and brought up to date act by act, after the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from glossator.views.desk import MANY_TAGS, Change, Desk
from glossator.views.panel.acts import PanelActs
from glossator.views.panel.behind import Behind
from glossator.views.panel.loading import Loaded, Loader, ordering_of, sieve_of
from glossator.views.panel.model import CardsModel
from glossator.views.panel.rows import row_of, words_of_fields


class Following(QObject):
    """Keep a model of cards as the desk has it; ``is_at_work`` tells whether the reader is at work in the panel."""

    left = Signal()  # another document is shown: nothing of the former is
    cards_changed = Signal(object)  # lay out anew: the id of a tag's card, or None for all
    renamed = Signal()  # names that cards show have changed
    measured = Signal()  # every card may have another height
    current_due = Signal()  # the open card is to be shown anew
    counts_due = Signal()
    loaded = Signal()  # all rows are there

    def __init__(
        self, desk: Desk, model: CardsModel, acts: PanelActs, *, is_at_work: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._acts = acts
        self._is_at_work = is_at_work
        self._touched: set[str] = set()  # tags that acts touched while all are read
        self._behind = Behind(self)
        self._loader = Loader(self)

    def begin(self) -> None:
        """Follow the desk from now on: once who shows the rows hears of them."""
        desk = self._desk
        self._behind.due.connect(self.catch_up)
        desk.document_opened.connect(self._load)
        desk.changed.connect(self._changed)
        desk.current_changed.connect(self._current_moved)
        desk.filter_changed.connect(self._rearrange)
        desk.order_changed.connect(self._rearrange)
        desk.reader_changed.connect(self._show_anew)
        desk.sight_changed.connect(self._look_anew)

    @property
    def is_busy(self) -> bool:
        """Tell whether all rows are being read."""
        return self._loader.is_busy

    @property
    def is_still(self) -> bool:
        """Tell whether everything is read and shown."""
        return not self._behind.is_behind and not self._loader.is_busy

    def catch_up(self) -> None:
        """Show what acts have changed, without waiting for the page to be painted."""
        late, current = self._behind.take()
        if not self._desk.has_project:
            return
        for id_ in late:
            self._put(id_)
        if current:
            self.current_due.emit()

    # Within

    def _load(self) -> None:
        """Read the shown document's tags."""
        desk = self._desk
        self._loader.cancel()
        self._touched.clear()
        self._behind.take()
        self.left.emit()
        self.cards_changed.emit(None)
        self._acts.forget()
        if not desk.has_project or desk.document is None:
            self._loaded(Loaded([], None))
            return
        if self._model.total:
            self._model.show([], ordering=ordering_of(desk), sieve=sieve_of(desk), found=None)
        self._read()

    def _read(self) -> None:
        desk = self._desk
        if desk.document is None:
            return
        project, document, sieve = desk.project, desk.document.id, sieve_of(desk)
        desk.read(
            lambda: self._loader.load(project, document, codebook=desk.codebook, sieve=sieve, then=self._loaded), None
        )
        self.counts_due.emit()

    def _loaded(self, loaded: Loaded) -> None:
        desk = self._desk
        if desk.has_project:
            self._model.show(loaded.rows, ordering=ordering_of(desk), sieve=sieve_of(desk), found=loaded.found)
        touched, self._touched = self._touched, set()
        for id_ in touched:
            self._put(id_)
        self.current_due.emit()
        self.counts_due.emit()
        self.loaded.emit()

    def _rearrange(self) -> None:
        """Show the same rows in another order or through another filter."""
        self.catch_up()
        if self._desk.filter.words or self._loader.is_busy:
            self._read()
        else:
            self._model.rearrange(ordering=ordering_of(self._desk), sieve=sieve_of(self._desk), found=None)
            self.current_due.emit()
        self.counts_due.emit()

    def _changed(self, change: Change) -> None:
        """Bring the rows of an act up to date, one by one; those that a key on the page touched once it is painted."""
        if self._desk.document is None:
            return
        if change.codebook or (change.documents & {self._desk.document.id}):
            self._show_anew()
            return
        if change.names or change.readers:
            self.cards_changed.emit(None)
        if change.names:
            renamed = {row.id for row in change.act.changes if row.table == "entity" and not row.made}
            if renamed and len(change.tags) <= MANY_TAGS:  # else all are read anew
                self._model.rename(renamed)
            self.renamed.emit()
        self._acts.forget_links(change)
        if len(change.tags) > MANY_TAGS:
            self._show_anew()
            return
        for id_ in change.tags:
            self.cards_changed.emit(id_)
        current = bool(self._desk.current) and (
            self._desk.current in change.tags or change.names or self._acts.links_changed(change)
        )
        if self._loader.is_busy:
            self._touched |= change.tags
        self._behind.add(() if self._loader.is_busy else change.tags, current=current)
        self._behind.tell(at_once=self._is_at_work())

    def _current_moved(self) -> None:
        self._behind.add((), current=True)
        self._behind.tell(at_once=self._is_at_work())

    def _put(self, id_: str) -> None:
        desk = self._desk
        annotation = desk.annotation(id_)
        if annotation is None or desk.document is None or annotation.document != desk.document.id:
            self._model.drop(id_)
            return
        sieve = sieve_of(desk)
        found = not sieve.asks_words or sieve.finds(annotation, words_of_fields(annotation, desk.codebook, desk.names))
        self._model.put(row_of(annotation, desk.codebook), found=found)

    def _show_anew(self) -> None:
        """Read everything again: the codebook, the document or the reader is another."""
        self.cards_changed.emit(None)
        self._read()
        self.measured.emit()

    def _look_anew(self) -> None:
        """Read again what is seen now: others' tags are hidden, or shown again."""
        self._acts.forget()
        self._show_anew()
