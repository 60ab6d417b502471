"""Painting the pages of a facsimile: picture, tints through which the letters show, underlines, outlines, caret.

A page is paper in every theme: in a dark one it is dimmed, and what lies on it keeps the colours of light paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from glossator.reading.placed import PagePlaces, Rect
from glossator.views.facsimile.book import Book
from glossator.views.facsimile.pages import GAP, Pages
from glossator.views.fonts import interface_face
from glossator.views.page.lanes import LANES, Mark, innermost
from glossator.views.page.margin import paint_handle
from glossator.views.page.overlay import CARET_WIDTH, MARKED_STRENGTH
from glossator.views.page.shown import Shown
from glossator.views.page.strokes import Underlines, fill, lane_offset, outline
from glossator.views.theme import Theme
from glossator.views.theme import theme as named_theme

#: What a page is multiplied with in a dark theme: black letters keep a contrast of 11 on it.
DIMMED = QColor(0xC4, 0xC0, 0xB8)

#: A line of a facsimile is so many type sizes high, by its letters' boxes.
_EMS = 1.2

#: How far a tint reaches beyond the letters' boxes above and below, as a share of the line's height.
_ROOM = 0.08

#: Pixels from a page's letters to the line that shows what a key would take, to the one that joins a tag's
#: passages, and to the mark of what is read.
HINT_AWAY, JOIN_AWAY, READ_AWAY = 9, 12, 15

#: Points of a page's label, and how strong its shadow is.
_LABEL = 8.5
_SHADOW = (0.16, 0.07)


@dataclass(slots=True)
class Scene:
    """Hold what is painted besides tags: offsets of caret, selection and handles, and the pages' labels."""

    caret: int | None = None
    selection: tuple[int, int] | None = None
    reshaping: bool = False
    focused: bool = False
    labels: Sequence[str] = ()


