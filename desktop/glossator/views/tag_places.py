"""Where tags lie in every document, for a thin strip: read in one pass in a thread when the reader rests."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter

from glossator.views import jobs
from glossator.views.desk import Change, Desk
from glossator.views.newest import Newest

#: A document is cut into so many pieces: a mark of two pixels each in the list of documents.
PIECES = 100

#: Tags made one after another are read once, so long after the last, in milliseconds.
REST = 300

#: The height of a strip in pixels, and the least width of a mark.
HEIGHT, MARK = 6.0, 2.0

#: The kinds that begin in each piece of a document that has some.
Places = Mapping[int, tuple[str, ...]]


class TagPlaces(QObject):
    """Keep up to date where tags lie; nothing is read while a reader tags."""

    found = Signal(object)  # the Places of each document by id

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Newest("Looking where tags lie", self)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._read)
        desk.project_opened.connect(self._rest.start)
        desk.sight_changed.connect(self._rest.start)
        desk.changed.connect(self._follow)
        desk.closing.connect(self._stop)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is to be read."""
        return self._reading.is_still and not self._rest.isActive()

    def _follow(self, change: Change) -> None:
        if change.tags or change.documents:
            self._rest.start()

    def _read(self) -> None:
        if not self._desk.has_project:
            return
        project = self._desk.project

        def work(_job: jobs.Job) -> dict[str, dict[int, tuple[str, ...]]]:
            with project.snapshot() as reads:
                return reads.pieces_with_tags(PIECES)

        self._reading.start(work, self.found.emit, fail=self._desk.refuse)

    def _stop(self) -> None:
        self._rest.stop()
        self._reading.drop()


def paint_places(painter: QPainter, box: QRectF, places: Places, colours: Mapping[str, QColor], line: QColor) -> None:
    """Paint a document's strip: a line from its beginning to its end, marks where tags begin."""
    painter.fillRect(QRectF(box.left(), box.center().y() - 0.5, box.width(), 1), line)
    step = box.width() / PIECES
    for piece, kinds in places.items():
        known = [kind for kind in colours if kind in kinds]
        for at, kind in enumerate(known):
            high = box.height() / len(known)
            mark = QRectF(box.left() + piece * step, box.top() + at * high, max(MARK, step), high)
            painter.fillRect(mark, colours[kind])
