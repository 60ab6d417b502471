"""The tour: the real window over the seeds, driven by key presses and the mouse, with pictures of what it shows.

It runs where there is no screen too, and is how a machine without a display shows that all works.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from glossator.exchange.choice import Choice
from glossator.exchange.files import write_whole
from glossator.exchange.registry import FORMATS
from glossator.operations.example import build_example
from glossator.views.collecting import Collector
from glossator.views.start import application
from glossator.views.window import Window

SIZE = QSize(1440, 900)

#: The longest that the tour waits for the window to be still, in milliseconds; then it is broken.
PATIENCE = 10_000

_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_NAMED = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "PgDown": Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class Stop:
    """Describe one stop: what is pressed (keys by name, ``"words"`` typed) or done, and the picture it leaves."""

    picture: str
    words: str
    keys: str = ""
    do: Callable[[Window], None] | None = None


STOPS = (
    Stop("1-read", "The Example opens: documents, page and cards."),
    Stop("2-tagged", "J goes to the next sentences; P tags one as a position.", "J J J J J J P"),
    Stop(
        "3-filled",
        "Enter opens the first field; the first row is taken; a digit sets the stance.",
        "Enter Enter Enter 4",
    ),
    Stop("4-moved", "E moves an end of the tag by words.", "Esc E Ctrl+Shift+Left Ctrl+Shift+Left"),
    Stop("5-risk", "Esc gives it up; S selects a clause; R makes it a risk.", "Esc Esc J S R"),
    Stop("6-walk", "[ goes to the tag before; its card opens.", "[ ["),
    Stop("7-mouse", "A press on a tag makes it the current one.", do=lambda w: _press_a_tag(w)),
    Stop("8-find", "Ctrl F finds words; every hit is marked in the page and beside it.", 'Esc Esc Ctrl+F "harbour"'),
    Stop("9-export", "Ctrl E shows the export before it is written.", "Esc Ctrl+E"),
    Stop("10-keys", "? lists every key.", "Esc ?"),
    Stop("11-undone", "Ctrl Z undoes, one act at a time.", "Esc Ctrl+Z Ctrl+Z"),
    Stop(
        "12-compare",
        "Ctrl 2 sets readers side by side; ribbons join what belongs together.",
        "Ctrl+2",
        lambda w: _choose_the_others(w),
    ),
    Stop("13-settled", "1 keeps the first column's reading, A keeps both; the next difference is there.", "] 1 A"),
    Stop("14-counted", "Enter on a figure lists the passages that it counts.", "Shift+F6 Enter"),
    Stop(
        "15-documents", "Ctrl 2 again: documents; L at a tag and a digit at another link them.", "Esc Ctrl+2 ] L F6 ] 1"
    ),
    Stop("16-time", "Ctrl 2 once more: stances over time, every point with its passage below.", "Esc Ctrl+2"),
    Stop("17-board", "Ctrl 3 lays risks, positions and claims out as cards, grouped by issue.", "Esc Ctrl+3"),
    Stop(
        "18-grid",
        "Up leads to the grid; Enter keeps the risks of a cell; G groups by the next.",
        "Home Up Right Right Enter G",
    ),
    Stop(
        "19-beside",
        "Enter opens a card's passage below, beside those that it is linked to.",
        "Esc Esc Right Down Down Down Enter",
    ),
    Stop("20-matrix", "Ctrl 4 counts holders against issues; passages stand below.", "Ctrl+4 Down Shift+Right"),
    Stop("21-network", "Ctrl 5 joins who agrees and who differs; an edge opens its passages.", "Ctrl+5 ]"),
    Stop("22-asked", "Q asks in words; what answers is left.", 'Ctrl+3 Q "claims" Enter'),
    Stop("23-glance", "Ctrl Shift G shows the project at a glance.", "Esc Esc Esc Ctrl+Shift+G"),
    Stop("24-unfolded", "V unfolds beneath a tag what each holder last said on its issue.", "Esc Ctrl+1 ] V"),
)


def tour(out: Path, dark: bool = False) -> int:
    """Drive the window over the seeds and leave a project, its export and pictures in ``out``; 0 when all went well."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="glossator-tour-"))
    os.environ["GLOSSATOR_HOME"] = str(home)
    os.environ["GLOSSATOR_PACKAGED_FACES"] = "1"
    try:
        return _tour(out, dark)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _tour(out: Path, dark: bool) -> int:
    app = application()
    Collector(app)
    qInstallMessageHandler(_say_what_matters)
    project = out / "tour.gloss"
    project.unlink(missing_ok=True)
    build_example(project).close()
    window = _open(project, dark)
    for stop in STOPS:
        _press(window, stop.keys)
        if stop.do is not None:
            stop.do(window)
        _be_still(window, quite=True)
        picture = out / f"{stop.picture}{'-dark' if dark else ''}.png"
        window.grab().save(str(picture))
        print(f"{picture}  {stop.words}")
    if not window.tagging.shown:
        print("glossator: the tour failed, no tag is shown, please report it", file=sys.stderr)
        return 1
    export = out / "tour.json"
    with window.desk.project.snapshot() as snapshot:
        write_whole(export, lambda stream: FORMATS["json"].write(snapshot, stream, Choice()))
    window.close()
    app.sendPostedEvents()
    print(f"{project}  the project, as the tour left it")
    print(f"{export}  its tags as JSON")
    return 0


