"""The project at a glance taken along: its picture, its numbers, and the passages behind each."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import BinaryIO

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from glossator.exchange.csv_export import Cells, Encoder
from glossator.views.glance.numbers import Numbers
from glossator.views.whole.taking import Picture, Taken

#: The columns of the numbers.
COLUMNS = ("part", "what", "tags", "tag_ids")

Row = tuple[str, str, tuple[str, ...]]


def taken(title: str, inner: QWidget, parts: Sequence[Numbers]) -> Taken | None:
    """Return what can be taken along of the parts, as they lie in a widget; None where no number is there yet."""
    rows = [
        (part.title, figure.words, tuple(dict.fromkeys(id_ for group in figure.groups for id_ in group)))
        for part in parts
        for figure in part.figures
    ]
    if not rows:
        return None
    places = [(part, part.mapTo(inner, QPoint(0, 0))) for part in parts if part.isVisible()]

    def paint(painter: QPainter) -> None:
        for part, place in places:
            painter.save()
            painter.translate(place)
            part.paint_figures(painter)
            painter.restore()

    size = QSize(inner.width(), max(place.y() + part.height() for part, place in places) + 12)
    groups = [(f"{part}: {words}", ids) for part, words, ids in rows if ids]
    return Taken(title, Picture(size, paint), lambda out: write(rows, out), groups)


def write(rows: Sequence[Row], out: BinaryIO) -> None:
    """Write the numbers as a table: UTF-8 with a byte order mark, the ids of the tags separated by blanks."""
    out.write(b"\xef\xbb\xbf")
    sheet, cells = csv.writer(Encoder(out.write)), Cells()
    sheet.writerow(COLUMNS)
    for part, words, ids in rows:
        sheet.writerow((*cells.safe((part, words)), len(ids), " ".join(ids)))
