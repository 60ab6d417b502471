"""Images of the shown document, read from the file that the project keeps: beside the window, near the view only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize
from PySide6.QtGui import QImage, QImageReader

from glossator.model.problem import Refused
from glossator.store import Reads
from glossator.views.desk import Desk
from glossator.views.jobs import Job
from glossator.views.newest import Newest
from glossator.views.page.pictures import Picture, in_view
from glossator.views.page.view import PageView

#: An image of more pixels is not opened: it would take hundreds of megabytes before it is made smaller.
MOST_PIXELS = 40_000_000

#: Images are made no larger than this on either side: no measure shows more, also on dense screens.
LARGEST_SIDE = 2_400

#: Images that are kept ready, in pixels of all together; those far from the view go first.
KEPT_PIXELS = 48_000_000


class Pictures(QObject):
    """Find out the sizes of a text's images when it opens, and bring those near the view."""

    def __init__(self, desk: Desk, page: PageView) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._sizes = Newest("Measuring images", self)
        self._images = Newest("Reading images", self)
        self._refused: set[str] = set()
        desk.document_opened.connect(self._begin)
        desk.closing.connect(self._stop)
        page.view_moved.connect(lambda _offset: self._bring())
        page.resized.connect(self._bring)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read."""
        return self._sizes.is_still and self._images.is_still

    def _stop(self) -> None:
        self._sizes.drop()
        self._images.drop()

    def _begin(self) -> None:
        self._stop()
        self._refused = set()
        refs = list(dict.fromkeys(one.ref for one in self._all()))
        if refs:
            self._sizes.start(self._work(refs, _size), self._take_sizes)

    def _all(self) -> Iterator[Picture]:
        for pictures in self._page.page_layout.pictures.values():
            yield from pictures

    def _work(self, refs: Iterable[str], read: object) -> object:
        """Make work that reads images of the shown document with one function, by their names in its file."""
        document, project = self._desk.document, self._desk.project
        hash_, format_ = (document.source.sha256, document.source.format) if document is not None else (None, "")

        def work(job: Job) -> dict[str, object]:
            with project.snapshot() as reads:
                return dict(_read(reads, job, hash_, format_, refs, read))

        return work

    def _take_sizes(self, sizes: dict[str, tuple[int, int] | None]) -> None:
        self._refused = {ref for ref, size in sizes.items() if size is None}
        layout = self._page.page_layout
        with self._page.scroll.steady():
            for piece, pictures in layout.pictures.items():
                before = layout.below(piece)
                for one in pictures:
                    one.size = sizes.get(one.ref)
                layout.grow_below(piece, layout.below(piece) - before)
        self._page.viewport().update()
        self._bring()

    def _bring(self) -> None:
        """Read the images in view and a page around it; those far from it may go."""
        if not self._sizes.is_still or not self._page.page_layout.pictures:
            return
        top, height = self._page.scroll.top, self._page.scroll.height
        near = [one for one, _ in in_view(self._page.page_layout, top - height, top + 2 * height)]
        wanted = [one.ref for one in near if one.image is None and one.ref not in self._refused and one.size]
        if wanted and self._images.is_still:
            self._images.start(self._work(list(dict.fromkeys(wanted)), _image), lambda found: self._take(found, near))

    def _take(self, found: dict[str, QImage | None], near: list[Picture]) -> None:
        self._refused |= {ref for ref, image in found.items() if image is None}
        kept, near_ones = 0, {id(one) for one in near}
        for one in self._all():
            one.image = found.get(one.ref) or one.image
            if one.image is not None:
                kept += one.image.width() * one.image.height()
                if kept > KEPT_PIXELS and id(one) not in near_ones:
                    one.image = None
        self._page.viewport().update()
        self._bring()


def _read(
    reads: Reads, job: Job, hash_: str | None, format_: str, refs: Iterable[str], read: object
) -> Iterator[tuple[str, object]]:
    from glossator.reading.pictures import picture  # read late: most texts have no images

    data = reads.source_bytes(hash_) if hash_ else None
    for ref in refs:
        if job.is_cancelled():
            return
        try:
            found = picture(data, format_, ref) if data is not None else None
        except Refused:
            found = None  # the frame with its words stands for it
        yield ref, read(found) if found else None  # type: ignore[operator]


def _reader(data: bytes) -> tuple[QImageReader, QBuffer]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader, buffer


def _size(data: bytes) -> tuple[int, int] | None:
    """Return the size of an image without opening it, None for what is none or is too large."""
    reader, _buffer = _reader(data)
    size = reader.size()
    if not size.isValid() or size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        return None
    turned = reader.transformation() & reader.transformation().TransformationRotate90
    return (size.height(), size.width()) if turned else (size.width(), size.height())


def _image(data: bytes) -> QImage | None:
    """Return an image, made smaller where it is larger than any measure."""
    if _size(data) is None:
        return None
    reader, _buffer = _reader(data)
    size = reader.size()
    largest = max(size.width(), size.height())
    if largest > LARGEST_SIDE:
        share = LARGEST_SIDE / largest
        reader.setScaledSize(QSize(max(1, round(size.width() * share)), max(1, round(size.height() * share))))
    image = reader.read()
    return None if image.isNull() else image
