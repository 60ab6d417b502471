"""Tags are made, changed and removed by keys on the page, and the file says so."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from driving import TALKS, press, rows
from glossator.operations import documents, people, projects

LIVE = 'SELECT kind, start, "end" FROM annotation WHERE deleted = 0 ORDER BY created, rowid'

SENTENCE = "Nobody called the first meeting a breakthrough."
LONG = (
    "The northern government holds that pilotage must come first, "
    "and the southern ministry answers that no pilot will board."
)
CLAUSE = "The northern government holds that pilotage must come first"


def place(words: str) -> tuple[int, int]:
    start = TALKS.index(words)
    return start, start + len(words)


def at(window, words: str, into: int = 2) -> None:
    window.page.place_caret(TALKS.index(words) + into)


@pytest.mark.parametrize(("key", "kind"), [("r", "risk"), ("p", "position"), ("c", "claim")])
def test_one_key_tags_the_sentence_under_the_caret(window, talks, key, kind):
    at(window, "Nobody called")
    press(key)
    assert rows(talks, LIVE) == [(kind, *place(SENTENCE))]


def test_offsets_behind_an_emoji_are_code_points(window, talks):
    at(window, "Each position")
    press("c")
    assert rows(talks, LIVE) == [("claim", *place("😀 Each position has been repeated."))]
    assert rows(talks, "SELECT quote FROM passage") == [("😀 Each position has been repeated.",)]


def test_the_caret_stays_after_a_tag(window):
    at(window, "Nobody called")
    before = window.page.caret()
    press("r")
    assert window.page.caret() == before
    assert window.page.selection() is None


def test_another_kind_after_a_tag_takes_the_same_passage(window, talks):
    at(window, "The northern")
    press("s", "p", "r")
    assert rows(talks, LIVE) == [("position", *place(CLAUSE)), ("risk", *place(CLAUSE))]


def test_after_the_caret_moves_the_sentence_is_taken_again(window, talks):
    at(window, "The northern")
    press("s", "p", "Right", "r")
    assert rows(talks, LIVE) == [("position", *place(CLAUSE)), ("risk", *place(LONG))]


def test_the_same_key_again_selects_the_tag_that_is_there(window, talks):
    at(window, "Nobody called")
    press("r")
    window.desk.set_current("")
    press("r")
    assert len(rows(talks, LIVE)) == 1
    assert window.desk.current
    assert window.status.words.text() == "Already your risk, now the current tag"


def test_s_climbs_from_clause_to_section_and_shift_s_back(window):
    at(window, "The northern")
    paragraph = TALKS.split("\n")[3]
    found = []
    for _ in range(3):
        press("s")
        found.append(window.page.selection())
    assert found == [place(CLAUSE), place(LONG), place(paragraph)]
    press("Shift+S")
    assert window.page.selection() == place(LONG)
    press("Shift+S", "Shift+S")
    assert window.page.selection() is None


def test_shift_j_takes_a_clause_more_and_shift_k_one_less(window):
    at(window, "The northern")
    press("s", "Shift+J")
    assert window.page.selection() == place(LONG)
    press("Shift+K")
    assert window.page.selection() == place(CLAUSE)


def test_j_and_k_walk_the_sentences(window):
    at(window, "Nobody called")
    press("j")
    assert window.page.caret() == TALKS.index(CLAUSE)
    press("k")
    assert window.page.caret() == TALKS.index(SENTENCE)


def test_blanks_at_the_ends_of_a_selection_are_trimmed(window, talks):
    start, end = place(SENTENCE)
    window.page.select(start, end + 1)
    press("c")
    assert rows(talks, LIVE) == [("claim", start, end)]


def test_a_adds_a_further_passage(window, talks):
    at(window, "Nobody called")
    press("r")
    window.page.select(*place("The first is that a pause freezes the harbour"))
    press("a")
    assert rows(talks, 'SELECT part, start, "end" FROM passage ORDER BY part') == [
        (0, *place(SENTENCE)),
        (1, *place("The first is that a pause freezes the harbour")),
    ]


def test_d_makes_the_tag_again_for_another_holder(window, talks):
    at(window, "The northern")
    press("s", "p", "4", "d")
    found = rows(talks, 'SELECT start, "end", fields FROM annotation ORDER BY rowid')
    assert [(start, end) for start, end, _ in found] == [place(CLAUSE)] * 2
    assert json.loads(found[0][2]) == json.loads(found[1][2]) == {"stance": "for"}


def test_delete_removes_and_undo_brings_back_the_same_tag(window, talks):
    at(window, "Nobody called")
    press("r")
    made = window.desk.current
    press("Delete")
    assert rows(talks, LIVE) == []
    press("Ctrl+Z")
    assert rows(talks, "SELECT id FROM annotation WHERE deleted = 0") == [(made,)]
    press("Ctrl+Shift+Z")
    assert rows(talks, LIVE) == []


def test_e_makes_the_extent_a_live_selection_and_enter_keeps_it(window, talks):
    at(window, "The northern")
    press("s", "p", "e", *["Ctrl+Shift+Left"] * 2, "Enter")
    shorter = "The northern government holds that pilotage must"
    assert rows(talks, LIVE) == [("position", *place(shorter))]


def test_e_again_moves_the_other_end(window, talks):
    at(window, "The northern")
    press("s", "p", "e", "e", "Ctrl+Shift+Right", "Enter")
    assert rows(talks, LIVE) == [("position", *place("northern government holds that pilotage must come first"))]


def test_esc_gives_the_moved_end_up(window, talks):
    at(window, "The northern")
    press("s", "p", "e", "Ctrl+Shift+Left", "Esc")
    assert rows(talks, LIVE) == [("position", *place(CLAUSE))]
    assert window.page.selection() is None
    assert window.desk.current


def test_esc_closes_one_thing_at_a_time(window):
    at(window, "Nobody called")
    press("r")
    window.page.select(*place(SENTENCE))
    press("Esc")
    assert window.page.selection() is None
    assert window.desk.current
    press("Esc")
    assert not window.desk.current


def test_shift_and_a_kinds_key_changes_the_kind_in_place(window, talks):
    at(window, "Nobody called")
    press("r", "Shift+C")
    assert rows(talks, LIVE) == [("claim", *place(SENTENCE))]


def test_brackets_walk_the_tags(window):
    for words in ("Nobody called", "Each position", "Neither needs"):
        at(window, words)
        press("c")
    window.desk.set_current("")
    at(window, "The strait")
    seen = []
    for key in ("]", "]", "]", "["):
        press(key)
        seen.append(window.desk.annotation(window.desk.current).first.quote[:6])
    assert seen == ["Nobody", "😀 Each", "Neithe", "😀 Each"]


def test_a_digit_sets_the_kinds_first_scale_and_0_clears_it(window, talks):
    at(window, "The northern")
    press("p", "5")
    assert rows(talks, "SELECT json_extract(fields, '$.stance') FROM annotation") == [("strongly-for",)]
    press("0")
    assert rows(talks, "SELECT json_extract(fields, '$.stance') FROM annotation") == [(None,)]


@pytest.fixture
def long_text(open_project, tmp_path):
    """Open a text of four hundred paragraphs, with the caret in the second."""
    long = tmp_path / "long.txt"
    long.write_text(
        "A title here\n\n" + "\n\n".join(f"Sentence number {n} of a long text." for n in range(400)), "utf-8"
    )
    path = tmp_path / "long.gloss"
    with projects.create(path) as project:
        documents.add_files(project, [long], reader=people.reader_for(project, "Mara"))
    window = open_project(path)
    window.page.place_caret(30)
    return window


def leave_view(window) -> None:
    """Scroll to the end, as the wheel does; the caret and the current tag stay where they are."""
    bar = window.page.verticalScrollBar()
    bar.setValue(bar.maximum())


@pytest.mark.parametrize("key", ["Delete", "d", "Shift+C", "5", "0"])
def test_no_key_changes_a_tag_out_of_view(long_text, key):
    press("p", "4")
    path = long_text.desk.project.path
    before = rows(path, "SELECT id, kind, fields, deleted FROM annotation ORDER BY id")
    leave_view(long_text)
    press(key)
    assert rows(path, "SELECT id, kind, fields, deleted FROM annotation ORDER BY id") == before
    assert "out of view" in long_text.status.words.text()
    assert long_text.page.is_in_view(14, 40)
    press(key)
    assert rows(path, "SELECT id, kind, fields, deleted FROM annotation ORDER BY id") != before


def test_a_passage_is_not_added_to_a_tag_out_of_view(long_text):
    press("p")
    path = long_text.desk.project.path
    long_text.page.place_caret(9_000)
    press("s")
    leave_view(long_text)
    press("a")
    assert rows(path, "SELECT count(*) FROM passage") == [(1,)]
    assert "out of view" in long_text.status.words.text()


def test_what_a_digit_sets_is_said(long_text):
    press("p", "4")
    assert long_text.status.words.text().startswith("Stance: for, of “Sentence number 0")
    press("0")
    assert long_text.status.words.text().startswith("Stance: not set any more, of “Sentence number 0")


def test_nothing_is_tagged_out_of_view(long_text):
    path = long_text.desk.project.path
    leave_view(long_text)
    press("r")
    assert rows(path, LIVE) == []
    assert "out of view" in long_text.status.words.text()
    assert long_text.page.is_in_view(14, 40)
    press("r")
    assert len(rows(path, LIVE)) == 1


def test_a_press_with_the_mouse_makes_a_tag_current(window, qtbot):
    at(window, "Nobody called")
    press("r")
    made = window.desk.current
    window.desk.set_current("")
    rect = window.page.rects(*place(SENTENCE))[0]
    QTest.mouseClick(window.page.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    qtbot.waitUntil(lambda: window.desk.current == made)


def test_all_is_there_after_closing_and_opening_and_undo_goes_on(open_project, talks):
    first = open_project(talks)
    at(first, "Nobody called")
    press("r")
    at(first, "Each position")
    press("c")
    first.close()
    assert [kind for kind, _, _ in rows(talks, LIVE)] == ["risk", "claim"]
    second = open_project(talks)
    second.page.setFocus()
    press("Ctrl+Z")
    assert [kind for kind, _, _ in rows(talks, LIVE)] == ["risk"]
    press("Ctrl+Z")
    assert rows(talks, LIVE) == []


@pytest.mark.parametrize("key", ["r", "p", "c", "n", "a", "d", "e", "s", "j", "k", "1", "0", "Delete", "Shift+R", "["])
def test_no_key_of_the_page_acts_while_the_library_has_the_keyboard(window, talks, key):
    at(window, "Nobody called")
    press("r")
    before = rows(talks, "SELECT count(*) FROM act")
    window.library.view.setFocus()
    if key != "Delete":  # removes the document there
        press(key)
    assert rows(talks, "SELECT count(*) FROM act") == before
    assert QApplication.focusWidget() is window.library.view
