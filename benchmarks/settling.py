"""Compare on fifty documents, five readers, 50,000 tags: how soon it opens, and what a settled difference costs."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["GLOSSATOR_PACKAGED_FACES"] = "1"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from compare import fill
from glossator.operations import projects
from glossator.views.collecting import Collector
from glossator.views.start import application
from window import FRAME, come_to_rest, shown

KEYS = 40

#: Compare is open after at most so many times what sqlite3 takes to read the rows of all tags.
OPEN = 3.0


def measure(folder: Path) -> list[tuple[str, float, float]]:
    """Return (what, value, target)."""
    Collector(application())
    path = folder / "bench.gloss"
    with projects.create(path) as project:
        fill(project)
    window = shown(path, "Reader 0")
    reading = _reading(path)
    begun = perf_counter()
    QTest.keyClick(QApplication.focusWidget(), "2", Qt.KeyboardModifier.ControlModifier)
    while not window.compare.columns:  # they come with the tags and what joins them
        QTest.qWait(1)
    window.compare.repaint()
    opened = perf_counter() - begun
    come_to_rest(window)
    taken, moved = [], []
    for _ in range(KEYS):
        begun = perf_counter()
        QTest.keyClick(QApplication.focusWidget(), "1")
        QApplication.sendPostedEvents()
        taken.append(perf_counter() - begun)
        begun = perf_counter()
        QTest.qWait(0)
        QApplication.sendPostedEvents()
        moved.append(perf_counter() - begun)
    share = sorted(taken)[int(len(taken) * 0.95)]
    print(f"  reading the rows of all tags {reading * 1000:.0f} ms, Compare open after {opened * 1000:.0f} ms")
    print(f"  1 → settled, committed, painted: median {median(taken) * 1000:.2f} ms, 95 % {share * 1000:.2f} ms")
    print(f"  then the next difference shown: median {median(moved) * 1000:.2f} ms")
    settled = window.compare.comparing.differences.settled
    assert settled == KEYS, settled
    window.close()
    return [
        ("Compare open, against reading the rows of all tags", opened / reading, OPEN),
        ("key → settled → painted, median, in frames of 16 ms", median(taken) / FRAME, 1.0),
        ("the next difference shown, median, in frames of 16 ms", median(moved) / FRAME, 1.0),
    ]


def _reading(path: Path) -> float:
    """Return the seconds that plain sqlite3 takes for the rows of all tags, their JSON parsed."""
    taken = []
    for _ in range(3):
        begun = perf_counter()
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            sql = "SELECT * FROM annotation a JOIN passage p ON p.annotation = a.id WHERE a.deleted = 0"
            for row in connection.execute(sql):
                json.loads(row[4])
        taken.append(perf_counter() - begun)
    return median(taken)


def main() -> int:
    """Print each target with whether it holds."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["GLOSSATOR_HOME"] = name
        results = measure(Path(name))
    for what, value, target in results:
        print(f"{'holds' if value <= target else 'falls short':11} {value:9.3f} (at most {target:g})  {what}")
    return 0 if all(value <= target for _, value, target in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
