"""The PDF that is shown: its pages' sizes and pictures, and where the text stands on them, as they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from glossator.model.document import Json
from glossator.model.problem import Problem
from glossator.reading.facsimile import Drawn, Facsimile, Wanted, read_places
from glossator.reading.placed import PagePlaces, Places
from glossator.views import jobs
from glossator.views.facsimile.pictures import Pictures
from glossator.views.newest import Newest

#: What a page without places has.
_NOWHERE = PagePlaces()

#: What is said where the places are those of another text.
_OTHER = Problem(
    "tags are not shown on the pages",
    "the text was read by another reader of PDFs than this one",
    "tag in the text, or give the file as a new version",
)


class _Ear(QObject):
    """Bring what a facsimile tells in its own thread into the window's."""

    has_opened = Signal(object)
    has_drawn = Signal(object)
    has_failed = Signal(int, object)
    has_broken = Signal(object)

    def opened(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Pass the pages' sizes on."""
        self.has_opened.emit(sizes)

    def drawn(self, picture: Drawn) -> None:
        """Pass a page's picture on."""
        self.has_drawn.emit(picture)

    def not_drawn(self, page: int, problem: Problem) -> None:
        """Pass on why a page has no picture."""
        self.has_failed.emit(page, problem)

    def broke(self, problem: Problem) -> None:
        """Pass on why there will be no pictures."""
        self.has_broken.emit(problem)


class Book(QObject):
    """Hold one PDF while it is shown; ``close`` ends the process that draws it."""

    opened = Signal()
    drawn = Signal(int)  # a page, whether there is a picture now or it was given up
    placed = Signal()  # where the text stands is known now
    troubled = Signal(object)  # a Problem, for the reader
    broken = Signal(object)  # a Problem: no page will be drawn any more

    def __init__(self, data: bytes, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.data, self.name = data, name
        self.sizes: Sequence[tuple[float, float]] = ()
        self.pictures = Pictures()
        self.places: Places | None = None
        self._read: Places | Problem | None = None  # what was read of the places, or why it could not be
        self._text = ""  # which text is kept, by its hash
        self._failed: set[int] = set()
        self._is_broken = False
        self._wanted: tuple[Wanted, ...] = ()
        self._seen: Sequence[int] = ()
        self._placing = Newest("Reading where the words stand", self)
        self._ear = _Ear(self)
        self._ear.has_opened.connect(self._opened)
        self._ear.has_drawn.connect(self._drawn)
        self._ear.has_failed.connect(self._not_drawn)
        self._ear.has_broken.connect(self._broke)
        self._facsimile: Facsimile | None = Facsimile(data, name, self._ear)

    @property
    def child(self) -> int | None:
        """Return the number of the process that draws, None while there is none."""
        return self._facsimile.child if self._facsimile is not None else None

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is pending: every wanted page was drawn, or given up, and the places are known."""
        if self._is_broken or self._facsimile is None:
            return True
        drawn = all(self.pictures.has(*one) or one.page in self._failed for one in self._wanted)
        return bool(self.sizes) and drawn and self._placing.is_still

    def want(self, wanted: Sequence[Wanted], seen: Sequence[int]) -> None:
        """Say which pages are wanted in which width, what is needed most first; ``seen`` are in view."""
        self._seen = seen
        self._wanted = tuple(wanted)
        if self._facsimile is not None:
            self._facsimile.want([one for one in wanted if not self.pictures.has(*one)])

    def has_failed(self, page: int) -> bool:
        """Tell whether a page cannot be drawn."""
        return page in self._failed

    def page_places(self, page: int) -> PagePlaces:
        """Return where the text stands on a page; nowhere as long as that is not known."""
        return self.places.page(page) if self.places is not None else _NOWHERE

    def read_places(self, options: Mapping[str, Json]) -> jobs.Job:
        """Read where the text stands, in a process of its own; it is used as soon as `set_text` says of which text."""
        data, name = self.data, self.name
        return self._placing.start(
            lambda job: read_places(data, name, options, job.is_cancelled), self._found, fail=self._found
        )

    def set_text(self, text_sha256: str) -> None:
        """Say which text is kept; places of another one are not used, and that is said."""
        self._text = text_sha256
        if self._read is not None:
            self._fit(self._read)

    def _found(self, read: Places | Problem) -> None:
        self._read = read
        if self._text:
            self._fit(read)

    def _fit(self, read: Places | Problem) -> None:
        if isinstance(read, Problem):
            self.troubled.emit(read)
        elif read.text_sha256 != self._text:
            self.places = None
            self.troubled.emit(_OTHER)
        else:
            self.places = read
            self.placed.emit()

    def close(self) -> None:
        """End what draws and what reads."""
        self._placing.drop()
        facsimile, self._facsimile = self._facsimile, None
        if facsimile is not None:
            facsimile.close()

    # Within

    def _opened(self, sizes: Sequence[tuple[float, float]]) -> None:
        self.sizes = sizes
        self.opened.emit()

    def _drawn(self, picture: Drawn) -> None:
        if self._facsimile is not None:
            self.pictures.put(picture, self._seen)
            self.drawn.emit(picture.page)

    def _not_drawn(self, page: int, problem: Problem) -> None:
        self._failed.add(page)
        self.troubled.emit(problem)
        self.drawn.emit(page)

    def _broke(self, problem: Problem) -> None:
        self._is_broken = True
        self.broken.emit(problem)
