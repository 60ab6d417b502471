"""From the start of the process to the painted window, against an empty PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 5

#: At most twice an empty window.
TARGET = 2.0

EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

OURS = """
from PySide6.QtCore import QEvent, QObject, QTimer
from glossator.views.start import application, open_window
app = application()
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, app.quit)
        return False
window = open_window()
painted = Painted()
window.page.viewport().installEventFilter(painted)
app.exec()
window.close()
"""


def _seconds(script: str, home: Path) -> float:
    environment = {**os.environ, "GLOSSATOR_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is compiled once is not compiled at each start
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun


def measure() -> list[tuple[str, float, float]]:
    """Return (what, ratio, target): medians of whole processes, taken in turn; the first pair warms up."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _seconds(EMPTY, home)
        _seconds(OURS, home)  # makes the Example
        pairs = [(_seconds(EMPTY, home), _seconds(OURS, home)) for _ in range(RUNS)]
    empty, ours = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    print(f"  start: empty window {empty:.3f} s, Glossator with the Example {ours:.3f} s")
    return [("start → window painted, against an empty window", ours / empty, TARGET)]


def main() -> int:
    """Print the target with whether it holds."""
    results = measure()
    for what, ratio, target in results:
        print(f"{'holds' if ratio <= target else 'falls short':11} {ratio:9.3f} (at most {target:g})  {what}")
    return 0 if all(ratio <= target for _, ratio, target in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
