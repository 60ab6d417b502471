"""Reading marks, a blind pass, whose tags are shown and others' tags, by keys on a shown window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from driving import TALKS, press, rows
from glossator.operations import documents, marks, people, projects, tags
from glossator.store import Project

READ = "SELECT start, \"end\" FROM mark WHERE type = 'read' AND deleted = 0 ORDER BY start"
TAGS = "SELECT r.name, a.kind FROM annotation a JOIN reader r ON r.id = a.reader WHERE a.deleted = 0 ORDER BY r.name"


def place(words: str) -> tuple[int, int]:
    start = TALKS.index(words)
    return start, start + len(words)


def at(window, words: str, into: int = 2) -> None:
    window.page.place_caret(TALKS.index(words) + into)


def paragraph(words: str) -> tuple[int, int]:
    start = TALKS.rindex("\n", 0, TALKS.index(words)) + 1
    return start, TALKS.index("\n", start)


@pytest.fixture
def shared(talks: Path) -> Path:
    """Let Ben tag two passages and the agreed reading hold one."""
    with Project.open(talks) as project:
        ben, agreed = people.reader_for(project, "Ben"), people.reader_for(project, "Agreed")
        document = project.documents()[0].id
        fields = {"holder": "Northern ministry"}
        words = "pilotage must come first"
        tags.tag(project, document, "position", [place(words)], reader=ben, fields=fields)
        tags.tag(project, document, "risk", [place("insurers withdraw cover")], reader=ben)
        tags.tag(project, document, "note", [place("signatures last")], reader=agreed)
    return talks


@pytest.fixture
def both(open_project, shared: Path):
    return open_project(shared)


# Read, nothing here


def test_x_marks_the_paragraph_as_read_and_again_takes_it_back(window, talks):
    at(window, "Two hazards")
    press("x")
    assert rows(talks, READ) == [paragraph("Two hazards")]
    assert window.status.words.text() == "This paragraph: marked as read, nothing here; X again takes it back."
    press("x")
    assert rows(talks, READ) == []
    assert window.status.words.text() == "This paragraph: not marked as read any more."


def read(window) -> list[tuple[int, int]]:
    return sorted((one.start, one.end) for one in window.page.shown.read.all())


def test_what_x_marks_is_seen_beside_the_text_at_once_until_it_is_taken_back(window):
    window.page.place_caret(TALKS.index("Nobody"))
    start, end = TALKS.index("Nobody"), TALKS.index("\n\nTwo")
    press("x")
    assert read(window) == [(start, end)]
    press("x")
    assert read(window) == []
    press("Ctrl+Z")
    assert read(window) == [(start, end)]


def test_what_was_marked_as_read_is_seen_when_the_document_is_opened_again(window, talks, open_project):
    window.page.place_caret(TALKS.index("Nobody"))
    press("x")
    window.close()
    again = open_project(talks)
    assert len(read(again)) == 1


def test_what_another_reader_marked_as_read_is_not_ours(window):
    window.page.place_caret(TALKS.index("Nobody"))
    press("x")
    window.desk.set_reader("Tomas")
    assert read(window) == []


def test_x_marks_every_selected_paragraph(window, talks):
    window.page.select(TALKS.index("Two hazards"), TALKS.index("experts first"))
    press("x")
    assert rows(talks, READ) == [paragraph("Two hazards"), paragraph("What the mediators")]


def test_x_marks_nothing_that_is_out_of_view(open_project, tmp_path):
    path, text = tmp_path / "long.gloss", tmp_path / "long.txt"
    text.write_text("\n\n".join(f"Paragraph {number} says a little." for number in range(200)), encoding="utf-8")
    with projects.create(path, title="Long") as project:
        documents.add_files(project, [text], reader=people.reader_for(project, "Mara"))
    window = open_project(path)
    window.page.place_caret(2)
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    press("x")
    assert rows(path, READ) == []
    assert "out of view" in window.status.words.text()
    press("x")
    assert len(rows(path, READ)) == 1


def test_undo_takes_a_mark_back(window, talks):
    at(window, "Two hazards")
    press("x", "Ctrl+Z")
    assert rows(talks, READ) == []


def test_the_strip_and_the_library_show_what_is_read(window, qtbot):
    heard = []
    window.readers.page_read.connect(heard.append)
    at(window, "Two hazards")
    press("x")
    qtbot.waitUntil(lambda: bool(heard) and window.readers.is_still())
    assert heard[-1] == [paragraph("Two hazards")]
    top, bottom = window.strip.pixels(*paragraph("Two hazards"))
    picture = window.strip.grab().toImage()
    ratio = picture.devicePixelRatio()
    read = picture.pixelColor(round(1 * ratio), round((top + bottom) / 2 * ratio))
    unread = picture.pixelColor(round(1 * ratio), round((top - 3) * ratio))
    assert read.lightness() < unread.lightness() - 20
    model = window.library.model
    qtbot.waitUntil(lambda: "20 % read" in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole))


# The blind pass


def test_a_blind_pass_hides_others_tags_until_done(both, shared, qtbot):
    assert len(both.tagging.shown) == 3
    press("Ctrl+B")
    qtbot.waitUntil(both.is_still)
    assert len(both.tagging.shown) == 0
    assert both.panel.model.rowCount() == 0
    assert both.library.model.total() == 0
    assert rows(shared, "SELECT type FROM mark WHERE deleted = 0") == [("blind",)]
    press("Ctrl+Shift+D")
    qtbot.waitUntil(both.is_still)
    assert len(both.tagging.shown) == 3
    assert both.panel.model.rowCount() == 3
    assert both.library.model.total() == 3
    assert rows(shared, "SELECT type FROM mark WHERE deleted = 0") == [("done",)]


def test_a_hidden_tag_is_no_current_one(both, qtbot):
    press("]", "Ctrl+B")
    assert both.desk.current == ""


def test_completion_offers_no_name_of_hidden_tags(both, qtbot):
    press("Ctrl+B")
    at(both, "Nobody called")
    press("p", "h")
    offered = [one.text for one in both.panel._acts.offered("actor", "")]
    assert "Northern ministry" not in offered


def test_another_reader_who_is_not_blind_sees_all(both, qtbot):
    press("Ctrl+B")
    both.desk.set_reader("Ben")
    qtbot.waitUntil(both.is_still)
    assert len(both.tagging.shown) == 3
    both.desk.set_reader("Mara")
    qtbot.waitUntil(both.is_still)
    assert len(both.tagging.shown) == 0


# Who reads


def test_undo_walks_the_acts_of_the_one_who_reads(both, shared):
    at(both, "Nobody called")
    press("r")
    both.desk.set_reader("Ben")
    press("Ctrl+Z")
    assert rows(shared, TAGS) == [("Agreed", "note"), ("Ben", "position"), ("Mara", "risk")]


def test_the_reader_is_switched_by_keys_from_the_status_bar(both, qtbot):
    press("Ctrl+R")
    sheet = both.overlays.sheet
    assert sheet.known.model().stringList() == ["Ben", "Mara"]
    press("Ctrl+A", "=Ben", "Enter")
    assert both.desk.reader.name == "Ben"
    assert both.status.reader.text() == "Reader: Ben"


def test_a_known_reader_is_chosen_by_keys(both):
    press("Ctrl+R", "Tab", "Tab", "Tab", "Up", "Enter")
    assert both.desk.reader.name == "Ben"
    assert both.settings.text("reader") == "Ben"


def test_a_name_that_another_has_is_refused_and_the_sheet_stays(both):
    press("Ctrl+R", "Ctrl+A", "=ben", "F2")
    assert both.overlays.sheet is not None
    assert "is another reader's name" in both.status.words.text()


def test_a_new_name_stands_on_the_tags_that_are_there(both, shared):
    at(both, "Nobody called")
    press("r", "Ctrl+R", "Ctrl+A", "=Mara L.", "F2")
    assert both.desk.reader.name == "Mara L."
    assert ("Mara L.", "risk") in rows(shared, TAGS)
    press("Ctrl+Z")
    assert both.desk.reader.name == "Mara"


# Whose tags are shown


def chips(window) -> list[tuple[str, bool]]:
    return [(one.text(), one.isChecked()) for one in window.panel.header._readers.values()]


def test_a_chip_shows_each_reader_with_a_count(both):
    assert chips(both) == [("Ben 2", True), ("Agreed 1", True)]


def test_a_chip_hides_a_readers_tags_on_page_and_cards(both, qtbot):
    ben = next(iter(both.panel.header._readers.values()))
    ben.setFocus()
    press("Space")
    qtbot.waitUntil(both.is_still)
    assert chips(both) == [("Ben 2", False), ("Agreed 1", True)]
    assert len(both.tagging.shown) == 1
    assert both.panel.model.rowCount() == 1
    press("Space")
    qtbot.waitUntil(both.is_still)
    assert len(both.tagging.shown) == 3


def test_what_one_tags_is_shown_where_ones_own_chip_was_off(both):
    at(both, "Nobody called")
    press("r")
    both.desk.set_filter(without=frozenset({both.desk.reader.id}))
    assert len(both.tagging.shown) == 3
    at(both, "Two hazards")
    press("c")
    assert len(both.tagging.shown) == 5


# Others' tags


def test_shift_d_takes_anothers_tag_over_as_a_copy(both, shared):
    press("]", "Shift+D")
    assert ("Mara", "position") in rows(shared, TAGS)
    copied = "SELECT count(*) FROM annotation c JOIN annotation o ON o.id = c.copied_from WHERE c.fields = o.fields"
    assert rows(shared, copied) == [(1,)]
    assert both.desk.annotation(both.desk.current).reader == both.desk.reader.id


def test_shift_l_answers_anothers_tag(both, shared):
    press("]", "Shift+L")
    assert ("Mara", "position") in rows(shared, TAGS)
    assert rows(shared, "SELECT relation FROM link WHERE deleted = 0") == [("answers",)]


def test_anothers_card_says_what_can_be_done_with_it(both, qtbot):
    press("]", "Enter")
    assert both.status.words.text() == "Ben’s tag: Shift+D takes it over as your copy, Shift+L answers it."


def test_a_document_that_is_done_counts_as_read(both, shared):
    press("Ctrl+Shift+D")
    with Project.open(shared, write=False) as project:
        read = marks.progress(project, both.desk.reader, project.documents())
    assert [one.share for one in read.values()] == [1.0]