class Painter:
    """Paint the pages that lie inside a clip."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._light = named_theme("light")
        self._underlines = Underlines()
        self._font = QFont(interface_face())
        self._font.setPointSizeF(_LABEL)

    def paint(self, painter: QPainter, clip: QRectF, pages: Pages, *, book: Book, shown: Shown, scene: Scene) -> None:
        """Paint what of the pages lies inside ``clip``; nothing of the ground."""
        for page in pages.between(clip.top(), clip.bottom()):
            rect = pages.rect(page)
            label = scene.labels[page] if page < len(scene.labels) else str(page + 1)
            self._paint_label(painter, rect, label)
            if not rect.intersects(clip.adjusted(-2, -4, 2, 2)):
                continue
            self._paint_sheet(painter, rect, book, page)
            painter.save()
            painter.setClipRect(clip.intersected(rect))
            self._paint_words(painter, _Leaf(pages, page, book.page_places(page)), shown, scene)
            painter.restore()

    # The page itself

    def _paint_sheet(self, painter: QPainter, rect: QRectF, book: Book, page: int) -> None:
        colours = self.theme
        for reach, strength in enumerate(_SHADOW, 1):
            shadow = QColor(0, 0, 0)
            shadow.setAlphaF(strength * (1.6 if colours.dark else 1.0))
            painter.fillRect(rect.adjusted(-reach + 1, reach, reach - 1, reach), shadow)
        picture = book.pictures.of(page)
        if picture is None:
            fill(painter, rect, self._paper())
            if book.has_failed(page):
                self._say(painter, rect, "This page cannot be drawn.")
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, picture.image)
            if colours.dark:
                self._multiply(painter, rect, DIMMED)

    def _paper(self) -> QColor:
        return DIMMED if self.theme.dark else self._light.paper

    def _say(self, painter: QPainter, rect: QRectF, words: str) -> None:
        painter.setFont(self._font)
        painter.setPen(self._light.dim)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_label(self, painter: QPainter, rect: QRectF, label: str) -> None:
        """Paint a page's label into the gap below it."""
        painter.setFont(self._font)
        painter.setPen(self.theme.dim)
        below = QRectF(rect.left(), rect.bottom() + 4, rect.width(), GAP - 6)
        high = QFontMetrics(self._font).height()
        painter.drawText(below.adjusted(0, 0, 0, high - below.height()), int(Qt.AlignmentFlag.AlignHCenter), label)

    def _multiply(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    # What lies on it

    def _paint_words(self, painter: QPainter, leaf: _Leaf, shown: Shown, scene: Scene) -> None:
        marks: list[Mark] = []
        for start, end in leaf.places.ranges():
            touching = [] if shown.wait_for_tags else shown.tags.touching(start, end)
            for begin, stop, mark in innermost(touching, start, end) if touching else ():
                for rect in leaf.tints(begin, stop):
                    self._multiply(painter, rect, self._light.kind(mark.tag.kind).tint)
            for hit in shown.hits.touching(start, end) if len(shown.hits) else ():
                for rect in leaf.tints(hit.start, hit.end):
                    self._multiply(painter, rect, self._light.find)
            marks += touching
        if scene.selection is not None:
            for rect in leaf.tints(*scene.selection):
                self._multiply(painter, rect, self._light.selection)
        marks = list(dict.fromkeys(marks))
        self._paint_underlines(painter, leaf, shown, marks)
        self._paint_outlines(painter, leaf, shown, marks)
        self._paint_margin(painter, leaf, shown)
        self._paint_joining(painter, leaf, shown.tags.marks_of(shown.current))
        self._paint_counts(painter, leaf, [mark for mark in marks if mark.lane >= LANES])
        self._paint_caret(painter, leaf, scene)

    def _paint_underlines(self, painter: QPainter, leaf: _Leaf, shown: Shown, marks: Iterable[Mark]) -> None:
        for mark in sorted(marks, key=_lane):
            if mark.lane >= LANES:
                break
            kind = shown.kinds.get(mark.tag.kind)
            shape = kind.shape if kind is not None else "square"
            colour = self._light.kind(mark.tag.kind).mark
            for rect in leaf.rects(mark.start, mark.end):
                em = max(rect.height() / _EMS, 1.0)
                top = rect.bottom() - lane_offset(em, 0) / 2 + lane_offset(em, mark.lane) - lane_offset(em, 0)
                self._underlines.draw(painter, shape, colour, left=rect.left(), right=rect.right(), top=top, em=em)

    def _paint_outlines(self, painter: QPainter, leaf: _Leaf, shown: Shown, marks: Iterable[Mark]) -> None:
        strengths = {mark.tag.id: MARKED_STRENGTH for mark in marks if mark.tag.id in shown.marked}
        if shown.hovered is not None:
            strengths[shown.hovered] = 0.5
        if shown.current is not None:
            strengths[shown.current] = 1.0
        for id_, strength in strengths.items():
            for mark in shown.tags.marks_of(id_):
                colour = QColor(self._light.kind(mark.tag.kind).mark)
                colour.setAlphaF(strength)
                for rect in leaf.tints(mark.start, mark.end):
                    outline(painter, rect, colour)
        if shown.current_hit is not None:
            for rect in leaf.tints(*shown.current_hit):
                outline(painter, rect, self._light.ink)

    def _paint_margin(self, painter: QPainter, leaf: _Leaf, shown: Shown) -> None:
        """Paint beside the letters what a key would take, and what was read with nothing to tag."""
        if shown.hint is not None:
            self._paint_beside(painter, leaf.rects(*shown.hint), HINT_AWAY, strength=1.0)
        for start, end in leaf.places.ranges() if len(shown.read) else ():
            for stretch in shown.read.touching(start, end):
                self._paint_beside(painter, leaf.rects(stretch.start, stretch.end), READ_AWAY, strength=0.5)

    def _paint_joining(self, painter: QPainter, leaf: _Leaf, passages: Sequence[Mark]) -> None:
        """Join the passages of the current tag beside the letters, up and down to those on other pages."""
        if len(passages) < 2:
            return
        sheet = leaf.pages.rect(leaf.page)
        begin = min((start for start, _ in leaf.places.ranges()), default=0)
        heights, lefts = [], []
        for mark in passages:
            rects = leaf.rects(mark.start, mark.end)
            if rects:
                heights.append(round(rects[0].center().y()))
                lefts.append(rects[0].left())
            else:
                heights.append(round(sheet.top() if mark.start < begin else sheet.bottom()))
        if lefts:
            x, colour = round(min(lefts)) - JOIN_AWAY, self._light.kind(passages[0].tag.kind).mark
            painter.fillRect(x, min(heights), 1, max(heights) - min(heights), colour)
            for height in heights:
                painter.fillRect(x, height, JOIN_AWAY // 2, 1, colour)

    def _paint_counts(self, painter: QPainter, leaf: _Leaf, beyond: Iterable[Mark]) -> None:
        """Count right of each line the tags that have no underline there for want of a lane."""
        counts: dict[float, tuple[int, float]] = {}
        for mark in beyond:
            for rect in leaf.rects(mark.start, mark.end):
                count, right = counts.get(rect.bottom(), (0, 0.0))
                counts[rect.bottom()] = count + 1, max(right, rect.right())
        painter.setFont(self._font)
        painter.setPen(self._light.dim)
        for bottom, (count, right) in counts.items():
            painter.drawText(QPointF(right + HINT_AWAY, bottom - 2), f"+{count}")

    def _paint_beside(self, painter: QPainter, rects: Sequence[QRectF], away: int, *, strength: float) -> None:
        colour = QColor(self._light.dim)
        colour.setAlphaF(strength)
        for column in columns(rects):
            painter.fillRect(QRectF(round(column.left()) - away, column.top(), 1, column.height()), colour)

    def _paint_caret(self, painter: QPainter, leaf: _Leaf, scene: Scene) -> None:
        if scene.reshaping and scene.selection is not None:
            for first, offset in ((True, scene.selection[0]), (False, scene.selection[1])):
                rect = leaf.caret(offset)
                if rect is not None:
                    paint_handle(painter, rect, self._light, first=first, moving=offset == scene.caret)
        elif scene.caret is not None:
            rect = leaf.caret(scene.caret)
            if rect is not None:
                colour = QColor(self._light.accent if scene.focused else self._light.dim)
                colour.setAlphaF(1.0 if scene.focused else 0.55)
                painter.fillRect(rect, colour)


class _Leaf:
    """Hold a page as it is painted: what stands on it, in pixels."""

    def __init__(self, pages: Pages, page: int, places: PagePlaces) -> None:
        self.pages, self.page, self.places = pages, page, places

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a passage's letters."""
        return [self.pages.to_pixels(self.page, run) for run in self.places.runs(start, end)]

    def tints(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a passage's tint, on whole pixels."""
        return [tint_of(rect) for rect in self.rects(start, end)]

    def caret(self, offset: int) -> QRectF | None:
        """Return where a caret before a character stands."""
        stand = self.places.caret(offset)
        if stand is None:
            return None
        rect = tint_of(self.pages.to_pixels(self.page, Rect(stand.x, stand.top, stand.x, stand.bottom)))
        return QRectF(round(rect.left()) - CARET_WIDTH // 2, rect.top(), CARET_WIDTH, rect.height())


def tint_of(rect: QRectF) -> QRectF:
    """Return the rectangle of a tint over letters, on whole pixels."""
    room = _ROOM * rect.height()
    left, top = round(rect.left()), round(rect.top() - room)
    return QRectF(left, top, round(rect.right()) - left, round(rect.bottom() + room) - top)


def columns(rects: Iterable[QRectF]) -> list[QRectF]:
    """Join rectangles that follow one another downwards: of a passage over two columns there are two."""
    found: list[QRectF] = []
    for rect in rects:
        if (
            found
            and rect.top() >= found[-1].top()
            and rect.left() < found[-1].right()
            and found[-1].left() < rect.right()
        ):
            found[-1] = found[-1].united(rect)
        else:
            found.append(QRectF(rect))
    return found


def _lane(mark: Mark) -> int:
    return mark.lane
