"""One writer to a project: a second window or command reads, and sees every commit of the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import glossator
from glossator.model.problem import Problem, Refused
from glossator.store import Project
from store.world import ANN, add_document, new_project, query, tag

_TESTS = Path(__file__).parents[1]

#: Another process that holds a project, and tags in it for each line it is given.
_OTHER = """
import sys
from pathlib import Path
from glossator.store import Project
from store.world import BEN, tag
project = Project.open(Path(sys.argv[1]))
print("open" if project.read_only is None else "reading", flush=True)
for line in sys.stdin:
    if line == "close\\n":
        break
    tag(project, BEN, (10, 15))
    print("tagged", flush=True)
project.close()
"""


class Other:
    """Talk to another process that holds a project."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()


@contextmanager
def other(path: Path) -> Iterator[Other]:
    """Start another process on a project, and see that it ends."""
    paths = os.pathsep.join([str(Path(glossator.__file__).parents[1]), str(_TESTS)])
    with subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:
        try:
            yield Other(process)
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def resting(path: Path) -> Path:
    with new_project(path) as project:
        add_document(project)
    return path


def test_a_project_that_another_process_holds_is_read_and_not_written(resting: Path) -> None:
    with other(resting) as window:
        assert window.hear() == "open"
        with Project.open(resting) as project:
            with pytest.raises(Refused) as refused:
                tag(project, ANN, (4, 9))
            undone = project.undo(ANN)

    assert undone == project.read_only
    assert str(refused.value) == (
        "sea.gloss is open for reading only, it is open in another window or command, close it there to change it here"
    )


def test_a_reader_beside_a_writer_sees_its_latest_commit(resting: Path) -> None:
    with other(resting) as window, Project.open(resting, write=False) as before_open:
        window.hear()
        with Project.open(resting, write=False) as project:
            seen = [len(list(project.annotations()))]
            for _ in range(2):
                window.say("tag")
                window.hear()
                seen.append(len(list(project.annotations())))
                assert len(list(before_open.annotations())) == seen[-1]

    assert seen == [0, 1, 2]


def test_the_lock_goes_with_the_project(resting: Path) -> None:
    with other(resting) as window:
        window.hear()
        window.say("close")
        window.process.wait()

        with Project.open(resting) as project:
            assert project.read_only is None
    assert os.listdir(resting.parent) == ["sea.gloss"]


def test_a_second_window_of_the_same_process_reads(resting: Path) -> None:
    with Project.open(resting) as first, Project.open(resting) as second:
        assert first.read_only is None
        assert isinstance(second.read_only, Problem)


def test_what_was_shown_as_saved_is_there_after_a_kill(resting: Path) -> None:
    with other(resting) as window:
        window.hear()
        for _ in range(3):
            window.say("tag")
            assert window.hear() == "tagged"
        os.kill(window.process.pid, signal.SIGKILL)
        window.process.wait()
    left = sorted(os.listdir(resting.parent))

    with Project.open(resting) as project:
        assert project.read_only is None
        assert [annotation.first.quote for annotation in project.annotations()] == ["wants", "wants", "wants"]
        assert project.check() == []
    assert "sea.gloss-wal" in left
    assert os.listdir(resting.parent) == ["sea.gloss"]


def test_what_a_killed_writer_saved_is_there_for_a_reader(resting: Path) -> None:
    with other(resting) as window:
        window.hear()
        window.say("tag")
        window.hear()
        os.kill(window.process.pid, signal.SIGKILL)
        window.process.wait()

    with Project.open(resting, write=False) as project:
        assert len(list(project.annotations())) == 1


def test_a_folder_where_no_lock_can_be_put_is_read_only(resting: Path) -> None:
    resting.with_name(".sea.gloss.lock").mkdir()

    with Project.open(resting) as project:
        problem = project.read_only
        documents = project.documents()

    assert problem is not None
    assert problem.what == "sea.gloss is open for reading only"
    assert problem.why.startswith("no lock can be put beside it")
    assert [document.title for document in documents] == ["Minutes"]
    assert sorted(os.listdir(resting.parent)) == [".sea.gloss.lock", "sea.gloss"]


def test_a_project_opened_for_reading_writes_nothing(resting: Path) -> None:
    before = resting.read_bytes()

    with Project.open(resting, write=False) as project, pytest.raises(Refused, match="opened for reading only"):
        tag(project, ANN, (4, 9))

    assert resting.read_bytes() == before
    assert os.listdir(resting.parent) == ["sea.gloss"]


def test_a_project_opens_to_write_while_another_reads_it_at_rest(resting: Path) -> None:
    with Project.open(resting, write=False) as reading:
        snapshot = reading.snapshot()
        with Project.open(resting) as project:
            while_read = query(resting, "PRAGMA journal_mode")
            snapshot.close()
            tag(project, ANN, (4, 9))

            assert project.read_only is None
            assert while_read == [("delete",)]
            assert query(resting, "PRAGMA journal_mode") == [("wal",)]
            assert len(list(reading.annotations())) == 1


def test_a_project_that_is_still_read_elsewhere_is_closed_and_whole(resting: Path) -> None:
    project = Project.open(resting)
    snapshot = project.snapshot()
    tag(project, ANN, (4, 9))
    project.close()
    snapshot.close()

    with Project.open(resting) as again:
        assert len(list(again.annotations())) == 1
    assert os.listdir(resting.parent) == ["sea.gloss"]
    assert query(resting, "PRAGMA journal_mode") == [("delete",)]
