"""Long work runs beside the window: it reads on, can stop it, and the project is whole or as it was."""

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from driving import TALKS, press, rows
from glossator.operations import documents, people, projects
from glossator.views import jobs, writing
from glossator.views.window import Window

ADA = "33333333-3333-4333-8333-333333333333"
DOCUMENT = "44444444-4444-4444-8444-444444444444"


def export(folder: Path, tags: int, *, wrong: bool = False) -> Path:
    """Write an export with so many tags of a text of its own."""
    text = "Nobody signs. " * (tags + 1)
    data = {
        "format": "glossator",
        "version": 1,
        "readers": [{"id": ADA, "name": "Ada"}],
        "documents": [{"id": DOCUMENT, "title": "Another", "text": text}],
        "annotations": [
            {
                "id": f"55555555-5555-4555-8555-{number:012}",
                "document": DOCUMENT,
                "reader": ADA,
                "kind": "claim",
                "start": 14 * number,
                "end": 14 * number + 13,
                "quote": "Somebody sign" if wrong else "Nobody signs.",
            }
            for number in range(tags)
        ],
    }
    path = folder / "ada.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


@pytest.fixture
def ended(window, qtbot):
    """Wait until the work that a test starts has ended, and give it."""
    started: list[jobs.Job] = []
    ends: list[str] = []

    def follow(job: jobs.Job) -> None:
        started.append(job)
        for name in ("finished", "failed", "cancelled"):
            getattr(job, name).connect(lambda *_result, name=name: ends.append(name))

    window.files.job_started.connect(follow)

    def wait() -> str:
        qtbot.waitUntil(lambda: len(ends) == len(started) > 0, timeout=20_000)
        return ends[-1]

    return wait


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, how: str = "getSaveFileName") -> None:
    """Answer the next question for a file."""
    monkeypatch.setattr(QFileDialog, how, lambda *_args, **_options: (str(path), ""))


def test_an_import_from_the_menu_brings_its_tags_and_says_how_many(window, talks, tmp_path, monkeypatch, ended):
    choose(monkeypatch, export(tmp_path, 70), "getOpenFileName")
    window.files.import_annotations()
    assert ended() == "finished"
    assert window.status.words.text() == "70 tags added, 0 here already, 0 that differ left as they are here."
    assert window.library.model.rowCount() == 2
    assert window.library.model.total() == 70
    assert rows(talks, "SELECT count(*) FROM annotation") == [(70,)]


def test_an_import_that_is_not_sound_leaves_the_project_as_it_was(window, talks, tmp_path, ended):
    before = rows(talks, "SELECT count(*) FROM act")
    window.files.import_file(export(tmp_path, 3, wrong=True))
    assert ended() == "failed"
    assert window.status.words.property("error") is True
    assert window.status.words.text().startswith("nothing was imported")
    assert rows(talks, "SELECT count(*) FROM act") == before


def test_an_import_that_is_cancelled_leaves_the_project_as_it_was(window, talks, tmp_path, ended):
    before = rows(talks, "SELECT count(*) FROM act")
    window.files.job_started.connect(lambda job: job.cancel())
    window.files.import_file(export(tmp_path, 70))
    assert ended() == "cancelled"
    assert window.status.words.text() == "Importing ada.json was cancelled; nothing was changed."
    assert rows(talks, "SELECT count(*) FROM act") == before


def test_an_import_can_be_undone_like_any_act(window, talks, tmp_path, ended):
    window.files.import_file(export(tmp_path, 70))
    ended()
    window.page.setFocus()
    press("Ctrl+Z")
    assert rows(talks, "SELECT count(*) FROM annotation WHERE deleted = 0") == [(0,)]


def test_an_undo_of_very_many_tags_is_done_beside_the_window(window, talks, tmp_path, ended, qtbot):
    window.files.import_file(export(tmp_path, 1100))
    ended()
    window.page.setFocus()
    press("Ctrl+Z")
    assert ended() == "finished"
    assert rows(talks, "SELECT count(*) FROM annotation WHERE deleted = 0") == [(0,)]
    assert window.status.words.text() == "Undone: import ada.json."
    qtbot.waitUntil(window.is_still)
    assert window.library.model.total() == 0
    press("Ctrl+Y")
    assert ended() == "finished"
    qtbot.waitUntil(window.is_still)
    assert window.library.model.total() == 1100


def test_an_undo_in_another_document_counts_its_tags_anew(window, tmp_path, qtbot, ended):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    other = tmp_path / "other.txt"
    other.write_text("Another text\n\nIt says little.\n", "utf-8")
    window.files.add([other])
    assert ended() == "finished"
    press("c")
    shown = window.desk.document
    assert (shown.title, window.library.model.total()) == ("Another text", 2)
    window.desk.open_document(window.library.model.document_at(0).id)
    qtbot.waitUntil(window.is_still)
    press("Ctrl+Z")
    assert window.library.model.total() == 1
    press("Ctrl+Y")
    assert window.library.model.total() == 2


