"""What was typed, tagged or saved is never lost, and never lands where it was not meant."""

import subprocess
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from driving import TALKS, press, rows
from glossator.views import jobs
from glossator.views.panel.note_field import NoteField

NOTES = "SELECT kind, note FROM annotation WHERE deleted = 0 ORDER BY rowid"


def write_note(window, words: str) -> None:
    press("n", f"={words}")
    assert isinstance(QApplication.focusWidget(), NoteField)


def test_a_note_being_typed_goes_to_its_own_tag_when_another_becomes_current(window, talks):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    risk = window.desk.current
    window.page.place_caret(TALKS.index("Neither"))
    press("c")
    claim = window.desk.current
    window.tagging.go_to(risk)
    write_note(window, "for the risk")
    window.desk.set_current(claim)
    assert rows(talks, NOTES) == [("risk", "for the risk"), ("claim", "")]


def test_a_note_being_typed_is_kept_when_another_document_opens(window, talks, tmp_path, qtbot):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    write_note(window, "half a thought")
    other = tmp_path / "other.txt"
    other.write_text("Another text\n\nIt says little.\n", "utf-8")
    window.files.add([other])
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 2)
    assert rows(talks, NOTES) == [("risk", "half a thought")]


def test_a_note_being_typed_is_kept_when_the_window_closes(window, talks):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    write_note(window, "half a thought")
    window.close()
    assert rows(talks, NOTES) == [("risk", "half a thought")]


def test_saved_is_not_said_while_a_note_is_being_typed(window):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    write_note(window, "x")
    assert window.status.saved.text() == "Writing…"
    press("Esc")
    assert window.status.saved.text() == "✓ Saved"


def test_files_read_for_one_project_never_land_in_another(window, talks, tmp_path, qtbot, monkeypatch):
    other = tmp_path / "other.txt"
    other.write_text("Another text\n\nIt says little.\n", "utf-8")
    started: list[jobs.Job] = []
    window.files.job_started.connect(started.append)
    window.files.add([other])
    assert started
    assert window.files.open_example()
    qtbot.waitUntil(lambda: window.is_still())
    assert window.library.model.rowCount() == 5
    assert rows(talks, "SELECT count(*) FROM document") == [(1,)]


def test_closing_leaves_one_file_while_its_tags_are_still_read(open_project, talks, tmp_path, qtbot):
    window = open_project(talks)
    begun = threading.Event()

    def read(job: jobs.Job) -> None:
        with window.desk.project.snapshot() as reads:
            begun.set()
            reads.documents()
            while not job.is_cancelled():
                reads.documents()

    jobs.start("Reading", read, parent=window)
    qtbot.waitUntil(begun.is_set)
    window.close()
    assert sorted(path.name for path in tmp_path.glob("talks.gloss*")) == ["talks.gloss"]


@pytest.mark.parametrize("by", ["Ctrl+Z"])
def test_undo_says_what_and_where(window, by):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r", "Shift+C", by)
    words = window.status.words.text()
    assert words.startswith("Undone: ")
    assert "undo" not in words
    assert "“Nobody called the first" in words


def test_a_field_key_brings_a_tag_that_is_out_of_view_into_view_first(open_project, tmp_path):
    from glossator.operations import documents, people, projects

    long = tmp_path / "long.txt"
    long.write_text("A title\n\n" + "\n\n".join(f"Sentence number {n} of a text." for n in range(400)), "utf-8")
    path = tmp_path / "long.gloss"
    with projects.create(path) as project:
        documents.add_files(project, [Path(long)], reader=people.reader_for(project, "Mara"))
    window = open_project(path)
    window.page.place_caret(20)
    press("p")
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    press("h")
    assert QApplication.focusWidget() is window.page
    assert "out of view" in window.status.words.text()
    press("h")
    assert QApplication.focusWidget() is not window.page


def plain_copy(project: Path, folder: Path) -> list[tuple]:
    """Copy the project's one file as any program does, and list the tags in the copy."""
    copy = folder / "copied.gloss"
    subprocess.run(["cp", str(project), str(copy)], check=True)
    return rows(copy, NOTES)


def test_a_plain_copy_beside_the_open_window_soon_holds_the_last_tag(window, talks, tmp_path, qtbot):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    qtbot.waitUntil(lambda: plain_copy(talks, tmp_path) == [("risk", "")])


def test_what_was_tagged_before_long_work_is_brought_home_when_that_has_ended(window, talks, tmp_path, qtbot):
    begun, ended = threading.Event(), threading.Event()

    def long_work() -> None:
        with window.desk.project.lend(lambda: False) as lent, lent.alone():
            begun.set()
            ended.wait(20)

    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    thread = threading.Thread(target=long_work)
    thread.start()
    assert begun.wait(20)
    with qtbot.waitSignal(window.at_rest.put_off):
        assert plain_copy(talks, tmp_path) == []
    ended.set()
    thread.join(20)
    qtbot.waitUntil(lambda: plain_copy(talks, tmp_path) == [("risk", "")])
