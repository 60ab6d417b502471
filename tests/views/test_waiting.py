"""Tags that wait after a new version are walked and settled by keys beside the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from driving import TALKS, press, rows
from glossator.operations import people, tags, updating
from glossator.operations.projects import open_project as open_file
from glossator.reading.read import read_bytes
from glossator.views.panel.style import Style
from glossator.views.waiting.runs import RunLines, differing

PAUSE, FAITH, PROCEDURE = (
    "a pause freezes the harbour",
    "Neither needs bad faith.",
    "It is slow, and it is meant to be.",
)

#: A sentence is corrected, another is gone, a third comes twice in another wording.
SECOND = (
    TALKS.replace(PAUSE, "a long pause freezes the harbour")
    .replace(FAITH, "")
    .replace(PROCEDURE, "It is slow, but it is meant to be. It is slow, and so it is meant to be.")
)

PASSAGE = 'SELECT p.start, p."end", quote, state, tagged_quote FROM passage p JOIN annotation a ON a.id = p.annotation'
LONG = "a long pause freezes the harbour"


def stored(path: Path, words: str) -> tuple:
    """Return the passage whose tagged words, or words, these are."""
    return rows(path, f"{PASSAGE} WHERE a.deleted = 0 AND (quote = ? OR tagged_quote = ?)", words, words)[0]


def wait(path: Path, *words: str, second: str = SECOND, reader: str = "Mara") -> None:
    """Tag words of the commentary and give it its second edition."""
    with open_file(path) as project:
        who = people.reader_for(project, reader)
        document = project.documents()[0]
        for one in words:
            start = TALKS.index(one)
            tags.tag(project, document.id, "risk", [(start, start + len(one))], reader=who)
        assert updating.update(project, document.id, read_bytes(second.encode(), file_name="talks-2.txt"), reader=who)


@pytest.fixture
def waiting(open_project, talks, qtbot):
    """Open the commentary's second edition, with what waits in it, as the list shows it."""

    def opened(*words: str, reader: str = "Mara", second: str = SECOND):
        wait(talks, *(words or (PAUSE, FAITH)), reader=reader, second=second)
        window = open_project(talks)
        press("F7")
        qtbot.waitUntil(lambda: window.is_still() and bool(window.walk.waiting.entries))
        return window

    return opened


def titles(window) -> list[str]:
    model = window.walk.panel.model
    return [model.describe(entry).title for entry in window.walk.waiting.entries]


def test_the_list_says_what_became_of_each_in_the_order_of_the_text(waiting):
    window = waiting()
    assert titles(window) == ["The words have changed", "Not found in this version"]
    assert window.walk.panel.heading.text() == "TAGS THAT WAIT · 2"
    assert window.walk.panel.isVisible()
    assert not window.panel.isVisible()
    assert window.walk.panel.list.hasFocus()


def test_the_page_shows_the_place_that_is_proposed_selected(waiting):
    window = waiting()
    start = SECOND.index(LONG)
    assert window.page.selection() == (start, start + len(LONG))


def test_the_card_tells_what_was_tagged_from_what_stands_there_now(waiting):
    window = waiting()
    card = window.walk.panel.model.describe(window.walk.waiting.entries[0])
    assert card.tagged == PAUSE
    assert [run for run in card.places[0].runs if run[1] != "around"] == [
        ("a ", "plain"), ("long ", "new"), ("pause freezes the harbour", "plain")
    ]  # fmt: skip


def test_enter_accepts_the_words_as_they_stand_and_goes_on(waiting, talks):
    window = waiting()
    press("Enter")
    start = SECOND.index(LONG)
    assert stored(talks, PAUSE) == (start, start + len(LONG), LONG, "anchored", PAUSE)
    assert window.walk.waiting.current.tagged == FAITH
    assert window.walk.panel.heading.text() == "TAGS THAT WAIT · 1 · 1 SETTLED"


def test_zero_leaves_a_tag_without_a_place_and_its_quotation_stays(waiting, talks):
    window = waiting(FAITH)
    press("0")
    assert stored(talks, FAITH) == (None, None, FAITH, "lost", None)
    assert rows(talks, "SELECT version FROM passage") == [(None,)]
    assert window.walk.panel.heading.text() == "TAGS THAT WAIT · 0 · 1 SETTLED"


