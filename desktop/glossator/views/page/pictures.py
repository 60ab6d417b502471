"""Images that a text's file contains: room below the lines of their block, and what is painted there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from glossator.model.document import Content
from glossator.views.page.border import Border
from glossator.views.page.hits import pieces_between
from glossator.views.theme import Theme

if TYPE_CHECKING:
    from glossator.views.page.layout import PageLayout
    from glossator.views.page.style import Type

#: An image is at most so many lines of the text high: a page of a book.
_PAGE = 30

#: The frame of an image that is not there, in lines; and the gap above an image.
_FRAME = 3
_GAP = 0.4


@dataclass(eq=False, slots=True)
class Picture:
    """Hold an image: where in the text, by which name its file has it, what it shows in words.

    ``size`` is in pixels, None until it is known; ``image`` is None until it is near the view.
    """

    at: int
    ref: str
    words: str
    size: tuple[int, int] | None = None
    image: QImage | None = None


def pictures_of(content: Content, border: Border) -> dict[int, list[Picture]]:
    """Find the images of a content by the piece that they stand below."""
    found: dict[int, list[Picture]] = {}
    words: dict[int, str] | None = None
    for block in content.blocks:
        images = block.data.get("images") if block.data else None
        for one in images if isinstance(images, list) else ():
            if words is None:
                words = {span.start: span.target or "" for span in content.spans if span.kind == "image"}
            at, ref = (one.get("at"), one.get("ref")) if isinstance(one, dict) else (None, None)
            if isinstance(at, int) and isinstance(ref, str) and block.start <= at <= block.end:
                found.setdefault(border.piece_at(at), []).append(Picture(at, ref, words.get(at, "")))
    return found


def room(pictures: Sequence[Picture], type_: Type, width: float) -> int:
    """Return the height that images take below the lines of a piece."""
    return sum(type_.gap(_GAP) + _extent(one, type_, width)[1] for one in pictures)


def placed(layout: PageLayout, piece: int) -> Iterator[tuple[Picture, QRectF]]:
    """Yield the images below a piece, each with its place on the page."""
    metric, type_ = layout.metric(piece), layout.type
    bottom = layout.text_top(piece) + layout.laid(piece).count * metric.step
    for one in layout.pictures.get(piece, ()):
        bottom += type_.gap(_GAP)
        wide, high = _extent(one, type_, metric.width)
        yield one, QRectF(layout.origin + metric.indent, bottom, wide, high)
        bottom += high


def in_view(layout: PageLayout, top: float, bottom: float) -> Iterator[tuple[Picture, QRectF]]:
    """Yield the images between two heights of the page."""
    for piece in pieces_between(layout, top, bottom):
        if piece in layout.pictures:
            yield from (
                (one, rect) for one, rect in placed(layout, piece) if rect.top() < bottom and top < rect.bottom()
            )


def paint_pictures(painter: QPainter, layout: PageLayout, theme: Theme, *, top: float, bottom: float) -> None:
    """Paint the images between two heights; for one that is not there a quiet frame with its words."""
    for one, rect in in_view(layout, top, bottom):
        if one.image is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, one.image)
            painter.restore()
            continue
        for side in (
            QRectF(rect.left(), rect.top(), rect.width(), 1),
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1),
            QRectF(rect.left(), rect.top(), 1, rect.height()),
            QRectF(rect.right() - 1, rect.top(), 1, rect.height()),
        ):
            painter.fillRect(side, theme.line)
        painter.setFont(layout.type.small)
        painter.setPen(theme.dim)
        inner = rect.adjusted(8, 4, -8, -4)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, one.words or "image")


def _extent(picture: Picture, type_: Type, width: float) -> tuple[int, int]:
    """Return how wide and high an image is shown: never larger than it is, than the measure, than a page."""
    if picture.size is None:
        return round(width), type_.gap(_FRAME)
    wide, high = picture.size
    scale = min(1.0, width / wide, type_.gap(_PAGE) / high)
    return max(1, round(wide * scale)), max(1, round(high * scale))
