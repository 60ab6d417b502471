"""Another thread writes a project while its owner reads: one at a time, and whole or not at all."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.model.annotation import passage_at
from glossator.model.document import Json
from glossator.model.identity import new_id
from glossator.model.problem import Refused
from glossator.store import Act, Edit, Project, passage_values
from store.world import ANN, BEN, add_document, everything, new_project, query, tag


def elsewhere(work: Callable[[], object]) -> list[object]:
    """Do work in another thread; return what it returned or raised."""
    answers: list[object] = []

    def run() -> None:
        try:
            answers.append(work())
        except Refused as refused:
            answers.append(refused)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    return answers


@pytest.fixture
def sea(tmp_path: Path) -> Project:
    project = new_project(tmp_path / "sea.gloss")
    add_document(project)
    yield project
    project.close()


def note(project: Project, id_: str, words: str, stopped: Callable[[], bool] = lambda: False) -> Act | None:
    with project.lend(stopped) as lent:
        return lent.act(ANN, "note", [Edit("annotation", id_, {"note": words})])


def test_what_a_borrower_did_is_there_and_told_once_the_owner_hears_of_it(sea: Project) -> None:
    id_ = tag(sea, ANN, (0, 3))
    told: list[Act] = []
    sea.changed.append(told.append)
    (act,) = elsewhere(lambda: note(sea, id_, "from afar"))
    assert told == []
    sea.hear()
    sea.hear()
    assert told == [act]
    tagged = sea.annotation(id_)
    assert tagged is not None
    assert tagged.note == "from afar"


def test_an_act_of_the_owner_tells_first_what_a_borrower_did(sea: Project) -> None:
    id_ = tag(sea, ANN, (0, 3))
    labels: list[str] = []
    sea.changed.append(lambda act: labels.append(act.label))
    elsewhere(lambda: note(sea, id_, "from afar"))
    sea.act(ANN, "mine", [Edit("annotation", id_, {"note": "from here"})])
    assert labels == ["note", "mine"]
    assert sea.check() == []


def test_a_borrower_that_is_stopped_leaves_the_project_as_it_was(sea: Project) -> None:
    document = sea.documents()[0]
    passages = passage_values(document.version, [passage_at(sea.text(document.version), 0, 3)])
    made: dict[str, Json] = {"document": document.id, "reader": ANN, "kind": "risk", "passages": passages}
    edits = [Edit("annotation", new_id(), made) for _ in range(3000)]
    before = everything(sea.path)

    def work() -> object:
        with sea.lend(lambda: True) as lent:
            return lent.act(ANN, "many", edits)

    (answer,) = elsewhere(work)
    assert isinstance(answer, Refused)
    assert answer.problem.why.startswith("it was stopped")
    assert everything(sea.path) == before
    sea.hear()
    assert sea.check() == []


def test_the_owner_waits_for_a_borrower_and_acts_after_it(sea: Project) -> None:
    id_ = tag(sea, ANN, (0, 3))
    held, go_on = threading.Event(), threading.Event()

    def work() -> None:
        with sea.lend(lambda: False) as lent, lent.alone():
            held.set()
            go_on.wait(20)
            lent.act(BEN, "note", [Edit("annotation", id_, {"note": "first"})])

    thread = threading.Thread(target=work)
    thread.start()
    assert held.wait(20)
    assert sea.is_written_elsewhere
    threading.Timer(0.05, go_on.set).start()
    sea.act(ANN, "label", [Edit("annotation", id_, {"labels": ["second"]})])
    thread.join(20)
    assert not sea.is_written_elsewhere
    assert [row[0] for row in query(sea.path, "SELECT label FROM act ORDER BY number DESC LIMIT 2")] == [
        "label",
        "note",
    ]
    assert sea.check() == []


def test_the_heads_are_others_after_every_act(sea: Project) -> None:
    before = sea.heads()
    tag(sea, ANN, (0, 3))
    assert sea.heads() != before
    assert len(sea.heads()) == 1


def test_a_project_that_is_only_read_is_not_lent(tmp_path: Path) -> None:
    new_project(tmp_path / "sea.gloss").close()
    with Project.open(tmp_path / "sea.gloss", write=False) as reading, pytest.raises(Refused, match="reading only"):
        reading.lend(lambda: False)


def test_a_copy_that_is_stopped_leaves_no_file(sea: Project, tmp_path: Path) -> None:
    def stop(done: int, pages: int) -> None:
        assert 0 < done <= pages
        raise InterruptedError

    with sea.snapshot() as reads, pytest.raises((InterruptedError, Refused)):
        reads.backup(tmp_path / "copy.gloss", stop)
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == []


def test_a_snapshot_is_copied_whole_while_the_owner_writes(sea: Project, tmp_path: Path) -> None:
    with sea.snapshot() as reads:
        tag(sea, ANN, (0, 3))
        reads.backup(tmp_path / "copy.gloss", lambda _done, _pages: None)
    with Project.open(tmp_path / "copy.gloss", write=False) as copied:
        assert list(copied.annotations()) == []
        assert copied.check() == []


def copied(sea: Project, folder: Path) -> list[tuple[object, ...]]:
    """Copy the project's one file as another program does, and list the kinds of the tags in the copy."""
    copy = folder / "copy.gloss"
    subprocess.run(["cp", str(sea.path), str(copy)], check=True)
    return query(copy, "SELECT kind FROM annotation")


def test_a_plain_copy_of_an_open_project_holds_what_was_brought_home(sea: Project, tmp_path: Path) -> None:
    tag(sea, ANN, (0, 3))
    assert sea.bring_home()
    assert copied(sea, tmp_path) == [("risk",)]


def test_bringing_home_beside_a_reader_leaves_what_it_has_not_seen_for_later(sea: Project, tmp_path: Path) -> None:
    with sea.snapshot():
        tag(sea, ANN, (0, 3))
        assert not sea.bring_home()
    assert sea.bring_home()
    assert copied(sea, tmp_path) == [("risk",)]


def test_an_act_is_done_while_another_thread_brings_home(sea: Project) -> None:
    ended = threading.Event()

    def bring() -> None:
        while not ended.is_set():
            sea.bring_home()

    thread = threading.Thread(target=bring)
    thread.start()
    try:
        for _ in range(40):
            tag(sea, ANN, (0, 3))
    finally:
        ended.set()
        thread.join(20)
    assert query(sea.path, "SELECT count(*) FROM annotation") == [(40,)]
    assert sea.check() == []