def _say_what_matters(kind: QtMsgType, _context: object, words: str) -> None:
    """Leave out what the off-screen platform says at each show."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def _open(project: Path, dark: bool) -> Window:
    from glossator.views.settings import Settings

    window = Window(Settings(), "You")
    window.look.choose_theme("dark" if dark else "light")
    window.files.show(project)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(SIZE)
    window.show()
    window.page.setFocus()
    _be_still(window)
    return window


def _press(window: Window, keys: str) -> None:
    """Press keys as the table names them; what stands in quotation marks is typed."""
    for key in keys.split():
        if QApplication.focusWidget() is None:
            window.activateWindow()  # where nothing manages windows it may have lost the keyboard
            _be_still(window)
        target = QApplication.focusWidget() or window
        if key.startswith('"'):
            QTest.keyClicks(target, key.strip('"'))
            continue
        *held, name = [key] if len(key) == 1 else key.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= _HELD[one]
        _click(target, name, modifiers)
        _be_still(window)


def _click(target: QWidget, name: str, modifiers: Qt.KeyboardModifier) -> None:
    if name in _NAMED:
        QTest.keyClick(target, _NAMED[name], modifiers)
    elif len(name) == 1 and modifiers == Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(target, name.lower(), modifiers)
    else:
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"), modifiers)


def _press_a_tag(window: Window) -> None:
    """Press the first tag in view with the mouse."""
    page = window.page
    for tag in window.tagging.shown:
        if tag.spans and page.is_in_view(*tag.spans[0]):
            rect = page.rects(*tag.spans[0])[0]
            QTest.mouseClick(
                page.viewport(),
                Qt.MouseButton.LeftButton,
                pos=QPoint(round(rect.center().x()), round(rect.center().y())),
            )
            return


def _choose_the_others(window: Window) -> None:
    """Compare the two readers who tagged the Example, without the one who takes the tour."""
    comparing = window.compare.comparing
    _be_still(window)
    comparing.choose_readers([reader.id for reader, _ in comparing.there if reader.name != window.desk.reader.name])


def _be_still(window: Window, *, quite: bool = False) -> None:
    """Wait until the page's heights are exact and nothing is pending; ``quite`` for what follows a moment later too."""
    loop = QEventLoop(window)
    look = QTimer(loop, interval=0)

    def is_still() -> bool:
        return window.is_still() and (not quite or window.library.places.is_still)

    look.timeout.connect(lambda: loop.quit() if is_still() else None)
    QTimer.singleShot(PATIENCE, loop, loop.quit)
    look.start()
    loop.exec()
    loop.deleteLater()
