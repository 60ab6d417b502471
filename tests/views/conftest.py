"""A real window on a real project, for tests that press its keys."""

import gc
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import Qt

from driving import TALKS
from glossator.operations import documents, people, projects
from glossator.views.settings import Settings
from glossator.views.start import application
from glossator.views.window import Window


@pytest.fixture(autouse=True)
def _garbage_stays_in_this_thread() -> Iterator[None]:
    """Collect as the program does: never in a worker's thread, where a freed widget would end the process."""
    gc.disable()
    yield
    gc.collect()
    gc.freeze()  # what is left is the program itself: the next test need not look through it
    gc.enable()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, data and documents of a test apart, and show the packaged faces."""
    folder = tmp_path / "home"
    monkeypatch.setenv("GLOSSATOR_HOME", str(folder))
    monkeypatch.setenv("GLOSSATOR_PACKAGED_FACES", "1")
    return folder


@pytest.fixture
def open_project(qtbot, home: Path) -> Iterator[Callable[[Path], Window]]:
    """Open a project in a shown window with the keyboard in its page; several times where a test wants."""
    application()
    windows: list[Window] = []

    def opened(path: Path, reader: str = "Mara") -> Window:
        window = Window(Settings(), reader)
        windows.append(window)
        qtbot.addWidget(window)
        assert window.files.show(path)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        window.page.setFocus()
        qtbot.waitUntil(window.is_still)
        return window

    yield opened
    for window in windows:
        window.close()
    windows.clear()


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Put a project with one short commentary into the folder, and its text beside it."""
    path = tmp_path / "talks.gloss"
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    path.write_bytes(_talks())
    return path


@cache
def _talks() -> bytes:
    """Make the project once: it is one file at rest."""
    with TemporaryDirectory() as folder:
        text, path = Path(folder) / "talks.txt", Path(folder) / "talks.gloss"
        text.write_text(TALKS, encoding="utf-8")
        with projects.create(path, title="Talks") as project:
            documents.add_files(project, [text], reader=people.reader_for(project, "Mara"))
        return path.read_bytes()


@pytest.fixture
def window(open_project, talks: Path) -> Window:
    """Open the short commentary."""
    return open_project(talks)
