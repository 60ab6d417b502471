"""Measure the page on 3.2 MB, 12,000 paragraphs and 50,000 tags: ratios within one run, each with its target.

Run it as ``python benchmarks/page.py``, off screen or on a display.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tracemalloc
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["GLOSSATOR_PACKAGED_FACES"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "desktop"))

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from glossator.model.codebook import Kind
from glossator.model.document import Block, Content
from glossator.views.page.lanes import PageTag
from glossator.views.page.lines import LinesInView
from glossator.views.page.scroll import SLICE
from glossator.views.page.style import PageStyle
from glossator.views.page.tags import Tags
from glossator.views.page.view import PageView

#: One line of the report: what, the ratio, its target, whether it holds.
Result = tuple[str, float, float, bool]

#: The quantile that is compared: low, for on a machine that does other things too the slow rounds say more of those.
USUAL = 0.2

PARAGRAPHS = 12_000
CHARACTERS = 267
TAGS = 50_000
KINDS = (
    Kind("risk", "Risk", "triangle", "9C2411", "r"),
    Kind("position", "Position", "diamond", "1F4FBF", "p"),
    Kind("claim", "Claim", "disc", "B28C00", "c"),
    Kind("note", "Note", "square", "6E6A61", "n"),
)
WORDS = """the harbour pilots said that no ship would enter before dusk while talks about rotas and lamps went on
ministry council agreement insurers withdraw cover ceasefire delegation minutes signature procedure tide
northern southern government holds answers repeated so often meaning carries now itself first second""".split()  # noqa: SIM905


def make_content(paragraphs: int, seed: int = 1) -> Content:
    """Make a text of paragraphs of about 267 characters."""
    rng = random.Random(seed)
    lines, blocks, start = [], [], 0
    for _ in range(paragraphs):
        words, length = [], 0
        wanted = rng.randint(CHARACTERS // 3, CHARACTERS * 5 // 3)
        while length < wanted:
            word = rng.choice(WORDS)
            words.append(word)
            length += len(word) + 1
        line = " ".join(words).capitalize() + "."
        lines.append(line)
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Content("\n".join(lines), tuple(blocks))


def make_tags(content: Content, count: int, seed: int = 2) -> list[PageTag]:
    """Make tags of a clause to some sentences all over a text."""
    rng = random.Random(seed)
    length = len(content.text)
    tags = []
    for number in range(count):
        start = rng.randrange(length - 400)
        end = start + rng.randint(20, 180)
        tags.append(PageTag(f"t{number}", rng.choice(KINDS).key, ((start, end),)))
    return tags


class Bench:
    """Hold one page and measure on it."""

    def __init__(self) -> None:
        self.content = make_content(PARAGRAPHS)
        self.many = Tags()
        self.many.replace_all(make_tags(self.content, TAGS))
        self.many.sort_in()
        self.view = shown_page()
        self.results: list[Result] = []

    def hold(self, name: str, ratio: float, target: float) -> None:
        """Note a ratio and whether it holds."""
        self.results.append((name, ratio, target, ratio <= target))

    def open(self) -> None:
        """Open the long document, without tags."""
        self.view.show_content(self.content, kinds=KINDS)

    def open_settled(self, share: float) -> None:
        """Open it at a share of its length and wait until every height is exact."""
        self.open()
        self.near(share)
        settle(self.view)

    def full(self) -> None:
        """Paint the whole viewport now."""
        self.view.viewport().repaint()

    def near(self, share: float) -> None:
        """Go to a share of the text."""
        self.view.place_caret(int(len(self.content.text) * share))


def shown_page() -> PageView:
    view = PageView()
    view.resize(900, 900)
    view.show()
    QTest.qWaitForWindowExposed(view)
    return view


def settle(view: PageView) -> None:
    while not view.settled():
        QTest.qWait(1)


def timed(act: Callable[[], object]) -> float:
    begin = perf_counter()
    act()
    return perf_counter() - begin


def against(
    act: Callable[[], object], base: Callable[[], object], *, rounds: int = 40, share: float = USUAL
) -> tuple[float, float]:
    """Measure two acts by turns, so that a machine that slows down slows both; return their times at a quantile."""
    acts, bases = [], []
    for _ in range(rounds):
        bases.append(timed(base))
        acts.append(timed(act))
    at = int(rounds * share)
    return sorted(acts)[at], sorted(bases)[at]


def ratio(act: Callable[[], object], base: Callable[[], object], *, rounds: int = 40, share: float = USUAL) -> float:
    """Return how much longer one act takes than another."""
    first, second = against(act, base, rounds=rounds, share=share)
    return first / second


def resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


def opening(bench: Bench) -> None:
    """Open at the start and at 90 %, the document built against its rows read from SQLite."""

    def open_at(share: float) -> Callable[[], None]:
        def act() -> None:
            bench.open()
            bench.near(share)
            bench.full()

        return act

    bench.hold("open at 90 % / open at the start", ratio(open_at(0.9), open_at(0.0), rounds=9), 1.2)
    base = sqlite3.connect(":memory:")
    base.execute("create table block(kind text, level int, page int, data text, words text)")
    text = bench.content.text
    base.executemany(
        "insert into block values('paragraph', null, null, '{}', ?)",
        ((text[block.start : block.end],) for block in bench.content.blocks),
    )

    def rows() -> Content:
        blocks, parts, place = [], [], 0
        for kind, level, page, _, words in base.execute("select * from block"):
            blocks.append(Block(kind, place, place + len(words), level, page))
            parts.append(words)
            place += len(words) + 1
        return Content("\n".join(parts), tuple(blocks))

    bench.hold("document build / its rows read from SQLite", ratio(bench.open, rows, rounds=11), 3.0)


def memory(bench: Bench) -> None:
    """Weigh an opened document that nobody has read yet, and a tag."""
    before = resident()
    bench.open()
    bench.full()
    used = resident() - before
    bench.hold("bytes a character of an opened document", used / len(bench.content.text), 8.0)
    tracemalloc.start()
    tags = Tags()
    tags.replace_all(make_tags(bench.content, TAGS))
    tags.sort_in()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    bench.hold("bytes a tag in Python", size / TAGS, 600.0)


def painting(bench: Bench) -> None:
    """Measure repainting: with and without tags, short and long documents, against the same layouts drawn alone."""
    bench.open_settled(0.5)
    view = bench.view
    none = view.shown.tags

    def with_tags(tags: Tags) -> Callable[[], None]:
        def act() -> None:
            view.shown.tags = tags
            bench.full()

        return act

    bench.hold("full repaint / the same layouts drawn into an image", ratio(bench.full, lambda: draw_alone(view)), 3.0)
    bench.hold("full repaint with 50,000 tags / with none", ratio(with_tags(bench.many), with_tags(none)), 1.8)
    length = len(bench.content.text)
    deep = Tags()
    deep.replace_all(PageTag(f"d{n}", KINDS[n % 4].key, ((n, length - n),)) for n in range(600))
    deep.sort_in()
    bench.hold("full repaint at 600 tags a character / with none", ratio(with_tags(deep), with_tags(none)), 1.8)
    with_tags(none)()
    short = shown_page()
    small = make_content(PARAGRAPHS * 300 // 3_200)
    short.show_content(small, kinds=KINDS)
    short.place_caret(len(small.text) // 2)
    settle(short)
    bench.hold("repaint at 3.2 MB / at 300 KB", ratio(bench.full, short.viewport().repaint), 1.3)
    short.close()


def draw_alone(view: PageView) -> None:
    """Draw the layouts in view into an image, and nothing else."""
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.translate(0, -view.scroll.top)
    clip = QRectF(0, view.scroll.top, image.width(), image.height())
    lines = LinesInView(view.page_layout, clip.top(), clip.bottom())
    for strip in lines.strips:
        strip.laid.layout.draw(painter, QPointF(0, 0), [], clip)
    painter.end()


def tagging(bench: Bench) -> None:
    """Measure a key that tags, painted, against a full repaint; with many tags and with none."""
    bench.open_settled(0.5)
    view, none = bench.view, bench.view.shown.tags
    begin = view.first_visible() + 300
    numbers = count()

    def tag(tags: Tags) -> Callable[[], None]:
        def act() -> None:
            number = next(numbers)
            start = begin + number % 60 * 7
            view.shown.tags = tags
            view.add_tag(PageTag(f"k{number}", KINDS[number % 4].key, ((start, start + 90),)))
            QApplication.processEvents()
            untag.append(f"k{number}")

        return act

    untag: list[str] = []

    def full() -> None:
        for id_ in untag:
            view.remove_tag(id_)
        untag.clear()
        bench.full()

    view.shown.tags = bench.many
    bench.hold("key, tag, painted / full repaint", ratio(tag(bench.many), full, rounds=60), 0.4)
    slow, whole = against(tag(bench.many), full, rounds=60, share=0.95)
    if whole < 0.016:
        bench.hold("key, tag, painted, p95 in ms", slow * 1000, 16.0)
    bench.hold("tag with 50,000 tags / with none", ratio(tag(bench.many), tag(none), rounds=60), 1.5)
    full()
    view.shown.tags = bench.many
    start, end = view.lines_in_view().range
    found = ratio(lambda: view.shown.tags.touching(start, end), bench.full, rounds=60)
    bench.hold("tags in view found / full repaint", found, 0.05)
    added = ratio(lambda: bench.many.add(PageTag("h", "risk", ((begin, begin + 90),))), bench.full, rounds=60)
    bench.hold("lane chosen and tag kept / full repaint", added, 0.05)
    bench.many.remove("h")


def moving(bench: Bench) -> None:
    """Measure scrolling, resizing, zoom, jumps and select all against a full repaint."""
    bench.open_settled(0.2)
    view, bar = bench.view, bench.view.verticalScrollBar()
    view.shown.tags = bench.many

    def by(pixels: int) -> Callable[[], None]:
        def step() -> None:
            bar.setValue(bar.value() + pixels)
            QApplication.processEvents()

        return step

    def asked() -> None:
        """Paint the whole viewport as a step does: when Qt comes to it."""
        view.viewport().update()
        QApplication.processEvents()

    by(1)()
    bench.hold("3 px step / full repaint", ratio(by(3), asked, rounds=100), 0.3)
    page = view.viewport().height() - view.page_layout.type.step
    bench.hold("page step / full repaint, both at p95", ratio(by(page), bench.full, rounds=80, share=0.95), 2.0)
    widths = cycle((901, 900))

    def resize() -> None:
        view.resize(next(widths), 900)
        QApplication.processEvents()

    bench.hold("resize by a pixel / full repaint", ratio(resize, bench.full), 2.0)

    def jump() -> None:
        bar.setValue(bar.maximum())
        QApplication.processEvents()

    def back() -> None:
        bar.setValue(bar.maximum() // 2)
        QApplication.processEvents()
        bench.full()

    jumps, fulls = [], []
    for _ in range(15):
        back()
        jumps.append(timed(jump))
        fulls.append(timed(bench.full))
    at = int(len(jumps) * USUAL)
    bench.hold("jump to the end / full repaint", sorted(jumps)[at] / sorted(fulls)[at], 1.5)
    back()

    def select_all() -> None:
        view.selectAll()
        QApplication.processEvents()

    def select_none() -> None:
        view.place_caret(view.first_visible(), reveal=False)
        bench.full()

    back()
    bench.hold("select all / full repaint", ratio(select_all, select_none, rounds=15), 2.5)
    view.place_caret(view.first_visible())
    sizes = cycle((15.5, 15.0))

    def zoom() -> None:
        view.set_style(PageStyle(view.page_style.face, next(sizes)))
        view.pause_settling()
        bench.full()
        view.pause_settling()

    bench.hold("zoom / full repaint", ratio(zoom, bench.full, rounds=20), 3.0)


def settling(bench: Bench) -> None:
    """Measure the idle slices against the pure layout of all paragraphs, and where the text stands meanwhile."""
    view = bench.view
    bench.open()
    bench.near(0.6)
    bench.full()
    view.pause_settling()
    offset = view.first_visible() + 500
    before = view.rects(offset, offset + 1)[0].top()
    moved = 0.0
    slices = []
    while not view.settled():
        # The processor's time: what another process takes in between is not the page's.
        begin = thread_time()
        view.scroll.settle_slice()
        slices.append(thread_time() - begin)
        if len(slices) % 10 == 0:
            moved = max(moved, abs(view.rects(offset, offset + 1)[0].top() - before))
    bench.hold("pixels the text moved while heights settled", moved, 0.0)
    bench.hold("longest slice while settling / slice", max(slices) / SLICE, 3.0)
    bench.hold("settling / pure layout of all paragraphs", settle_against_layout(bench), 1.5)


def settle_against_layout(bench: Bench) -> float:
    """Measure the settling of 200 paragraphs and their pure layout by turns."""
    bench.open()
    layout = bench.view.page_layout
    metric = layout.metric(0)
    option = layout.type.option(metric, rtl=False)
    pieces = iter(range(PARAGRAPHS))
    share = 200

    def settle_some() -> None:
        with bench.view.scroll.steady():
            for _ in range(share):
                layout.measure(next(pieces))

    def lay_out_some() -> None:
        nonlocal first
        for block in bench.content.blocks[first : first + share]:
            one = QTextLayout(bench.content.text[block.start : block.end], metric.font)
            one.setTextOption(option)
            one.beginLayout()
            while (line := one.createLine()).isValid():
                line.setLineWidth(metric.width)
            one.endLayout()
        first += share

    first = 0
    return ratio(settle_some, lay_out_some, rounds=PARAGRAPHS // share)


def blitting(bench: Bench) -> None:
    """Scroll through estimated heights: what was moved on the screen must be what painting anew gives."""
    view, bar = bench.view, bench.view.verticalScrollBar()
    bench.open()
    view.shown.tags = bench.many
    bench.near(0.3)
    bench.full()
    rng = random.Random(3)
    stale = 0
    for _ in range(40):
        view.pause_settling()
        bar.setValue(bar.value() + rng.choice((-400, -37, -3, 3, 41, 350)))
        QApplication.processEvents()
        shown = on_screen(view)
        view.viewport().repaint()
        stale += shown != on_screen(view)
    bench.hold("frames that differ after scrolling from those painted anew", float(stale), 0.0)


def on_screen(view: PageView) -> QImage:
    """Return what stands on the screen: the viewport alone, for the scroll bar is painted later."""
    viewport = view.viewport().geometry()
    return view.screen().grabWindow(view.winId()).toImage().copy(viewport)


def run() -> list[Result]:
    """Measure everything and return a line for each target."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
    bench = Bench()
    memory(bench)
    opening(bench)
    painting(bench)
    tagging(bench)
    moving(bench)
    settling(bench)
    blitting(bench)
    return bench.results


def main() -> int:
    results = run()
    for name, ratio, target, holds in results:
        print(f"{'holds' if holds else 'falls short':11} {ratio:9.3f} (at most {target:g})  {name}")
    return 0 if all(holds for *_, holds in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
