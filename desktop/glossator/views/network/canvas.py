"""The drawn network as a widget: keys and mouse choose a node or an edge, a screen reader hears which."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.review.layout import Point
from glossator.review.network import Edge, Network
from glossator.review.statement import Scale
from glossator.views.desk import Desk
from glossator.views.network.choosing import NOTHING, Chosen, chosen_edge, is_there, next_edge, next_node
from glossator.views.network.labels import Label, beside, cut, labelled
from glossator.views.network.painter import FAINT, NetworkPainter
from glossator.views.network.picture import MANY, MOST, Drawing, Line, drawing
from glossator.views.newest import Newest
from glossator.views.panel.shades import faded, mixed
from glossator.views.panel.style import Style

#: How much of the paper lies over what is not beside a chosen node.
VEIL = 0.72

#: A line under the pointer is so many pixels wider.
HOVERED = 1.4

_NO_DRAWING = Drawing(0, 0, {}, (), ())

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Canvas(QWidget):
    """Show a network in the room there is."""

    chosen_changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, style: Style) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(280, 200))
        self.setMouseTracking(True)
        self.setAccessibleName("Network")
        self.painter = NetworkPainter(style, Scale({}, {}))
        self.drawing = _NO_DRAWING
        self.labels: dict[str, Label] = {}
        self.edges: Sequence[Edge] = ()
        self.chosen = NOTHING
        self.empty = ""  # what is said where nothing is drawn
        self._hovered = NOTHING
        self._network: Network | None = None
        self._places: Mapping[str, Point] = {}
        self._words: dict[str, tuple[str, float]] = {}
        self._picture: QPixmap | None = None
        self._placing = Newest("Placing names", self)
        desk.closing.connect(self._placing.drop)

    def show_network(self, network: Network, edges: Sequence[Edge], scale: Scale) -> None:
        """Take another network with its edges in their order; what is chosen stays so where it is there."""
        self._network, self.edges = network, edges
        self.painter.scale = scale
        self._hovered = NOTHING
        if not is_there(network, self.chosen):
            self.chosen = chosen_edge(edges[0]) if edges else NOTHING
        self._measure_words()
        self.chosen_changed.emit()

    def clear(self) -> None:
        """Show nothing."""
        self._placing.drop()
        self._network, self._places, self.edges, self.chosen = None, {}, (), NOTHING
        self.drawing, self.empty = _NO_DRAWING, ""
        self.update()

    def show_places(self, places: Mapping[str, Point]) -> None:
        """Draw the network in these places, as far as its nodes have one."""
        self._places = places
        self._draw()

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self.painter.style = style
        self._measure_words()
        self._draw()

    @property
    def is_still(self) -> bool:
        """Tell whether all names have their places."""
        return self._placing.is_still

    def choose(self, chosen: Chosen) -> None:
        """Choose a node or an edge."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()
            self.chosen_changed.emit()

    def step(self, by: int) -> bool:
        """Go to the next edge, or the previous one; tell whether there was one."""
        wanted = next_edge(self.edges, self.chosen, by)
        if wanted is not None:
            self.choose(wanted)
        return wanted is not None

    def say(self, words: str) -> None:
        """Have a screen reader say what is chosen."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # read late: this mode may never be shown

        self.setAccessibleDescription(words)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def paint(self, painter: QPainter) -> None:
        """Paint the whole picture as it is taken along: nothing is chosen in it."""
        self.painter.paint(painter, self.drawing, self.labels)

    # Qt's own

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from edge to edge, and on to the next part after the last."""
        return self.step(1 if forward else -1) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows go from node to node."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        wanted = next_node(self.drawing, self.chosen, *way)
        if wanted:
            self.choose(Chosen(wanted))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked on."""
        found = self._at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and found != NOTHING:
            self.choose(found)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Go into the passages."""
        self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Strengthen what is under the pointer."""
        self._hover(self._at(event.position().x(), event.position().y()))

    def leaveEvent(self, event: object) -> None:
        """Let what was under the pointer be as the rest."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._hover(NOTHING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stretch the picture to its room."""
        super().resizeEvent(event)
        self._draw()

    def focusInEvent(self, event: object) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """Show that the keyboard has gone."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture that is kept, and on it what is chosen and what is under the pointer."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.painter.style.theme.paper)
        if not self.drawing.discs:
            self._paint_empty(painter)
            return
        if self._picture is None:
            self._picture = self._painted()
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_chosen(painter)

    # Within

    def _measure_words(self) -> None:
        metrics = QFontMetricsF(self.painter.style.interface)
        self._words = {}
        for node in self._network.nodes if self._network is not None else ():
            words = cut(node.name, metrics.horizontalAdvance)
            self._words[node.id] = (words, metrics.horizontalAdvance(words) + 2)

    @property
    def _line_height(self) -> float:
        return QFontMetricsF(self.painter.style.interface).height()

    def _draw(self) -> None:
        """Fit the picture into the room, and have the names placed in a thread."""
        self._picture = None
        if self._network is None:
            return
        made = self.drawing = drawing(self._network, self.edges, self._places, width=self.width(), height=self.height())
        self.labels = {}
        if made.discs:
            words, height = dict(self._words), self._line_height
            self._placing.start(lambda job: labelled(made, words, height, job.is_cancelled), self._take_labels)
        self.update()

    def _take_labels(self, labels: dict[str, Label]) -> None:
        self.labels = labels
        if self._picture is not None:  # they lie over what is painted
            painter = QPainter(self._picture)
            for label in labels.values():
                self.painter.paint_label(painter, label)
            painter.end()
        self.update()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.painter.style.theme.paper)
        painter = QPainter(picture)
        self.paint(painter)
        painter.end()
        return picture

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setFont(self.painter.style.interface)
        painter.setPen(self.painter.style.theme.dim)
        room = QRectF(self.rect()).adjusted(40, 40, -40, -40)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty)

    def _paint_chosen(self, painter: QPainter) -> None:
        style, made = self.painter.style, self.drawing
        strong = style.theme.accent if self.hasFocus() else mixed(style.theme.accent, style.theme.paper, 0.45)
        hovered = self._hovered if self._hovered != self.chosen else NOTHING
        if self.chosen.source in made.discs and not self.chosen.is_edge:  # all else steps back
            painter.fillRect(self.rect(), faded(style.theme.paper, VEIL))
        lines = self._strong_lines(self.chosen)
        if self.chosen.is_edge:
            self.painter.paint_halo(painter, lines)
        self.painter.paint_lines(painter, made, lines, opacity=1.0 if len(lines) <= 2 * MANY else FAINT)
        others = self._strong_lines(hovered)
        self.painter.paint_lines(painter, made, others, wider=HOVERED)
        rims = {id_: strong for id_ in self.chosen if id_ in made.discs}
        for id_ in hovered:
            if id_ in made.discs:
                rims.setdefault(id_, mixed(style.theme.accent, style.theme.paper, 0.5))
        ends = {id_ for line in (*lines, *others) for id_ in made.edges[line.edge][:2]} | rims.keys()
        for id_ in ends:
            self.painter.paint_disc(painter, made.discs[id_], rim=rims.get(id_))
        self._paint_names(painter, ends, rims)

    def _paint_names(self, painter: QPainter, ends: Collection[str], always: Collection[str]) -> None:
        """Paint the names of nodes over what was painted on them, those of some also where there is no free place."""
        for id_ in ends:
            label = self.labels.get(id_)
            if label is None and id_ in always and id_ in self._words and self._placing.is_still:
                label = beside(self.drawing, id_, self._words[id_], self._line_height)
            if label is not None and len(self.edges) > MOST:  # lines were added that went past no name before
                label = label._replace(is_backed=True)
            if label is not None:
                self.painter.paint_label(painter, label, is_strong=id_ in always)

    def _strong_lines(self, which: Chosen) -> list[Line]:
        """Return the lines of an edge or of a node's edges, also those that are not drawn among many."""
        if which == NOTHING or not self.drawing.discs:
            return []
        return self.drawing.lines_of(which if which.is_edge else which[:1])

    def _at(self, x: float, y: float) -> Chosen:
        node = self.drawing.node_at(x, y)
        if node:
            return Chosen(node)
        edge = self.drawing.edge_at(x, y)
        return chosen_edge(self.drawing.edges[edge]) if edge >= 0 else NOTHING

    def _hover(self, found: Chosen) -> None:
        if found != self._hovered:
            self._hovered = found
            shape = Qt.CursorShape.ArrowCursor if found == NOTHING else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            self.update()