@pytest.mark.parametrize("key", ["u", "Ctrl+Z"])
def test_undo_lets_it_wait_again_and_goes_back_to_it(waiting, talks, key):
    window = waiting()
    press("Enter")
    press(key)
    assert stored(talks, PAUSE)[3] == "edited"
    assert window.walk.waiting.current.tagged == PAUSE
    assert window.walk.panel.heading.text() == "TAGS THAT WAIT · 2"
    assert window.walk.panel.list.hasFocus()


def test_e_takes_what_is_selected_in_the_page(waiting, talks):
    window = waiting(FAITH)
    start = SECOND.index("insurers withdraw cover")
    window.page.select(start, start + len("insurers withdraw cover"))
    press("e")
    assert stored(talks, FAITH) == (
        start, start + len("insurers withdraw cover"), "insurers withdraw cover", "anchored", FAITH
    )  # fmt: skip


def test_e_in_the_page_takes_its_selection_too(waiting, talks):
    window = waiting(FAITH)
    press("Shift+F6")
    assert window.page.hasFocus()
    start = SECOND.index("insurers")
    window.page.select(start, start + len("insurers"))
    press("e")
    assert stored(talks, FAITH)[:3] == (start, start + len("insurers"), "insurers")


def test_e_without_a_selection_changes_nothing_and_says_what_to_do(waiting, talks):
    window = waiting(FAITH)
    press("e")
    assert stored(talks, FAITH)[3] == "lost"
    assert window.status.words.text() == "Select the place in the text first; F6 goes there, E takes it."


def test_enter_where_no_place_is_proposed_changes_nothing(waiting, talks):
    window = waiting(FAITH)
    acts = rows(talks, "SELECT count(*) FROM act")
    press("Enter")
    assert rows(talks, "SELECT count(*) FROM act") == acts
    assert window.status.words.text().startswith("No place is proposed")


def test_j_and_k_walk_the_list(waiting):
    window = waiting()
    seen = [window.walk.waiting.current.tagged]
    for key in ("j", "j", "k"):
        press(key)
        seen.append(window.walk.waiting.current.tagged)
    assert seen == [PAUSE, FAITH, FAITH, PAUSE]


def test_tab_proposes_the_next_place_and_enter_takes_that(waiting, talks):
    twice = SECOND.replace("Each position has been repeated.", "Pause. " + FAITH + " Then " + FAITH)
    window = waiting(FAITH, second=twice)
    entry = window.walk.waiting.entries[0]
    assert len(entry.waiting.candidates) >= 2
    first = window.page.selection()
    press("Tab")
    second = window.page.selection()
    assert second != first
    assert window.walk.panel.list.hasFocus()
    press("Enter")
    assert stored(talks, FAITH)[:2] == second


def test_escape_gives_keyboard_caret_and_scroll_back(waiting, open_project, talks, qtbot):
    wait(talks, PAUSE, second="\n".join(f"Line {n} of the preface.\n" for n in range(200)) + SECOND)
    window = open_project(talks)
    window.page.place_caret(30)
    place = window.page.place()
    press("F7")
    qtbot.waitUntil(lambda: window.is_still() and bool(window.walk.waiting.entries))
    assert window.page.place() != place
    press("Esc")
    assert (window.page.caret(), window.page.selection(), window.page.place()) == (30, None, place)
    assert window.page.hasFocus()
    assert window.panel.isVisible()


def test_an_empty_list_says_what_it_is_for(window, qtbot):
    press("F7")
    qtbot.waitUntil(window.is_still)
    assert window.walk.panel.empty.isVisible()
    assert window.walk.panel.empty.text().startswith("Nothing waits in this document. After a new version")
    press("Esc")
    assert window.page.hasFocus()


def test_another_readers_tag_is_shown_with_whose_it_is_and_cannot_be_settled(waiting, talks):
    window = waiting(PAUSE, reader="Ben")
    card = window.walk.panel.model.describe(window.walk.waiting.entries[0])
    assert card.owner == "Ben’s tag: only Ben settles it"
    assert card.keys == (("J K", "next, previous"),)
    press("Enter")
    assert stored(talks, PAUSE)[3] == "edited"
    assert "it is Ben's" in window.status.words.text()


