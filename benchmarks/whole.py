"""The views of the whole on fifty documents and 50,000 positions of 200 holders: how soon each opens in the window."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["GLOSSATOR_PACKAGED_FACES"] = "1"

from PySide6.QtCore import QEventLoop, QTimer

from glossator.operations import projects
from glossator.views.collecting import Collector
from glossator.views.modes import COMPARE, MODES, NETWORK, READ, TIME
from glossator.views.start import application
from network import fill, read_rows
from store import seconds
from window import shown

#: Each is open after at most so many times what sqlite3 takes to read the rows of all tags.
OPEN = 3.0

#: Each is opened so many times, in a window of its own.
TIMES = 3

#: It is looked after so many milliseconds whether a mode is open.
PAUSE = 5


def measure(folder: Path) -> list[tuple[str, float, float]]:
    """Return (what, value, target)."""
    Collector(application())
    path = folder / "bench.gloss"
    with projects.create(path) as project:
        fill(project)
    reading = seconds(lambda: read_rows(path), 3)
    print(f"  reading the rows of all tags {reading * 1000:.0f} ms")
    found = []
    for mode, words in ((TIME, "Over time"), *MODES.items()):
        if mode in (READ, COMPARE):
            continue
        opened = median(_opened(path, mode) for _ in range(TIMES))
        print(f"  {words} open after {opened * 1000:.0f} ms")
        found.append((f"{words} open, against reading the rows of all tags", opened / reading, OPEN))
    _tell_of_layout(path)
    return found


def _opened(path: Path, mode: str) -> float:
    """Return the seconds until a mode shows what it has read, the places of a network not counted."""
    window = shown(path, "Bench")
    begun = perf_counter()
    window.show_mode(mode)
    view = window.modes.view(mode)
    _wait_until((lambda: view.found is not None) if mode == NETWORK else (lambda: view.is_still))
    view.repaint()
    taken = perf_counter() - begun
    window.close()
    return taken


def _tell_of_layout(path: Path) -> None:
    """Lay the network out anew, and say how long it takes and how long the window ever waited meanwhile."""
    window = shown(path, "Bench")
    view = window.modes.view(NETWORK)
    window.settings.put("networks", "[]")
    for mode in ("holders", "issues"):
        window.settings.put(f"network/{window.desk.project.id}-{mode}", "")
    window.show_mode(NETWORK)
    _wait_until(lambda: view.found is not None)
    begun = last = perf_counter()
    longest = 0.0
    while not view.is_still:
        _turn()
        now = perf_counter()
        longest, last = max(longest, now - last), now
    print(f"  its places after {(last - begun) * 1000:.0f} ms more; the window waits {longest * 1000:.0f} ms at most")
    print(f"  full repaint of the network {seconds(view.canvas.repaint) * 1000:.1f} ms")
    window.close()


def _wait_until(is_so: Callable[[], bool]) -> None:
    """Wait in the window's own loop, as a window does: QTest's waiting keeps Python's lock from the threads."""
    while not is_so():
        _turn()


def _turn() -> None:
    loop = QEventLoop()
    QTimer.singleShot(PAUSE, loop.quit)
    loop.exec()


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
