"""Start the window: the application, its faces and theme, and what is opened first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from glossator.later import later
from glossator.places import resource
from glossator.views import fonts
from glossator.views.collecting import Collector
from glossator.views.refusing import say_refusals
from glossator.views.settings import Settings

if TYPE_CHECKING:
    from glossator.views.window import Window

#: What is not needed until the page is painted, though its parts name it.
NOT_AT_FIRST = (
    "glossator.operations.documents",
    "glossator.operations.links",
    "glossator.operations.marks",
    "glossator.operations.projects",
    "glossator.operations.tags",
    "glossator.operations.undo",
    "glossator.views.jobs",
    "glossator.views.page.keys",
)

#: The application's name to the system; who has it is dressed already.
NAME = "glossator"

#: Qt's own style, the same on every system.
STYLE = "Fusion"

#: The interface face's size in points where the system gives none that can be read.
INTERFACE_SIZE = 10.0


def application() -> QApplication:
    """Make the application, or return the one that is there, with its name, faces and style."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([*sys.argv[:1], "-style", STYLE])
    elif app.applicationName() == NAME:
        return app
    else:
        app.setStyle(STYLE)
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("Glossator")
    app.setDesktopFileName("glossator")
    fonts.register_faces()
    font = QFont(fonts.interface_face())
    font.setPointSizeF(INTERFACE_SIZE)
    app.setFont(font)
    return app


def open_window(paths: Sequence[str] = (), reader: str | None = None) -> Window:
    """Make the window, show it and open what it is to show; documents follow with the event loop's first turn."""
    later(*NOT_AT_FIRST)
    from glossator.operations.people import system_reader_name
    from glossator.views.window import Window

    settings = Settings()
    name = reader or settings.text("reader") or system_reader_name()
    window = Window(settings, name)
    window.completed.connect(_show_icon)
    window.show()  # the screen makes room for it while the project is read; it is painted with its text
    open_first(window, [Path(path).absolute() for path in paths])
    return window


def _show_icon() -> None:
    from PySide6.QtGui import QIcon  # read late, as the window's other parts

    QApplication.setWindowIcon(QIcon(str(resource("icons", "glossator.svg"))))


def open_first(window: Window, paths: Sequence[Path]) -> None:
    """Open what was asked for; else the project read last; else, on a first start, the Example."""
    projects = [path for path in paths if path.suffix == ".gloss"]
    others = [path for path in paths if path.suffix != ".gloss"]
    opened = window.files.show(projects[0]) if projects else False
    if not opened and others:
        opened = window.files.open_my_readings()
    if not opened:
        refusal = window.status.words.text()
        last = window.settings.text("last-project")
        opened = bool(last) and not projects and Path(last).exists() and window.files.show(Path(last))
        if not opened:
            opened = window.files.open_example() or window.files.show_passing_example()
        if refusal:
            window.status.say(refusal, True)
    if others:
        QTimer.singleShot(0, window, lambda: window.files.add(others))


def main(paths: Sequence[str] = (), reader: str | None = None) -> int:
    """Open the window and run until it is closed; the exit status is the command's."""
    app = application()
    collector = Collector(app)
    window = open_window(paths, reader)
    say_refusals(window.desk)
    opened = window.desk.project_opened
    window.completed.connect(lambda: opened.connect(collector.collect_all))  # of a start there is nothing to collect
    status = app.exec()
    del window
    return status
