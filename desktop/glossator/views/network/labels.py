"""Where names stand in a drawn network: around their node, where no line, node or other name passes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from glossator.views.network.picture import Disc, Drawing, Line

#: The widest name in pixels; a longer one is cut between two words.
WIDEST = 168.0

#: Pixels between a node and its name: at first, and where there is no place so near.
GAPS = (4.0, 12.0, 20.0)

#: Pixels that a line stays away from a name, and nodes and names from one another.
CLEAR, APART = 1.5, 2.0

#: The squares in which lines are sought, in pixels.
SQUARE = 64.0

#: Where a picture has more nodes than this, those without a free place are named only when they are chosen.
FEW = 40

#: The places in the order in which they are tried: below, above, right, left, the corners, and what lies between.
_AROUND = (
    *((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)),
    *((0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1), (1, 0.5), (-1, 0.5), (1, -0.5), (-1, -0.5)),
)


class Box(NamedTuple):
    """Hold a rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box, by: float = 0.0) -> bool:
        """Tell whether two rectangles share a place, or are nearer than ``by``."""
        return (
            self.x - by < other.x + other.width
            and other.x - by < self.x + self.width
            and self.y - by < other.y + other.height
            and other.y - by < self.y + self.height
        )

    def is_crossed(self, line: Line, by: float = 0.0) -> bool:
        """Tell whether a line, as wide as it is and ``by`` more, crosses the rectangle."""
        by += line.width / 2
        first, last = 0.0, 1.0
        for begin, way, low, high in (
            (line.x1, line.x2 - line.x1, self.x - by, self.x + self.width + by),
            (line.y1, line.y2 - line.y1, self.y - by, self.y + self.height + by),
        ):
            if abs(way) < 1e-9:
                if not low < begin < high:
                    return False
                continue
            enter, leave = sorted(((low - begin) / way, (high - begin) / way))
            first, last = max(first, enter), min(last, leave)
            if first >= last:
                return False
        return True

    def touches(self, disc: Disc, by: float = 0.0) -> bool:
        """Tell whether a node reaches into the rectangle."""
        x = max(self.x, min(disc.x, self.x + self.width))
        y = max(self.y, min(disc.y, self.y + self.height))
        return math.hypot(disc.x - x, disc.y - y) < disc.radius + by


class Label(NamedTuple):
    """Hold a name in its place, as it is written there; ``is_backed`` where it lies over lines."""

    words: str
    box: Box
    is_backed: bool


def cut(name: str, width: Callable[[str], float], most: float = WIDEST) -> str:
    """Cut a name that is too wide between two words, a single long word within it."""
    if width(name) <= most:
        return name
    words = name.split(" ")
    while len(words) > 1:
        words.pop()
        shorter = " ".join(words).rstrip(",;:–- ") + "…"
        if width(shorter) <= most:
            return shorter
    letters = words[0]
    while len(letters) > 1 and width(letters + "…") > most:
        letters = letters[:-1]
    return letters + "…"


def labelled(
    drawing: Drawing,
    words: Mapping[str, tuple[str, float]],
    height: float,
    stopped: Callable[[], bool] = lambda: False,
) -> dict[str, Label]:
    """Give names places, those of the largest nodes first; ``words`` are each node's with their width."""
    squares = _squares(drawing.lines)
    found: dict[str, Label] = {}
    taken: list[Box] = []
    order = sorted(drawing.discs.values(), key=lambda disc: (-disc.node.statements, disc.node.id))
    waiting = []
    for disc in order:
        if stopped():
            return found
        name, width = words[disc.node.id]
        free = next(
            (
                box
                for box in _boxes(disc, width, height)
                if _is_clear(box, drawing, taken) and not any(_crossing(box, squares))
            ),
            None,
        )
        if free is None:
            waiting.append(disc)
        else:
            found[disc.node.id] = Label(name, free, False)
            taken.append(free)
    for disc in waiting:
        name, width = words[disc.node.id]
        if len(order) > FEW and len(found) >= FEW:
            break
        clear = [box for box in _boxes(disc, width, height) if _is_clear(box, drawing, taken)]
        box = min(clear, key=lambda box: sum(1 for _ in _crossing(box, squares)), default=None)
        if box is None and len(order) <= FEW:
            box = _inside(next(iter(_boxes(disc, width, height))), drawing)
        if box is not None:
            found[disc.node.id] = Label(name, box, True)
            taken.append(box)
    return found


def beside(drawing: Drawing, id_: str, words: tuple[str, float], height: float) -> Label:
    """Place the name of one node that has no place of its own, over what is there."""
    box = next(iter(_boxes(drawing.discs[id_], words[1], height)))
    return Label(words[0], _inside(box, drawing), True)


def _boxes(disc: Disc, width: float, height: float) -> Iterator[Box]:
    for gap in GAPS:
        for across, down in _AROUND:
            away = (disc.radius + gap) / math.hypot(across, down)
            x = disc.x + across * away - width / 2 + across * width / 2
            y = disc.y + down * away - height / 2 + down * height / 2
            yield Box(x, y, width, height)


def _inside(box: Box, drawing: Drawing) -> Box:
    x = max(2.0, min(box.x, drawing.width - box.width - 2))
    return box._replace(x=x, y=max(2.0, min(box.y, drawing.height - box.height - 2)))


def _is_clear(box: Box, drawing: Drawing, taken: Sequence[Box]) -> bool:
    if not (box.x >= 2 and box.x + box.width <= drawing.width - 2):
        return False
    if not (box.y >= 2 and box.y + box.height <= drawing.height - 2):
        return False
    return not any(box.meets(other, APART) for other in taken) and not any(
        box.touches(disc, APART) for disc in drawing.discs.values()
    )


def _crossing(box: Box, squares: Mapping[tuple[int, int], Sequence[Line]]) -> Iterator[Line]:
    """Yield the lines that cross a rectangle, some of them several times."""
    by = SQUARE / 4  # lines stand in the squares of their middle, and are up to some pixels wide
    for column in range(math.floor((box.x - by) / SQUARE), math.floor((box.x + box.width + by) / SQUARE) + 1):
        for row in range(math.floor((box.y - by) / SQUARE), math.floor((box.y + box.height + by) / SQUARE) + 1):
            for line in squares.get((column, row), ()):
                if box.is_crossed(line, CLEAR):
                    yield line


def _squares(lines: Sequence[Line]) -> dict[tuple[int, int], list[Line]]:
    """Put each line into the squares through which it goes."""
    found: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        (left, its_y), (right, other_y) = sorted(((line.x1, line.y1), (line.x2, line.y2)))
        slope = (other_y - its_y) / (right - left) if right > left else 0.0
        for column in range(math.floor(left / SQUARE), math.floor(right / SQUARE) + 1):
            enter, leave = max(left, column * SQUARE), min(right, (column + 1) * SQUARE)
            ends = (its_y + slope * (enter - left), its_y + slope * (leave - left))
            if left == right:
                ends = (its_y, other_y)
            for row in range(math.floor(min(ends) / SQUARE), math.floor(max(ends) / SQUARE) + 1):
                found.setdefault((column, row), []).append(line)
    return found