def test_while_work_writes_a_key_is_refused_and_typed_words_wait(window, talks, qtbot):
    window.page.place_caret(TALKS.index("Nobody"))
    press("n") if window.page.selection() else press("r")
    tag = window.desk.current
    held, go_on = threading.Event(), threading.Event()

    def work(project, _job):
        with project.alone():
            held.set()
            go_on.wait(20)

    job = writing.write(window.desk, "Working", work, done=lambda _none: None)
    qtbot.waitUntil(held.is_set)
    press("p")
    assert window.status.words.text() == "nothing was done, a long step is just being saved, do it again in a moment"
    threading.Timer(0.05, go_on.set).start()
    assert window.desk.edit(tag, note="typed meanwhile")
    assert rows(talks, "SELECT note FROM annotation") == [("typed meanwhile",)]
    assert job is not None


def test_what_was_written_before_it_was_cancelled_is_not_called_cancelled(window, qtbot):
    ends: list[str] = []

    def work(_project, job):
        job.settle()
        job.cancel()
        return "done"

    job = writing.write(window.desk, "Working", work, done=ends.append)
    assert job is not None
    qtbot.waitUntil(lambda: ends == ["done"])


def test_a_copy_over_the_open_project_is_refused_and_the_project_stays(window, talks, monkeypatch, ended):
    choose(monkeypatch, talks)
    window.files.save_copy()
    assert ended() == "failed"
    assert "it is the project that is open" in window.status.words.text()
    assert rows(talks, "SELECT title FROM document") == [("The strait talks resume",)]


def test_a_copy_replaces_a_file_only_when_it_is_whole(window, tmp_path, monkeypatch, ended):
    target = tmp_path / "copy.gloss"
    target.write_text("what was there", "utf-8")
    choose(monkeypatch, target)
    window.files.save_copy()
    assert ended() == "finished"
    assert window.status.words.text() == "A copy was saved as copy.gloss."
    assert rows(target, "SELECT title FROM document") == [("The strait talks resume",)]
    assert [path.name for path in tmp_path.glob(".*copy*")] == []


def test_a_copy_that_is_cancelled_leaves_what_was_there(window, tmp_path, monkeypatch, ended):
    target = tmp_path / "copy.gloss"
    target.write_text("what was there", "utf-8")
    choose(monkeypatch, target)
    window.files.job_started.connect(lambda job: job.cancel())
    window.files.save_copy()
    assert ended() == "cancelled"
    assert target.read_text("utf-8") == "what was there"
    assert [path.name for path in tmp_path.glob(".*copy*")] == []


def test_save_as_goes_on_in_the_copy(window, tmp_path, monkeypatch, ended, qtbot):
    choose(monkeypatch, tmp_path / "elsewhere.gloss")
    window.files.save_as()
    assert ended() == "finished"
    assert window.desk.project.path == tmp_path / "elsewhere.gloss"


def test_a_document_moves_with_its_tags_and_undo_keeps_it_here_too(window: Window, talks, tmp_path, monkeypatch, ended):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    choose(monkeypatch, tmp_path / "other.gloss")
    window.files.move_document()
    assert ended() == "finished"
    assert window.desk.document is None
    assert rows(tmp_path / "other.gloss", "SELECT count(*) FROM annotation WHERE deleted = 0") == [(1,)]
    assert rows(talks, "SELECT count(*) FROM document WHERE deleted = 0") == [(0,)]
    press("Ctrl+Z")
    assert rows(talks, "SELECT count(*) FROM document WHERE deleted = 0") == [(1,)]


def test_a_move_that_is_cancelled_leaves_no_new_project(window, talks, tmp_path, monkeypatch, ended):
    choose(monkeypatch, tmp_path / "other.gloss")
    window.files.job_started.connect(lambda job: job.cancel())
    window.files.move_document()
    assert ended() == "cancelled"
    assert not (tmp_path / "other.gloss").exists()
    assert rows(talks, "SELECT count(*) FROM document WHERE deleted = 0") == [(1,)]


def test_a_document_is_read_again_beside_the_window(open_project, tmp_path, qtbot):
    text = tmp_path / "odd.txt"
    text.write_bytes("Привет, море и пролив.".encode("windows-1251"))
    path = tmp_path / "odd.gloss"
    with projects.create(path) as project:
        reader = people.reader_for(project, "Mara")
        documents.add_files(project, [text], reader=reader, encoding="koi8-r")
    window = open_project(path)
    window.versions.read_again("windows-1251")
    qtbot.waitUntil(lambda: window.desk.content.text == "Привет, море и пролив.")
    assert window.status.words.text() == "Read as windows-1251."