def test_no_key_of_the_page_tags_while_the_list_has_the_keyboard(waiting, talks):
    waiting(FAITH)
    acts = rows(talks, "SELECT count(*) FROM act")
    press(*"rpcnadxslm", "Delete")
    assert rows(talks, "SELECT count(*) FROM act") == acts


def test_the_current_tag_is_the_one_that_the_list_begins_with(open_project, talks, qtbot):
    wait(talks, PAUSE, FAITH)
    window = open_project(talks)
    (faith,) = [id_ for id_, quote in rows(talks, "SELECT annotation, quote FROM passage") if quote == FAITH]
    window.desk.set_current(faith)
    press("F7")
    qtbot.waitUntil(lambda: window.is_still() and bool(window.walk.waiting.entries))
    assert window.walk.waiting.current.tagged == FAITH


def test_a_project_that_closes_while_the_list_is_open_leaves_nothing_behind(waiting, talks, qtbot):
    window = waiting()
    assert window.files.show(talks.with_name("talks.gloss"))
    qtbot.waitUntil(window.is_still)
    assert window.panel.isVisible()
    assert QApplication.focusWidget() is not None


def test_the_library_and_the_panel_say_how_many_wait(open_project, talks, qtbot):
    wait(talks, PAUSE, FAITH)
    window = open_project(talks)
    qtbot.waitUntil(lambda: window.panel.header.waiting.isVisible())
    assert window.panel.header.waiting.text() == "2 wait"
    index = window.library.model.index(0)
    assert window.library.model.data(index, Qt.ItemDataRole.ToolTipRole).endswith("2 wait")
    QTest.mouseClick(window.panel.header.waiting, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.is_still() and bool(window.walk.waiting.entries))
    press("Enter", "0", "Esc")
    qtbot.waitUntil(lambda: not window.panel.header.waiting.isVisible())
    assert not window.library.model.data(index, Qt.ItemDataRole.ToolTipRole).endswith("wait")


def test_a_tag_without_a_place_stays_in_the_panel_with_its_words_and_leads_to_the_list(open_project, talks, qtbot):
    wait(talks, FAITH)
    window = open_project(talks)
    (faith,) = [id_ for (id_,) in rows(talks, "SELECT annotation FROM passage")]
    card = window.panel.model.index(window.panel.model.place(faith))
    assert FAITH in str(card.data(Qt.ItemDataRole.AccessibleTextRole))
    window.desk.set_current(faith)
    qtbot.waitUntil(window.is_still)
    assert "settle its place" in window.panel.form.foot._waits.text()
    window.panel.form.foot.waiting_pressed.emit()
    qtbot.waitUntil(lambda: window.is_still() and bool(window.walk.waiting.entries))
    assert window.walk.waiting.current.tagged == FAITH


def test_the_kinds_are_not_offered_beside_a_place_that_is_proposed(waiting):
    window = waiting()
    assert window.page.selection() is not None
    assert not window.selection_bar.isVisible()
    press("Esc")
    window.page.select(0, 10)
    assert window.selection_bar.isVisible()


def test_surroundings_are_cut_between_two_words(waiting):
    window = waiting(PROCEDURE)
    card = window.walk.panel.model.describe(window.walk.waiting.entries[0])
    assert card.places[0].runs[0] == ("…experts first, ministers second, signatures last. ", "around")


def test_what_went_is_struck_and_what_came_is_underlined(window):
    style = Style.of(window.look.theme, window.font())
    runs = differing("😀 the pause", "😀 a long pause")
    assert runs == [("😀 ", "plain"), ("the ", "gone"), ("a long ", "new"), ("pause", "plain")]
    formats = RunLines(runs, 400, style=style, right_to_left=False, most=3).formats
    shown = [(one.start, one.length, one.format.fontStrikeOut(), one.format.fontUnderline()) for one in formats]
    assert shown == [(0, 3, False, False), (3, 4, True, False), (7, 7, False, True), (14, 5, False, False)]
    assert formats[1].format.foreground().color() == window.look.theme.differ


