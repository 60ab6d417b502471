"""Take a view of the whole along: a picture (PNG, SVG, PDF), the figures (CSV), the passages as quotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from glossator.exchange import markdown_export
from glossator.model.problem import Refused, refuse
from glossator.operations.taking import write_file
from glossator.views import jobs
from glossator.views.desk import Desk
from glossator.views.theme import Theme

#: A picture of pixels is so many times as fine as the window's own.
FINENESS = 2.0

#: A picture of more pixels would keep the window waiting, and few programs open it.
MOST_PIXELS = 24_000_000

#: Points in an inch, and pixels of the window's: a picture is as large on paper as on the screen.
_POINTS, _PIXELS = 72.0, 96.0

#: The ends of names that each form has, in the order of the dialog.
_FORMS = {
    ".png": "Picture, PNG",
    ".svg": "Picture, SVG",
    ".pdf": "Picture, PDF",
    ".csv": "Figures, CSV",
    ".md": "Quotations, Markdown",
}

#: Pixels above a picture: its name, what was chosen, and the room beside both.
TITLE, ABOUT, BESIDE = 46, 26, 20

Write = Callable[[BinaryIO], object]


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold what paints a view as large as it is: its size in pixels, and the painting."""

    size: QSize
    paint: Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold what can be taken along: a picture, the figures, and the ids of tags in groups, each under its heading.

    ``more`` writes further forms by the end of the file's name, with the words for them.
    """

    name: str
    picture: Picture | None = None
    figures: Write | None = None
    groups: Sequence[tuple[str, Sequence[str]]] = ()
    more: Mapping[str, tuple[str, Write]] = field(default_factory=dict)
    about: str = ""  # what was chosen, written below the name

    @property
    def forms(self) -> dict[str, str]:
        """Return the ends of names that it can be written under, with their words."""
        there = {".csv": self.figures is not None, ".md": bool(self.groups)}
        found = {end: words for end, words in _FORMS.items() if there.get(end, self.picture is not None)}
        return found | {end: words for end, (words, _) in self.more.items()}


def ask(parent: QWidget, desk: Desk, taken: Taken, theme: Theme) -> jobs.Job | None:
    """Ask for a file and write it; None where nobody wants one."""
    filters = ";;".join(f"{words} (*{end})" for end, words in taken.forms.items())
    proposed = f"{taken.name}{next(iter(taken.forms), '')}".replace("/", "-")
    path, chosen = QFileDialog.getSaveFileName(parent, "Take along", proposed, filters)
    if not path:
        return None
    target = Path(path)
    end = chosen.partition("*")[2].rstrip(")")
    try:
        return take(parent, desk, taken, target if target.suffix else target.with_suffix(end or ".png"), theme=theme)
    except Refused as refused:
        desk.refuse(refused.problem)
        return None


def take(parent: QWidget, desk: Desk, taken: Taken, target: Path, *, theme: Theme) -> jobs.Job:
    """Write what the target's name says, whole or not at all, off the window's thread; a picture is painted in it."""
    end = target.suffix.lower()
    if end not in taken.forms:
        raise refuse(f"{target.name} was not written", f"“{end}” is no form of this", f"use {', '.join(taken.forms)}")
    write = _writer(desk, taken, end, theme)

    def work(job: jobs.Job) -> Path:
        def unless_stopped(out: BinaryIO) -> None:
            write(out)
            if job.is_cancelled():
                raise refuse(f"{target.name} was not written", "it was stopped", "take it along again when you want it")

        write_file(target, unless_stopped)
        job.settle()
        return target

    job = jobs.start("Taking it along", work, parent=parent)
    job.finished.connect(lambda written: desk.say(f"{_what(end, taken)} in {written.name}."))
    job.failed.connect(desk.refuse)
    return job


def _what(end: str, taken: Taken) -> str:
    words = taken.forms[end].partition(",")[0]
    return f"The {words.lower()} {'are' if words.endswith('s') else 'is'}"


def _writer(desk: Desk, taken: Taken, end: str, theme: Theme) -> Write:
    if end in taken.more:
        return taken.more[end][1]
    if end == ".csv" and taken.figures is not None:
        return taken.figures
    if end == ".md":
        project, groups, name, about = desk.project, taken.groups, taken.name, taken.about

        def quotations(out: BinaryIO) -> None:
            with project.snapshot() as reads:
                markdown_export.write_groups(reads, out, name, groups, about=about)

        return quotations
    assert taken.picture is not None
    painted = {".png": _png, ".svg": _svg, ".pdf": _pdf}[end](_titled(taken, taken.picture, theme), theme, taken.name)
    return lambda out: out.write(painted)


def _titled(taken: Taken, picture: Picture, theme: Theme) -> Picture:
    """Put the name above a picture, and what was chosen below the name."""
    head = TITLE + (ABOUT if taken.about else 0)

    def paint(painter: QPainter) -> None:
        font = painter.font()
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        bold.setPointSizeF(font.pointSizeF() * 1.25)
        width = picture.size.width() - 2 * BESIDE
        for given, colour, words, top, height in (
            (bold, theme.ink, taken.name, 0, TITLE),
            (font, theme.dim, taken.about, TITLE - 8, ABOUT),
        ):
            painter.setFont(given)
            painter.setPen(colour)
            shown = QFontMetricsF(given).elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(BESIDE, top, width, height), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(font)
        painter.translate(0, head)
        picture.paint(painter)

    return Picture(picture.size + QSize(0, head), paint)


def _png(picture: Picture, theme: Theme, _name: str) -> bytes:
    width, height = picture.size.width(), picture.size.height()
    fineness = FINENESS if width * height * FINENESS**2 <= MOST_PIXELS else 1.0
    if width * height * fineness**2 > MOST_PIXELS:
        todo = "fold small rows away, choose documents or dates, or take it along as SVG or PDF"
        raise refuse("the picture was not taken", f"it would have {width:,} × {height:,} pixels", todo)
    image = QImage(picture.size * fineness, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(fineness)
    image.fill(theme.paper)
    painter = QPainter(image)
    _paint(painter, picture)
    data, buffer = _buffer()
    image.save(buffer, "PNG")
    return bytes(data.data())


def _svg(picture: Picture, theme: Theme, name: str) -> bytes:
    from PySide6.QtSvg import QSvgGenerator  # read late: a picture is taken seldom

    data, buffer = _buffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(picture.size)
    drawing.setViewBox(QRectF(0, 0, picture.size.width(), picture.size.height()))
    drawing.setTitle(name)
    painter = QPainter(drawing)
    painter.fillRect(QRectF(0, 0, picture.size.width(), picture.size.height()), theme.paper)
    _paint(painter, picture)
    return bytes(data.data())


def _pdf(picture: Picture, theme: Theme, name: str) -> bytes:
    data, buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(name)
    size = QSizeF(picture.size) * (_POINTS / _PIXELS)
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(round(_PIXELS))
    painter = QPainter(writer)
    painter.fillRect(QRectF(0, 0, picture.size.width(), picture.size.height()), theme.paper)
    _paint(painter, picture)
    return bytes(data.data())


def _paint(painter: QPainter, picture: Picture) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    picture.paint(painter)
    painter.end()


def _buffer() -> tuple[QByteArray, QBuffer]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return data, buffer