def test_the_list_is_a_sound_item_model(waiting):
    window = waiting()
    QAbstractItemModelTester(window.walk.panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    press("Enter", "u", "j", "0")
    assert window.walk.panel.model.rowCount() == 2


def test_a_passage_of_a_tag_of_several_is_settled_alone(open_project, talks, qtbot):
    with open_file(talks) as project:
        who = people.reader_for(project, "Mara")
        document = project.documents()[0]
        spans = [(TALKS.index(one), TALKS.index(one) + len(one)) for one in (PAUSE, FAITH, "insurers withdraw")]
        tags.tag(project, document.id, "risk", spans, reader=who)
        assert updating.update(project, document.id, read_bytes(SECOND.encode(), file_name="2.txt"), reader=who)
    window = open_project(talks)
    press("F7")
    qtbot.waitUntil(lambda: window.is_still() and len(window.walk.waiting.entries) == 2)
    press("Enter")
    assert window.walk.waiting.current.tagged == FAITH
    press("0")
    assert rows(talks, "SELECT quote, state FROM passage ORDER BY part") == [
        (LONG, "anchored"), ("insurers withdraw", "anchored"), (FAITH, "lost")
    ]  # fmt: skip


def test_the_key_goes_to_the_current_tag_where_the_list_is_open_already(waiting, talks):
    window = waiting()
    (faith,) = [id_ for id_, quote in rows(talks, "SELECT annotation, quote FROM passage") if quote == FAITH]
    window.desk.set_current(faith)
    press("F7")
    assert window.walk.waiting.current.tagged == FAITH


def test_the_list_follows_to_another_document_and_gives_the_panel_back_there(waiting, talks, tmp_path, qtbot):
    window = waiting()
    other = tmp_path / "other.txt"
    other.write_text("Another text\n\nIt waits for nothing.\n", encoding="utf-8")
    window.files.add([other])
    qtbot.waitUntil(lambda: window.page.content.text.startswith("Another text"), timeout=20_000)
    qtbot.waitUntil(window.is_still)
    assert window.walk.waiting.entries == []
    window.walk.panel.list.setFocus()
    press("Esc")
    assert window.panel.isVisible()
    assert window.page.hasFocus()
    assert window.page.selection() is None


def test_a_project_that_is_only_read_says_so_and_nothing_is_settled(open_project, talks, qtbot):
    wait(talks, PAUSE)
    open_project(talks)
    second = open_project(talks)
    second.activateWindow()
    second.page.setFocus()
    press("F7")
    qtbot.waitUntil(lambda: second.is_still() and bool(second.walk.waiting.entries))
    press("Enter")
    assert stored(talks, PAUSE)[3] == "edited"
    assert second.status.words.property("error") is True


def test_a_passage_that_gets_another_number_meanwhile_is_still_the_one_that_is_settled(open_project, talks, qtbot):
    wait(talks, PAUSE)
    window = open_project(talks)
    (tag,) = rows(talks, "SELECT id FROM annotation")[0]
    window.desk.set_current(tag)
    press("F7")
    qtbot.waitUntil(lambda: window.is_still() and bool(window.walk.waiting.entries))
    press("Shift+F6")
    window.page.select(SECOND.index("pilotage must"), SECOND.index("pilotage must") + len("pilotage must"))
    press("a")
    qtbot.waitUntil(lambda: window.is_still() and window.walk.waiting.entries[0].number == 1)
    press("F7", "Enter")
    assert rows(talks, "SELECT quote, state, tagged_quote FROM passage ORDER BY part") == [
        ("pilotage must", "anchored", None), (LONG, "anchored", PAUSE)
    ]  # fmt: skip


def test_a_window_that_closes_while_the_list_is_open_keeps_the_readers_own_place(open_project, talks, qtbot):
    wait(talks, PAUSE)
    first = open_project(talks)
    first.page.place_caret(30)
    press("F7")
    qtbot.waitUntil(lambda: first.is_still() and bool(first.walk.waiting.entries))
    assert first.page.selection() is not None
    first.close()
    second = open_project(talks)
    assert second.page.caret() == 30
